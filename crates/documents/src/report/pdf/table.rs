//! A table: columns with headings and rows that are asked for one by one. It knows how wide its columns are and how high
//! each row is before anything is drawn.

use std::borrow::Cow;

use super::canvas::{Align, CONTENT_WIDTH, Canvas, Colour, MARGIN};
use super::font::Fonts;
use super::text::{self, Style};

pub(super) const BODY_SIZE: f32 = 7.5;
const HEAD_SIZE: f32 = 7.0;
const TITLE_SIZE: f32 = 11.0;
const NOTE_SIZE: f32 = 7.5;
const LINE: f32 = 9.6;
const HEAD_LINE: f32 = 8.8;
/// Free space on both sides of a cell, and above and below its lines.
const PADDING: f32 = 3.0;
const ROW_PADDING: f32 = 2.2;
const HEAD_LINES_MAX: usize = 4;
pub(super) const TITLE_HEIGHT: f32 = 20.0;
pub(super) const TITLE_AGAIN_HEIGHT: f32 = 13.0;
const NOTE_HEIGHT: f32 = 13.0;

/// How a row stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Alarm,
}

/// What a column is for; the text of its cells comes with the rows.
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) align: Align,
    /// Lines that a cell may take before it is cut.
    pub(super) lines_max: usize,
    pub(super) width: f32,
    /// Its share of what is left of the page's width.
    pub(super) stretch: f32,
}

impl Column {
    /// A column of words of a given width at least.
    pub(super) fn words(heading: &str, width: f32, lines_max: usize, stretch: f32) -> Self {
        Self { heading: heading.to_owned(), align: Align::Left, lines_max, width, stretch }
    }

    /// A column of words as wide as its widest cell and its heading, between two widths.
    pub(super) fn fitted<'t>(
        heading: &str,
        texts: impl Iterator<Item = &'t str>,
        widths: (f32, f32),
        lines_max: usize,
        fonts: &Fonts,
    ) -> Self {
        let figures = Self::figures(heading, texts, fonts);
        let width = figures.width.clamp(widths.0, widths.1);
        Self { align: Align::Left, lines_max, width, stretch: 0.0, ..figures }
    }

    /// A column of figures, as wide as its widest in bold: a figure is never cut.
    pub(super) fn figures<'t>(heading: &str, texts: impl Iterator<Item = &'t str>, fonts: &Fonts) -> Self {
        let style = Style { face: &fonts.bold, size: BODY_SIZE };
        let widest = texts.map(|text| style.width(text)).fold(0.0, f32::max);
        let head = Style { face: &fonts.bold, size: HEAD_SIZE };
        let longest_word = heading.split_whitespace().map(|word| head.width(word)).fold(0.0, f32::max);
        // Chinese headings break anywhere; four characters a line read well.
        let longest_word = longest_word.min(HEAD_SIZE * 7.0);
        let width = widest.max(longest_word) + 2.0 * PADDING + 1.0;
        Self { heading: heading.to_owned(), align: Align::Right, lines_max: 1, width, stretch: 1.0 }
    }
}

/// Gives the text of a cell by its row and column.
pub(super) type Cell<'a> = Box<dyn Fn(usize, usize) -> Cow<'a, str> + 'a>;

pub(super) struct Table<'a> {
    pub(super) title: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: usize,
    pub(super) cell: Cell<'a>,
    pub(super) tone: Box<dyn Fn(usize) -> Tone + 'a>,
    /// Stands below the table.
    pub(super) note: Option<String>,
}

impl<'a> Table<'a> {
    pub(super) fn new(title: &str, columns: Vec<Column>, rows: usize, cell: Cell<'a>) -> Self {
        let mut table = Self {
            title: title.to_owned(),
            columns,
            rows,
            cell,
            tone: Box::new(|_| Tone::Plain),
            note: None,
        };
        table.spread();
        table
    }

    /// Shares out what the page's width leaves, or takes from stretching columns what it lacks.
    fn spread(&mut self) {
        let used: f32 = self.columns.iter().map(|column| column.width).sum();
        let shares: f32 = self.columns.iter().map(|column| column.stretch).sum();
        if shares > 0.0 {
            let share = (CONTENT_WIDTH - used) / shares;
            for column in &mut self.columns {
                column.width += share * column.stretch;
            }
        }
    }

    fn head_lines(&self, fonts: &Fonts) -> Vec<Vec<String>> {
        let style = Style { face: &fonts.bold, size: HEAD_SIZE };
        let lines = |column: &Column| {
            text::lines(&column.heading, style, column.width - 2.0 * PADDING, HEAD_LINES_MAX)
        };
        self.columns.iter().map(lines).collect()
    }

    pub(super) fn head_height(&self, fonts: &Fonts) -> f32 {
        height(self.head_lines(fonts).iter().map(Vec::len).max().unwrap_or(1), HEAD_LINE)
    }

