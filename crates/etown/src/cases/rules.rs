//! The rules that cases can be written for. A rule that is not here is not yet known; its cases are skipped, aloud.

use serde_json::Value;

use super::Computed;
use super::{
    approvals, calendar, chain, consumption, investment, land, programme, quotients, sequences, talent,
    technology, treasury, weighbridge,
};

/// Computes a rule. The error says what of the input cannot be understood.
pub(super) type Compute = fn(&Value) -> Result<Computed, String>;

const RULES: &[(&str, Compute)] = &[
    ("approvals.commitment_eligibility", approvals::compute),
    ("bonded.bom_versions", sequences::versions::compute),
    ("bonded.list_posting", sequences::posting::compute),
    ("bonded.lots", sequences::lots::compute),
    ("bonded.period_verification", sequences::verification::compute),
    ("bonded.production_split", sequences::production::compute),
    ("bonded.unit_consumption", consumption::compute),
    ("bonded.weighbridge", weighbridge::compute),
    ("calendar.deadline", calendar::compute),
    ("programme.launched_share", programme::compute),
    ("investment.screening", investment::compute),
    ("land.idle", land::idle::compute),
    ("land.split", land::split::compute),
    ("chain.failure_impact", chain::failure_impact),
    ("chain.missing_links", chain::missing_links),
    ("industry.location_quotient", quotients::compute),
    ("talent.points", talent::compute),
    ("technology.income_tax", technology::compute),
    ("treasury.overseas_lending", treasury::lending),
    ("treasury.quota", treasury::quota),
    ("treasury.quota.draw", treasury::draw),
];

pub(super) fn find(name: &str) -> Option<Compute> {
    RULES.iter().find(|(known, _)| *known == name).map(|(_, compute)| *compute)
}
