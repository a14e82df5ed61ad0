//! What falls due by the calendar. The scheduler submits these as ordinary commands with ids that depend on nothing but
//! the due thing, so that catching up after downtime repeats nothing.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::CivilDate;

use crate::bonded::BondedCommand;
use crate::bonded::book::BookStatus;
use crate::bonded::equipment::EquipmentStatus;
use crate::command::Command;
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
    let mut due: Vec<Due> = state
        .bonded
        .books()
        .filter(|book| matches!(book.status, BookStatus::Active))
        .filter(|book| book.header.valid_until < date)
        .map(|book| Due {
            command_id: format!("book-expiry:{}:{}", book.id, book.header.valid_until),
            due_on: book.header.valid_until.plus_days(1).unwrap_or(book.header.valid_until),
            command: Command::Bonded(BondedCommand::ExpireBook {
                book: book.id,
                valid_until: book.header.valid_until,
            }),
        })
        .collect();
    let terms = state.bonded.all_equipment().filter(|found| found.status == EquipmentStatus::Supervised);
    due.extend(terms.filter_map(|found| {
        let supervised_until = found.supervised_until.filter(|last| *last < date)?;
        Some(Due {
            command_id: format!("supervision-end:{}:{supervised_until}", found.id),
            due_on: supervised_until.plus_days(1).unwrap_or(supervised_until),
            command: Command::Bonded(BondedCommand::EndSupervision { equipment: found.id, supervised_until }),
        })
    }));
    due.sort_by(|one, other| (one.due_on, &one.command_id).cmp(&(other.due_on, &other.command_id)));
    due
}
