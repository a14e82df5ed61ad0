//! Lists on their way: one reader, several connections that draft and submit ahead of each other, and one that approves in
//! the order of the file, because what goods may leave depends on what came in before.
//!
//! Every command has a key that follows from the file, the book and the list, so that a run after a kill is answered as
//! the first was. How far drafting may run ahead is bounded.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Mutex, PoisonError};

use etown_documents::lists::{LineDraft, ListDraft, ReadList};
use etown_values::{BookId, HsCode, Measure, QuantityAmount, UnitPrice};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::check::hexadecimal;
use super::courier::{Courier, Halt, Outcome, Refusal};
use crate::client::Client;
use crate::problem::Problem;
use crate::progress::Progress;

/// Lists that may be under way or wait for their turn.
const AHEAD_MAX: usize = 128;
/// Refused lists that are told one by one; more are counted.
const REFUSED_TOLD_MAX: usize = 1_000;

/// What is imported, and by whom.
pub(super) struct Import<'a> {
    pub(super) book: BookId,
    pub(super) digest: &'a str,
    pub(super) officer: &'a Client,
    pub(super) approver: Option<&'a Client>,
    pub(super) connections: usize,
}

/// A step of a list, and what to do where it was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    Draft,
    Submit,
    Approve,
}

impl Step {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submit => "submit",
            Self::Approve => "approve",
        }
    }

    pub(super) const fn advice(self) -> &'static str {
        match self {
            Self::Draft => {
                "nothing of it is in the zone; correct the list and import it in a file of its own"
            }
            Self::Submit => "it stands as a draft; correct it in the console",
            Self::Approve => {
                "it waits for approval; when the reason is gone, run the same import again or approve it in the console"
            }
        }
    }
}

/// A list that did not come through.
#[derive(Debug)]
pub(super) struct RefusedList {
    pub(super) reference: String,
    /// The row of the line that it is about, or the first of the list.
    pub(super) row: u64,
    pub(super) step: Step,
    pub(super) refusal: Refusal,
}

/// What became of all lists.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) lists: u64,
    pub(super) lines: u64,
    /// Lists whose draft stood already.
    pub(super) repeated_lists: u64,
    pub(super) refused: Vec<RefusedList>,
    pub(super) refused_lists: u64,
}

/// A list that was drafted and submitted, or refused on the way.
struct Brought {
    reference: String,
    first_row: u64,
    line_rows: Vec<u64>,
    outcome: Result<Submitted, (Step, Refusal)>,
}

struct Submitted {
    id: String,
    is_repeated: bool,
}

type Numbered<T> = (u64, T);

impl Import<'_> {
    /// Brings every list through. Refused lists are told and hinder no other; a fault ends the import.
    pub(super) fn run(
        &self,
        lists: impl Iterator<Item = Result<ReadList, Problem>>,
        progress: &Progress,
    ) -> Result<Tally, Problem> {
        let halt = Halt::default();
        let (jobs, waiting) = mpsc::sync_channel(self.connections);
        let (results, brought) = mpsc::channel();
        let (places, taken) = mpsc::sync_channel(AHEAD_MAX);
        let waiting = Mutex::new(waiting);
        std::thread::scope(|scope| {
            for _ in 0..self.connections {
                let (results, waiting, halt) = (results.clone(), &waiting, &halt);
                scope.spawn(move || self.draft_lists(waiting, &results, halt));
            }
            drop(results);
            let halt = &halt;
            let finishing = scope.spawn(move || {
                let outcome = self.finish(&brought, &taken, halt, progress);
                if outcome.is_err() {
                    halt.call();
                }
                outcome
            });
            let read = hand_out(lists, &jobs, &places);
            drop(jobs);
            let finished = finishing.join().unwrap_or_else(|_panic| Err(broken()));
            read.and(finished)
        })
    }

    /// Drafts and submits lists until there are no more.
    fn draft_lists(
        &self,
        waiting: &Mutex<Receiver<Numbered<ReadList>>>,
        results: &Sender<Numbered<Result<Brought, Problem>>>,
        halt: &Halt,
    ) {
        let mut courier = Courier::new(self.officer, halt);
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((index, list)) = next else { return };
            if halt.is_called() || results.send((index, self.draft_list(&mut courier, list))).is_err() {
                return;
            }
        }
    }

    fn draft_list(&self, courier: &mut Courier<'_>, list: ReadList) -> Result<Brought, Problem> {
        let content = list.content.map_err(|spoilt| {
            let first = spoilt.findings.first().map(ToString::to_string).unwrap_or_default();
            Problem::fault("reading the file again; did it change meanwhile?", first)
        })?;
        let brought = |outcome| Brought {
            reference: list.reference.clone(),
            first_row: list.first_row,
            line_rows: list.line_rows.clone(),
            outcome,
        };
        let body = Body::of(self.book, &content).bytes();
        let key = |step| self.key(&list.reference, step);
        let (id, is_repeated) = match courier.bring("/api/v1/lists", &key(Step::Draft), &body)? {
            Outcome::Stands { id, is_repeated } => (id, is_repeated),
            Outcome::Refused(refusal) => return Ok(brought(Err((Step::Draft, refusal)))),
        };
        Ok(brought(match courier.bring(&path(&id, Step::Submit), &key(Step::Submit), NOTHING)? {
            Outcome::Stands { .. } => Ok(Submitted { id, is_repeated }),
            Outcome::Refused(refusal) => Err((Step::Submit, refusal)),
        }))
    }

    /// Takes the lists in the order of the file, has them approved where someone approves, and counts.
    fn finish(
        &self,
        brought: &Receiver<Numbered<Result<Brought, Problem>>>,
        taken: &Receiver<()>,
        halt: &Halt,
        progress: &Progress,
    ) -> Result<Tally, Problem> {
        let mut approving = self.approver.map(|approver| Courier::new(approver, halt));
        let mut tally = Tally::default();
        let mut early = BTreeMap::new();
        let mut next = 0;
        while let Ok((index, list)) = brought.recv() {
            early.insert(index, list?);
            while let Some(list) = early.remove(&next) {
                next += 1;
                progress.advance(u64::try_from(list.line_rows.len()).unwrap_or_default());
                self.finish_list(list, approving.as_mut(), &mut tally)?;
                // The reader waits for this place.
                let _ = taken.recv();
            }
        }
        Ok(tally)
    }

    fn finish_list(
        &self,
        list: Brought,
        approving: Option<&mut Courier<'_>>,
        tally: &mut Tally,
    ) -> Result<(), Problem> {
        let Brought { reference, first_row, line_rows, outcome } = list;
        let outcome = match (outcome, approving) {
            (Ok(submitted), Some(courier)) => {
                let key = self.key(&reference, Step::Approve);
                match courier.bring(&path(&submitted.id, Step::Approve), &key, NOTHING)? {
                    Outcome::Stands { .. } => Ok(submitted),
                    Outcome::Refused(refusal) => Err((Step::Approve, refusal)),
                }
            }
            (outcome, _) => outcome,
        };
        match outcome {
            Ok(submitted) => {
                tally.lists += 1;
                tally.lines += u64::try_from(line_rows.len()).unwrap_or_default();
                tally.repeated_lists += u64::from(submitted.is_repeated);
            }
            Err((step, refusal)) => {
                tally.refused_lists += 1;
                if tally.refused.len() < REFUSED_TOLD_MAX {
                    let row = row_of(refusal.field.as_deref(), &line_rows).unwrap_or(first_row);
                    tally.refused.push(RefusedList { reference, row, step, refusal });
                }
            }
        }
        Ok(())
    }

    /// The name of one command of this import: the same file, book, list and step have the same.
    fn key(&self, reference: &str, step: Step) -> String {
        let digest = Sha256::new()
            .chain_update(self.digest)
            .chain_update(self.book.to_string())
            .chain_update(reference)
            .finalize();
        format!("import-{}-{}", hexadecimal(&digest), step.name())
    }
}

