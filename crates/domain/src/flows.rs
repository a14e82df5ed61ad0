//! Where parts meet: questions and decisions that no part can answer by itself. A flow reads several parts and asks each
//! for what is its own.

pub(crate) mod consignments;
pub mod import_substitution;
