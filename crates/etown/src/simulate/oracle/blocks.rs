//! Which exceptions the model expects, and which books they block.

use std::collections::BTreeMap;

use etown_domain::kernel::exceptions::{ExceptionEvent, ExceptionKind};
use etown_domain::{Event, State};
use etown_values::{BookId, ExceptionId};

use super::Oracle;
use crate::simulate::failure::{Failure, require};

/// An exception that a report must open, and the book that it blocks.
pub(super) type Expected = (ExceptionKind, Option<BookId>);

/// Exceptions that are open, with the books that they block.
#[derive(Default)]
pub(super) struct Blocks(BTreeMap<ExceptionId, Option<BookId>>);

const CONTRADICTIONS: &str = "what contradicts the record opens an exception, and nothing else does";
const BLOCKED: &str = "a book with an open exception takes no decision that depends on it";

impl Oracle {
    /// Compares the exceptions that an entry opened with those expected, and remembers them.
    pub(super) fn expect_exceptions(
        &mut self,
        expected: &[Expected],
        events: &[Event],
    ) -> Result<(), Failure> {
        let opened = events.iter().filter_map(|event| match event {
            Event::Exception(ExceptionEvent::ExceptionOpened(exception)) => Some(exception),
            _ => None,
        });
        let mut found: Vec<(&str, Option<BookId>)> = Vec::new();
        for exception in opened {
            found.push((exception.kind.as_str(), exception.book));
            self.blocks.0.insert(exception.id, exception.book);
        }
        let mut wanted: Vec<(&str, Option<BookId>)> =
            expected.iter().map(|(kind, book)| (kind.as_str(), *book)).collect();
        found.sort_unstable();
        wanted.sort_unstable();
        require(found == wanted, CONTRADICTIONS, || format!("opened {found:?}, expected {wanted:?}"))
    }

    pub(super) fn resolve(&mut self, exception: ExceptionId) -> Result<(), Failure> {
        let known = self.blocks.0.remove(&exception);
        require(known.is_some(), CONTRADICTIONS, || format!("{exception} was not open"))
    }

    /// Something was decided that an open exception of the book must have kept from being decided.
    pub(super) fn require_unblocked(&self, book: BookId) -> Result<(), Failure> {
        let open = self.blocks.0.iter().find(|(_, blocked)| **blocked == Some(book));
        require(open.is_none(), BLOCKED, || format!("book {book}: {open:?}"))
    }

    pub(super) fn compare_exceptions(&self, state: &State) -> Result<(), Failure> {
        let (open, known) = (state.exceptions.count_open(), self.blocks.0.len());
        require(open == known, CONTRADICTIONS, || format!("{open} are open, the model has {known}"))
    }
}
