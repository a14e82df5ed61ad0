//! What must hold, whatever happened: compared while the zone runs, after each restart, and at rest.

pub(super) mod at_rest;
pub(super) mod at_restart;
mod invariants;
mod journal;
pub(super) mod projection;
pub(super) mod state;
