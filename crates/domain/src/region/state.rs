//! What decisions of this part need: the fold of its events.

use serde::{Deserialize, Serialize};

use super::event::RegionEvent as Event;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {}

impl Region {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match *event {}
    }
}
