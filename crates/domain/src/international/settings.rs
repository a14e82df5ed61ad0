//! Names of the dated parameters that this part reads.

/// Points from which a work permit is of category A (unverified: sources agree on 85 but for its edge).
pub const CATEGORY_A_POINTS: &str = "international.talent.category_a_points";
/// Points from which a work permit is of category B (unverified).
pub const CATEGORY_B_POINTS: &str = "international.talent.category_b_points";
