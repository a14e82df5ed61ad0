//! A property that did not hold.

use std::fmt;

/// Which property was broken, where and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The property in words; two failures of one property count as the same when a history is made smaller.
    pub(crate) property: &'static str,
    pub(crate) detail: String,
}

impl Failure {
    pub(super) fn new(property: &'static str, detail: impl Into<String>) -> Self {
        Self { property, detail: detail.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.property, self.detail)
    }
}

/// Fails with the property unless it holds.
pub(super) fn require(
    holds: bool,
    property: &'static str,
    detail: impl FnOnce() -> String,
) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(Failure::new(property, detail())) }
}
