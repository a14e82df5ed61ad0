//! Verification reports, read back by programs of others: Poppler, qpdf, a reader of QR codes and a reader of workbooks.

#[path = "report/pages.rs"]
mod pages;
#[path = "report/sample.rs"]
mod sample;
#[path = "report/sheets.rs"]
mod sheets;
