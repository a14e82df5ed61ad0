//! List files: verification lists (核注清单) as rows of a CSV or XLSX file, one row a line, grouped by a reference that the
//! enterprise chose.
//!
//! The first row holds the version of the template, the second the headings, every other one a line. Rows of one list
//! stand together, so that a file of any length is read list by list in bounded memory; a list whose rows are apart ends
//! the reading. A row that cannot be read spoils its list and no other. Values are read exactly or not at all, and nothing
//! here knows what the zone's rules will say of them.
//!
//! Limits: hidden rows and columns of a sheet are read like others.

mod column;
mod encoding;
mod finding;
mod line;
mod movement;
mod row;
mod rows;
mod template;
mod value;
mod write;

use std::collections::HashSet;
use std::io::{Read, Seek};

use etown_values::{HsCode, Measure, QuantityAmount, UnitPrice};

use column::Layout;
use line::{Head, ReadLine};
use row::Row;
use rows::{Opened, Rows};

pub use column::{Column, TEMPLATE_VERSION};
pub use encoding::Encoding;
pub use finding::{Code, Finding, ReadError};
pub use movement::MOVEMENTS;
pub use template::{TemplateFault, write_csv_template, write_workbook_template};
pub use write::ListWriter;

/// Findings kept of one list; more are counted.
const FINDINGS_MAX: usize = 20;

/// How much a file may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub file_bytes_max: u64,
    /// Rows counted from the top, those of the headings included.
    pub rows_max: u64,
    pub lines_of_a_list_max: usize,
    /// Bytes of a workbook when unpacked.
    pub inflated_bytes_max: u64,
    pub workbook_parts_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes_max: 512 * 1024 * 1024,
            rows_max: 2_000_000,
            lines_of_a_list_max: 1_000,
            inflated_bytes_max: 1024 * 1024 * 1024,
            workbook_parts_max: 200,
        }
    }
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDraft {
    pub number: u32,
    pub item: u32,
    pub hs_code: HsCode,
    pub quantity: QuantityAmount,
    pub measure: Measure,
    pub unit_price: UnitPrice,
    pub bom_version: Option<String>,
}

/// One list as its rows say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDraft {
    /// What the enterprise calls it.
    pub reference: String,
    /// The code of one of [`MOVEMENTS`].
    pub movement: &'static str,
    pub supervision_mode: String,
    pub needs_declaration: bool,
    pub trucks: Vec<String>,
    pub lines: Vec<LineDraft>,
}

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoilt {
    /// The first findings, in the order of the rows.
    pub findings: Vec<Finding>,
    /// How many more there were.
    pub left_out: u64,
}

/// The rows of one list, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadList {
    pub reference: String,
    pub first_row: u64,
    pub rows: u64,
    /// The row of each line, in the order of the lines.
    pub line_rows: Vec<u64>,
    pub content: Result<ListDraft, Spoilt>,
}

/// A list file whose format is known.
pub struct ListFile<R: Read + Seek> {
    opened: Opened<R>,
    limits: Limits,
}

impl<R: Read + Seek> ListFile<R> {
    /// Looks at a file and refuses one that is no list file. The name tells what it was meant to be; `encoding` is named
    /// only by someone who knows it.
    pub fn open(
        source: R,
        name: &str,
        encoding: Option<Encoding>,
        limits: Limits,
    ) -> Result<Self, ReadError> {
        Ok(Self { opened: Opened::open(source, name, encoding, &limits)?, limits })
    }

    /// Reads the lists from the first row on. The version of the template and the headings are checked at once.
    pub fn lists(&mut self) -> Result<Lists<'_, R>, ReadError> {
        let mut rows = self.opened.rows(&self.limits)?;
        let mut row = Row::default();
        let sheet = rows.sheet().map(ToOwned::to_owned);
        let in_sheet = |finding: Finding| finding.in_sheet(sheet.as_deref());
        let has_row = rows.next(&mut row)?;
        if !has_row {
            return Err(in_sheet(Finding::new(Code::EmptyFile)).into());
        }
        check_version(&row).map_err(in_sheet)?;
        if !rows.next(&mut row)? {
            return Err(in_sheet(Finding::new(Code::NoHeadings)).into());
        }
        let layout = Layout::read(&row).map_err(in_sheet)?;
        Ok(Lists {
            rows,
            layout,
            row,
            sheet,
            lines_max: self.limits.lines_of_a_list_max,
            seen: HashSet::new(),
            current: None,
            has_ended: false,
        })
    }
}

