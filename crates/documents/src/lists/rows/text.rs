//! Rows of a CSV file: commas, quotation marks as RFC 4180 has them, lines that end as Unix or Windows ends them. A row may
//! take only so many bytes, so that a quotation mark that is never closed cannot fill the memory.

use std::cell::Cell as SharedCell;
use std::io::{self, BufReader, Read, Seek};
use std::rc::Rc;

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder, Terminator};

use crate::lists::Limits;
use crate::lists::column::TEMPLATE_VERSION;
use crate::lists::encoding::{Text, TextReader, Undecodable};
use crate::lists::finding::{Code, Finding, ReadError};
use crate::lists::row::{Kind, Row};

/// A row of the template is far shorter; the rest is the piece that is read ahead.
const ROW_BYTES_MAX: usize = 256 * 1024;
const CELLS_MAX: usize = 256;

pub(in crate::lists) struct TextRows<'a, R: Read + Seek> {
    reader: Reader<Metered<TextReader<'a, BufReader<R>>>>,
    meter: Rc<Meter>,
    record: ByteRecord,
    rows: u64,
    rows_max: u64,
}

impl<'a, R: Read + Seek> TextRows<'a, R> {
    pub(super) fn new(source: &'a mut BufReader<R>, text: Text, limits: &Limits) -> Result<Self, ReadError> {
        let meter = Rc::new(Meter::default());
        let source = Metered { source: TextReader::new(source, text)?, meter: Rc::clone(&meter) };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            // Lines are counted right only where they end in one character; the other one is taken off the last cell.
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(64 * 1024)
            .from_reader(source);
        Ok(Self { reader, meter, record: ByteRecord::new(), rows: 0, rows_max: limits.rows_max })
    }

    pub(super) fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        self.meter.row_bytes.set(0);
        let before = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(error) => return Err(reason(error, before)),
        }
        let number = self.number();
        self.rows += 1;
        if self.rows > self.rows_max {
            return Err(Finding::new(Code::TooManyRows)
                .at_row(number)
                .found(&self.rows_max.to_string())
                .into());
        }
        row.start(number);
        if self.record.len() > CELLS_MAX {
            return Err(Finding::new(Code::RowTooLong).at_row(number).into());
        }
        let last = self.record.len().saturating_sub(1);
        for (index, field) in self.record.iter().enumerate() {
            let field = if index == last { field.strip_suffix(b"\r").unwrap_or(field) } else { field };
            // The whole file was seen to be UTF-8, or is converted to it.
            let text =
                str::from_utf8(field).ok().ok_or_else(|| Finding::new(Code::Encoding).at_row(number))?;
            row.set(index, kind(text), text);
        }
        if self.rows == 1 {
            check_separator(row)?;
        }
        Ok(true)
    }
}

impl<R: Read + Seek> TextRows<'_, R> {
    /// The line in which the record begins. It is counted from its end, since blank lines before it are passed over.
    fn number(&self) -> u64 {
        let ends = memchr::memchr_iter(b'\n', self.record.as_slice()).count();
        let own_end = u64::from(!self.meter.has_ended.get());
        self.reader.position().line().saturating_sub(u64::try_from(ends).unwrap_or(u64::MAX) + own_end)
    }
}

/// A cell that spreadsheets would compute is a formula here too.
fn kind(text: &str) -> Kind {
    match text.trim_start().bytes().next() {
        None => Kind::Empty,
        Some(b'=' | b'@') => Kind::Formula,
        Some(_) => Kind::Text,
    }
}

fn check_separator(row: &Row) -> Result<(), Finding> {
    let first = row.cell(0).map_or("", |cell| cell.text());
    let is_separated_otherwise =
        first.strip_prefix(TEMPLATE_VERSION).is_some_and(|rest| rest.starts_with([';', '\t', '|']));
    if is_separated_otherwise {
        return Err(Finding::new(Code::Separator).at_row(row.number).found(first));
    }
    Ok(())
}

fn reason(error: csv::Error, row: u64) -> ReadError {
    let error = match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => return ReadError::Fault(io::Error::other(format!("{other:?}"))),
    };
    let code = match error.get_ref() {
        Some(inner) if inner.is::<RowTooLong>() => Code::RowTooLong,
        Some(inner) if inner.is::<Undecodable>() => Code::Encoding,
        _ => return ReadError::Fault(error),
    };
    Finding::new(code).at_row(row).into()
}

/// What was read for one row, and whether there is more.
#[derive(Default)]
struct Meter {
    row_bytes: SharedCell<usize>,
    has_ended: SharedCell<bool>,
}

/// A source that is metered where it is read, behind the buffers of the parser.
struct Metered<R> {
    source: R,
    meter: Rc<Meter>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(output)?;
        self.meter.has_ended.set(length == 0);
        let row_bytes = self.meter.row_bytes.get().saturating_add(length);
        self.meter.row_bytes.set(row_bytes);
        if row_bytes > ROW_BYTES_MAX {
            return Err(io::Error::other(RowTooLong));
        }
        Ok(length)
    }
}

#[derive(Debug)]
struct RowTooLong;

impl std::fmt::Display for RowTooLong {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a row that does not end")
    }
}

impl std::error::Error for RowTooLong {}
