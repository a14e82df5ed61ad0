//! Cases of a pool's quotas: `treasury.quota` (limits from audited equity), `treasury.quota.draw` and
//! `treasury.overseas_lending` (which draws fit, and what would still fit). Weights and coefficients that a case does not
//! give are the latest that the program carries.

use std::collections::BTreeMap;

use etown_domain::kernel::parameters::{ParameterEvent, Parameters};
use etown_domain::treasury::quota::{
    Contribution, ExchangeRate, OF_ACCOUNT, QuotaKind, Standing, base, largest, limit, limit_on, use_of,
    weight_on,
};
use etown_domain::{Event, State};
use etown_values::{CivilDate, Currency, Money, Percent, Ratio};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Computed, input};
use crate::shipped;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    equity: String,
    /// 1 is all of it.
    ratio: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Factors {
    leverage: String,
    #[serde(alias = "parameter")]
    coefficient: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotaInput {
    lead_equity: String,
    members: BTreeMap<String, Member>,
    debt: Factors,
    lending: Factors,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loan {
    id: Option<String>,
    ccy: String,
    amount: String,
    rate: Option<String>,
    term_months: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawInput {
    quota: String,
    balance: String,
    requests: Vec<Loan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LendingInput {
    lead_equity: String,
    members: BTreeMap<String, Member>,
    loans: Vec<Loan>,
    requests: Vec<Loan>,
}

/// Limits of both quotas from the equity that is pooled.
pub(super) fn quota(input: &Value) -> Result<Computed, String> {
    let input: QuotaInput = input::read(input)?;
    let base = base_of(&input.lead_equity, &input.members)?;
    let fen = base.apply(1, etown_values::Rounding::Floor).map_err(|error| error.to_string())?;
    let limit_of = |factors: &Factors| {
        let ratio = |text: &str| Ratio::parse_decimal(text).map_err(|error| format!("'{text}' is {error}"));
        let found = limit(base, ratio(&factors.leverage)?, ratio(&factors.coefficient)?);
        found.map(yuan).map_err(|error| error.to_string())
    };
    let (debt, lending) = (limit_of(&input.debt)?, limit_of(&input.lending)?);
    let steps = vec![
        format!("The lead's equity and the members' pooled shares make a base of {}.", yuan(fen)),
        format!(
            "External debt: the base times {} times {} is {debt}.",
            input.debt.leverage, input.debt.coefficient
        ),
        format!(
            "Overseas lending: the base times {} times {} is {lending}.",
            input.lending.leverage, input.lending.coefficient
        ),
    ];
    let result = json!({ "base": yuan(fen), "external_debt_quota": debt, "overseas_lending_quota": lending });
    Ok(Computed { result, steps })
}

/// Draws one after another under a quota of external debt.
pub(super) fn draw(input: &Value) -> Result<Computed, String> {
    let input: DrawInput = input::read(input)?;
    let standing = Standing { limit: fen("quota", &input.quota)?, used: fen("balance", &input.balance)? };
    let mut desk = Desk::new(QuotaKind::ExternalDebt, standing)?;
    let mut result = Map::new();
    result.insert("headroom_before".to_owned(), json!(yuan(standing.headroom())));
    for (index, request) in input.requests.iter().enumerate() {
        let name = request.id.clone().unwrap_or_else(|| format!("r{}", index + 1));
        result.insert(name.clone(), desk.ask(&name, request)?);
    }
    result.insert("max_now".to_owned(), desk.largest(&input.requests)?);
    Ok(Computed { result: Value::Object(result), steps: desk.steps })
}

/// Overseas lending: the loans that stand, then requests one after another.
pub(super) fn lending(input: &Value) -> Result<Computed, String> {
    let input: LendingInput = input::read(input)?;
    let (parameters, date) = carried()?;
    let base = base_of(&input.lead_equity, &input.members)?;
    let limit = limit_on(&parameters, QuotaKind::OverseasLending, base, date)
        .map_err(|refusal| refusal.to_string())?;
    let mut desk = Desk::new(QuotaKind::OverseasLending, Standing { limit, used: 0 })?;
    for loan in &input.loans {
        desk.standing.used += desk.wanted(loan)?.0;
    }
    let mut result = Map::new();
    result.insert("quota".to_owned(), json!(yuan(limit)));
    result.insert("balance".to_owned(), json!(yuan(desk.standing.used)));
    result.insert("headroom".to_owned(), json!(yuan(desk.standing.headroom())));
    for (index, request) in input.requests.iter().enumerate() {
        let name = request.id.clone().unwrap_or_else(|| format!("r{}", index + 1));
        result.insert(name.clone(), desk.ask(&name, request)?);
    }
    Ok(Computed { result: Value::Object(result), steps: desk.steps })
}

/// A quota in the making of a case.
struct Desk {
    quota: QuotaKind,
    standing: Standing,
    parameters: Parameters,
    date: CivilDate,
    steps: Vec<String>,
}

impl Desk {
    fn new(quota: QuotaKind, standing: Standing) -> Result<Self, String> {
        let (parameters, date) = carried()?;
        Ok(Self { quota, standing, parameters, date, steps: Vec::new() })
    }

    /// What a loan uses, and the loan as money with its rate.
    fn wanted(&self, loan: &Loan) -> Result<(i128, Money, ExchangeRate), String> {
        let currency: Currency = input::parse("ccy", &loan.ccy)?;
        let principal = Money::parse(&loan.amount, currency)
            .map_err(|error| format!("input.amount: '{}' is {error}", loan.amount))?;
        let rate: ExchangeRate = match &loan.rate {
            Some(rate) => input::parse("rate", rate)?,
            None if currency == OF_ACCOUNT => ExchangeRate::from_units(ExchangeRate::UNITS_IN_ONE),
            None => return Err(format!("input: a loan in {currency} needs its rate")),
        };
        let months = match (loan.term_months, self.quota) {
            (Some(months), _) => months,
            (None, QuotaKind::OverseasLending) => 12,
            (None, QuotaKind::ExternalDebt) => return Err("input: debt needs its term_months".to_owned()),
        };
        let weight = self.weight(currency, months)?;
        let used = use_of(principal, rate, weight).map_err(|error| error.to_string())?;
        Ok((used, principal, rate))
    }

    fn weight(
        &self,
        currency: Currency,
        months: u32,
    ) -> Result<etown_domain::treasury::quota::Weight, String> {
        weight_on(&self.parameters, self.quota, (currency, months), self.date)
            .map_err(|refusal| refusal.to_string())
    }

    fn ask(&mut self, name: &str, request: &Loan) -> Result<Value, String> {
        let (wanted, principal, _) = self.wanted(request)?;
        let headroom = self.standing.headroom();
        if self.standing.admits(wanted) {
            self.standing.used += wanted;
            let left = yuan(self.standing.headroom());
            self.steps.push(format!("{name}: {principal} uses {}; {left} is left.", yuan(wanted)));
            return Ok(json!({ "use": yuan(wanted), "result": "ACCEPTED", "headroom_after": left }));
        }
        let shortfall = yuan(wanted - headroom);
        self.steps.push(format!(
            "{name}: {principal} would use {}, {shortfall} more than the {} that is left: refused.",
            yuan(wanted),
            yuan(headroom)
        ));
        Ok(json!({ "use": yuan(wanted), "result": "REFUSED_QUOTA", "shortfall": shortfall,
            "headroom_after": yuan(headroom) }))
    }

    /// The largest principals that still fit: yuan and every currency asked for, short and long.
    fn largest(&self, requests: &[Loan]) -> Result<Value, String> {
        let mut rates = BTreeMap::from([(OF_ACCOUNT, ExchangeRate::from_units(ExchangeRate::UNITS_IN_ONE))]);
        for request in requests {
            let (_, principal, rate) = self.wanted(request)?;
            rates.insert(principal.currency, rate);
        }
        let mut found = Map::new();
        for (currency, rate) in rates {
            for (term, months) in [("short", 12), ("long", 13)] {
                let fits = largest(self.standing.headroom(), currency, rate, self.weight(currency, months)?)
                    .map_err(|error| error.to_string())?;
                let name = format!("{}_{term}", currency.code().to_lowercase());
                found.insert(name, json!(fits.amount_text()));
            }
        }
        Ok(Value::Object(found))
    }
}

fn base_of(lead: &str, members: &BTreeMap<String, Member>) -> Result<Ratio, String> {
    let mut contributions = Vec::new();
    for (name, member) in members {
        let share: Ratio = Ratio::parse_decimal(&member.ratio)
            .map_err(|error| format!("input.members.{name}.ratio: '{}' is {error}", member.ratio))?;
        let hundred = Ratio::new(100, 1).map_err(|error| error.to_string())?;
        let share = share.checked_mul(hundred).map_err(|error| error.to_string())?;
        let share_percent: Percent =
            share.to_decimal(etown_values::Rounding::HalfAwayFromZero).map_err(|error| error.to_string())?;
        let equity = Money::new(fen(&format!("members.{name}.equity"), &member.equity)?, OF_ACCOUNT);
        contributions.push(Contribution { equity, share_percent });
    }
    let lead = Money::new(fen("lead_equity", lead)?, OF_ACCOUNT);
    base(lead, contributions).map_err(|error| error.to_string())
}

/// The parameters that the program carries, and the first day on which all of their latest values hold.
fn carried() -> Result<(Parameters, CivilDate), String> {
    let parameters = shipped::parameters();
    let of_part = parameters.iter().filter(|parameter| parameter.name.starts_with("treasury."));
    let latest = of_part.flat_map(|parameter| &parameter.values).map(|value| value.effective_from).max();
    let latest = latest.ok_or("the program carries no parameters of pools")?;
    let mut state = State::default();
    state.evolve(&Event::Parameter(ParameterEvent::ParametersActivated { parameters }));
    Ok((state.parameters, latest))
}

fn fen(place: &str, text: &str) -> Result<i128, String> {
    let money =
        Money::parse(text, OF_ACCOUNT).map_err(|error| format!("input.{place}: '{text}' is {error}"))?;
    Ok(money.minor_units)
}

fn yuan(minor_units: i128) -> String {
    Money::new(minor_units, OF_ACCOUNT).amount_text()
}
