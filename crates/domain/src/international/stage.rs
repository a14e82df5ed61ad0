//! The stages of an investment project, and how long it was in each.

use alloc::vec::Vec;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};

use super::project::InvestmentProject;
use crate::kernel::calendar::{Calendar, CalendarRefusal, WorkingDayCount, working_days_between};

/// A stage, in the order in which projects go through them (unverified: as investment offices work).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Lead,
    Contact,
    Visit,
    Negotiation,
    Agreement,
    Registered,
    LandOrSpace,
    Permits,
    Production,
    Expansion,
}

impl Stage {
    pub const ALL: [Self; 10] = [
        Self::Lead,
        Self::Contact,
        Self::Visit,
        Self::Negotiation,
        Self::Agreement,
        Self::Registered,
        Self::LandOrSpace,
        Self::Permits,
        Self::Production,
        Self::Expansion,
    ];

    /// Returns the stage as written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Contact => "contact",
            Self::Visit => "visit",
            Self::Negotiation => "negotiation",
            Self::Agreement => "agreement",
            Self::Registered => "registered",
            Self::LandOrSpace => "land_or_space",
            Self::Permits => "permits",
            Self::Production => "production",
            Self::Expansion => "expansion",
        }
    }

    /// Returns the stage that follows, or nothing after the last.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| *stage > self)
    }

    /// Whether a project enters the stage only when it was held against the list in force: where investment is agreed,
    /// made or enlarged. In between, an investment made by the list of its day goes on.
    pub const fn needs_screening(self) -> bool {
        matches!(self, Self::Agreement | Self::Registered | Self::Expansion)
    }
}

/// The time that a project was in one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeInStage {
    pub stage: Stage,
    pub entered_on: CivilDate,
    /// The day on which it entered the next stage or was dropped; `None` while it is in this one.
    pub left_on: Option<CivilDate>,
    pub days: i32,
    pub working_days: WorkingDayCount,
    /// Where the journal proves that it entered.
    pub position: u64,
}

/// Computes from the project's steps how long it was in each stage, up to the date for the one it is in.
pub fn times_in_stages(
    project: &InvestmentProject,
    calendar: &Calendar,
    today: CivilDate,
) -> Result<Vec<TimeInStage>, CalendarRefusal> {
    let ended_on = project.dropped.as_ref().map(|dropped| dropped.on);
    let following = project.steps.iter().skip(1).map(|step| Some(step.on)).chain([ended_on]);
    let time = |(step, left_on): (&super::project::Step, Option<CivilDate>)| {
        let until = left_on.unwrap_or(today);
        Ok(TimeInStage {
            stage: step.stage,
            entered_on: step.on,
            left_on,
            days: step.on.days_until(until),
            working_days: working_days_between(calendar, step.on, until)?,
            position: step.position,
        })
    };
    project.steps.iter().zip(following).map(time).collect()
}
