//! How a command and its events stand in an entry: three sections of JSON, and a fourth where it tells another zone
//! something. Events are serialised once, here, and read
//! back only from the stored bytes.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use etown_domain::exchange::statement;
use etown_domain::{Actor, Event};
use etown_journal::Section;
use etown_values::Instant;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::fault::EngineFault;
use crate::submission::Submission;

/// The form of the sections written by this program.
pub(crate) const FORMAT: u32 = 1;
pub(crate) const COMMAND: &str = "command";
pub(crate) const ACTOR: &str = "actor";
pub(crate) const EVENTS: &str = "events";

/// SHA-256 of a command's bytes as received.
pub(crate) type Digest = [u8; 32];

/// An entry as the engine understands it.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub position: u64,
    pub instant: Instant,
    pub kind: Cow<'static, str>,
    pub command_id: String,
    pub digest: Digest,
    pub actor: Actor,
    pub events: Arc<[Event]>,
    /// Bytes of its sections: how much there is to work on.
    pub bytes: usize,
}

#[derive(Serialize, Deserialize)]
struct CommandSection<'a> {
    format: u32,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    command_id: Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    bytes: Option<Cow<'a, str>>,
    /// The bytes in hexadecimal digits where they are not UTF-8 text.
    #[serde(borrow, skip_serializing_if = "Option::is_none", default)]
    bytes_hex: Option<Cow<'a, str>>,
}

/// What every format has; a newer one may lack anything else that this program expects.
#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

/// Encodes the sections of an entry; what is in the scratch does not matter.
pub(crate) fn sections(
    submission: &Submission,
    events: &[Event],
    scratch: &mut Vec<u8>,
) -> Result<Vec<Section>, serde_json::Error> {
    let text = std::str::from_utf8(&submission.bytes).ok();
    let command = CommandSection {
        format: FORMAT,
        kind: submission.command.kind().into(),
        command_id: submission.command_id.as_str().into(),
        bytes: text.map(Cow::Borrowed),
        bytes_hex: text.is_none().then(|| hex(&submission.bytes).into()),
    };
    let mut sections = vec![
        Section::new(COMMAND, text_of(&command, scratch)?),
        Section::new(ACTOR, serde_json::to_vec(&submission.actor)?),
        Section::new(EVENTS, text_of(events, scratch)?),
    ];
    // What another zone is told stands by itself, so that a receipt can show that and nothing else.
    if let Some(shown) = statement::shown(events) {
        sections.push(Section::new(statement::SECTION, serde_json::to_vec(&shown)?));
    }
    Ok(sections)
}

/// Serialises into a buffer that is there already, so that a large text is moved once and not whenever it grows.
fn text_of(value: &(impl Serialize + ?Sized), scratch: &mut Vec<u8>) -> Result<Vec<u8>, serde_json::Error> {
    scratch.clear();
    serde_json::to_writer(&mut *scratch, value)?;
    Ok(scratch.as_slice().into())
}

/// Reads an entry's sections back.
pub(crate) fn decode<'a>(
    position: u64,
    instant_microseconds: i64,
    sections: &(impl Iterator<Item = (&'a str, &'a [u8])> + Clone),
) -> Result<Recorded, EngineFault> {
    let find = |wanted: &'static str| {
        sections
            .clone()
            .find(|(name, _)| *name == wanted)
            .map(|(_, content)| content)
            .ok_or(EngineFault::SectionMissing { position, section: wanted })
    };
    let unknown = |source| EngineFault::UnknownEntry { position, source };
    let command_bytes = find(COMMAND)?;
    let command = serde_json::from_slice::<CommandSection<'_>>(command_bytes);
    let format = match &command {
        Ok(command) => Some(command.format),
        Err(_other_form) => {
            serde_json::from_slice::<FormatOnly>(command_bytes).ok().map(|found| found.format)
        }
    };
    if let Some(found) = format.filter(|found| *found > FORMAT) {
        return Err(EngineFault::NewerEntry { position, found, known: FORMAT });
    }
    let command = command.map_err(unknown)?;
    let digest = match (&command.bytes, &command.bytes_hex) {
        (Some(text), _) => digest_of(text.as_bytes()),
        (None, Some(digits)) => digest_of(&from_hex(digits)),
        (None, None) => digest_of(&[]),
    };
    let events: Vec<Event> = serde_json::from_slice(find(EVENTS)?).map_err(unknown)?;
    Ok(Recorded {
        position,
        instant: Instant::from_microseconds(instant_microseconds),
        kind: Cow::Owned(command.kind.into_owned()),
        command_id: command.command_id.into_owned(),
        digest,
        actor: serde_json::from_slice(find(ACTOR)?).map_err(unknown)?,
        events: events.into(),
        bytes: sections.clone().map(|(_, content)| content.len()).sum(),
    })
}

/// The entry that the journal itself wrote when it was recovered with a loss; it changes nothing.
pub(crate) fn recovery(position: u64, instant: Instant) -> Recorded {
    Recorded {
        position,
        instant,
        kind: Cow::Borrowed("journal.recovered"),
        command_id: String::new(),
        digest: [0; 32],
        actor: Actor::Setup,
        events: Arc::new([]),
        bytes: 0,
    }
}

/// Returns SHA-256 of the bytes.
pub(crate) fn digest_of(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// Writes bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len().saturating_mul(2)), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex(digits: &str) -> Vec<u8> {
    let nibble =
        |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0);
    digits.as_bytes().chunks_exact(2).map(|pair| (nibble(pair[0]) << 4) | nibble(pair[1])).collect()
}

/// The actor as one word: `setup`, `scheduler` or the user's id.
pub fn actor_text(actor: Actor) -> Cow<'static, str> {
    match actor {
        Actor::Setup => "setup".into(),
        Actor::Scheduler => "scheduler".into(),
        Actor::User(user) => user.to_string().into(),
    }
}
