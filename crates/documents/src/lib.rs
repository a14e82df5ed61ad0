//! The files that people bring and take: list files that are read row by row, and verification reports as PDF and XLSX.
//!
//! This crate turns bytes into checked values and values into bytes. It holds no rule of the zone, decides nothing,
//! opens no network connection and never asks the clock; whatever is printed is handed in.

mod language;
pub mod lists;
pub mod report;
mod words;

pub use language::Language;
pub use words::Word;
