//! Evidence of a statement, as it is sent and shown.

use etown_domain::kernel::evidence::Evidence;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{EvidenceKind, schema};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewEvidence)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceIn {
    kind: EvidenceKind,
    /// What it rests on, in words.
    #[schema(min_length = 3, max_length = 500)]
    text: String,
    /// The day of what it rests on; not in the future.
    #[schema(value_type = schema::Date)]
    dated: CivilDate,
    /// SHA-256 of a document.
    #[schema(value_type = Option<schema::Sha256>)]
    digest: Option<String>,
    /// An entry of this journal whose receipt proves it.
    receipt_position: Option<u64>,
}

impl From<EvidenceIn> for Evidence {
    fn from(evidence: EvidenceIn) -> Self {
        let EvidenceIn { kind, text, dated, digest, receipt_position } = evidence;
        Self { kind: kind.into(), text, dated, digest, receipt_position }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Evidence)]
pub(crate) struct EvidenceOut {
    kind: EvidenceKind,
    text: String,
    #[schema(value_type = schema::Date)]
    dated: String,
    #[schema(value_type = Option<schema::Sha256>)]
    digest: Option<String>,
    receipt_position: Option<u64>,
    /// Whether it is older than the setting for stale evidence.
    is_stale: bool,
    /// The entry that recorded the statement.
    position: u64,
}

impl EvidenceOut {
    pub(crate) fn of(evidence: &Evidence, position: u64, stale: (Option<u32>, CivilDate)) -> Self {
        let (months, today) = stale;
        Self {
            kind: evidence.kind.into(),
            text: evidence.text.clone(),
            dated: evidence.dated.to_string(),
            digest: evidence.digest.clone(),
            receipt_position: evidence.receipt_position,
            is_stale: months.is_some_and(|months| evidence.is_stale(months, today)),
            position,
        }
    }
}
