//! Commands of this part.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeCommand {}

impl ExchangeCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match *self {}
    }
}
