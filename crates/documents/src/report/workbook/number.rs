//! A figure as a cell: a number where a spreadsheet keeps all its digits, text otherwise.

use etown_values::Decimal;
use rust_xlsxwriter::{Color, Format};

/// Digits that a spreadsheet keeps.
const DIGITS_MAX: usize = 15;

/// A figure as a spreadsheet can hold it.
#[derive(Debug, PartialEq)]
pub(super) enum Shown {
    Number { value: f64, decimals: usize, is_percent: bool },
    Text,
}

/// Reads a figure as a number where a spreadsheet keeps all its digits.
pub(super) fn shown(text: &str) -> Shown {
    let (digits, is_percent) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim_end(), true),
        None => (text, false),
    };
    let is_decimal = digits.parse::<Decimal<12>>().is_ok();
    let significant = digits.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    // The digits of a percentage are moved in the text, since dividing a float would change them.
    let exponent = if is_percent { "e-2" } else { "" };
    match format!("{digits}{exponent}").parse() {
        Ok(value) if is_decimal && significant <= DIGITS_MAX => {
            let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            Shown::Number { value, decimals, is_percent }
        }
        _ => Shown::Text,
    }
}

/// Formats are made once: a workbook keeps each of them.
#[derive(Default)]
pub(super) struct Formats {
    numbers: Vec<((usize, bool, bool), Format)>,
}

impl Formats {
    pub(super) fn number(&mut self, decimals: usize, is_percent: bool, is_alarm: bool) -> &Format {
        let key = (decimals, is_percent, is_alarm);
        let place = self.numbers.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let digits = if decimals > 0 { format!(".{}", "0".repeat(decimals)) } else { String::new() };
            let pattern = if is_percent { format!("0{digits}%") } else { format!("#,##0{digits}") };
            self.numbers.push((key, toned(Format::new().set_num_format(pattern), is_alarm)));
            self.numbers.len() - 1
        });
        &self.numbers[place].1
    }
}

pub(super) fn toned(format: Format, is_alarm: bool) -> Format {
    if is_alarm {
        format.set_font_color(Color::RGB(0x00A6_1B1B)).set_background_color(Color::RGB(0x00FB_EAE8))
    } else {
        format
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_a_number_only_where_a_spreadsheet_keeps_all_its_digits() {
        let number = |value, decimals, is_percent| Shown::Number { value, decimals, is_percent };
        for (text, expected) in [
            ("8350.00000", number(8350.0, 5, false)),
            ("-0.50000", number(-0.5, 5, false)),
            ("0", number(0.0, 0, false)),
            ("1234567890.12345", number(1_234_567_890.123_45, 5, false)),
            ("12345678901.12345", Shown::Text),
            ("0.000000012345", number(0.000_000_012_345, 12, false)),
            ("1.2345%", number(0.012_345, 4, true)),
            ("n/a", Shown::Text),
            ("=1+1", Shown::Text),
            ("1,000", Shown::Text),
            ("", Shown::Text),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
