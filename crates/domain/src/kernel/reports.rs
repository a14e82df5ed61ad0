//! Reports: authentic news of the outside world, keyed by source and external id. A report is always recorded; the same
//! id with other bytes is recorded too and contradicts the first.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, EnterpriseId, Instant, ReportId};
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

/// Whose messages they are: two reporters may use the same names for their sources and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reporter {
    /// Gate and customs.
    Zone,
    Enterprise(EnterpriseId),
}

/// SHA-256 of the raw message, in lower-case hexadecimal text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageDigest(pub String);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportEvent {
    ReportRecorded {
        report: ReportId,
        reporter: Reporter,
        key: ReportKey,
        /// The book that the message is about, where it is known.
        book: Option<BookId>,
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
    meaning: "source, external id, plate and declaration number have 1 to 100 characters each",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 1] = [&REPORT_KEY];

/// One message under a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Recorded {
    digest: MessageDigest,
    position: u64,
    book: Option<BookId>,
}

/// How a report stands to what was recorded before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    New,
    /// The same bytes were recorded at this position.
    Repeated {
        position: u64,
    },
    /// Other bytes were first recorded under the same key at this position, about this book.
    Conflicting {
        position: u64,
        book: Option<BookId>,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reports {
    #[serde(with = "super::as_pairs")]
    recorded: BTreeMap<(Reporter, ReportKey), Vec<Recorded>>,
}

impl Reports {
    pub fn standing(&self, reporter: Reporter, key: &ReportKey, digest: &MessageDigest) -> Standing {
        let known = self.recorded.get(&(reporter, key.clone())).map_or(&[][..], Vec::as_slice);
        match (known.iter().find(|recorded| recorded.digest == *digest), known.first()) {
            (Some(same), _) => Standing::Repeated { position: same.position },
            (None, Some(first)) => Standing::Conflicting { position: first.position, book: first.book },
            (None, None) => Standing::New,
        }
    }

    pub(crate) fn evolve(&mut self, event: &ReportEvent) {
        let ReportEvent::ReportRecorded { reporter, key, book, digest, position, .. } = event;
        let recorded = Recorded { digest: digest.clone(), position: *position, book: *book };
        self.recorded.entry((*reporter, key.clone())).or_default().push(recorded);
    }
}

impl ReportKey {
    /// Refuses a key that could not be looked up later.
    pub fn check(&self) -> Result<(), Refusal> {
        check_text("source", &self.source)?;
        check_text("external_id", &self.external_id)
    }
}

/// Refuses a text of a report that is empty or has more than 100 characters.
pub fn check_text(field: &str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() || text.chars().count() > 100 {
        return Err(Refusal::new(&REPORT_KEY).at(field));
    }
    Ok(())
}
