//! The verification report (核销报告) of one period of an account book, as PDF and as XLSX, in Chinese or English.
//!
//! It prints what it is given: every number arrives as the text that the rules computed, and nothing is computed,
//! rounded or judged here. The same input gives the same bytes.

mod content;
mod figure;
mod pdf;
mod wording;
mod workbook;

pub use content::{
    Both, Explanation, Figures, Formula, Item, ItemClass, Receipt, Setting, Step, StepName, Verdict,
    VerificationReport,
};
pub use figure::Figure;
pub use pdf::{FontFault, Fonts, PDF_ITEMS_MAX, PdfFault, write_pdf};
pub use workbook::{WorkbookFault, write_workbook};
