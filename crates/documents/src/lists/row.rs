//! A row of a list file as its format gives it: cells with their kind, before any meaning is read into them.

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Kind {
    #[default]
    Empty,
    Text,
    /// A binary number of a spreadsheet; the text is its shortest decimal form.
    Number,
    Boolean,
    Date,
    Formula,
    Error,
}

/// One cell. Its text is reused from row to row.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) kind: Kind,
    text: String,
}

impl Cell {
    pub(super) fn set(&mut self, kind: Kind, text: &str) {
        self.kind = kind;
        self.text.clear();
        self.text.push_str(text);
    }

    /// The text without spaces around it. Spaces of full width and those that do not break count as spaces.
    pub(super) fn text(&self) -> &str {
        self.text.trim_matches([' ', '\u{3000}', '\u{a0}'])
    }

    pub(super) fn is_empty(&self) -> bool {
        match self.kind {
            Kind::Empty => true,
            Kind::Text => self.text().is_empty(),
            _ => false,
        }
    }

    /// The text where the cell may be a heading.
    pub(super) fn heading(&self) -> Option<&str> {
        match self.kind {
            Kind::Empty => Some(""),
            Kind::Text => Some(self.text()),
            _ => None,
        }
    }
}

/// One row; it is filled again and again.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// As a spreadsheet or editor counts, from 1.
    pub(super) number: u64,
    cells: Vec<Cell>,
    used: usize,
}

impl Row {
    pub(super) fn start(&mut self, number: u64) {
        self.number = number;
        self.used = 0;
    }

    /// Sets a cell; cells between are empty.
    pub(super) fn set(&mut self, index: usize, kind: Kind, text: &str) {
        while self.used <= index {
            match self.cells.get_mut(self.used) {
                Some(cell) => cell.set(Kind::Empty, ""),
                None => self.cells.push(Cell::default()),
            }
            self.used += 1;
        }
        if let Some(cell) = self.cells.get_mut(index) {
            cell.set(kind, text);
        }
    }

    pub(super) fn cells(&self) -> &[Cell] {
        self.cells.get(..self.used).unwrap_or_default()
    }

    pub(super) fn cell(&self, index: usize) -> Option<&Cell> {
        self.cells().get(index)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells().iter().all(Cell::is_empty)
    }
}