const NOTHING: &[u8] = b"{}";

fn path(list: &str, step: Step) -> String {
    format!("/api/v1/lists/{list}/{}", step.name())
}

/// Reads on while there is room ahead; ends early where the others have.
fn hand_out(
    lists: impl Iterator<Item = Result<ReadList, Problem>>,
    jobs: &SyncSender<Numbered<ReadList>>,
    places: &SyncSender<()>,
) -> Result<(), Problem> {
    for (index, list) in (0..).zip(lists) {
        if places.send(()).is_err() || jobs.send((index, list?)).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn broken() -> Problem {
    Problem::fault("importing lists", "a part of the program ended early")
}

/// The row of the line that a field such as `lines[3].quantity` is about.
fn row_of(field: Option<&str>, line_rows: &[u64]) -> Option<u64> {
    let (index, _) = field?.strip_prefix("lines[")?.split_once(']')?;
    line_rows.get(index.parse::<usize>().ok()?).copied()
}

/// A list as the interface takes it.
#[derive(Serialize)]
struct Body<'a> {
    book: BookId,
    movement: &'static str,
    supervision_mode: &'a str,
    needs_declaration: bool,
    trucks: &'a [String],
    lines: Vec<BodyLine<'a>>,
}

#[derive(Serialize)]
struct BodyLine<'a> {
    number: u32,
    item: u32,
    hs_code: HsCode,
    quantity: QuantityAmount,
    measure: Measure,
    unit_price: UnitPrice,
    bom_version: Option<&'a str>,
}

impl<'a> Body<'a> {
    fn of(book: BookId, list: &'a ListDraft) -> Self {
        let line = |line: &'a LineDraft| BodyLine {
            number: line.number,
            item: line.item,
            hs_code: line.hs_code,
            quantity: line.quantity,
            measure: line.measure,
            unit_price: line.unit_price,
            bom_version: line.bom_version.as_deref(),
        };
        Self {
            book,
            movement: list.movement,
            supervision_mode: &list.supervision_mode,
            needs_declaration: list.needs_declaration,
            trucks: &list.trucks,
            lines: list.lines.iter().map(line).collect(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts and numbers have a text form")
    }
}

#[cfg(test)]
mod tests {
    use etown_documents::lists::MOVEMENTS;
    use etown_domain::bonded::list::Movement;

    use super::*;

    #[test]
    fn the_movements_of_the_template_are_those_of_the_rules() {
        let of_files: Vec<Movement> = MOVEMENTS
            .iter()
            .map(|word| serde_json::from_value(word.code.into()).expect("the rules know the movement"))
            .collect();
        // Every movement has a purpose of its own opposite the stock, so that none is there twice.
        let mut opposites: Vec<_> = of_files.iter().map(|movement| movement.opposite()).collect();
        opposites.sort();
        opposites.dedup();
        assert_eq!(opposites.len(), of_files.len());
        let unknown = serde_json::from_value::<Movement>("none".into()).unwrap_err().to_string();
        let of_the_rules = unknown.matches('`').count() / 2 - 1;
        assert_eq!(of_files.len(), of_the_rules, "{unknown}");
    }

    #[test]
    fn a_refused_line_is_told_by_its_row() {
        assert_eq!(row_of(Some("lines[1].quantity"), &[7, 9]), Some(9));
        assert_eq!(row_of(Some("lines[2]"), &[7, 9]), None);
        assert_eq!(row_of(Some("trucks"), &[7]), None);
        assert_eq!(row_of(None, &[7]), None);
    }
}
