//! Reports: authentic news of the outside world, keyed by source and external id. A report is always recorded; the same
//! id with other bytes is recorded too and contradicts the first.

use alloc::collections::BTreeMap;
use alloc::string::String;
use etown_values::{Instant, ReportId};
use serde::{Deserialize, Serialize};

use super::refusal::{Category, Code, Refusal, RuleKind};

/// Where a report comes from and what it is called there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportKey {
    /// The reporting system, such as `lane-3`.
    pub source: String,
    /// The message id that the source gave.
    pub external_id: String,
}

/// SHA-256 of the raw message, in lower-case hexadecimal text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageDigest(pub String);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportEvent {
    ReportRecorded {
        report: ReportId,
        key: ReportKey,
        digest: MessageDigest,
        /// When the source says it happened; the entry's instant says when it was recorded.
        occurred_at: Instant,
        position: u64,
    },
}

pub static REPORT_KEY: Code = Code {
    text: "REPORT_KEY",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "a report names its source and its message",
    meaning: "source and external id have 1 to 100 characters each",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 1] = [&REPORT_KEY];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Recorded {
    digest: MessageDigest,
    position: u64,
}

/// How a report stands to what was recorded before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    New,
    /// The same bytes were recorded at this position.
    Repeated {
        position: u64,
    },
    /// Other bytes were recorded under the same key at this position.
    Conflicting {
        position: u64,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reports {
    #[serde(with = "super::as_pairs")]
    recorded: BTreeMap<ReportKey, Recorded>,
}

impl Reports {
    pub fn standing(&self, key: &ReportKey, digest: &MessageDigest) -> Standing {
        match self.recorded.get(key) {
            None => Standing::New,
            Some(recorded) if recorded.digest == *digest => {
                Standing::Repeated { position: recorded.position }
            }
            Some(recorded) => Standing::Conflicting { position: recorded.position },
        }
    }

    pub(crate) fn evolve(&mut self, event: &ReportEvent) {
        let ReportEvent::ReportRecorded { key, digest, position, .. } = event;
        // The first message keeps the key; a conflicting one stands in the journal and in its exception.
        self.recorded
            .entry(key.clone())
            .or_insert_with(|| Recorded { digest: digest.clone(), position: *position });
    }
}

impl ReportKey {
    /// Refuses a key that could not be looked up later.
    pub fn check(&self) -> Result<(), Refusal> {
        for (field, text) in [("source", &self.source), ("external_id", &self.external_id)] {
            if text.is_empty() || text.chars().count() > 100 {
                return Err(Refusal::new(&REPORT_KEY).at(field));
            }
        }
        Ok(())
    }
}
