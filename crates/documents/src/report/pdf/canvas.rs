//! A page to draw on: texts, lines and areas in points from the upper left corner.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;

use super::font::{Face, Fonts};
use super::text::Style;

pub(super) const PAGE_WIDTH: f32 = 841.89;
pub(super) const PAGE_HEIGHT: f32 = 595.276;
pub(super) const MARGIN: f32 = 30.0;
pub(super) const CONTENT_WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// Where tables begin on a page with a running head, and where they end on every page.
pub(super) const CONTENT_TOP: f32 = 44.0;
pub(super) const CONTENT_BOTTOM: f32 = PAGE_HEIGHT - 38.0;

/// A colour of the report. Each is told apart in grey as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Ink,
    Soft,
    Alarm,
    Rule,
    HeadBand,
    RowBand,
    AlarmBand,
    White,
}

impl Colour {
    fn rgb(self) -> rgb::Color {
        let (red, green, blue) = match self {
            Self::Ink => (0x1f, 0x24, 0x2b),
            Self::Soft => (0x59, 0x60, 0x69),
            Self::Alarm => (0xa6, 0x1b, 0x1b),
            Self::Rule => (0xb4, 0xbb, 0xc4),
            Self::HeadBand => (0xe3, 0xe9, 0xf1),
            Self::RowBand => (0xf5, 0xf7, 0xf9),
            Self::AlarmBand => (0xfb, 0xea, 0xe8),
            Self::White => (0xff, 0xff, 0xff),
        };
        rgb::Color::new(red, green, blue)
    }
}

/// Where a text stands within its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

pub(super) struct Canvas<'a> {
    surface: Surface<'a>,
    fonts: &'a Fonts,
    filled: Option<Colour>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(surface: Surface<'a>, fonts: &'a Fonts) -> Self {
        Self { surface, fonts, filled: None }
    }

    pub(super) fn finish(self) {
        self.surface.finish();
    }

    pub(super) fn regular(&self, size: f32) -> Style<'a> {
        Style { face: &self.fonts.regular, size }
    }

    pub(super) fn bold(&self, size: f32) -> Style<'a> {
        Style { face: &self.fonts.bold, size }
    }

    fn fill(&mut self, colour: Colour) {
        if self.filled != Some(colour) {
            let fill =
                Fill { paint: colour.rgb().into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero };
            self.surface.set_fill(Some(fill));
            self.filled = Some(colour);
        }
    }

    /// Draws one line of text within a width; `y` is its base line.
    pub(super) fn text(
        &mut self,
        text: &str,
        place: (f32, f32, f32),
        align: Align,
        style: Style<'_>,
        colour: Colour,
    ) {
        if text.is_empty() {
            return;
        }
        let (x, y, width) = place;
        let left = match align {
            Align::Left => x,
            Align::Right => x + width - style.width(text),
        };
        self.fill(colour);
        let glyphs = style.face.glyphs(text);
        let face: &Face = style.face;
        self.surface.draw_glyphs(Point::from_xy(left, y), &glyphs, face.font(), text, style.size, false);
    }

    /// Fills an area given by its upper left corner, width and height.
    pub(super) fn area(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let mut builder = PathBuilder::new();
        let Some(rectangle) = Rect::from_xywh(x, y, width, height) else { return };
        builder.push_rect(rectangle);
        self.path(builder.finish(), colour);
    }

    /// Draws a line across.
    pub(super) fn rule(&mut self, x: f32, y: f32, width: f32) {
        self.area(x, y - 0.25, width, 0.5, Colour::Rule);
    }

    pub(super) fn path(&mut self, path: Option<Path>, colour: Colour) {
        if let Some(path) = path {
            self.fill(colour);
            self.surface.draw_path(&path);
        }
    }
}
