//! A plan: the steps of one run, drawn from its seed. Each step carries a draw of its own and finds its targets in the state
//! that it meets.

use std::fmt;

use super::actions::{ACTIONS, Action};
use crate::zone::random::Seeded;

/// One step of a plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Its place in the plan.
    pub(super) number: usize,
    pub(super) what: What,
    pub(super) draw: u64,
}

/// What a step does.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// Somebody sends one command.
    Act(&'static Action),
    /// Several commands reach the writer at once and become one batch.
    ActTogether,
    /// A report that was held back arrives, perhaps not for the last time.
    Deliver,
    /// A command that was accepted is sent again as it was.
    Repeat,
    /// A command id is used again with other bytes.
    ReuseKey,
    /// The clock is set forwards or backwards.
    SetClock,
    /// The scheduler acts on what is due.
    ActOnDueDates,
    /// A checkpoint is signed and published.
    Checkpoint,
    /// The state is written down.
    Snapshot,
    /// A failure is planned, to strike some commands later.
    PlanFault,
    /// The engine stops or is killed, and is opened again.
    Restart,
    /// Everything that can be compared is compared.
    Compare,
}

/// The steps of one run.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(super) seed: u64,
    pub(super) steps: Vec<Step>,
}

/// How often each kind of step is drawn beside the actions.
const WEIGHTS: [(u64, What); 11] = [
    (45, What::ActTogether),
    (60, What::Deliver),
    (18, What::Repeat),
    (9, What::ReuseKey),
    (26, What::SetClock),
    (12, What::ActOnDueDates),
    (21, What::Checkpoint),
    (12, What::Snapshot),
    (24, What::PlanFault),
    (16, What::Restart),
    (5, What::Compare),
];

impl Plan {
    /// Draws a plan of so many steps.
    pub(crate) fn drawn(seed: u64, steps: usize) -> Self {
        let mut seeded = Seeded::new(seed);
        let steps =
            (0..steps).map(|number| Step { number, what: draw_what(&mut seeded), draw: seeded.next() });
        Self { seed, steps: steps.collect() }
    }
}

fn draw_what(seeded: &mut Seeded) -> What {
    let actions: u64 = ACTIONS.iter().map(|action| action.weight).sum();
    let others: u64 = WEIGHTS.iter().map(|(weight, _)| weight).sum();
    let drawn = seeded.between(1, actions + others);
    if drawn <= actions {
        return What::Act(action_at(drawn));
    }
    let mut left = drawn - actions;
    for (weight, what) in WEIGHTS {
        if left <= weight {
            return what;
        }
        left -= weight;
    }
    What::Compare
}

/// Draws one action by its weight.
pub(super) fn draw_action(seeded: &mut Seeded) -> &'static Action {
    action_at(seeded.between(1, ACTIONS.iter().map(|action| action.weight).sum()))
}

fn action_at(drawn: u64) -> &'static Action {
    let mut left = drawn;
    for action in ACTIONS {
        if left <= action.weight {
            return action;
        }
        left -= action.weight;
    }
    ACTIONS[0]
}

impl fmt::Display for What {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Act(action) => action.name,
            Self::ActTogether => "several commands at once",
            Self::Deliver => "deliver a report that was held back",
            Self::Repeat => "send a command again",
            Self::ReuseKey => "use a command id again",
            Self::SetClock => "set the clock",
            Self::ActOnDueDates => "act on due dates",
            Self::Checkpoint => "publish a checkpoint",
            Self::Snapshot => "write a snapshot",
            Self::PlanFault => "plan a failure",
            Self::Restart => "restart",
            Self::Compare => "compare everything",
        })
    }
}
