//! Where parts meet: questions that no part can answer by itself, and statements of one part about a thing of another.
//! A flow reads several parts; what changes is decided by the part whose statement it is.

pub mod due_dates;
pub mod four_chains;
pub mod import_substitution;
pub(crate) mod statements;
