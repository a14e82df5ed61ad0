//! What decisions of this part need: the fold of its events.

use serde::{Deserialize, Serialize};

use super::event::IndustryEvent as Event;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Industry {}

impl Industry {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match *event {}
    }
}
