//! Commands of this part.

use etown_values::{DrawId, Money, PoolId};
use serde::{Deserialize, Serialize};

use super::draw::DrawContent;
use super::pool::PoolFiling;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TreasuryCommand {
    FilePool { filing: PoolFiling },
    Draw { pool: PoolId, content: DrawContent },
    Repay { draw: DrawId, revision: Option<u64>, amount: Money },
}

impl TreasuryCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::FilePool { .. } => "treasury.file_pool",
            Self::Draw { .. } => "treasury.draw",
            Self::Repay { .. } => "treasury.repay",
        }
    }
}
