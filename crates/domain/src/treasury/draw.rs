//! Draws: what a pool borrows or lends abroad under a quota, and how much of it is repaid.

use etown_values::{ArithmeticError, CivilDate, DrawId, EnterpriseId, Money, PoolId};
use serde::{Deserialize, Serialize};

use super::quota::{ExchangeRate, QuotaKind, Weight, use_of};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawContent {
    pub quota: QuotaKind,
    /// Who draws: the lead, or a member through the lead.
    pub enterprise: EnterpriseId,
    pub principal: Money,
    /// Yuan for one unit of the currency, by the bank's deal; 1 for yuan.
    pub rate: ExchangeRate,
    pub term_months: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    pub id: DrawId,
    pub pool: PoolId,
    pub content: DrawContent,
    /// What one yuan of it counts for, as on the day of the draw.
    pub weight: Weight,
    pub drawn_on: CivilDate,
    /// What is not repaid yet, in its own currency.
    pub outstanding: Money,
    pub revision: u64,
}

impl Draw {
    /// Returns what it uses of the quota now, in fen.
    pub fn used(&self) -> Result<i128, ArithmeticError> {
        self.use_of(self.outstanding)
    }

    /// Returns what an amount of it uses, by the rate and weight of its day.
    pub fn use_of(&self, amount: Money) -> Result<i128, ArithmeticError> {
        use_of(amount, self.content.rate, self.weight)
    }
}
