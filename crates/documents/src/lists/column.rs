//! The columns of the template, and which cell of a row belongs to which.

use super::finding::{Code, Finding};
use super::row::Row;
use crate::words::Word;

/// What the first cell of a list file says.
pub const TEMPLATE_VERSION: &str = "etown-list-lines/1";

/// One column of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    List,
    Movement,
    SupervisionMode,
    NeedsDeclaration,
    Trucks,
    Line,
    Item,
    HsCode,
    Quantity,
    Measure,
    UnitPrice,
    BomVersion,
}

impl Column {
    /// All columns in the order of the template.
    pub const ALL: [Self; 12] = [
        Self::List,
        Self::Movement,
        Self::SupervisionMode,
        Self::NeedsDeclaration,
        Self::Trucks,
        Self::Line,
        Self::Item,
        Self::HsCode,
        Self::Quantity,
        Self::Measure,
        Self::UnitPrice,
        Self::BomVersion,
    ];

    /// Returns the heading of the column.
    pub const fn word(self) -> Word {
        let (code, chinese, english) = match self {
            Self::List => ("list", "清单编号", "List"),
            Self::Movement => ("movement", "业务类型", "Movement"),
            Self::SupervisionMode => ("supervision_mode", "监管方式代码", "Supervision mode"),
            Self::NeedsDeclaration => ("needs_declaration", "是否报关", "Needs declaration"),
            Self::Trucks => ("trucks", "车牌", "Trucks"),
            Self::Line => ("line", "表体序号", "Line"),
            Self::Item => ("item", "备案序号", "Item"),
            Self::HsCode => ("hs_code", "商品编码", "HS code"),
            Self::Quantity => ("quantity", "数量", "Quantity"),
            Self::Measure => ("measure", "计量单位", "Measure"),
            Self::UnitPrice => ("unit_price", "单价", "Unit price"),
            Self::BomVersion => ("bom_version", "单耗版本", "BOM version"),
        };
        Word { code, chinese, english }
    }

    /// Returns what belongs into the column.
    pub const fn help(self) -> (&'static str, &'static str) {
        match self {
            Self::List => (
                "企业自定的编号，同一清单各行填写相同编号并相邻排列",
                "Your own reference; all rows of one list carry it and stand together",
            ),
            Self::Movement => ("见“代码”工作表", "See the sheet Codes"),
            Self::SupervisionMode => ("四位数字，例如 5000", "Four digits, such as 5000"),
            Self::NeedsDeclaration => {
                ("是或否：核扣前是否需报关单放行", "Yes or no: posting waits for a released declaration")
            }
            Self::Trucks => {
                ("以分号分隔；不需要车辆时留空", "Separated by ; and empty where no truck is awaited")
            }
            Self::Line => ("清单内从 1 起，不重复", "From 1 within the list, none twice"),
            Self::Item => ("账册中的备案序号", "Item number of the book"),
            Self::HsCode => ("8 或 10 位，与备案一致", "8 or 10 digits, as filed"),
            Self::Quantity => (
                "大于零，至多 5 位小数，不用千位分隔符",
                "Above zero, at most 5 decimals, no separators between thousands",
            ),
            Self::Measure => ("见“代码”工作表，与备案一致", "See the sheet Codes; as filed"),
            Self::UnitPrice => ("至多 4 位小数", "At most 4 decimals"),
            Self::BomVersion => ("仅加工账册出区成品填写", "For outgoing products of a processing book only"),
        }
    }

    const fn position(self) -> usize {
        // The order of declaration is that of ALL; the test below holds it.
        match self {
            Self::List => 0,
            Self::Movement => 1,
            Self::SupervisionMode => 2,
            Self::NeedsDeclaration => 3,
            Self::Trucks => 4,
            Self::Line => 5,
            Self::Item => 6,
            Self::HsCode => 7,
            Self::Quantity => 8,
            Self::Measure => 9,
            Self::UnitPrice => 10,
            Self::BomVersion => 11,
        }
    }
}

/// Where each column of the template stands in this file.
#[derive(Debug)]
pub(super) struct Layout {
    /// For each column of the template, the cell of a row.
    places: [usize; Column::ALL.len()],
    width: usize,
}

impl Layout {
    /// Reads the row of headings: every column once, in any order, and no other.
    pub(super) fn read(row: &Row) -> Result<Self, Finding> {
        let mut places = [None; Column::ALL.len()];
        for (index, cell) in row.cells().iter().enumerate() {
            let Some(heading) = cell.heading() else {
                return Err(Finding::new(Code::NoHeadings).at_row(row.number).found(cell.text()));
            };
            let heading = heading.trim();
            if heading.is_empty() {
                continue;
            }
            let known = Column::ALL.into_iter().find(|column| column.word().is_meant_by(heading));
            let Some(column) = known else {
                return Err(Finding::new(Code::UnknownColumn).at_row(row.number).at_column(heading));
            };
            let Some(place) = places.get_mut(column.position()) else { continue };
            if place.replace(index).is_some() {
                return Err(Finding::new(Code::RepeatedColumn)
                    .at_row(row.number)
                    .at_column(column.word().code));
            }
        }
        if places.iter().all(Option::is_none) {
            return Err(Finding::new(Code::NoHeadings).at_row(row.number));
        }
        let mut found = [0; Column::ALL.len()];
        for (column, (place, found)) in Column::ALL.into_iter().zip(places.into_iter().zip(&mut found)) {
            let missing =
                || Finding::new(Code::MissingColumn).at_row(row.number).at_column(column.word().code);
            *found = place.ok_or_else(missing)?;
        }
        let width = found.iter().max().map_or(0, |last| last.saturating_add(1));
        Ok(Self { places: found, width })
    }

    pub(super) fn place(&self, column: Column) -> usize {
        self.places.get(column.position()).copied().unwrap_or(usize::MAX)
    }

    /// Whether a value in this cell belongs to no column.
    pub(super) fn is_outside(&self, index: usize) -> bool {
        index >= self.width || !self.places.contains(&index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_in_the_order_of_their_positions_and_have_distinct_headings() {
        for (position, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!(column.position(), position);
            for other in Column::ALL.into_iter().filter(|other| *other != column) {
                for heading in [other.word().code, other.word().chinese, other.word().english] {
                    assert!(!column.word().is_meant_by(heading), "{heading}");
                }
            }
        }
    }
}
