//! Making a failing history smaller: parts of the plan are cut as long as the same property breaks (delta debugging).

use std::time::{Duration, Instant};

use super::failure::Failure;
use super::plan::Plan;
use super::tally::Tally;

/// Runs spent on one failure; a history that is not the smallest is still useful.
const ATTEMPTS_MAX: usize = 400;
/// A property whose check waits is not made smaller for ever.
const TIME_MAX: Duration = Duration::from_secs(120);

/// Returns the smallest plan found that breaks the property of `failure`.
pub(super) fn smallest(
    plan: &Plan,
    failure: &Failure,
    attempt: &dyn Fn(&Plan) -> Result<Tally, Failure>,
) -> Plan {
    let mut attempts = 0;
    let begun = Instant::now();
    let mut breaks = |plan: &Plan| {
        attempts += 1;
        attempts <= ATTEMPTS_MAX
            && begun.elapsed() < TIME_MAX
            && attempt(plan).is_err_and(|found| found.property == failure.property)
    };
    let mut smallest = plan.clone();
    let mut part = smallest.steps.len().div_ceil(2);
    while part > 0 {
        // From the end: what comes after the failure goes first.
        let mut end = smallest.steps.len();
        while end > 0 {
            let start = end.saturating_sub(part);
            let mut steps = smallest.steps.clone();
            steps.drain(start..end);
            let cut = smallest.with(steps);
            if breaks(&cut) {
                smallest = cut;
            }
            end = start;
        }
        part /= 2;
    }
    smallest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_that_a_failure_needs_are_found() {
        let plan = Plan::drawn(1, 200);
        let needed = [17, 101, 180];
        let attempt = |plan: &Plan| {
            let has = |number: &usize| plan.steps.iter().any(|step| step.number == *number);
            if needed.iter().all(has) { Err(Failure::new("a property", "")) } else { Ok(Tally::default()) }
        };
        let found = smallest(&plan, &Failure::new("a property", ""), &attempt);
        assert_eq!(found.steps.iter().map(|step| step.number).collect::<Vec<_>>(), needed);
    }
}
