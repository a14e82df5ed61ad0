//! The idle clock: how long land has been idle for its holder's cause, and what that comes to. An exact function of dates,
//! computed when asked and kept nowhere.
//!
//! Idle land is land on which work has not started a year after the agreed day, or on which it started and then stood for a
//! year with less than a third of its area developed or less than a quarter invested (Order 53 of 2012, as reported; the
//! decree itself has not been read, so its numbers are settings). After one year a fee of 20 % of the price is due, after two
//! the land is taken back; the anniversary itself counts. Time that the authorities caused stops the clock.
//!
//! Limits: a clock that ends with a proven start is forgotten, also when its fee was due and never noticed.

use alloc::vec::Vec;

use etown_values::{ArithmeticError, CivilDate, Money, Ratio, Rounding};

use super::geometry::Area;
use crate::kernel::calendar::{Calendar, CalendarRefusal, DeadlineStatus, Pause, Term, TermUnit, deadline};

/// The numbers of the rule on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdleTerms {
    pub fee_months: u32,
    pub take_back_months: u32,
    /// Share of the price that the fee takes.
    pub fee_share: Ratio,
    /// Work that developed one part in this many of the area is enough.
    pub area_one_in: u32,
    /// Share of the investment that is enough.
    pub invested_share: Ratio,
}

/// Work that stands since a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standstill {
    pub stopped_on: CivilDate,
    /// Whether too little was developed or invested when it stopped.
    pub is_below: bool,
}

/// The dates that the clock depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdleFacts {
    pub agreed_start: CivilDate,
    pub started_on: Option<CivilDate>,
    pub standstill: Option<Standstill>,
    /// Time that the authorities caused, in any order; times may overlap.
    pub caused_by_government: Vec<Pause>,
}

/// What the clock has come to. Ordered by gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdleStatus {
    NotIdle,
    /// The clock stands for a cause of the authorities, and no fee had become due before.
    GovernmentCaused,
    IdleFee,
    TakeBack,
}

/// A reading of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleClock {
    pub status: IdleStatus,
    /// The day from which it runs; absent while nothing lets it run.
    pub runs_from: Option<CivilDate>,
    /// The first day on which the fee is due; while the clock stands, the earliest that is still possible.
    pub fee_on: Option<CivilDate>,
    /// The first day on which the land is taken back.
    pub take_back_on: Option<CivilDate>,
    pub is_stopped: bool,
}

impl IdleTerms {
    /// Whether so little was developed or invested that land on which work stands is idle.
    pub fn is_below(&self, developed: Area, area: Area, invested: Money, total: Money) -> bool {
        let parts = i128::from(self.area_one_in);
        let is_small = developed.units().saturating_mul(parts) < area.units();
        let share = Ratio::new(invested.minor_units, total.minor_units);
        is_small || share.is_ok_and(|share| share < self.invested_share)
    }

    /// Returns the fee on a price, rounded to the nearest minor unit.
    pub fn fee(&self, price: Money) -> Result<Money, ArithmeticError> {
        let fee = self.fee_share.apply(price.minor_units, Rounding::HalfAwayFromZero)?;
        Ok(Money::new(fee, price.currency))
    }
}

/// Reads the clock as of a date. Refusals: terms that cannot be counted.
pub fn idle_clock(
    facts: &IdleFacts,
    terms: &IdleTerms,
    as_of: CivilDate,
) -> Result<IdleClock, CalendarRefusal> {
    let pauses = in_one(&facts.caused_by_government, as_of);
    let Some(runs_from) = runs_from(facts, as_of) else {
        let status = IdleStatus::NotIdle;
        return Ok(IdleClock {
            status,
            runs_from: None,
            fee_on: None,
            take_back_on: None,
            is_stopped: false,
        });
    };
    // Months do not ask which days are worked, so no published calendar is needed.
    let end =
        |length| deadline(&Calendar::default(), runs_from, Term { length, unit: TermUnit::Months }, &pauses);
    let (fee, take_back) = (end(terms.fee_months)?, end(terms.take_back_months)?);
    let is_stopped = runs_from <= as_of && pauses.iter().any(|pause| pause.resumed_on.is_none());
    let is_reached = |found: &crate::kernel::calendar::Deadline| {
        found.status == DeadlineStatus::Firm && found.date <= as_of
    };
    let status = match (is_reached(&take_back), is_reached(&fee)) {
        (true, _) => IdleStatus::TakeBack,
        (false, true) => IdleStatus::IdleFee,
        (false, false) if is_stopped => IdleStatus::GovernmentCaused,
        (false, false) => IdleStatus::NotIdle,
    };
    let (fee_on, take_back_on) = (Some(fee.date), Some(take_back.date));
    Ok(IdleClock { status, runs_from: Some(runs_from), fee_on, take_back_on, is_stopped })
}

/// The day from which the clock runs, as far as was known on the date.
fn runs_from(facts: &IdleFacts, as_of: CivilDate) -> Option<CivilDate> {
    match facts.started_on.filter(|started_on| *started_on <= as_of) {
        None => Some(facts.agreed_start),
        Some(_) => facts
            .standstill
            .filter(|standstill| standstill.is_below && standstill.stopped_on <= as_of)
            .map(|standstill| standstill.stopped_on),
    }
}

/// Joins times that overlap or touch, leaves out what began after the date, and lets what ended after it be open.
fn in_one(pauses: &[Pause], as_of: CivilDate) -> Vec<Pause> {
    let mut known: Vec<Pause> = pauses
        .iter()
        .filter(|pause| pause.from <= as_of)
        .map(|pause| Pause {
            resumed_on: pause.resumed_on.filter(|resumed_on| *resumed_on <= as_of),
            ..*pause
        })
        .collect();
    known.sort_by_key(|pause| pause.from);
    let mut joined: Vec<Pause> = Vec::new();
    for pause in known {
        match joined.last_mut() {
            Some(last) if last.resumed_on.is_none_or(|resumed_on| pause.from <= resumed_on) => {
                last.resumed_on = last.resumed_on.zip(pause.resumed_on).map(|(one, other)| one.max(other));
            }
            _ => joined.push(pause),
        }
    }
    joined
}
