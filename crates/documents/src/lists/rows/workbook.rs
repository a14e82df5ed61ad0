//! Rows of an XLSX workbook: its first sheet, cell by cell as a stream. Whatever a spreadsheet program could have changed
//! on the way (formulas, merged cells, hidden sheets, dates made of texts) is told apart and never read as a value.

use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::{DataRef, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::archive;
use crate::lists::Limits;
use crate::lists::finding::{Code, Finding, ReadError};
use crate::lists::row::{Kind, Row};
use crate::lists::template::OTHER_SHEETS;

/// Rows of a sheet in this format; whoever writes more counts on a reader that does not count.
const ROWS_MAX: u64 = 1_048_576;
/// Cells beyond the template that a row may have before it is refused; spreadsheets format whole rows.
const CELLS_MAX: usize = 256;

pub(in crate::lists) struct Workbook<R: Read + Seek> {
    workbook: Xlsx<BufReader<R>>,
    sheet: String,
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook that was looked into and holds nothing that a list file must not hold.
    pub(super) fn open(mut source: BufReader<R>, limits: &Limits) -> Result<Self, ReadError> {
        let seen = archive::inspect(&mut source, limits)?;
        source.seek(SeekFrom::Start(0))?;
        let mut workbook: Xlsx<BufReader<R>> = Xlsx::new(source).map_err(reason)?;
        let sheet = only_known_sheets(workbook.sheets_metadata())?;
        if seen.mentions_of_merged_cells > 0 {
            check_merged_cells(&mut workbook, &sheet)?;
        }
        Ok(Self { workbook, sheet })
    }

    pub(super) fn rows(&mut self, limits: &Limits) -> Result<WorkbookRows<'_, R>, ReadError> {
        let cells = self.workbook.worksheet_cells_reader(&self.sheet).map_err(reason)?;
        let rows_max = limits.rows_max.min(ROWS_MAX);
        Ok(WorkbookRows { cells, sheet: &self.sheet, rows_max, ahead: None, last: None, has_ended: false })
    }
}

/// Returns the name of the first sheet where every sheet shows and is one of the template.
fn only_known_sheets(sheets: &[Sheet]) -> Result<String, Finding> {
    let Some(first) = sheets.first() else { return Err(Finding::new(Code::DamagedWorkbook)) };
    for (index, sheet) in sheets.iter().enumerate() {
        let name = Some(sheet.name.as_str());
        if sheet.visible != SheetVisible::Visible {
            return Err(Finding::new(Code::HiddenSheet).in_sheet(name));
        }
        match sheet.typ {
            SheetType::MacroSheet | SheetType::Vba | SheetType::DialogSheet => {
                return Err(Finding::new(Code::Macros).in_sheet(name));
            }
            SheetType::WorkSheet if index == 0 || OTHER_SHEETS.contains(&sheet.name.as_str()) => {}
            SheetType::WorkSheet | SheetType::ChartSheet => {
                return Err(Finding::new(Code::UnknownSheet).in_sheet(name));
            }
        }
    }
    Ok(first.name.clone())
}

fn check_merged_cells<R: Read + Seek>(
    workbook: &mut Xlsx<BufReader<R>>,
    sheet: &str,
) -> Result<(), ReadError> {
    let merged = workbook.merge_cells_by_sheet_name(sheet).map_err(reason)?;
    let first = merged.iter().min_by_key(|region| region.start);
    match first {
        None => Ok(()),
        Some(region) => {
            let (row, column) = region.start;
            let finding = Finding::new(Code::MergedCells).in_sheet(Some(sheet));
            Err(finding.at_row(u64::from(row) + 1).at_column(&letters(column)).into())
        }
    }
}

/// Returns the name that spreadsheets give to a column: A, B, … Z, AA.
fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut reversed = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        reversed.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    reversed.into_iter().rev().collect()
}

