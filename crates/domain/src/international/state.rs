//! What decisions of this part need: the fold of its events.

use serde::{Deserialize, Serialize};

use super::event::InternationalEvent as Event;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct International {}

impl International {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match *event {}
    }
}
