//! Reference: every refusal code of the zone, for documentation, translation and tests.

use alloc::vec::Vec;

use crate::kernel::refusal::Code;
use crate::kernel::{access, exceptions, ledger, parameters, parties, reports, revision};
use crate::{
    approvals, bonded, exchange, industry, international, land, programme, region, technology, treasury,
};

/// Returns every refusal code, module by module, each in the order of the reference.
pub fn refusal_codes() -> Vec<&'static Code> {
    let modules: [&[&'static Code]; 18] = [
        &access::CODES,
        &crate::decide::zone::CODES,
        &parties::CODES,
        &parameters::CODES,
        &revision::CODES,
        bonded::refusal::CODES,
        &exceptions::CODES,
        &reports::CODES,
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
    modules.into_iter().flatten().copied().collect()
}
