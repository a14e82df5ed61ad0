//! Traffic lights: how a task stands to its next date, in working days. Derived when asked; nobody sets a light.

use etown_values::CivilDate;

use super::task::{KeyTask, Step, TaskStatus};
use crate::kernel::calendar::{Calendar, CalendarRefusal, working_days_between};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// Past its date.
    Red,
    /// Its date is near.
    Amber,
    Green,
    /// Completed.
    Done,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Light {
    pub colour: Colour,
    /// The date that the light looks at; none for a completed task.
    pub due: Option<CivilDate>,
    /// Working days left until the date, or passed since; none for a completed task.
    pub working_days: Option<u32>,
    /// Years whose calendar is not published: the count is provisional.
    pub unpublished_years: alloc::vec::Vec<i16>,
    /// Whether a step was confirmed after its date; a late task that caught up keeps this.
    pub was_late: bool,
}

/// Returns the light of a task on a day. A date that is today still counts as left; where the zone does not say from how
/// many working days on a date is near, none is. Refusals: a date too far away.
pub fn light(
    calendar: &Calendar,
    task: &KeyTask,
    today: CivilDate,
    amber_working_days: Option<u32>,
) -> Result<Light, CalendarRefusal> {
    let was_late = was_late(task);
    let Some(due) = task.next_due().filter(|_| task.status() != TaskStatus::Completed) else {
        return Ok(Light {
            colour: Colour::Done,
            due: None,
            working_days: None,
            unpublished_years: alloc::vec::Vec::new(),
            was_late,
        });
    };
    let is_past = due < today;
    let count = if is_past {
        working_days_between(calendar, due, today)?
    } else {
        working_days_between(calendar, today, due)?
    };
    let colour = match (is_past, amber_working_days.is_some_and(|near| count.days <= near)) {
        (true, _) => Colour::Red,
        (false, true) => Colour::Amber,
        (false, false) => Colour::Green,
    };
    let (working_days, unpublished_years) = (Some(count.days), count.unpublished_years);
    Ok(Light { colour, due: Some(due), working_days, unpublished_years, was_late })
}

fn was_late(task: &KeyTask) -> bool {
    task.done.iter().any(|progress| {
        let due = match progress.step {
            Step::Launch => None,
            Step::Milestone(number) => usize::try_from(number.saturating_sub(1))
                .ok()
                .and_then(|index| task.filing.milestones.get(index))
                .map(|milestone| milestone.due),
            Step::Complete => Some(task.filing.due),
        };
        // What counts is the day on which it was reported: the second person's delay is not the task's.
        due.is_some_and(|due| progress.reported_on > due)
    })
}