fn check_version(row: &Row) -> Result<(), Finding> {
    let first = row.cell(0).map_or("", |cell| cell.text());
    let is_alone = row.cells().iter().skip(1).all(row::Cell::is_empty);
    if row.number == 1 && first == TEMPLATE_VERSION && is_alone {
        return Ok(());
    }
    Err(Finding::new(Code::TemplateVersion).at_row(1).found(first))
}

/// Lists one after another. After an error there is nothing more.
pub struct Lists<'a, R: Read + Seek> {
    rows: Rows<'a, R>,
    layout: Layout,
    row: Row,
    sheet: Option<String>,
    lines_max: usize,
    /// References of the lists that have ended.
    seen: HashSet<String>,
    current: Option<Gathered>,
    has_ended: bool,
}

impl<R: Read + Seek> Iterator for Lists<'_, R> {
    type Item = Result<ReadList, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        let outcome = self.next_list();
        if !matches!(outcome, Ok(Some(_))) {
            self.has_ended = true;
        }
        outcome.transpose()
    }
}

impl<R: Read + Seek> Lists<'_, R> {
    fn next_list(&mut self) -> Result<Option<ReadList>, ReadError> {
        while self.rows.next(&mut self.row)? {
            if self.row.is_blank() {
                continue;
            }
            if let Some(ended) = self.take_row()? {
                return Ok(Some(ended));
            }
        }
        Ok(self.current.take().map(Gathered::finish))
    }

    /// Takes a row into its list; returns the list before it where this row begins another.
    fn take_row(&mut self) -> Result<Option<ReadList>, ReadError> {
        let sheet = self.sheet.as_deref();
        let read = line::read(&self.row, &self.layout);
        let is_of_current = match (&self.current, &read.reference) {
            (Some(current), Some(reference)) => current.reference == *reference,
            // A row that does not say its list spoils the one it stands in.
            (Some(_), None) => true,
            (None, _) => false,
        };
        let mut ended = None;
        if !is_of_current {
            let reference = read.reference.clone().unwrap_or_default();
            if let Some(before) = self.current.take() {
                self.seen.insert(before.reference.clone());
                ended = Some(before.finish());
            }
            if self.seen.contains(&reference) {
                let finding = Finding::new(Code::ListNotTogether).in_sheet(sheet).at_row(self.row.number);
                return Err(finding.found(&reference).into());
            }
            self.current = Some(Gathered::new(reference, self.row.number));
        }
        if let Some(current) = &mut self.current {
            current.take(read, self.row.number, self.lines_max, sheet);
        }
        Ok(ended)
    }
}

/// A list whose rows are being read.
struct Gathered {
    reference: String,
    first_row: u64,
    rows: u64,
    head: Option<Head>,
    lines: Vec<LineDraft>,
    line_rows: Vec<u64>,
    numbers: HashSet<u32>,
    findings: Vec<Finding>,
    left_out: u64,
}

impl Gathered {
    fn new(reference: String, first_row: u64) -> Self {
        Self {
            reference,
            first_row,
            rows: 0,
            head: None,
            lines: Vec::new(),
            line_rows: Vec::new(),
            numbers: HashSet::new(),
            findings: Vec::new(),
            left_out: 0,
        }
    }

    fn take(&mut self, read: ReadLine, row: u64, lines_max: usize, sheet: Option<&str>) {
        self.rows += 1;
        let mut findings = read.findings;
        match &self.head {
            None if self.rows == 1 => self.head = read.head.complete(&mut findings),
            None => {}
            Some(head) => findings.extend(read.head.differences(head)),
        }
        if let Some(line) = read.line {
            if !self.numbers.insert(line.number) {
                findings.push(Finding::new(Code::RepeatedLine).at_column(Column::Line.word().code));
            } else if self.lines.len() < lines_max {
                self.lines.push(line);
                self.line_rows.push(row);
            } else if self.lines.len() == lines_max && !self.is_too_long() {
                findings.push(Finding::new(Code::ListTooLong).found(&lines_max.to_string()));
            }
        }
        for finding in findings {
            if self.findings.len() < FINDINGS_MAX {
                self.findings.push(finding.at_row(row).in_sheet(sheet));
            } else {
                self.left_out += 1;
            }
        }
    }

    fn is_too_long(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == Code::ListTooLong)
    }

    fn finish(self) -> ReadList {
        let content = match self.head {
            Some(head) if self.findings.is_empty() => Ok(head.draft(self.reference.clone(), self.lines)),
            _ => Err(Spoilt { findings: self.findings, left_out: self.left_out }),
        };
        ReadList {
            reference: self.reference,
            first_row: self.first_row,
            rows: self.rows,
            line_rows: self.line_rows,
            content,
        }
    }
}
