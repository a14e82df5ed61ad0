//! Where parts meet: questions and decisions that no part can answer by itself, and statements of one part about a thing
//! of another. A flow reads several parts and asks each for what is its own.

pub(crate) mod consignments;
pub mod due_dates;
pub mod four_chains;
pub mod import_substitution;
pub(crate) mod statements;