pub(in crate::lists) struct WorkbookRows<'a, R: Read + Seek> {
    cells: XlsxCellReader<'a, BufReader<R>>,
    sheet: &'a str,
    rows_max: u64,
    /// The first cell of the next row, met when the row before it ended.
    ahead: Option<Met<'a>>,
    last: Option<(u32, u32)>,
    has_ended: bool,
}

/// A cell with its place.
struct Met<'a> {
    row: u32,
    column: usize,
    value: DataRef<'a>,
    is_formula: bool,
}

impl<'a, R: Read + Seek> WorkbookRows<'a, R> {
    pub(super) fn sheet(&self) -> &str {
        self.sheet
    }

    pub(super) fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        let ahead = self.ahead.take();
        let Some(first) = (match ahead {
            Some(met) => Some(met),
            None => self.next_cell()?,
        }) else {
            return Ok(false);
        };
        let number = u64::from(first.row) + 1;
        if number > self.rows_max {
            let finding = Finding::new(Code::TooManyRows).in_sheet(Some(self.sheet)).at_row(number);
            return Err(finding.found(&self.rows_max.to_string()).into());
        }
        row.start(number);
        let current = first.row;
        let mut next = Some(first);
        while let Some(met) = next.take() {
            if met.row != current {
                self.ahead = Some(met);
                break;
            }
            self.put(row, &met)?;
            next = self.next_cell()?;
        }
        Ok(true)
    }

    fn put(&self, row: &mut Row, met: &Met<'_>) -> Result<(), Finding> {
        if met.column < CELLS_MAX {
            set(row, met);
            return Ok(());
        }
        if matches!(met.value, DataRef::Empty) && !met.is_formula {
            return Ok(());
        }
        Err(Finding::new(Code::TooManyCells).in_sheet(Some(self.sheet)).at_row(row.number))
    }

    fn next_cell(&mut self) -> Result<Option<Met<'a>>, ReadError> {
        if self.has_ended {
            return Ok(None);
        }
        let Some(cell) = self.cells.next_cell_with_formula_metadata().map_err(reason)? else {
            self.has_ended = true;
            return Ok(None);
        };
        if self.last.is_some_and(|last| cell.pos <= last) {
            let finding = Finding::new(Code::RowsOutOfOrder).in_sheet(Some(self.sheet));
            return Err(finding.at_row(u64::from(cell.pos.0) + 1).into());
        }
        self.last = Some(cell.pos);
        let column = usize::try_from(cell.pos.1).unwrap_or(usize::MAX);
        Ok(Some(Met { row: cell.pos.0, column, value: cell.value, is_formula: cell.formula.is_some() }))
    }
}

fn set(row: &mut Row, met: &Met<'_>) {
    let index = met.column;
    if met.is_formula {
        return row.set(index, Kind::Formula, "");
    }
    match &met.value {
        DataRef::Empty => {}
        DataRef::String(text) => row.set(index, Kind::Text, text),
        DataRef::SharedString(text) => row.set(index, Kind::Text, text),
        DataRef::Bool(true) => row.set(index, Kind::Boolean, "yes"),
        DataRef::Bool(false) => row.set(index, Kind::Boolean, "no"),
        DataRef::Int(number) => row.set(index, Kind::Number, &number.to_string()),
        DataRef::Float(number) => row.set(index, Kind::Number, &number.to_string()),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            row.set(index, Kind::Date, "");
        }
        DataRef::Error(error) => row.set(index, Kind::Error, &error.to_string()),
    }
}

fn reason(error: XlsxError) -> ReadError {
    match error {
        XlsxError::RowNumberOverflow => Finding::new(Code::TooManyRows).found(&ROWS_MAX.to_string()).into(),
        XlsxError::Password => Finding::new(Code::Encrypted).into(),
        XlsxError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => ReadError::Fault(error),
        other => Finding::new(Code::DamagedWorkbook).found(&other.to_string()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
