//! Events of this part. Once released an event is never edited: new meaning, new variant.

use serde::{Deserialize, Serialize};

use crate::kernel::about::About;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionEvent {}

impl RegionEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match *self {}
    }
}
