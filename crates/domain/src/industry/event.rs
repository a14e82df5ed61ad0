//! Events of this part. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use etown_values::{EnterpriseId, HsCode};
use serde::{Deserialize, Serialize};

use super::classification::Classification;
use super::hs_classes::{HsClassTable, HsOverride};
use super::mapping::Stated;
use super::statistics::Recorded;
use crate::kernel::about::About;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndustryEvent {
    ClassificationActivated(Classification),
    EnterpriseClassified {
        enterprise: EnterpriseId,
        stated: Stated,
    },
    ClassesDeclared {
        enterprise: EnterpriseId,
        stated: Stated,
    },
    /// What was declared stands.
    ClassesConfirmed {
        enterprise: EnterpriseId,
        stated: Stated,
    },
    ClassesReturned {
        enterprise: EnterpriseId,
        reason: String,
    },
    StatisticsRecorded(Recorded),
    HsClassesImported {
        table: HsClassTable,
        position: u64,
    },
    HsClassesOverridden {
        hs_code: HsCode,
        choice: HsOverride,
    },
    HsOverrideWithdrawn {
        hs_code: HsCode,
        reason: String,
    },
}

impl IndustryEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match self {
            Self::ClassificationActivated(list) => About::new("classification", &list.scheme)
                .fact("edition", &list.edition)
                .fact("classes", &list.classes.len()),
            Self::EnterpriseClassified { enterprise, stated }
            | Self::ClassesDeclared { enterprise, stated }
            | Self::ClassesConfirmed { enterprise, stated } => About::new("enterprise_classes", enterprise)
                .concerning(*enterprise)
                .fact("scheme", &stated.mapping.scheme)
                .fact("class", &stated.mapping.classes.join(", "))
                .fact("valid_from", &stated.mapping.valid_from),
            Self::ClassesReturned { enterprise, reason } => {
                About::new("enterprise_classes", enterprise).concerning(*enterprise).fact("reason", reason)
            }
            Self::StatisticsRecorded(Recorded { statistics, .. }) => {
                About::new("statistics", &statistics.scope)
                    .fact("scheme", &statistics.scheme)
                    .fact("as_of", &statistics.as_of)
                    .fact("source", &statistics.source)
            }
            Self::HsClassesImported { table, .. } => About::new("hs_classes", &table.scheme)
                .fact("source", &table.source)
                .fact("rows", &table.rows.len()),
            Self::HsClassesOverridden { hs_code, choice } => About::new("hs_classes", hs_code)
                .fact("class", &choice.classes.join(", "))
                .fact("reason", &choice.reason),
            Self::HsOverrideWithdrawn { hs_code, reason } => {
                About::new("hs_classes", hs_code).fact("reason", reason)
            }
        }
    }
}
