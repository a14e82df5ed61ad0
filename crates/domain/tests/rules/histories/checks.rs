//! What must hold after every step, and what a history comes to when it is computed a second time.

use std::collections::BTreeMap;

use etown_domain::bonded::book::BookStatus;
use etown_domain::bonded::equipment::EquipmentStatus;
use etown_domain::bonded::period::{Period, PeriodStatus};
use etown_domain::bonded::posting::account_of;
use etown_domain::bonded::slip::SlipStatus;
use etown_domain::kernel::ledger::{Account, AccountNumber, LedgerEvent, MovementSet, Purpose};
use etown_domain::schedule::due;
use etown_domain::{Event, State};
use etown_values::{BookId, CivilDate};

use crate::support::World;

const SETTLED: [SlipStatus; 2] = [SlipStatus::Passed, SlipStatus::Void];

/// After a close the next period opens with what was counted, and nothing is left unexplained.
pub(super) fn check_closed(state: &State, book: BookId, closed: &Period) {
    let found = state.bonded.book(book).unwrap();
    let period = found.period.as_ref().unwrap();
    assert_eq!((period.status, period.number), (PeriodStatus::Open, closed.number + 1));
    assert_eq!(Some(period.begins), closed.cutoff.unwrap().next_day());
    let opening = |item: u32, purpose| {
        account_of(&state.ledger, found, &found.items[&item], purpose).map_or(0, Account::opening)
    };
    for result in closed.results.values() {
        assert_eq!(opening(result.item, Purpose::Stock), result.physical, "item {}", result.item);
        assert_eq!(opening(result.item, Purpose::Unexplained), 0, "item {}", result.item);
    }
    for slip in state.bonded.slips().filter(|slip| slip.book == Some(book)) {
        let is_settled = SETTLED.contains(&slip.status) && !slip.has_held_truck();
        let has_open_list = slip.content.lists.iter().any(|list| state.bonded.list(*list).is_some());
        assert!(!is_settled || has_open_list, "{} has nothing left to wait for", slip.number);
    }
}

/// The lots of each stock with a floor add up to its balance; no other account has any.
pub(super) fn check_lots(state: &State) {
    for (number, account) in state.ledger.accounts() {
        let lots: Vec<_> = state.bonded.lots.of(number).collect();
        assert!(lots.iter().all(|(_, lot)| lot.remaining > 0 && lot.remaining <= lot.received));
        let sum: i128 = lots.iter().map(|(_, lot)| lot.remaining).sum();
        let has_floor = account.limits.floor == Some(0);
        assert_eq!(sum, if has_floor { account.balance() } else { 0 }, "{:?}", account.key);
    }
}

/// Whoever is counted as held or in use is, and the other way round.
pub(super) fn check_slips(state: &State) {
    for slip in state.bonded.slips() {
        assert!(slip.status != SlipStatus::Passed || slip.is_complete(), "{}", slip.number);
        for (truck, progress) in slip.content.trucks.iter().zip(&slip.trucks) {
            let is_held = progress.held.is_some() && slip.status != SlipStatus::Void;
            assert!(!is_held || state.bonded.is_held(&truck.plate), "{}", truck.plate);
        }
        for list in &slip.content.lists {
            let is_known = state.bonded.slips_of(*list).any(|found| found.id == slip.id);
            let is_open = state.bonded.list(*list).is_some();
            assert_eq!(is_known, slip.status != SlipStatus::Void && is_open, "{}", slip.number);
        }
    }
}

/// What falls due is what a look at every book and every machine finds.
pub(super) fn check_due(state: &State) {
    for date in [
        CivilDate::MAX,
        state.bonded.all_equipment().map(|found| found.supervised_from).max().unwrap_or(CivilDate::MAX),
    ] {
        let books = state.bonded.books().filter(|book| book.status == BookStatus::Active);
        let books = books.map(|book| book.header.valid_until).filter(|last| *last < date);
        let supervised =
            state.bonded.all_equipment().filter(|found| found.status == EquipmentStatus::Supervised);
        let ends = supervised.filter_map(|found| found.supervised_until).filter(|last| *last < date);
        let mut expected: Vec<CivilDate> = books.chain(ends).filter_map(CivilDate::next_day).collect();
        expected.sort_unstable();
        let found: Vec<CivilDate> = due(state, date).into_iter().map(|due| due.due_on).collect();
        assert_eq!(found, expected, "until {date}");
    }
}

/// What accounts come to by the events alone: every movement with its value date.
pub(super) fn check_cutoffs(world: &World) {
    let mut moved: BTreeMap<AccountNumber, Vec<(CivilDate, i128)>> = BTreeMap::new();
    let mut holds = BTreeMap::new();
    let mut closed_through: BTreeMap<BookId, CivilDate> = BTreeMap::new();
    let mut cuts = BTreeMap::new();
    let post = |set: &MovementSet, date, moved: &mut BTreeMap<_, Vec<_>>| {
        for movement in &set.movements {
            moved.entry(movement.debit).or_default().push((date, movement.amount));
            moved.entry(movement.credit).or_default().push((date, -movement.amount));
        }
    };
    for event in &world.events {
        let Event::Ledger(event) = event else { continue };
        match event {
            LedgerEvent::Transferred(set) => post(set, set.value_date, &mut moved),
            LedgerEvent::Held { hold, set } => drop(holds.insert(*hold, set.clone())),
            LedgerEvent::HoldPosted { hold, value_date } => post(&holds[hold], *value_date, &mut moved),
            LedgerEvent::CutSet { book, date } => drop(cuts.insert(*book, *date)),
            LedgerEvent::CutLifted { book } => drop(cuts.remove(book)),
            LedgerEvent::CutClosed { book } => {
                let cutoff = cuts.remove(book).unwrap();
                closed_through.insert(*book, cutoff);
            }
            _ => {}
        }
    }
    for (number, account) in world.state.ledger.accounts() {
        let until = |last: CivilDate| -> i128 {
            let of_account = moved.get(&number).into_iter().flatten();
            of_account.filter(|(date, _)| *date <= last).map(|(_, amount)| amount).sum()
        };
        assert_eq!(account.balance(), until(CivilDate::MAX), "{:?}", account.key);
        let book = account.key.book.unwrap();
        let cut = cuts.get(&book).copied().unwrap_or(CivilDate::MAX);
        assert_eq!(account.at_cut(), until(cut), "{:?}", account.key);
        let opening = closed_through.get(&book).map_or(0, |last| until(*last));
        assert_eq!(account.opening(), opening, "{:?}", account.key);
    }
}
