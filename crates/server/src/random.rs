//! The edge's only source of chance: ids, tokens and references. The core never draws any.

use std::fmt::Write;

/// Fills an array from the operating system's generator.
///
/// # Panics
/// When the operating system gives no random bytes: nothing secret can be made then, and the program must stop.
pub(crate) fn bytes<const LENGTH: usize>() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A short name for one fault.
pub(crate) fn reference() -> String {
    hexadecimal(&bytes::<8>())
}

/// A fresh id: milliseconds since 1970 in the 48 highest bits, so that ids sort by age, and chance below.
pub(crate) fn id(milliseconds: u64) -> u128 {
    let chance = u128::from_be_bytes(bytes::<16>()) >> 48;
    (u128::from(milliseconds) << 80) | chance
}
