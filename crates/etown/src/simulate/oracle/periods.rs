//! Periods as the model knows them: how far each has come, by whom, and days to which nothing is posted any more.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::period::{CountKey, CountRow, ItemResult, PeriodStatus, Stage};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Actor, Refusal, State};
use etown_values::{BookId, CivilDate};

use super::Oracle;
use crate::simulate::failure::{Failure, require};

/// The period of a book.
#[derive(Clone)]
pub(super) struct Term {
    pub(super) number: u32,
    begins: CivilDate,
    status: PeriodStatus,
    pub(super) cutoff: Option<CivilDate>,
    counted_through: Option<CivilDate>,
    makers: BTreeSet<Actor>,
    accepted_by: Option<Actor>,
    pub(super) count: BTreeMap<CountKey, i128>,
    pub(super) results: BTreeMap<u32, ItemResult>,
    explained: BTreeSet<u32>,
    /// What every place of the book held at the cutoff when the count was complete.
    as_counted: BTreeMap<(u32, Purpose), i128>,
}

const ORDER: &str =
    "a period is announced, counted, applied, accepted and closed in this order, each day once";
const TWO: &str = "who counted does not accept, and who accepted does not close";
const FOUND: &str = "a count is compared with what an independent model has";
const KEPT: &str = "a counted day never changes";
const FAIR: &str = "a period is not held up without a cause";
const EXPLAINED: &str = "what differs by more than the tolerance is explained";

impl Term {
    pub(super) fn open(number: u32, begins: CivilDate) -> Self {
        Self {
            number,
            begins,
            status: PeriodStatus::Open,
            cutoff: None,
            counted_through: None,
            makers: BTreeSet::new(),
            accepted_by: None,
            count: BTreeMap::new(),
            results: BTreeMap::new(),
            explained: BTreeSet::new(),
            as_counted: BTreeMap::new(),
        }
    }

    fn is_counted(&self) -> bool {
        !matches!(self.status, PeriodStatus::Open | PeriodStatus::Announced)
    }

    /// The last day to which nothing is posted any more.
    pub(super) fn frozen(&self) -> Option<CivilDate> {
        let before = if self.number > 1 { self.begins.plus_days(-1) } else { None };
        if self.is_counted() { self.cutoff } else { before }
    }

    fn is_unexplained(&self, result: &ItemResult, tolerance: i128) -> bool {
        /// 100 % as percents are written, with 9 decimals.
        const WHOLE: i128 = 100_000_000_000;
        let difference = result.physical.saturating_sub(result.theoretical).saturating_abs();
        let is_over = difference.saturating_mul(WHOLE) > tolerance.saturating_mul(result.theoretical.abs());
        is_over && !self.explained.contains(&result.item)
    }
}

impl Oracle {
    fn term(&mut self, book: BookId, wanted: &[PeriodStatus]) -> Result<&mut Term, Failure> {
        let term = self.books.get_mut(&book).and_then(|shelf| shelf.term.as_mut());
        let Some(term) = term else { return Err(Failure::new(ORDER, format!("book {book} has no period"))) };
        require(wanted.contains(&term.status), ORDER, || format!("book {book} is {:?}", term.status))?;
        Ok(term)
    }

    /// Learns that a command about a period was accepted.
    pub(super) fn accept_period(&mut self, command: &BondedCommand, actor: Actor) -> Result<(), Failure> {
        use PeriodStatus as Status;
        match command {
            BondedCommand::AnnounceCount { book, cutoff, .. } => self.announce(*book, *cutoff, actor)?,
            BondedCommand::WithdrawCount { book, .. } => {
                let term = self.term(*book, &[Status::Announced])?;
                let counted_through = term.counted_through;
                *term = Term { counted_through, ..Term::open(term.number, term.begins) };
                self.stocks.lift_cut(*book);
            }
            BondedCommand::RecordCount { book, rows, .. } => {
                let term = self.term(*book, &[Status::Announced])?;
                term.count.extend(rows.iter().map(|row| (key_of(row), row.quantity.units())));
                term.makers.insert(actor);
                for row in rows {
                    if let Some(version) = &row.version {
                        self.change(*book, |shelf| shelf.use_version(row.item, version));
                    }
                }
            }
            BondedCommand::CompleteCount { book, .. } => self.complete(*book, actor)?,
            BondedCommand::ReopenCount { book, .. } => {
                let term = self.term(*book, &[Status::Counted])?;
                term.status = Status::Announced;
                (term.results, term.explained) = (BTreeMap::new(), BTreeSet::new());
                term.makers.insert(actor);
            }
            BondedCommand::ExplainDifferences { book, explanations, .. } => {
                let term = self.term(*book, &[Status::Counted])?;
                term.explained.extend(explanations.iter().map(|explanation| explanation.item));
                term.makers.insert(actor);
            }
            BondedCommand::ApplyVerification { book, .. } => {
                self.require_unblocked(*book)?;
                let tolerance = self.settings.count_tolerance();
                let term = self.term(*book, &[Status::Counted])?;
                let open = term.results.values().find(|result| term.is_unexplained(result, tolerance));
                require(open.is_none(), EXPLAINED, || format!("book {book}: {open:?}"))?;
                term.status = Status::Applied;
                term.makers.insert(actor);
            }
            BondedCommand::ReturnVerification { book, .. } => {
                let term = self.term(*book, &[Status::Applied, Status::Accepted])?;
                (term.status, term.accepted_by) = (Status::Counted, None);
            }
            BondedCommand::AcceptVerification { book, .. } => {
                self.require_unblocked(*book)?;
                let term = self.term(*book, &[Status::Applied])?;
                require(!term.makers.contains(&actor), TWO, || format!("book {book}: {actor:?}"))?;
                (term.status, term.accepted_by) = (Status::Accepted, Some(actor));
            }
            BondedCommand::CloseVerification { book, .. } => self.close_term(*book, actor)?,
            _ => {}
        }
        Ok(())
    }

