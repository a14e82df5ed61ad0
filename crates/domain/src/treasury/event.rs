//! Events of this part. Once released an event is never edited: new meaning, new variant.

use etown_values::{CivilDate, DrawId, EnterpriseId, Money, PoolId};
use serde::{Deserialize, Serialize};

use super::draw::DrawContent;
use super::pool::PoolFiling;
use super::quota::Weight;
use crate::kernel::about::About;
use crate::kernel::ledger::amount_text;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TreasuryEvent {
    PoolFiled {
        pool: PoolId,
        filing: PoolFiling,
        filed_on: CivilDate,
    },
    Drawn {
        draw: DrawId,
        pool: PoolId,
        lead: EnterpriseId,
        content: DrawContent,
        weight: Weight,
        drawn_on: CivilDate,
        /// What it uses of the quota, in fen; the ledger holds the same amount.
        #[serde(with = "amount_text")]
        used: i128,
    },
    Repaid {
        draw: DrawId,
        lead: EnterpriseId,
        enterprise: EnterpriseId,
        amount: Money,
    },
}

impl TreasuryEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match self {
            Self::PoolFiled { pool, filing, .. } => {
                let about = About::new("pool", pool).concerning(filing.lead).fact("name", &filing.name);
                filing.members.iter().fold(about, |about, member| about.concerning(member.enterprise))
            }
            Self::Drawn { draw, pool, lead, content, .. } => About::new("draw", draw)
                .concerning(*lead)
                .concerning(content.enterprise)
                .fact("pool", pool)
                .fact("quota", &content.quota.as_str())
                .fact("amount", &content.principal),
            Self::Repaid { draw, lead, enterprise, amount } => {
                About::new("draw", draw).concerning(*lead).concerning(*enterprise).fact("amount", amount)
            }
        }
    }
}
