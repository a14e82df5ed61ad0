//! Reference: every refusal code of the zone, for documentation, translation and tests.

use alloc::vec::Vec;

use crate::bonded;
use crate::kernel::refusal::Code;
use crate::kernel::{access, exceptions, ledger, parameters, parties, reports};

/// Returns every refusal code, module by module, each in the order of the reference.
pub fn refusal_codes() -> Vec<&'static Code> {
    let modules: [&[&'static Code]; 8] = [
        &access::CODES,
        &crate::decide::zone::CODES,
        &parties::CODES,
        &parameters::CODES,
        bonded::refusal::CODES,
        &exceptions::CODES,
        &reports::CODES,
        &ledger::CODES,
    ];
    modules.into_iter().flatten().copied().collect()
}
