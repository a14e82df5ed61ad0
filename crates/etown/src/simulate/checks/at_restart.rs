//! After a restart: what was acknowledged is answered again as it was, under its key. All of the newest entries and a sample of
//! the older ones are asked for.

use etown_domain::Actor;

use crate::simulate::failure::{Failure, require};
use crate::simulate::run::Run;

const NEWEST: usize = 10;
const SAMPLES: usize = 10;
const ANSWERED: &str = "an acknowledged command is answered the same after a restart";

pub(in crate::simulate) fn compare(run: &mut Run<'_>) -> Result<(), Failure> {
    let length = run.mirror.entries.len();
    let every = (length / SAMPLES).max(1);
    let asked = (0..length).filter(|index| index % every == 0 || index + NEWEST >= length);
    for index in asked {
        let sent = &run.mirror.entries[index];
        if !matches!(sent.submission.actor, Actor::User(_)) {
            continue;
        }
        let outcome = run.bench.submit(vec![sent.submission.clone()]).swap_remove(0);
        let is_same = outcome.as_ref().is_ok_and(|answer| {
            answer.is_repeated
                && usize::try_from(answer.position) == Ok(index)
                && answer.instant == sent.instant
        });
        require(is_same, ANSWERED, || format!("entry {index} was answered {outcome:?}"))?;
    }
    run.require_position()
}
