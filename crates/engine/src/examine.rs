//! Examines what a command presents of others: a trust file, or a receipt of another zone by the keys that the state holds
//! for it now. The writer does this beside the decision, so that a partner suspended or a key renewed by the entry before
//! counts already, and nobody else can hand a result to the rules.
//!
//! It reads the state, the command and the instant that the entry will have, and nothing else: whoever replays the journal
//! finds the same again.

use etown_domain::exchange::Examined;
use etown_domain::exchange::command::Presented;
use etown_domain::exchange::proof::{NotProven, Proof, ReceiptFound, TrustFound};
use etown_domain::exchange::statement::{FORMAT, SECTION, Shown};
use etown_domain::{Command, State};
use etown_journal::{TrustFile, VerifyRefusal, claimed_origin, verify};
use etown_values::Instant;

use crate::record::{digest_of, hex};

/// Most bytes of a receipt that is presented: a statement and its proofs are a few thousand.
const RECEIPT_BYTES_MAX: usize = 512 * 1024;
/// Most bytes of a trust file that is presented: a key is some two hundred.
const TRUST_BYTES_MAX: usize = 64 * 1024;

/// Examines what the command presents, if it presents anything; `here` gives the origin of this zone's own journal.
pub(crate) fn examine(
    state: &State,
    command: &Command,
    now: Instant,
    here: impl FnOnce() -> String,
) -> Examined {
    let Command::Exchange(command) = command else { return Examined::Nothing };
    match command.presented() {
        None => Examined::Nothing,
        Some(Presented::TrustFile(text)) => Examined::TrustFile { here: here(), found: trust_file(text) },
        Some(Presented::Receipt(text)) => {
            Examined::Receipt { here: here(), found: receipt(state, text.as_bytes(), now) }
        }
    }
}

fn trust_file(text: &str) -> Result<TrustFound, NotProven> {
    let unusable = |reason: String| NotProven::TrustFile { reason };
    if text.len() > TRUST_BYTES_MAX {
        return Err(unusable(format!("larger than {TRUST_BYTES_MAX} bytes")));
    }
    let trust = TrustFile::parse(text.as_bytes()).map_err(|error| unusable(error.to_string()))?;
    if trust.keys.is_empty() || trust.journals.is_empty() || trust.origin.is_empty() {
        return Err(unusable("it names no origin, no journal or no key".to_owned()));
    }
    let keys = trust.keys.iter().map(|trusted| trusted.key.to_string()).collect();
    Ok(TrustFound { origin: trust.origin, keys })
}

fn receipt(state: &State, bytes: &[u8], now: Instant) -> Result<Box<ReceiptFound>, NotProven> {
    if bytes.len() > RECEIPT_BYTES_MAX {
        let reason = format!("larger than {RECEIPT_BYTES_MAX} bytes");
        return Err(NotProven::Unreadable { reason });
    }
    let origin = claimed_origin(bytes).map_err(not_proven)?;
    let partner = state.exchange.partner_of(&origin);
    let partner = partner.ok_or_else(|| NotProven::Origin { origin: origin.clone() })?;
    // The file was read when it was registered.
    let trust = TrustFile::parse(partner.trust.text.as_bytes())
        .map_err(|_unusable| NotProven::Refused { code: "key_unknown" })?;
    let verified = verify(bytes, &trust, now.microseconds()).map_err(not_proven)?;
    let section = verified.disclosed.iter().find(|section| section.name == SECTION);
    let shown = section.and_then(|section| serde_json::from_slice::<Shown>(&section.content).ok());
    let shown = shown.filter(|shown| shown.format == FORMAT).ok_or(NotProven::Statement)?;
    let proof = Proof {
        origin: verified.origin,
        journal: verified.journal.to_string(),
        position: verified.position,
        recorded_at: Instant::from_microseconds(verified.instant_microseconds),
        digest: hex(&digest_of(bytes)),
        checkpoint: verified.checkpoint_note,
    };
    Ok(Box::new(ReceiptFound { proof, statement: shown.statement }))
}

/// What cannot be read is told apart from what was signed or put together wrongly.
fn not_proven(refusal: VerifyRefusal) -> NotProven {
    match refusal {
        VerifyRefusal::ReceiptMalformed(_)
        | VerifyRefusal::EnvelopeMalformed(_)
        | VerifyRefusal::NoteMalformed(_)
        | VerifyRefusal::CheckpointMalformed(_) => NotProven::Unreadable { reason: refusal.to_string() },
        other => NotProven::Refused { code: other.code() },
    }
}
