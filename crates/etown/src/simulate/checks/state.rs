//! The live state is the one that the acknowledged events make: a refused command, or a fault, leaves no trace.

use etown_domain::State;

use super::invariants;
use crate::simulate::failure::{Failure, require};
use crate::simulate::run::Run;

const LIVE: &str = "the live state is what the acknowledged events make";

pub(in crate::simulate) fn compare(run: &mut Run<'_>) -> Result<(), Failure> {
    run.require_position()?;
    let is_equal = run.bench.engine().read(|live| *live == run.mirror.state);
    require(is_equal, LIVE, || run.bench.engine().read(|live| difference(live, &run.mirror.state)))?;
    invariants::check(&run.mirror.state)?;
    run.oracle.compare(&run.mirror.state)
}

/// Names the parts of the state that differ.
fn difference(live: &State, told: &State) -> String {
    let parts = [
        ("access", live.access == told.access),
        ("parties", live.parties == told.parties),
        ("parameters", live.parameters == told.parameters),
        ("reports", live.reports == told.reports),
        ("exceptions", live.exceptions == told.exceptions),
        ("worklist", live.worklist == told.worklist),
        ("ledger", live.ledger == told.ledger),
        ("bonded", live.bonded == told.bonded),
    ];
    let differing: Vec<&str> =
        parts.iter().filter(|(_, is_equal)| !is_equal).map(|(name, _)| *name).collect();
    format!("they differ in {}", differing.join(", "))
}
