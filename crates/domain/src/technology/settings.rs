//! Names of the dated parameters that this part reads.

/// Days within which a disclosure is assessed (unverified: 90 as a foreign university has it).
pub const ASSESSMENT_DAYS: &str = "technology.assessment.days";
/// 1 where these days are working days, 0 where every day counts (unverified).
pub const ASSESSMENT_IN_WORKING_DAYS: &str = "technology.assessment.in_working_days";
/// Days, every day counting, by which an assessment may be put off beyond its term (unverified: one year).
pub const DEFERRAL_DAYS_MAX: &str = "technology.assessment.deferral_days_max";
/// Rate of enterprise income tax (unverified).
pub const INCOME_TAX_RATE: &str = "technology.income_tax.rate";
/// Yuan of a year's technology-transfer income that are exempt (unverified).
pub const INCOME_TAX_EXEMPT_TO_YUAN: &str = "technology.income_tax.exempt_to_yuan";
/// Share of the tax that is due on what exceeds it (unverified: half).
pub const INCOME_TAX_SHARE_OF_EXCESS: &str = "technology.income_tax.share_of_excess";
/// Months for which a licence is given at least, so that its income counts as transfer (unverified: five years).
pub const LICENCE_MONTHS_MIN: &str = "technology.income_tax.licence_months_min";
