//! Commands of this part.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{EnterpriseId, HsCode};
use serde::{Deserialize, Serialize};

use super::classification::Classification;
use super::hs_classes::HsClassTable;
use super::mapping::Mapping;
use super::statistics::Statistics;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndustryCommand {
    /// Brings an edition of a list into force from its day on.
    ActivateClassification {
        classification: Classification,
    },
    /// The desk says what an enterprise belongs to.
    ClassifyEnterprise {
        enterprise: EnterpriseId,
        mapping: Mapping,
    },
    /// An enterprise says so itself; the desk confirms it.
    DeclareClasses {
        enterprise: EnterpriseId,
        mapping: Mapping,
    },
    ConfirmClasses {
        enterprise: EnterpriseId,
    },
    ReturnClasses {
        enterprise: EnterpriseId,
        reason: String,
    },
    RecordStatistics {
        statistics: Statistics,
    },
    ImportHsClasses {
        table: HsClassTable,
    },
    /// A reviewed choice of classes for one commodity code.
    OverrideHsClasses {
        hs_code: HsCode,
        scheme: String,
        classes: Vec<String>,
        reason: String,
    },
    WithdrawHsOverride {
        hs_code: HsCode,
        reason: String,
    },
}

impl IndustryCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::ActivateClassification { .. } => "industry.activate_classification",
            Self::ClassifyEnterprise { .. } => "industry.classify_enterprise",
            Self::DeclareClasses { .. } => "industry.declare_classes",
            Self::ConfirmClasses { .. } => "industry.confirm_classes",
            Self::ReturnClasses { .. } => "industry.return_classes",
            Self::RecordStatistics { .. } => "industry.record_statistics",
            Self::ImportHsClasses { .. } => "industry.import_hs_classes",
            Self::OverrideHsClasses { .. } => "industry.override_hs_classes",
            Self::WithdrawHsOverride { .. } => "industry.withdraw_hs_override",
        }
    }
}
