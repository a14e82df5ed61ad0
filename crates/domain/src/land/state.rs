//! What decisions of this part need: the fold of its events.

use serde::{Deserialize, Serialize};

use super::event::LandEvent as Event;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Land {}

impl Land {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match *event {}
    }
}
