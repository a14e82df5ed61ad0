//! A second, simple model of what goods there must be. It learns the commands that were accepted, not their events, and has
//! its own arithmetic: it must never call a rule of the domain. Only ids that the engine gave out are read from events.

mod arithmetic;
mod books;
mod consumption;
mod papers;
mod reports;
mod stocks;

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::{Command, Event, Refusal, State};
use etown_engine::Submission;
use etown_values::{BookId, ListId};

use self::books::Shelf;
use self::papers::Paper;
use self::reports::Messages;
use self::stocks::Stocks;
use super::failure::Failure;

/// The model.
#[derive(Default)]
pub(super) struct Oracle {
    books: BTreeMap<BookId, Shelf>,
    lists: BTreeMap<ListId, Paper>,
    declarations: BTreeSet<String>,
    messages: Messages,
    stocks: Stocks,
}

impl Oracle {
    /// Learns that a command was accepted; the events are read for the ids of what it made.
    pub(super) fn accept(&mut self, submission: &Submission, events: &[Event]) -> Result<(), Failure> {
        match &submission.command {
            Command::Bonded(command) => self.accept_request(command, events),
            Command::Report(report) => self.accept_report(report, &submission.bytes),
            // The zone itself and the parts beside the bonded area move no goods.
            _ => Ok(()),
        }
    }

    fn accept_request(&mut self, command: &BondedCommand, events: &[Event]) -> Result<(), Failure> {
        match command {
            BondedCommand::FileBook { header } => {
                if let Some(book) = filed_book(events) {
                    self.books.insert(book, Shelf::new(header));
                }
                Ok(())
            }
            BondedCommand::DraftList { .. }
            | BondedCommand::AmendList { .. }
            | BondedCommand::SubmitList { .. }
            | BondedCommand::ApproveList { .. }
            | BondedCommand::ReturnList { .. }
            | BondedCommand::DeleteList { .. }
            | BondedCommand::CorrectTrucks { .. }
            | BondedCommand::ReverseList { .. } => self.accept_list(command, drafted_list(events)),
            _ => {
                self.accept_filing(command);
                Ok(())
            }
        }
    }

    /// Judges a refusal: news of the world is never turned away, and a list that fits is not refused for want of goods.
    pub(super) fn refuse(&self, submission: &Submission, refusal: &Refusal) -> Result<(), Failure> {
        match &submission.command {
            Command::Report(_) => reports::judge_refusal(refusal),
            Command::Bonded(BondedCommand::ApproveList { list, .. })
                if refusal.code.text == "INSUFFICIENT_AVAILABLE" =>
            {
                self.judge_insufficiency(*list, refusal)
            }
            _ => Ok(()),
        }
    }

    /// Compares every account of the state with the model.
    pub(super) fn compare(&self, state: &State) -> Result<(), Failure> {
        self.stocks.compare(state)?;
        self.compare_lists(state)
    }
}

fn filed_book(events: &[Event]) -> Option<BookId> {
    events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::BookFiled { book, .. }) => Some(*book),
        _ => None,
    })
}

fn drafted_list(events: &[Event]) -> Option<ListId> {
    events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::ListDrafted { list, .. }) => Some(*list),
        _ => None,
    })
}
