//! What decisions of this part need: the fold of its events.

use serde::{Deserialize, Serialize};

use super::event::TreasuryEvent as Event;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Treasury {}

impl Treasury {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match *event {}
    }
}
