//! Reference: every refusal code of the zone, for documentation, translation and tests.

use alloc::vec::Vec;

use crate::kernel::refusal::Code;
use crate::kernel::{access, evidence, exceptions, ledger, parameters, parties, reports, request, scopes};
use crate::{
    approvals, bonded, exchange, industry, international, land, programme, region, technology, treasury,
};

/// Returns every refusal code, module by module, each in the order of the reference.
pub fn refusal_codes() -> Vec<&'static Code> {
    let modules: &[&[&'static Code]] = &[
        &access::CODES,
        &request::CODES,
        &crate::decide::zone::CODES,
        &parties::CODES,
        &parameters::CODES,
        bonded::refusal::CODES,
        &exceptions::CODES,
        &reports::CODES,
        evidence::CODES,
        scopes::CODES,
        &ledger::CODES,
        approvals::refusal::CODES,
        exchange::refusal::CODES,
        industry::refusal::CODES,
        international::refusal::CODES,
        land::refusal::CODES,
        programme::refusal::CODES,
        region::refusal::CODES,
        technology::refusal::CODES,
        treasury::refusal::CODES,
    ];
    modules.iter().copied().flatten().copied().collect()
}
