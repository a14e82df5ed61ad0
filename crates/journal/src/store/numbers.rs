//! Conversions between file offsets and memory sizes, in one place so that no cast is needed elsewhere.

/// A count of bytes or entries as a file offset.
pub(crate) fn to_u64(number: usize) -> u64 {
    u64::try_from(number).expect("memory sizes have at most 64 bits")
}

/// A file offset as a memory size.
pub(crate) fn to_usize(number: u64) -> usize {
    usize::try_from(number).expect("this program runs on 64-bit machines")
}
