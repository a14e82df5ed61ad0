//! What travels about programmes, key tasks and pilots.

use etown_domain::State;
use etown_domain::programme::light::{self, Light};
use etown_domain::programme::settings::{AMBER_WORKING_DAYS, LAUNCHED_TARGET};
use etown_domain::programme::share::Share;
use etown_domain::programme::task::{Citation, KeyTask, Programme, Progress, Step};
use etown_values::{CivilDate, Percent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::people::Names;
use crate::wire::{LightColour, Role, TaskStatus, schema};

/// A step on a task's way.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StepKind {
    Launch,
    Milestone,
    Complete,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewProgress)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgressIn {
    step: StepKind,
    /// Which milestone; for that step alone.
    #[schema(minimum = 1, maximum = 50)]
    milestone: Option<u32>,
    #[schema(min_items = 1, max_items = 20)]
    evidence: Vec<CitationIn>,
}

impl ProgressIn {
    pub(super) fn into_parts(self) -> (Step, Vec<Citation>) {
        let step = match self.step {
            StepKind::Launch => Step::Launch,
            StepKind::Milestone => Step::Milestone(self.milestone.unwrap_or_default()),
            StepKind::Complete => Step::Complete,
        };
        (step, citations(self.evidence))
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewCitation)]
#[serde(deny_unknown_fields)]
pub(in crate::routes::programme) struct CitationIn {
    /// The position of an entry of this zone's journal.
    position: u64,
    /// What the entry shows, in a few words.
    #[schema(min_length = 1, max_length = 200)]
    shows: String,
}

pub(super) fn citations(evidence: Vec<CitationIn>) -> Vec<Citation> {
    evidence
        .into_iter()
        .map(|citation| Citation { position: citation.position, shows: citation.shows })
        .collect()
}

/// How many of how many; whether that is enough is decided by whole numbers, the percentage is only shown.
#[derive(Serialize, ToSchema)]
#[schema(as = TaskShare)]
struct ShareOut {
    count: u64,
    total: u64,
    /// Absent where nothing is promised or nothing is there to count.
    is_met: Option<bool>,
    #[schema(value_type = Option<schema::Percent>)]
    percent: Option<String>,
    /// What is promised, in percent.
    #[schema(value_type = Option<schema::Percent>)]
    target_percent: Option<String>,
}

impl ShareOut {
    fn of(share: Option<Share>, target: Option<Percent>) -> Self {
        Self {
            count: share.map_or(0, |share| share.count),
            total: share.map_or(0, |share| share.total),
            is_met: share.and_then(|share| share.is_met),
            percent: share.and_then(|share| share.percent).map(|percent| percent.to_string()),
            target_percent: target.map(|target| target.to_string()),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Programme)]
pub(super) struct ProgrammeOut {
    #[schema(value_type = schema::ProgrammeId)]
    id: String,
    name: String,
    name_english: String,
    issuer: String,
    #[schema(value_type = schema::Date)]
    opened_on: String,
    launched: ShareOut,
    completed: ShareOut,
    /// Tasks by their lights.
    red: u64,
    amber: u64,
    green: u64,
    /// From how many working days on a date is near; none is where the parameter has no value in force.
    amber_working_days: Option<u32>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct ProgrammeDetail {
    pub(super) programme: ProgrammeOut,
    /// In the order of their numbers.
    pub(super) tasks: Vec<KeyTaskOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = KeyTask)]
pub(super) struct KeyTaskOut {
    #[schema(value_type = schema::KeyTaskId)]
    id: String,
    #[schema(value_type = schema::ProgrammeId)]
    programme: String,
    number: u32,
    title: String,
    title_english: String,
    lead: Role,
    #[schema(value_type = schema::Date)]
    due: String,
    status: TaskStatus,
    /// The step that comes next; absent when the task is completed.
    next_step: Option<StepKind>,
    next_milestone: Option<u32>,
    light: LightOut,
    milestones: Vec<MilestoneOut>,
    /// Confirmed steps, in order.
    done: Vec<ProgressOut>,
    /// A step that waits for its second person.
    reported: Option<ProgressOut>,
    pub(super) revision: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Milestone)]
struct MilestoneOut {
    number: u32,
    title: String,
    title_english: String,
    #[schema(value_type = schema::Date)]
    due: String,
    is_reached: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Progress)]
struct ProgressOut {
    step: StepKind,
    milestone: Option<u32>,
    evidence: Vec<CitationOut>,
    reported_by: String,
    reported_by_name: Option<String>,
    #[schema(value_type = schema::Date)]
    reported_on: String,
    #[schema(value_type = Option<schema::Date>)]
    confirmed_on: Option<String>,
}

/// An entry that proves something; its receipt is at `/api/v1/journal/entries/{position}/receipt`.
#[derive(Serialize, ToSchema)]
#[schema(as = Citation)]
pub(super) struct CitationOut {
    position: u64,
    shows: String,
}

