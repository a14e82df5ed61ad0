//! Which row stands on which page. A table that goes on over pages repeats its headings; one begins on a page only where
//! its headings and some of its rows fit as well.

use super::canvas::{CONTENT_BOTTOM, CONTENT_TOP, Canvas};
use super::font::Fonts;
use super::table::{TITLE_AGAIN_HEIGHT, TITLE_HEIGHT, Table};

/// Rows that stand on the page on which their table begins.
const ROWS_TOGETHER: usize = 3;
const SPACE_BETWEEN_TABLES: f32 = 12.0;

/// One thing on a page, by its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Title,
    /// On every page that the table goes on to.
    TitleAgain,
    Head,
    Row(usize),
    Note,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    table: usize,
    what: What,
    y: f32,
}

/// All pages with what stands on them.
pub(super) struct Plan {
    pages: Vec<Vec<Placed>>,
    beginnings: Vec<(usize, f32)>,
}

impl Plan {
    /// Places all tables; on the first page they begin at `first_top`.
    pub(super) fn new(tables: &[Table<'_>], fonts: &Fonts, first_top: f32) -> Self {
        let mut plan = Self { pages: vec![Vec::new()], beginnings: Vec::new() };
        let mut y = first_top;
        for (index, table) in tables.iter().enumerate() {
            y = plan.place(index, table, fonts, y) + SPACE_BETWEEN_TABLES;
        }
        plan
    }

    pub(super) fn pages(&self) -> &[Vec<Placed>] {
        &self.pages
    }

    /// Page and height at which each table begins.
    pub(super) fn beginnings(&self) -> &[(usize, f32)] {
        &self.beginnings
    }

    fn put(&mut self, table: usize, what: What, y: f32) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Placed { table, what, y });
        }
    }

    /// Places one table and returns where it ends.
    fn place(&mut self, index: usize, table: &Table<'_>, fonts: &Fonts, begin: f32) -> f32 {
        let head = table.head_height(fonts);
        let first: f32 = (0..table.rows.min(ROWS_TOGETHER)).map(|row| table.row_height(fonts, row)).sum();
        let mut y = begin;
        if y + TITLE_HEIGHT + head + first + table.note_height() > CONTENT_BOTTOM {
            self.pages.push(Vec::new());
            y = CONTENT_TOP;
        }
        self.beginnings.push((self.pages.len() - 1, y));
        self.put(index, What::Title, y);
        y += TITLE_HEIGHT;
        if table.rows > 0 {
            self.put(index, What::Head, y);
            y += head;
        }
        for row in 0..table.rows {
            let height = table.row_height(fonts, row);
            if y + height > CONTENT_BOTTOM {
                self.pages.push(Vec::new());
                self.put(index, What::TitleAgain, CONTENT_TOP);
                y = CONTENT_TOP + TITLE_AGAIN_HEIGHT;
                self.put(index, What::Head, y);
                y += head;
            }
            self.put(index, What::Row(row), y);
            y += height;
        }
        if table.note.is_some() {
            if y + table.note_height() > CONTENT_BOTTOM {
                self.pages.push(Vec::new());
                y = CONTENT_TOP;
            }
            self.put(index, What::Note, y);
            y += table.note_height();
        }
        y
    }
}

/// Draws what stands on one page.
pub(super) fn draw(canvas: &mut Canvas<'_>, fonts: &Fonts, tables: &[Table<'_>], page: &[Placed]) {
    for placed in page {
        let Some(table) = tables.get(placed.table) else { continue };
        match placed.what {
            What::Title => table.draw_title(canvas, placed.y),
            What::TitleAgain => table.draw_title_again(canvas, placed.y),
            What::Head => table.draw_head(canvas, fonts, placed.y),
            What::Row(row) => table.draw_row(canvas, fonts, row, placed.y),
            What::Note => table.draw_note(canvas, placed.y),
        }
    }
}
