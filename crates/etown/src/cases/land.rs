//! Cases of land: the idle clock by dates, and what a split shares.

pub(super) mod idle;
pub(super) mod split;
