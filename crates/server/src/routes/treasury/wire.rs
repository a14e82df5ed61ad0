//! What travels about pools and draws. Amounts are decimal texts in the currency that stands beside them.

use etown_domain::State;
use etown_domain::treasury::draw::{Draw, DrawContent};
use etown_domain::treasury::pool::{Pool, PoolFiling, PoolMember, Turnover};
use etown_domain::treasury::quota::{ExchangeRate, OF_ACCOUNT, QuotaKind as Kind};
use etown_values::{CivilDate, Currency, EnterpriseId, Money, Percent};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::problem::{Problem, edge};
use crate::wire::{Cursor, QuotaKind, enterprise_name, schema};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PoolsAsked {
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    pub(super) cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPool)]
#[serde(deny_unknown_fields)]
pub(super) struct PoolIn {
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The one onshore enterprise that files, runs and reports the pool.
    #[schema(value_type = schema::EnterpriseId)]
    lead: EnterpriseId,
    /// Audited equity of the last year, in yuan.
    #[schema(value_type = schema::DecimalText)]
    lead_equity: String,
    #[schema(min_items = 1, max_items = 200)]
    members: Vec<PoolMemberIn>,
    turnover: TurnoverIn,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPoolMember)]
#[serde(deny_unknown_fields)]
struct PoolMemberIn {
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: EnterpriseId,
    #[schema(value_type = schema::DecimalText)]
    equity: String,
    /// The share of its equity that it pools, where 100 is all.
    #[schema(value_type = schema::Percent)]
    share_percent: Percent,
}

/// Last year's figures of the group, in yuan.
#[derive(Deserialize, ToSchema)]
#[schema(as = Turnover)]
#[serde(deny_unknown_fields)]
struct TurnoverIn {
    #[schema(value_type = schema::DecimalText)]
    cross_border_payments: String,
    #[schema(value_type = schema::DecimalText)]
    onshore: String,
    #[schema(value_type = schema::DecimalText)]
    offshore: String,
}

