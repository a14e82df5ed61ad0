//! Codes given by others: tariff codes of goods and social credit codes of organisations.
//!
//! Reading checks the form and the check character only; whether a code is in force is a matter of nomenclature and
//! register, not of this crate.

mod credit;
mod harmonized;

pub use credit::{CreditCode, ParseCreditCodeError, check_character};
pub use harmonized::{HsCode, ParseHsCodeError};
