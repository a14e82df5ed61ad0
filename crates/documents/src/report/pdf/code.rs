//! The receipt's address as a QR code.

use krilla::geom::{PathBuilder, Rect};
use qrcode::{Color, EcLevel, QrCode};

use super::canvas::{Canvas, Colour};

/// Modules of white that a reader needs around a code.
const QUIET: u16 = 4;

pub(super) struct Code {
    dark: Vec<bool>,
    modules: u16,
}

impl Code {
    /// Returns nothing for a text that no code can hold.
    pub(super) fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let modules = u16::try_from(code.width()).ok()?;
        let dark = code.to_colors().into_iter().map(|module| module == Color::Dark).collect();
        Some(Self { dark, modules })
    }

    /// Draws the code with its white margin into a square.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, x: f32, y: f32, size: f32) {
        canvas.area(x, y, size, size, Colour::White);
        let module = size / f32::from(self.modules + 2 * QUIET);
        let mut builder = PathBuilder::new();
        for (row, line) in (QUIET..).zip(self.dark.chunks(usize::from(self.modules))) {
            for (column, _) in (QUIET..).zip(line).filter(|(_, is_dark)| **is_dark) {
                let (left, top) = (x + f32::from(column) * module, y + f32::from(row) * module);
                if let Some(square) = Rect::from_xywh(left, top, module, module) {
                    builder.push_rect(square);
                }
            }
        }
        canvas.path(builder.finish(), Colour::Ink);
    }
}