    fn announce(&mut self, book: BookId, cutoff: CivilDate, actor: Actor) -> Result<(), Failure> {
        let today = self.today;
        let term = self.term(book, &[PeriodStatus::Open])?;
        let is_new = term.counted_through.is_none_or(|counted| cutoff > counted);
        require(cutoff >= term.begins && cutoff >= today && is_new, ORDER, || {
            format!("book {book} counts {cutoff} on {today}, begun {}", term.begins)
        })?;
        (term.status, term.cutoff) = (PeriodStatus::Announced, Some(cutoff));
        term.makers.insert(actor);
        self.stocks.cut(book, cutoff);
        Ok(())
    }

    fn complete(&mut self, book: BookId, actor: Actor) -> Result<(), Failure> {
        let (results, today) = (self.results_of(book), self.today);
        let as_counted =
            self.stocks.of(book).map(|(item, purpose, sums)| ((item, purpose), sums.at_cutoff())).collect();
        let term = self.term(book, &[PeriodStatus::Announced])?;
        require(term.cutoff.is_some_and(|cutoff| cutoff <= today), ORDER, || {
            format!("book {book} is counted on {today} for {:?}", term.cutoff)
        })?;
        let missing = results.values().find(|result| !is_complete(term, result));
        require(missing.is_none(), FOUND, || format!("book {book}: {missing:?} was not counted"))?;
        (term.status, term.counted_through) = (PeriodStatus::Counted, term.cutoff);
        (term.results, term.as_counted) = (results, as_counted);
        term.makers.insert(actor);
        Ok(())
    }

    /// A refusal that holds a period up has its cause in what the model knows.
    pub(super) fn judge_period(&self, command: &BondedCommand, refusal: &Refusal) -> Result<(), Failure> {
        let (BondedCommand::CompleteCount { book, .. } | BondedCommand::ApplyVerification { book, .. }) =
            command
        else {
            return Ok(());
        };
        let Some(term) = self.books.get(book).and_then(|shelf| shelf.term.as_ref()) else { return Ok(()) };
        let is_caused = match refusal.code.text {
            "COUNT_INCOMPLETE" => self.results_of(*book).values().any(|result| !is_complete(term, result)),
            "DIFFERENCE_UNEXPLAINED" => {
                let tolerance = self.settings.count_tolerance();
                term.results.values().any(|result| term.is_unexplained(result, tolerance))
            }
            _ => true,
        };
        require(is_caused, FAIR, || format!("book {book}: {refusal}"))
    }

    /// Compares every period, and what a counted day holds with what it held when it was counted.
    pub(super) fn compare_periods(&self, state: &State) -> Result<(), Failure> {
        for book in state.bonded.books() {
            let term = self.books.get(&book.id).and_then(|shelf| shelf.term.as_ref());
            let (Some(term), Some(period)) = (term, book.period.as_ref()) else {
                require(term.is_none() && book.period.is_none(), ORDER, || format!("book {}", book.id))?;
                continue;
            };
            let is_equal = (period.number, period.begins, period.status, period.cutoff, period.accepted_by)
                == (term.number, term.begins, term.status, term.cutoff, term.accepted_by);
            require(is_equal, ORDER, || {
                format!("book {} is {period:?}, not {:?} {:?}", book.id, term.status, term.cutoff)
            })?;
            require(period.results == term.results, FOUND, || {
                format!("book {}: {:?}, the model has {:?}", book.id, period.results, term.results)
            })?;
            if term.is_counted() {
                self.require_as_counted(book.id, term)?;
            }
        }
        Ok(())
    }

    fn require_as_counted(&self, book: BookId, term: &Term) -> Result<(), Failure> {
        let mut places = self.stocks.of(book);
        let changed = places.find(|(item, purpose, sums)| {
            let counted = term.as_counted.get(&(*item, *purpose)).copied().unwrap_or_default();
            counted != sums.at_cutoff()
        });
        require(changed.is_none(), KEPT, || format!("book {book}: {changed:?}"))
    }

    /// Checks who closes what, and returns the period.
    pub(super) fn closing_term(&mut self, book: BookId, actor: Actor) -> Result<Term, Failure> {
        self.require_unblocked(book)?;
        let term = self.term(book, &[PeriodStatus::Accepted])?.clone();
        let is_another = term.accepted_by != Some(actor) && !term.makers.contains(&actor);
        require(is_another, TWO, || format!("book {book}: {actor:?}"))?;
        self.require_as_counted(book, &term)?;
        Ok(term)
    }
}

fn key_of(row: &CountRow) -> CountKey {
    CountKey { item: row.item, stage: row.stage, version: row.version.clone() }
}

/// Whether the item was counted as it stands, where something should be there.
fn is_complete(term: &Term, result: &ItemResult) -> bool {
    let key = CountKey { item: result.item, stage: Stage::Stock, version: None };
    result.theoretical == 0 || term.count.contains_key(&key)
}
