//! The rows of a list file in either format, one after another.

mod archive;
mod text;
mod workbook;

use std::io::{BufReader, Read, Seek, SeekFrom};

use super::Limits;
use super::encoding::{self, Encoding, Text};
use super::finding::{Code, Finding, ReadError};
use super::row::Row;

use text::TextRows;
use workbook::{Workbook, WorkbookRows};

const ZIP_START: &[u8] = b"PK";
/// Workbooks before 2007 and encrypted ones are compound files.
const COMPOUND_START: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// A file whose format is known and whose rows may be read.
pub(super) enum Opened<R: Read + Seek> {
    Text { source: BufReader<R>, text: Text },
    Workbook(Box<Workbook<R>>),
}

impl<R: Read + Seek> Opened<R> {
    /// Finds the format by the content; the name only tells what was meant.
    pub(super) fn open(
        source: R,
        name: &str,
        named: Option<Encoding>,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let mut source = BufReader::new(source);
        let length = source.seek(SeekFrom::End(0))?;
        if length == 0 {
            return Err(Finding::new(Code::EmptyFile).into());
        }
        if length > limits.file_bytes_max {
            return Err(Finding::new(Code::TooLarge).found(&length.to_string()).into());
        }
        source.seek(SeekFrom::Start(0))?;
        let mut start = Vec::new();
        source.by_ref().take(8).read_to_end(&mut start)?;
        if start.starts_with(COMPOUND_START) {
            let is_encrypted = names_an_encrypted_package(&mut source)?;
            let code = if is_encrypted { Code::Encrypted } else { Code::OldWorkbook };
            return Err(Finding::new(code).into());
        }
        if start.starts_with(ZIP_START) {
            return Ok(Self::Workbook(Box::new(Workbook::open(source, limits)?)));
        }
        let lower = name.to_lowercase();
        if [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"].iter().any(|ending| lower.ends_with(ending)) {
            return Err(Finding::new(Code::NotAWorkbook).into());
        }
        let text = encoding::detect(&mut source, named)?;
        Ok(Self::Text { source, text })
    }

    pub(super) fn rows(&mut self, limits: &Limits) -> Result<Rows<'_, R>, ReadError> {
        Ok(match self {
            Self::Text { source, text } => Rows::Text(Box::new(TextRows::new(source, *text, limits)?)),
            Self::Workbook(workbook) => Rows::Workbook(Box::new(workbook.rows(limits)?)),
        })
    }
}

/// Looks for the name of the part in which an encrypted workbook is kept.
fn names_an_encrypted_package(source: &mut (impl Read + Seek)) -> Result<bool, ReadError> {
    let wanted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    source.seek(SeekFrom::Start(0))?;
    let mut kept = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = source.read(&mut piece)?;
        if length == 0 {
            return Ok(false);
        }
        kept.extend_from_slice(piece.get(..length).unwrap_or_default());
        if kept.windows(wanted.len()).any(|window| window == wanted) {
            return Ok(true);
        }
        let left = kept.len().saturating_sub(wanted.len());
        kept.drain(..left);
    }
}

/// The rows of one file.
pub(super) enum Rows<'a, R: Read + Seek> {
    Text(Box<TextRows<'a, R>>),
    Workbook(Box<WorkbookRows<'a, R>>),
}

impl<R: Read + Seek> Rows<'_, R> {
    /// Fills the row with the next one; false behind the last.
    pub(super) fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        match self {
            Self::Text(rows) => rows.next(row),
            Self::Workbook(rows) => rows.next(row),
        }
    }

    pub(super) fn sheet(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Workbook(rows) => Some(rows.sheet()),
        }
    }
}
