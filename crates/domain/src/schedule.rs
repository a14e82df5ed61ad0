//! What falls due by the calendar. The scheduler submits these as ordinary commands with ids that depend on nothing but
//! the due thing, so that catching up after downtime repeats nothing. The state keeps the last days in order: a look costs
//! what is due, however much is not.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::CivilDate;

use crate::bonded::{BondedCommand, DueThing};
use crate::command::Command;
use crate::exchange::ExchangeCommand;
use crate::state::State;

/// A command whose date has come, with its command id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub command_id: String,
    /// The first day on which it may be submitted.
    pub due_on: CivilDate,
    pub command: Command,
}

/// Returns what is due on or before the date, earliest first.
pub fn due(state: &State, date: CivilDate) -> Vec<Due> {
    let mut all: Vec<Due> = of_books(state, date).chain(of_consignments(state, date)).collect();
    all.sort_by_key(|due| due.due_on);
    all
}

fn of_books(state: &State, date: CivilDate) -> impl Iterator<Item = Due> {
    let past = state.bonded.past_their_last_day(date);
    past.map(|(last, thing)| {
        let (command_id, command) = match thing {
            DueThing::Book(book) => {
                (format!("book-expiry:{book}:{last}"), BondedCommand::ExpireBook { book, valid_until: last })
            }
            DueThing::Equipment(equipment) => (
                format!("supervision-end:{equipment}:{last}"),
                BondedCommand::EndSupervision { equipment, supervised_until: last },
            ),
        };
        let due_on = last.next_day().unwrap_or(last);
        Due { command_id, due_on, command: Command::Bonded(command) }
    })
}

fn of_consignments(state: &State, date: CivilDate) -> impl Iterator<Item = Due> {
    state.exchange.past_their_last_day(date).map(|(answer_by, consignment)| {
        let command = ExchangeCommand::NoteSilence { consignment, answer_by };
        let due_on = answer_by.next_day().unwrap_or(answer_by);
        let command_id = format!("answer-missing:{consignment}:{answer_by}");
        Due { command_id, due_on, command: Command::Exchange(command) }
    })
}