/// How a task stands to its next date.
#[derive(Serialize, ToSchema)]
#[schema(as = Light)]
struct LightOut {
    colour: LightColour,
    #[schema(value_type = Option<schema::Date>)]
    due: Option<String>,
    /// Working days left until the date, or passed since.
    working_days: Option<u32>,
    /// Whether the count runs through a year whose calendar is not published.
    is_provisional: bool,
    /// Whether a step was reported after its date.
    was_late: bool,
}

/// The state of a day, from which programmes are shown.
pub(super) struct Shown<'a> {
    pub(super) state: &'a State,
    pub(super) today: CivilDate,
}

impl Shown<'_> {
    pub(super) fn programme(&self, programme: &Programme) -> ProgrammeOut {
        let parameter = self.state.parameters.percent(LAUNCHED_TARGET, self.today).ok();
        let standing = self.state.programme.standing(programme, parameter).ok();
        let mut lights = [0_u64; 3];
        for task in self.state.programme.tasks_of(programme.id) {
            let light = self.light(task).colour;
            let index = match light {
                LightColour::Red => 0,
                LightColour::Amber => 1,
                LightColour::Green => 2,
                LightColour::Done => continue,
            };
            lights[index] += 1;
        }
        let [red, amber, green] = lights;
        let filing = &programme.filing;
        ProgrammeOut {
            id: programme.id.to_string(),
            name: filing.name.clone(),
            name_english: filing.name_english.clone(),
            issuer: filing.issuer.clone(),
            opened_on: programme.opened_on.to_string(),
            launched: ShareOut::of(
                standing.map(|standing| standing.launched),
                filing.launched_target.or(parameter),
            ),
            completed: ShareOut::of(standing.map(|standing| standing.completed), filing.completed_target),
            red,
            amber,
            green,
            amber_working_days: self.amber_working_days(),
        }
    }

    pub(super) fn task(&self, task: &KeyTask) -> KeyTaskOut {
        let reached = task.done.iter().filter(|progress| matches!(progress.step, Step::Milestone(_))).count();
        let milestones = task.filing.milestones.iter().enumerate().map(|(index, milestone)| MilestoneOut {
            number: u32::try_from(index + 1).unwrap_or(u32::MAX),
            title: milestone.title.clone(),
            title_english: milestone.title_english.clone(),
            due: milestone.due.to_string(),
            is_reached: index < reached,
        });
        let (next_step, next_milestone) = task.next_step().map(parts_of).unzip();
        KeyTaskOut {
            id: task.id.to_string(),
            programme: task.programme.to_string(),
            number: task.filing.number,
            title: task.filing.title.clone(),
            title_english: task.filing.title_english.clone(),
            lead: task.filing.lead.into(),
            due: task.filing.due.to_string(),
            status: task.status().into(),
            next_step,
            next_milestone: next_milestone.flatten(),
            light: self.light(task),
            milestones: milestones.collect(),
            done: task.done.iter().map(ProgressOut::from).collect(),
            reported: task.reported.as_ref().map(ProgressOut::from),
            revision: task.revision,
        }
    }

    fn amber_working_days(&self) -> Option<u32> {
        self.state.parameters.whole_number(AMBER_WORKING_DAYS, self.today).ok()
    }

    fn light(&self, task: &KeyTask) -> LightOut {
        match light::light(&self.state.calendar, task, self.today, self.amber_working_days()) {
            Ok(Light { colour, due, working_days, unpublished_years, was_late }) => LightOut {
                colour: colour.into(),
                due: due.map(|due| due.to_string()),
                working_days,
                is_provisional: !unpublished_years.is_empty(),
                was_late,
            },
            // The date lies more than ten years away: nobody counts its days.
            Err(_) => LightOut {
                colour: LightColour::Green,
                due: task.next_due().map(|due| due.to_string()),
                working_days: None,
                is_provisional: true,
                was_late: false,
            },
        }
    }
}

impl KeyTaskOut {
    pub(super) fn with_names(mut self, names: &Names<'_>) -> Self {
        for progress in self.done.iter_mut().chain(&mut self.reported) {
            progress.reported_by_name = names.name(&progress.reported_by);
        }
        self
    }
}

const fn parts_of(step: Step) -> (StepKind, Option<u32>) {
    match step {
        Step::Launch => (StepKind::Launch, None),
        Step::Milestone(number) => (StepKind::Milestone, Some(number)),
        Step::Complete => (StepKind::Complete, None),
    }
}

pub(super) fn cited(evidence: &[Citation]) -> Vec<CitationOut> {
    let out =
        |citation: &Citation| CitationOut { position: citation.position, shows: citation.shows.clone() };
    evidence.iter().map(out).collect()
}

impl From<&Progress> for ProgressOut {
    fn from(progress: &Progress) -> Self {
        let (step, milestone) = parts_of(progress.step);
        Self {
            step,
            milestone,
            evidence: cited(&progress.evidence),
            reported_by: etown_engine::actor_text(progress.reported_by).into_owned(),
            reported_by_name: None,
            reported_on: progress.reported_on.to_string(),
            confirmed_on: progress.confirmed_on.map(|date| date.to_string()),
        }
    }
}
