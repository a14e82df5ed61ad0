//! What decisions of this part need: the fold of its events. What is held and booked is on the ledger.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use etown_values::{CivilDate, ConsignmentId};
use serde::{Deserialize, Serialize};

use super::consignment::{Incoming, Outgoing};
use super::partner::{Partner, PartnerStatus};
use super::proof::Proof;
use super::refusal::{PARTNER_ZONE_SUSPENDED, UNKNOWN_CONSIGNMENT, UNKNOWN_PARTNER_ZONE};
use super::statement::Dispatch;
use crate::context::Context;
use crate::kernel::access::NOT_PERMITTED;
use crate::kernel::refusal::Refusal;
use crate::state::State;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    pub(super) partners: BTreeMap<String, Partner>,
    /// Codes of partners, by the origins of their journals.
    pub(super) by_origin: BTreeMap<String, String>,
    pub(super) outgoing: BTreeMap<ConsignmentId, Outgoing>,
    pub(super) incoming: BTreeMap<ConsignmentId, Incoming>,
    /// What was ever presented here, by origin and the id that the sending zone gave. Nothing leaves it.
    #[serde(with = "crate::kernel::as_pairs")]
    pub(super) seen: BTreeMap<(String, ConsignmentId), ConsignmentId>,
    /// The same by the journal and the position of the entry that was presented.
    #[serde(with = "crate::kernel::as_pairs")]
    pub(super) seen_entries: BTreeMap<(String, u64), ConsignmentId>,
    /// Consignments in transit whose silence nobody noted, by their last day for an answer.
    pub(super) last_days: BTreeSet<(CivilDate, ConsignmentId)>,
    /// The last sequence number given, by what stands before it.
    pub(super) sequences: BTreeMap<String, u32>,
}

impl Exchange {
    /// Returns every partner, in order of their codes.
    pub fn partners(&self) -> impl Iterator<Item = &Partner> {
        self.partners.values()
    }

    pub fn partner(&self, code: &str) -> Result<&Partner, Refusal> {
        self.partners.get(code).ok_or_else(|| Refusal::new(&UNKNOWN_PARTNER_ZONE))
    }

    /// Returns the partner whose journal has the origin.
    pub fn partner_of(&self, origin: &str) -> Option<&Partner> {
        self.by_origin.get(origin).and_then(|code| self.partners.get(code))
    }

    /// Returns a partner with which goods are exchanged now.
    pub(crate) fn active_partner(&self, code: &str) -> Result<&Partner, Refusal> {
        let partner = self.partner(code)?;
        if partner.status == PartnerStatus::Active {
            Ok(partner)
        } else {
            Err(Refusal::new(&PARTNER_ZONE_SUSPENDED))
        }
    }

    pub fn outgoing(&self, id: ConsignmentId) -> Option<&Outgoing> {
        self.outgoing.get(&id)
    }

    pub fn incoming(&self, id: ConsignmentId) -> Option<&Incoming> {
        self.incoming.get(&id)
    }

    /// Returns what leaves, in order of the ids.
    pub fn all_outgoing(&self) -> impl Iterator<Item = &Outgoing> {
        self.outgoing.values()
    }

    /// Returns what comes in, in order of the ids.
    pub fn all_incoming(&self) -> impl Iterator<Item = &Incoming> {
        self.incoming.values()
    }

    /// Returns the consignment that was presented by this dispatch, or by this entry, before.
    pub(crate) fn seen(&self, proof: &Proof, dispatch: &Dispatch) -> Option<&Incoming> {
        let by_id = self.seen.get(&(proof.origin.clone(), dispatch.consignment));
        let by_entry = || self.seen_entries.get(&(proof.journal.clone(), proof.position));
        by_id.or_else(by_entry).and_then(|id| self.incoming.get(id))
    }

    /// Returns which consignments should be answered by now, with their last day, the earliest first.
    pub fn past_their_last_day(&self, today: CivilDate) -> impl Iterator<Item = (CivilDate, ConsignmentId)> {
        self.last_days.iter().copied().take_while(move |(last, _)| *last < today)
    }

    /// The next sequence number behind a beginning.
    pub(crate) fn next_sequence(&self, prefix: &str) -> u32 {
        self.sequences.get(prefix).copied().unwrap_or_default().saturating_add(1)
    }
}

/// Returns what leaves; to anyone of another enterprise it does not exist.
pub(crate) fn outgoing<'a>(
    state: &'a State,
    id: ConsignmentId,
    context: &Context,
) -> Result<&'a Outgoing, Refusal> {
    let scope = state.read_scope(context.actor, context.business_date);
    let scope = scope.ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    let found = state.exchange.outgoing(id).filter(|found| scope.covers(found.enterprise));
    found.ok_or_else(|| Refusal::new(&UNKNOWN_CONSIGNMENT))
}

/// Returns what comes in; to anyone of another enterprise it does not exist.
pub(crate) fn incoming<'a>(
    state: &'a State,
    id: ConsignmentId,
    context: &Context,
) -> Result<&'a Incoming, Refusal> {
    let scope = state.read_scope(context.actor, context.business_date);
    let scope = scope.ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    let found = state.exchange.incoming(id).filter(|found| scope.covers(found.enterprise));
    found.ok_or_else(|| Refusal::new(&UNKNOWN_CONSIGNMENT))
}
