//! Where parts meet: questions that no part can answer by itself. A flow reads several parts and changes none.

pub mod due_dates;
pub mod import_substitution;
