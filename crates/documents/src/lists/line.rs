//! Reading one row: what it says of its list, and its line.

use super::column::{Column, Layout};
use super::finding::{Code, Finding};
use super::row::{Cell, Row};
use super::{LineDraft, ListDraft, value};

/// What a row says.
pub(super) struct ReadLine {
    /// Nothing where it cannot be read.
    pub(super) reference: Option<String>,
    pub(super) head: RowHead,
    /// Nothing where a cell of the line cannot be read.
    pub(super) line: Option<LineDraft>,
    pub(super) findings: Vec<Finding>,
}

/// What a row says of its list; rows after the first may leave it empty.
#[derive(Default)]
pub(super) struct RowHead {
    movement: Option<&'static str>,
    supervision_mode: Option<String>,
    needs_declaration: Option<bool>,
    trucks: Option<Vec<String>>,
}

/// What the first row of a list says of it.
pub(super) struct Head {
    movement: &'static str,
    supervision_mode: String,
    needs_declaration: bool,
    trucks: Vec<String>,
}

/// Cells of a row by column, with what was wrong with them.
struct Cells<'a> {
    row: &'a Row,
    layout: &'a Layout,
    findings: Vec<Finding>,
}

impl<'a> Cells<'a> {
    fn cell(&self, column: Column) -> Option<&'a Cell> {
        self.row.cell(self.layout.place(column))
    }

    /// Reads a cell that must not be empty.
    fn required<T>(&mut self, column: Column, read: impl FnOnce(&'a Cell) -> Result<T, Code>) -> Option<T> {
        let cell = self.cell(column);
        let outcome = cell.map_or(Err(Code::Missing), read);
        self.kept(column, outcome)
    }

    /// Reads a cell where there is something in it.
    fn given<T>(&mut self, column: Column, read: impl FnOnce(&'a Cell) -> Result<T, Code>) -> Option<T> {
        let cell = self.cell(column).filter(|cell| !cell.is_empty())?;
        self.kept(column, read(cell))
    }

    fn kept<T>(&mut self, column: Column, outcome: Result<T, Code>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(code) => {
                let mut finding = Finding::new(code).at_column(column.word().code);
                if let Some(cell) = self.cell(column).filter(|cell| !cell.text().is_empty()) {
                    finding = finding.found(cell.text());
                }
                self.findings.push(finding);
                None
            }
        }
    }
}

pub(super) fn read(row: &Row, layout: &Layout) -> ReadLine {
    let mut cells = Cells { row, layout, findings: Vec::new() };
    let reference = cells.required(Column::List, value::reference).map(ToOwned::to_owned);
    let head = RowHead {
        movement: cells.given(Column::Movement, value::movement).map(|word| word.code),
        supervision_mode: cells
            .given(Column::SupervisionMode, value::supervision_mode)
            .map(ToOwned::to_owned),
        needs_declaration: cells.given(Column::NeedsDeclaration, value::yes_or_no),
        trucks: cells.given(Column::Trucks, |cell| value::trucks(Some(cell))),
    };
    let line = read_line(&mut cells);
    let is_outside = |(index, cell): (usize, &Cell)| layout.is_outside(index) && !cell.is_empty();
    if row.cells().iter().enumerate().any(is_outside) {
        cells.findings.push(Finding::new(Code::TooManyCells));
    }
    ReadLine { reference, head, line, findings: cells.findings }
}

/// Reads every cell of the line, so that all that is wrong with it is told at once.
fn read_line(cells: &mut Cells<'_>) -> Option<LineDraft> {
    let number = cells.required(Column::Line, value::whole_number);
    let item = cells.required(Column::Item, value::whole_number);
    let hs_code = cells.required(Column::HsCode, value::hs_code);
    let quantity = cells.required(Column::Quantity, value::decimal);
    let measure = cells.required(Column::Measure, value::measure);
    let unit_price = cells.required(Column::UnitPrice, value::decimal);
    let bom_version = value::optional_text(cells.cell(Column::BomVersion));
    let bom_version = cells.kept(Column::BomVersion, bom_version)?.map(ToOwned::to_owned);
    Some(LineDraft {
        number: number?,
        item: item?,
        hs_code: hs_code?,
        quantity: quantity?,
        measure: measure?,
        unit_price: unit_price?,
        bom_version,
    })
}

impl RowHead {
    /// The head of a list from its first row, or nothing and what is missing.
    pub(super) fn complete(self, findings: &mut Vec<Finding>) -> Option<Head> {
        let mut is_missing = |column: Column, is_given: bool| {
            let is_told = findings.iter().any(|known| known.column.as_deref() == Some(column.word().code));
            if !is_given && !is_told {
                findings.push(Finding::new(Code::Missing).at_column(column.word().code));
            }
        };
        is_missing(Column::Movement, self.movement.is_some());
        is_missing(Column::SupervisionMode, self.supervision_mode.is_some());
        is_missing(Column::NeedsDeclaration, self.needs_declaration.is_some());
        Some(Head {
            movement: self.movement?,
            supervision_mode: self.supervision_mode?,
            needs_declaration: self.needs_declaration?,
            trucks: self.trucks.unwrap_or_default(),
        })
    }

    /// Where a later row contradicts the first.
    pub(super) fn differences(&self, head: &Head) -> Vec<Finding> {
        let differs = |column: Column, is_other: bool| {
            is_other.then(|| Finding::new(Code::HeadDiffers).at_column(column.word().code))
        };
        let found = [
            differs(Column::Movement, self.movement.is_some_and(|own| own != head.movement)),
            differs(
                Column::SupervisionMode,
                self.supervision_mode.as_ref().is_some_and(|own| *own != head.supervision_mode),
            ),
            differs(
                Column::NeedsDeclaration,
                self.needs_declaration.is_some_and(|own| own != head.needs_declaration),
            ),
            differs(Column::Trucks, self.trucks.as_ref().is_some_and(|own| *own != head.trucks)),
        ];
        found.into_iter().flatten().collect()
    }
}

impl Head {
    pub(super) fn draft(self, reference: String, lines: Vec<LineDraft>) -> ListDraft {
        ListDraft {
            reference,
            movement: self.movement,
            supervision_mode: self.supervision_mode,
            needs_declaration: self.needs_declaration,
            trucks: self.trucks,
            lines,
        }
    }
}
