//! At the end, on the files of the stopped zone: everything audits, and everything made anew is what it was.

use etown_engine::{audit, rebuild};

use super::journal;
use crate::simulate::engine::Ending;
use crate::simulate::failure::{Failure, require};
use crate::simulate::run::Run;

const REBUILT: &str = "live = made anew from the journal";

pub(in crate::simulate) fn compare(run: &mut Run<'_>) -> Result<(), Failure> {
    let digest = run.bench.engine().state_digest();
    run.bench.end(Ending::Stopped);
    let directory = run.bench.directory();
    let fault = |fault: etown_engine::EngineFault| Failure::new(REBUILT, fault.chain());
    let audited = audit(directory, &mut |_done, _total| {}).map_err(fault)?;
    require(audited.problems.is_empty(), "an audit finds nothing", || audited.problems.join("; "))?;
    require(audited.state_digest == digest, REBUILT, || {
        format!("the audit has state {}, live was {digest}", audited.state_digest)
    })?;
    let made = rebuild(directory, &mut |_done, _total| {}).map_err(fault)?;
    require(made.is_equal() && made.state_digest == digest, REBUILT, || {
        format!("{made:?}, live was {digest}")
    })?;
    require(made.live_queries_digest.is_some(), REBUILT, || "the queries had not caught up".to_owned())?;
    journal::compare(run)?;
    run.tally.state_digest = digest;
    run.tally.exceptions_open = u64::try_from(run.mirror.state.exceptions.count_open()).unwrap_or(u64::MAX);
    run.tally.lists = u64::try_from(run.mirror.state.bonded.lists().count()).unwrap_or(u64::MAX);
    Ok(())
}