    pub(super) fn row_height(&self, fonts: &Fonts, row: usize) -> f32 {
        let columns = self.columns.iter().enumerate().filter(|(_, column)| column.lines_max > 1);
        let most = columns.map(|(index, column)| self.cell_lines(fonts, row, index, column).len()).max();
        height(most.unwrap_or(1).max(1), LINE)
    }

    pub(super) fn note_height(&self) -> f32 {
        if self.note.is_some() { NOTE_HEIGHT } else { 0.0 }
    }

    fn cell_lines(&self, fonts: &Fonts, row: usize, index: usize, column: &Column) -> Vec<String> {
        let style = self.style(fonts, row);
        text::lines(&(self.cell)(row, index), style, column.width - 2.0 * PADDING, column.lines_max)
    }

    fn style<'f>(&self, fonts: &'f Fonts, row: usize) -> Style<'f> {
        let face = if (self.tone)(row) == Tone::Alarm { &fonts.bold } else { &fonts.regular };
        Style { face, size: BODY_SIZE }
    }

    pub(super) fn draw_title(&self, canvas: &mut Canvas<'_>, y: f32) {
        let style = canvas.bold(TITLE_SIZE);
        let place = (MARGIN, y + TITLE_HEIGHT - 6.0, CONTENT_WIDTH);
        canvas.text(&self.title, place, Align::Left, style, Colour::Ink);
    }

    pub(super) fn draw_title_again(&self, canvas: &mut Canvas<'_>, y: f32) {
        let style = canvas.bold(BODY_SIZE);
        let place = (MARGIN, y + TITLE_AGAIN_HEIGHT - 4.0, CONTENT_WIDTH);
        canvas.text(&self.title, place, Align::Left, style, Colour::Soft);
    }

    pub(super) fn draw_head(&self, canvas: &mut Canvas<'_>, fonts: &Fonts, y: f32) {
        let lines = self.head_lines(fonts);
        let most = lines.iter().map(Vec::len).max().unwrap_or(1);
        let full = height(most, HEAD_LINE);
        canvas.area(MARGIN, y, CONTENT_WIDTH, full, Colour::HeadBand);
        let style = canvas.bold(HEAD_SIZE);
        let mut x = MARGIN;
        for (column, lines) in self.columns.iter().zip(&lines) {
            // Headings stand at the foot of their band, next to what they head.
            let top = y + full - height(lines.len(), HEAD_LINE);
            draw_lines(canvas, lines, (x, top, column.width), HEAD_LINE, column.align, style, Colour::Ink);
            x += column.width;
        }
        canvas.rule(MARGIN, y + full, CONTENT_WIDTH);
    }

    pub(super) fn draw_row(&self, canvas: &mut Canvas<'_>, fonts: &Fonts, row: usize, y: f32) {
        let lines: Vec<Vec<String>> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| self.cell_lines(fonts, row, index, column))
            .collect();
        let full = height(lines.iter().map(Vec::len).max().unwrap_or(1).max(1), LINE);
        let is_alarm = (self.tone)(row) == Tone::Alarm;
        if is_alarm {
            canvas.area(MARGIN, y + 0.25, CONTENT_WIDTH, full - 0.25, Colour::AlarmBand);
        } else if row % 2 == 1 {
            canvas.area(MARGIN, y + 0.25, CONTENT_WIDTH, full - 0.25, Colour::RowBand);
        }
        let (style, colour) = (self.style(fonts, row), if is_alarm { Colour::Alarm } else { Colour::Ink });
        let mut x = MARGIN;
        for (column, lines) in self.columns.iter().zip(&lines) {
            draw_lines(canvas, lines, (x, y, column.width), LINE, column.align, style, colour);
            x += column.width;
        }
        canvas.rule(MARGIN, y + full, CONTENT_WIDTH);
    }

    pub(super) fn draw_note(&self, canvas: &mut Canvas<'_>, y: f32) {
        if let Some(note) = &self.note {
            let style = canvas.regular(NOTE_SIZE);
            let place = (MARGIN + PADDING, y + NOTE_HEIGHT - 3.5, CONTENT_WIDTH - 2.0 * PADDING);
            canvas.text(&text::cut(note, style, place.2), place, Align::Left, style, Colour::Soft);
        }
    }
}

fn height(lines: usize, line: f32) -> f32 {
    f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * line + 2.0 * ROW_PADDING
}

fn draw_lines(
    canvas: &mut Canvas<'_>,
    lines: &[String],
    place: (f32, f32, f32),
    line: f32,
    align: Align,
    style: Style<'_>,
    colour: Colour,
) {
    let (x, top, width) = place;
    let mut base = top + ROW_PADDING + line * 0.78;
    for text in lines {
        canvas.text(text, (x + PADDING, base, width - 2.0 * PADDING), align, style, colour);
        base += line;
    }
}
