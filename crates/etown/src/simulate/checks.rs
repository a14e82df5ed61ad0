//! What must hold, whatever happened: compared while the zone runs, after each restart, and at rest.
//!
//! The invariants of bonded zones and where each is checked:
//!
//! | | invariant | check |
//! |---|---|---|
//! | 1 | available is never below zero; the same events give the same state | `invariants::check`, `stocks::overdrawn`, `state::compare`, `at_rest::compare` |
//! | 2 | what is posted is never edited, a correction is a reversing list, what a closed day held never changes | `layers::reverse`, `periods::require_as_counted`, `journal::compare` |
//! | 3 | consumed = embodied + tangible + intangible | `consumption::making` against every account, `invariants::check` (scrap is what was tangibly lost) |
//! | 4 | what came in = what went out + what is there + what is explained | `stocks::compare`, `invariants::check` (zero sums, material by material) |
//! | 5 | transfers have both sides or neither | `stocks::announce` and `carry_out` move both, `invariants::check` |
//! | 6 | each batch is declared once | `reports::release` (a declaration is released for one list); batches are not there yet |
//! | 7 | tax lines make up the bill | there are no bills yet |
//! | 8 | nothing is posted to a closed day | `oracle::booking_day`, `posting::post_on_request`, `stocks::compare` (openings and cuts) |
//! | 9 | a message counts once and is answered the same | `reports::accept_report`, `run::outcome`, `at_restart::compare` |
//! | 10 | a version that was used never changes | `books::accept_filing` (a used version is not filed again), `books::use_version` |
//! | 11 | every quantity has its documents | `layers::compare` (the source and day of every lot), `invariants::check` (lots and balance) |
//!
//! And of the gate: a truck passes once with one slip (`slips::require_free`, `slips::compare_slips`); a second passage opens
//! an exception, which blocks the book (`passages::pass_slip`, `blocks`).

pub(super) mod at_rest;
pub(super) mod at_restart;
mod invariants;
mod journal;
pub(super) mod projection;
pub(super) mod state;
