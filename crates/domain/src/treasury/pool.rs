//! Pools: a lead enterprise, its members, and the audited figures that eligibility and quotas are computed from.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId, Money, Percent, PoolId, Ratio};
use serde::{Deserialize, Serialize};

use super::quota::{Contribution, QuotaKind, Standing, base, limit_on, out_of_range};
use crate::kernel::ledger::{Account, AccountKey, Ledger, Purpose, UnitDefinition};
use crate::kernel::parameters::Parameters;
use crate::kernel::refusal::Refusal;

/// What is filed of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolFiling {
    pub name: String,
    /// The one onshore enterprise that files, runs and reports the pool.
    pub lead: EnterpriseId,
    /// Audited equity of the last year, in yuan.
    pub lead_equity: Money,
    pub members: Vec<PoolMember>,
    /// Last year's figures of the group, in yuan, which decide whether it is large enough.
    pub turnover: Turnover,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolMember {
    pub enterprise: EnterpriseId,
    pub equity: Money,
    /// The share of its equity that it pools, where 100 is all; the same for both quotas.
    pub share_percent: Percent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turnover {
    /// Payments and receipts across the border, both currencies together.
    pub cross_border_payments: Money,
    pub onshore: Money,
    pub offshore: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    pub id: PoolId,
    pub filing: PoolFiling,
    pub filed_on: CivilDate,
    pub revision: u64,
}

impl Pool {
    /// Whether the enterprise is the lead or a member.
    pub fn includes(&self, enterprise: EnterpriseId) -> bool {
        self.filing.lead == enterprise
            || self.filing.members.iter().any(|member| member.enterprise == enterprise)
    }

    /// Returns what the pool's quotas are a multiple of, in fen.
    pub fn base(&self) -> Result<Ratio, Refusal> {
        self.filing.base()
    }

    /// Returns where a quota stands on the date.
    pub fn standing(
        &self,
        quota: QuotaKind,
        (parameters, ledger): (&Parameters, &Ledger),
        date: CivilDate,
    ) -> Result<Standing, Refusal> {
        let limit = limit_on(parameters, quota, self.base()?, date)?;
        Ok(Standing { limit, used: self.used(quota, ledger) })
    }

    /// Returns how much of a quota is used, in fen; nothing before its first draw.
    pub fn used(&self, quota: QuotaKind, ledger: &Ledger) -> i128 {
        let unit = ledger.unit_number(&UnitDefinition::Currency(super::quota::OF_ACCOUNT));
        let key = unit.map(|unit| self.account(unit, quota.purpose()));
        let account =
            key.and_then(|key| ledger.account_number(&key)).and_then(|number| ledger.account(number));
        account.map_or(0, Account::balance)
    }

    /// The pool's account of a purpose; a lead has one pool.
    pub(super) const fn account(
        &self,
        unit: crate::kernel::ledger::UnitNumber,
        purpose: Purpose,
    ) -> AccountKey {
        AccountKey { unit, owner: self.filing.lead, book: None, item: None, purpose }
    }
}

impl PoolFiling {
    /// Returns what the quotas are a multiple of, in fen.
    pub fn base(&self) -> Result<Ratio, Refusal> {
        let contributions = self
            .members
            .iter()
            .map(|member| Contribution { equity: member.equity, share_percent: member.share_percent });
        base(self.lead_equity, contributions).map_err(out_of_range)
    }
}
