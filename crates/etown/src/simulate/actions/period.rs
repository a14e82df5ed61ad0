//! A period goes on from count to close: each step by those whose turn it is. Now and then somebody turns back.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::{Book, BookStatus};
use etown_domain::bonded::period::{DifferenceCause, Explanation, Period, PeriodStatus};
use etown_values::CivilDate;

use super::{Action, Asked, View, bonded, choose, count};
use crate::zone::random::Seeded;

pub(super) const ANNOUNCE: Action = Action { name: "announce a count", weight: 18, ask: announce };
pub(super) const GO_ON: Action = Action { name: "go on with a period", weight: 150, ask: go_on };
pub(super) const TURN_BACK: Action = Action { name: "turn back in a period", weight: 10, ask: turn_back };
pub(super) const OUT_OF_ORDER: Action =
    Action { name: "act on a period out of order", weight: 12, ask: out_of_order };

fn announce(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let open = view.state.bonded.books().filter(|book| {
        matches!(book.status, BookStatus::Active | BookStatus::Expired)
            && book.period.as_ref().is_some_and(|period| period.status == PeriodStatus::Open)
    });
    let book = choose::one(seeded, open)?;
    let period = book.period.as_ref()?;
    let cutoff = cutoff(view, period, seeded)?;
    let (book_id, revision) = (book.id, choose::revision(seeded, period.revision));
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    Some(bonded(officer, BondedCommand::AnnounceCount { book: book_id, revision, cutoff }))
}

/// Mostly the first day that may be counted; sometimes a later one, now and then one that is past or too late.
fn cutoff(view: &View<'_>, period: &Period, seeded: &mut Seeded) -> Option<CivilDate> {
    let counted = period.counted_through.and_then(CivilDate::next_day);
    let first = view.date.max(period.begins).max(counted.unwrap_or(CivilDate::MIN));
    match seeded.between(0, 11) {
        0 => view.date.plus_days(-1),
        1 => period.begins.previous_day(),
        2 => first.plus_days(500),
        3 => first.plus_days(i32::try_from(seeded.between(1, 3)).ok()?),
        5 => Some(view.date),
        _ => Some(first),
    }
}

/// A book whose period is under way; mostly the one that is furthest.
fn under_way<'a>(view: &View<'a>, seeded: &mut Seeded) -> Option<(&'a Book, &'a Period)> {
    let books = view.state.bonded.books();
    let periods = books.filter_map(|book| Some((book, book.period.as_ref()?)));
    let mut found: Vec<(&Book, &Period)> =
        periods.filter(|(_, period)| period.status != PeriodStatus::Open).collect();
    if seeded.between(1, 6) > 1 {
        found.retain(|(_, period)| period.cutoff.is_none_or(|cutoff| cutoff <= view.date));
        found.sort_by_key(|(_, period)| period.status);
        return found.pop();
    }
    choose::one(seeded, found.into_iter())
}

fn go_on(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let Some((book, period)) = under_way(view, seeded) else { return announce(view, seeded) };
    let (id, revision) = (book.id, choose::revision(seeded, period.revision));
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    let customs = choose::customs(seeded);
    Some(match period.status {
        PeriodStatus::Announced if period.count.is_empty() || seeded.between(1, 4) == 1 => {
            let rows = count::complete(view.state, book, seeded);
            bonded(officer, BondedCommand::RecordCount { book: id, revision, rows })
        }
        PeriodStatus::Announced => bonded(officer, BondedCommand::CompleteCount { book: id, revision }),
        PeriodStatus::Counted => {
            let explanations = explanations(period);
            if explanations.is_empty() || seeded.between(1, 12) == 1 {
                bonded(officer, BondedCommand::ApplyVerification { book: id, revision })
            } else {
                bonded(officer, BondedCommand::ExplainDifferences { book: id, revision, explanations })
            }
        }
        PeriodStatus::Applied => bonded(customs, BondedCommand::AcceptVerification { book: id, revision }),
        PeriodStatus::Accepted => bonded(customs, BondedCommand::CloseVerification { book: id, revision }),
        PeriodStatus::Open | PeriodStatus::Closed => return None,
    })
}

/// Explanations that are missing.
fn explanations(period: &Period) -> Vec<Explanation> {
    let missing = period
        .results
        .values()
        .filter(|result| result.difference() != 0 && !period.explanations.contains_key(&result.item));
    let explained = missing.map(|result| Explanation {
        item: result.item,
        cause: DifferenceCause::Measurement,
        text: "the scales of both halls differ".to_owned(),
    });
    explained.collect()
}

fn turn_back(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let (book, period) = under_way(view, seeded)?;
    let (id, revision) = (book.id, choose::revision(seeded, period.revision));
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    let reason = "a hall was left out".to_owned();
    Some(match period.status {
        PeriodStatus::Announced => {
            bonded(officer, BondedCommand::WithdrawCount { book: id, revision, reason })
        }
        PeriodStatus::Counted => bonded(officer, BondedCommand::ReopenCount { book: id, revision, reason }),
        _ => {
            let customs = choose::customs(seeded);
            bonded(customs, BondedCommand::ReturnVerification { book: id, revision, reason })
        }
    })
}

/// Any command about any period, whoever's turn it is.
fn out_of_order(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let book = choose::one(seeded, view.state.bonded.books())?;
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    let user = if seeded.between(0, 1) == 0 { officer } else { choose::customs(seeded) };
    let (id, revision) = (book.id, None);
    let reason = "out of order".to_owned();
    let command = match seeded.between(0, 8) {
        0 => BondedCommand::WithdrawCount { book: id, revision, reason },
        1 | 2 => {
            let rows = count::any(view.state, book, seeded).into_iter().collect();
            BondedCommand::RecordCount { book: id, revision, rows }
        }
        3 => BondedCommand::CompleteCount { book: id, revision },
        4 => BondedCommand::ReopenCount { book: id, revision, reason },
        5 => {
            let cause = DifferenceCause::Other;
            let item = choose::one(seeded, book.items.keys().copied()).unwrap_or(999);
            let text = ["too short", "long enough to be read"][seeded.position(2)].to_owned();
            let explanations = vec![Explanation { item, cause, text }];
            BondedCommand::ExplainDifferences { book: id, revision, explanations }
        }
        6 => BondedCommand::ApplyVerification { book: id, revision },
        7 => BondedCommand::AcceptVerification { book: id, revision },
        _ => BondedCommand::CloseVerification { book: id, revision },
    };
    Some(bonded(user, command))
}
