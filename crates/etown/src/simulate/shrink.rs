//! Making a failing history smaller: parts of its script are cut as long as the same property breaks (delta debugging).

use std::time::{Duration, Instant};

use super::failure::Failure;
use super::script::{Deed, Script};
use super::tally::Tally;

/// Runs spent on one failure; a history that is not the smallest is still useful.
const ATTEMPTS_MAX: usize = 1_000;
/// A property whose check waits is not made smaller for ever.
const TIME_MAX: Duration = Duration::from_mins(3);

/// Returns the smallest script found that breaks the property of `failure`.
pub(super) fn smallest(
    script: &Script,
    failure: &Failure,
    attempt: &dyn Fn(&Script) -> Result<Tally, Failure>,
) -> Script {
    let mut attempts = 0;
    let begun = Instant::now();
    let mut breaks = |script: &Script| {
        attempts += 1;
        attempts <= ATTEMPTS_MAX
            && begun.elapsed() < TIME_MAX
            && attempt(script).is_err_and(|found| found.property == failure.property)
    };
    let mut smallest = script.clone();
    let mut part = smallest.deeds.len().div_ceil(2);
    while part > 0 {
        let before = smallest.deeds.len();
        cut_parts(&mut smallest, part, &mut breaks);
        // What could not be cut before may be cut once something else is gone.
        let again = part == 1 && smallest.deeds.len() < before;
        part = if again { 1 } else { part / 2 };
    }
    thin_out(&mut smallest, &mut breaks);
    smallest
}

/// Tries to do without each part of so many deeds; from the end, for what comes after the failure goes first.
fn cut_parts(smallest: &mut Script, part: usize, breaks: &mut dyn FnMut(&Script) -> bool) {
    let mut end = smallest.deeds.len();
    while end > 0 {
        let start = end.saturating_sub(part);
        let mut deeds = smallest.deeds.clone();
        deeds.drain(start..end);
        let cut = smallest.with(deeds);
        if breaks(&cut) {
            *smallest = cut;
        }
        end = start;
    }
}

/// Tries to do without each of several commands that were sent at once.
fn thin_out(smallest: &mut Script, breaks: &mut dyn FnMut(&Script) -> bool) {
    for index in 0..smallest.deeds.len() {
        let mut number = 0;
        while let Deed::Send(sent) = &smallest.deeds[index].deed
            && sent.len() > 1
            && number < sent.len()
        {
            let mut fewer = sent.clone();
            fewer.remove(number);
            let mut deeds = smallest.deeds.clone();
            deeds[index].deed = Deed::Send(fewer);
            let cut = smallest.with(deeds);
            if breaks(&cut) {
                *smallest = cut;
            } else {
                number += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::script::Done;

    #[test]
    fn the_deeds_that_a_failure_needs_are_found() {
        let done = |step| Done { step, name: String::new(), deed: Deed::Compare };
        let script = Script { deeds: (0..200).map(done).collect(), ..Script::default() };
        let needed = [17, 101, 180];
        let attempt = |script: &Script| {
            let has = |number: &usize| script.deeds.iter().any(|done| done.step == *number);
            if needed.iter().all(has) { Err(Failure::new("a property", "")) } else { Ok(Tally::default()) }
        };
        let found = smallest(&script, &Failure::new("a property", ""), &attempt);
        assert_eq!(found.deeds.iter().map(|done| done.step).collect::<Vec<_>>(), needed);
    }
}
