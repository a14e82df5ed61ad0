//! Equipment under supervision (监管设备): duty-free machines that stay under customs' eyes for a term after their import. The
//! ledger keeps the goods; this register keeps where each machine is, who uses it and when its term ends.
//!
//! registered → supervised (customs confirms) → released, at the end of its term or earlier by customs. A registration that
//! is wrong is released before it is confirmed, and the machine may be registered again.
//!
//! Limits: machines of one item are alike to the ledger, so it cannot tell which of them a line of an outbound list is. That
//! a machine under supervision leaves only after its release is for the officer who approves the list. Released machines
//! stay in the register: they are few, and each was in it for years.

use alloc::string::String;
use etown_values::{BookId, CivilDate, EnterpriseId, EquipmentId, ListId};
use serde::{Deserialize, Serialize};

use crate::kernel::access::Actor;

/// A machine as its enterprise registers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EquipmentFiling {
    /// The posted inbound list that it came in with.
    pub list: ListId,
    /// The line of that list; a line covers as many machines as its quantity has whole units.
    pub line: u32,
    pub name: String,
    pub serial_number: String,
    pub location: String,
    /// Who uses it; in a group this may be another member than the owner.
    pub used_by: EnterpriseId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EquipmentStatus {
    /// Waits for customs.
    Registered,
    Supervised,
    Released,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equipment {
    pub id: EquipmentId,
    pub enterprise: EnterpriseId,
    pub book: BookId,
    pub filing: EquipmentFiling,
    pub status: EquipmentStatus,
    /// Who registered it.
    pub maker: Actor,
    /// The day of its import.
    pub supervised_from: CivilDate,
    /// The last day under supervision; set when customs confirms.
    pub supervised_until: Option<CivilDate>,
    pub revision: u64,
}