impl PoolIn {
    pub(super) fn filing(self) -> Result<PoolFiling, Problem> {
        let mut members = Vec::new();
        for (index, member) in self.members.iter().enumerate() {
            let equity = money(&format!("members[{index}].equity"), &member.equity, OF_ACCOUNT)?;
            let (enterprise, share_percent) = (member.enterprise, member.share_percent);
            members.push(PoolMember { enterprise, equity, share_percent });
        }
        let figure = |field: &str, text: &str| money(&format!("turnover.{field}"), text, OF_ACCOUNT);
        Ok(PoolFiling {
            lead_equity: money("lead_equity", &self.lead_equity, OF_ACCOUNT)?,
            turnover: Turnover {
                cross_border_payments: figure("cross_border_payments", &self.turnover.cross_border_payments)?,
                onshore: figure("onshore", &self.turnover.onshore)?,
                offshore: figure("offshore", &self.turnover.offshore)?,
            },
            name: self.name,
            lead: self.lead,
            members,
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewDraw)]
#[serde(deny_unknown_fields)]
pub(super) struct DrawIn {
    quota: QuotaKind,
    /// Who draws: the lead, or a member through the lead.
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: EnterpriseId,
    #[schema(value_type = schema::DecimalText)]
    amount: String,
    #[schema(value_type = schema::Currency)]
    currency: String,
    /// Yuan for one unit of the currency, at most 8 decimals; 1 for yuan.
    #[schema(value_type = schema::DecimalText)]
    rate: ExchangeRate,
    #[schema(minimum = 1, maximum = 600)]
    term_months: u32,
}

impl DrawIn {
    pub(super) fn content(self) -> Result<DrawContent, Problem> {
        let currency = currency_of("currency", &self.currency)?;
        Ok(DrawContent {
            quota: self.quota.into(),
            enterprise: self.enterprise,
            principal: money("amount", &self.amount, currency)?,
            rate: self.rate,
            term_months: self.term_months,
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewRepayment)]
#[serde(deny_unknown_fields)]
pub(super) struct RepaymentIn {
    #[schema(value_type = schema::DecimalText)]
    pub(super) amount: String,
    /// That of the draw.
    #[schema(value_type = schema::Currency)]
    pub(super) currency: String,
}

/// Reads an amount with at most as many decimals as its currency has.
pub(super) fn money(field: &str, text: &str, currency: Currency) -> Result<Money, Problem> {
    Money::parse(text, currency)
        .map_err(|error| Problem::edge(&edge::UNEXPECTED_CONTENT).at(field).detail(error.to_string()))
}

pub(super) fn currency_of(field: &str, code: &str) -> Result<Currency, Problem> {
    code.parse().map_err(|error: etown_values::ParseCurrencyError| {
        Problem::edge(&edge::UNEXPECTED_CONTENT).at(field).detail(error.to_string())
    })
}

#[derive(Serialize, ToSchema)]
#[schema(as = Pool)]
pub(super) struct PoolOut {
    #[schema(value_type = schema::PoolId)]
    id: String,
    name: String,
    #[schema(value_type = schema::EnterpriseId)]
    lead: String,
    lead_name: String,
    #[schema(value_type = schema::DecimalText)]
    lead_equity: String,
    members: Vec<PoolMemberOut>,
    #[schema(value_type = schema::Date)]
    filed_on: String,
    /// Both quotas as of today, in yuan.
    quotas: Vec<QuotaOut>,
    pub(super) revision: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PoolMember)]
struct PoolMemberOut {
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    #[schema(value_type = schema::DecimalText)]
    equity: String,
    #[schema(value_type = schema::Percent)]
    share_percent: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Quota)]
struct QuotaOut {
    quota: QuotaKind,
    /// Absent where a parameter has no value in force.
    #[schema(value_type = Option<schema::DecimalText>)]
    limit: Option<String>,
    #[schema(value_type = schema::DecimalText)]
    used: String,
    /// What may still be used; below zero while the pool stands over the quota.
    #[schema(value_type = Option<schema::DecimalText>)]
    headroom: Option<String>,
    /// Legal, but only repayments pass.
    is_over: bool,
}

impl PoolOut {
    pub(super) fn of(state: &State, today: CivilDate, pool: &Pool) -> Self {
        let filing = &pool.filing;
        Self {
            id: pool.id.to_string(),
            name: filing.name.clone(),
            lead: filing.lead.to_string(),
            lead_name: enterprise_name(state, filing.lead),
            lead_equity: filing.lead_equity.amount_text(),
            members: filing.members.iter().map(|member| PoolMemberOut::of(state, member)).collect(),
            filed_on: pool.filed_on.to_string(),
            quotas: Kind::ALL.map(|quota| QuotaOut::of(state, today, pool, quota)).into(),
            revision: pool.revision,
        }
    }
}

impl PoolMemberOut {
    fn of(state: &State, member: &PoolMember) -> Self {
        Self {
            enterprise: member.enterprise.to_string(),
            enterprise_name: enterprise_name(state, member.enterprise),
            equity: member.equity.amount_text(),
            share_percent: member.share_percent.to_string(),
        }
    }
}

impl QuotaOut {
    fn of(state: &State, today: CivilDate, pool: &Pool, quota: Kind) -> Self {
        let yuan = |minor_units| Money::new(minor_units, OF_ACCOUNT).amount_text();
        let standing = pool.standing(quota, (&state.parameters, &state.ledger), today).ok();
        Self {
            quota: quota.into(),
            limit: standing.map(|standing| yuan(standing.limit)),
            used: yuan(pool.used(quota, &state.ledger)),
            headroom: standing.map(|standing| yuan(standing.headroom())),
            is_over: standing.is_some_and(etown_domain::treasury::quota::Standing::is_over),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Draw)]
pub(super) struct DrawOut {
    #[schema(value_type = schema::DrawId)]
    id: String,
    quota: QuotaKind,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    #[schema(value_type = schema::DecimalText)]
    principal: String,
    #[schema(value_type = schema::DecimalText)]
    outstanding: String,
    #[schema(value_type = schema::Currency)]
    currency: String,
    #[schema(value_type = schema::DecimalText)]
    rate: String,
    term_months: u32,
    /// What one yuan of it counts for.
    #[schema(value_type = schema::DecimalText)]
    weight: String,
    /// What it uses of the quota now, in yuan.
    #[schema(value_type = schema::DecimalText)]
    used: String,
    #[schema(value_type = schema::Date)]
    drawn_on: String,
    revision: u64,
}

impl DrawOut {
    pub(super) fn of(state: &State, draw: &Draw) -> Self {
        let content = &draw.content;
        let used = draw.used().unwrap_or_default();
        Self {
            id: draw.id.to_string(),
            quota: content.quota.into(),
            enterprise: content.enterprise.to_string(),
            enterprise_name: enterprise_name(state, content.enterprise),
            principal: content.principal.amount_text(),
            outstanding: draw.outstanding.amount_text(),
            currency: content.principal.currency.code().to_owned(),
            rate: content.rate.to_string(),
            term_months: content.term_months,
            weight: draw.weight.to_string(),
            used: Money::new(used, OF_ACCOUNT).amount_text(),
            drawn_on: draw.drawn_on.to_string(),
            revision: draw.revision,
        }
    }
}
