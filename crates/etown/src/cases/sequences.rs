//! Cases about sequences run as real commands through an engine in memory: what comes out is what a zone would hold.

pub(super) mod lots;
pub(super) mod posting;
pub(super) mod production;
pub(super) mod verification;
pub(super) mod versions;
mod workbench;

use etown_engine::NotAccepted;

/// The code of a refusal; anything else ends the case.
fn code(outcome: NotAccepted) -> Result<&'static str, String> {
    match outcome {
        NotAccepted::Refused(refusal) => Ok(refusal.code.text),
        other => Err(format!("the engine in memory failed: {other}")),
    }
}

/// "OK", or the code of the refusal.
fn answer_word<T>(outcome: Result<T, NotAccepted>) -> Result<&'static str, String> {
    outcome.map_or_else(code, |_| Ok("OK"))
}
