//! Reading one cell as the value that its column wants: exactly, or not at all.
//!
//! Text is preferred. A number of a spreadsheet is a binary float; it is taken only where its shortest decimal text, the
//! one that reads back as the same float, has at most 15 significant digits (what spreadsheets themselves keep) and no
//! more decimals than the column holds. So 0.1 is taken as 0.1, and the result of 0.1 + 0.2 is refused.

use std::str::FromStr;

use etown_values::{Decimal, HsCode, Measure, ParseDecimalError};

use super::finding::Code;
use super::movement;
use super::row::{Cell, Kind};
use crate::words::Word;

/// Digits that a spreadsheet keeps of a number.
const DIGITS_MAX: usize = 15;
const TEXT_CHARACTERS_MAX: usize = 64;
const TRUCKS_CHARACTERS_MAX: usize = 200 * 21;
/// Zero width, direction and other marks that hide what a text says.
const INVISIBLE: &[char] = &[
    '\u{a0}', '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}',
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2060}', '\u{2066}', '\u{2067}',
    '\u{2068}', '\u{2069}', '\u{feff}',
];

pub(super) const YES: Word = Word { code: "yes", chinese: "是", english: "Yes" };
pub(super) const NO: Word = Word { code: "no", chinese: "否", english: "No" };

/// Text that a person chose: a reference. A whole number is taken as its digits.
pub(super) fn reference(cell: &Cell) -> Result<&str, Code> {
    match cell.kind {
        Kind::Number => whole_digits(cell),
        _ => text(cell, TEXT_CHARACTERS_MAX),
    }
}

/// Text where every character matters, so that a number, which may have lost some, is refused.
pub(super) fn optional_text(cell: Option<&Cell>) -> Result<Option<&str>, Code> {
    match cell {
        None => Ok(None),
        Some(cell) if cell.is_empty() => Ok(None),
        Some(cell) => text(cell, TEXT_CHARACTERS_MAX).map(Some),
    }
}

pub(super) fn movement(cell: &Cell) -> Result<&'static Word, Code> {
    let text = text(cell, TEXT_CHARACTERS_MAX)?;
    movement::MOVEMENTS.iter().find(|word| word.is_meant_by(text)).ok_or(Code::NotAMovement)
}

pub(super) fn supervision_mode(cell: &Cell) -> Result<&str, Code> {
    let text = reference(cell)?;
    let is_mode = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_mode { Ok(text) } else { Err(Code::NotAMode) }
}

pub(super) fn yes_or_no(cell: &Cell) -> Result<bool, Code> {
    let text = match cell.kind {
        Kind::Boolean => cell.text(),
        _ => text(cell, TEXT_CHARACTERS_MAX)?,
    };
    // Programs write true and false.
    if YES.is_meant_by(text) || text.eq_ignore_ascii_case("true") {
        Ok(true)
    } else if NO.is_meant_by(text) || text.eq_ignore_ascii_case("false") {
        Ok(false)
    } else {
        Err(Code::NotYesOrNo)
    }
}

/// Plates, separated by semicolons or by what Chinese writing puts between words of a list.
pub(super) fn trucks(cell: Option<&Cell>) -> Result<Vec<String>, Code> {
    let Some(cell) = cell.filter(|cell| !cell.is_empty()) else { return Ok(Vec::new()) };
    let text = text(cell, TRUCKS_CHARACTERS_MAX)?;
    let mut plates: Vec<String> = Vec::new();
    for plate in text.split([';', '；', '、', ',', '，']) {
        let plate = plate.trim_matches([' ', '\u{3000}']);
        if plate.is_empty() || plates.iter().any(|known| known == plate) {
            return Err(Code::NotTrucks);
        }
        plates.push(plate.to_owned());
    }
    Ok(plates)
}

pub(super) fn whole_number(cell: &Cell) -> Result<u32, Code> {
    let text = number_text(cell)?;
    let is_strict = !text.starts_with(['0', '+']);
    text.parse().ok().filter(|_| is_strict).ok_or(Code::NotAWholeNumber)
}

pub(super) fn hs_code(cell: &Cell) -> Result<HsCode, Code> {
    // A number has lost a leading zero; codes have an even number of digits, so that this shows.
    reference(cell)?.parse().ok().ok_or(Code::NotACode)
}

pub(super) fn decimal<const SCALE: u32>(cell: &Cell) -> Result<Decimal<SCALE>, Code> {
    Decimal::from_str(number_text(cell)?).map_err(|error| match error {
        ParseDecimalError::Empty => Code::Missing,
        ParseDecimalError::NotADecimal => Code::NotADecimal,
        ParseDecimalError::TooManyDecimals { .. } => Code::TooManyDecimals,
        ParseDecimalError::TooLarge => Code::TooLargeNumber,
    })
}

pub(super) fn measure(cell: &Cell) -> Result<Measure, Code> {
    let text = text(cell, TEXT_CHARACTERS_MAX)?;
    let parsed = text.parse().ok();
    parsed.or_else(|| measure_by_name(text)).ok_or(Code::NotAMeasure)
}

/// Finds a measure by its Chinese name, alone or as templates write it.
fn measure_by_name(text: &str) -> Option<Measure> {
    Measure::ALL.iter().copied().find(|measure| measure_word(*measure).is_meant_by(text))
}

/// Returns the words by which a measure is known.
pub(super) fn measure_word(measure: Measure) -> Word {
    Word { code: measure.symbol(), chinese: measure.chinese_name(), english: measure.symbol() }
}

/// The text of a cell that must be text.
fn text(cell: &Cell, characters_max: usize) -> Result<&str, Code> {
    if cell.is_empty() {
        return Err(Code::Missing);
    }
    match cell.kind {
        Kind::Empty => Err(Code::Missing),
        Kind::Formula => Err(Code::Formula),
        Kind::Error => Err(Code::ErrorValue),
        Kind::Date => Err(Code::Date),
        Kind::Number | Kind::Boolean => Err(Code::WrongType),
        Kind::Text => {
            let text = cell.text();
            if text.chars().any(|character| character.is_control() || INVISIBLE.contains(&character)) {
                return Err(Code::ControlCharacter);
            }
            if text.chars().nth(characters_max).is_some() {
                return Err(Code::TooLong);
            }
            Ok(text)
        }
    }
}

/// The decimal text of a cell that must be a number: as typed, or the shortest that reads back as the same float.
fn number_text(cell: &Cell) -> Result<&str, Code> {
    if cell.kind != Kind::Number {
        let text = text(cell, TEXT_CHARACTERS_MAX)?;
        return if has_thousands_separators(text) { Err(Code::ThousandsSeparator) } else { Ok(text) };
    }
    let text = cell.text();
    let is_finite = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let digits = text.bytes().filter(u8::is_ascii_digit);
    let significant = digits.skip_while(|digit| *digit == b'0').count();
    if is_finite && significant <= DIGITS_MAX { Ok(text) } else { Err(Code::InexactNumber) }
}

fn whole_digits(cell: &Cell) -> Result<&str, Code> {
    let text = number_text(cell)?;
    if text.bytes().all(|byte| byte.is_ascii_digit()) { Ok(text) } else { Err(Code::WrongType) }
}

fn has_thousands_separators(text: &str) -> bool {
    const SEPARATORS: [char; 5] = [',', '，', '\'', '’', ' '];
    let mut is_separated = false;
    for character in text.chars() {
        if SEPARATORS.contains(&character) {
            is_separated = true;
        } else if !character.is_ascii_digit() && !matches!(character, '.' | '-') {
            return false;
        }
    }
    is_separated
}

#[cfg(test)]
mod tests {
    use etown_values::{QuantityAmount, UnitPrice};

    use super::*;

    fn cell(kind: Kind, text: &str) -> Cell {
        let mut cell = Cell::default();
        cell.set(kind, text);
        cell
    }

    fn typed(text: &str) -> Cell {
        cell(Kind::Text, text)
    }

    /// A cell as a spreadsheet holds it.
    fn float(number: f64) -> Cell {
        cell(Kind::Number, &number.to_string())
    }

    #[test]
    fn a_number_of_a_spreadsheet_is_taken_only_where_it_is_what_was_typed() {
        for (number, read) in [
            (12.5, Ok("12.50000")),
            (0.1, Ok("0.10000")),
            (-0.0, Ok("0.00000")),
            (1e14, Ok("100000000000000.00000")),
            (8_350.0, Ok("8350.00000")),
            (0.1 + 0.2, Err(Code::InexactNumber)),
            (1e15, Err(Code::InexactNumber)),
            (1e300, Err(Code::InexactNumber)),
            (f64::NAN, Err(Code::InexactNumber)),
            (f64::INFINITY, Err(Code::InexactNumber)),
            (0.000_001, Err(Code::TooManyDecimals)),
            (123_456_789.123_456_7, Err(Code::InexactNumber)),
        ] {
            let amount: Result<QuantityAmount, Code> = decimal(&float(number));
            assert_eq!(
                amount.map(|amount| amount.to_string()).as_deref(),
                read.as_ref().map(|text| *text),
                "{number}"
            );
        }
    }

    #[test]
    fn a_typed_number_is_read_strictly() {
        for (text, read) in [
            ("12.5", Ok("12.5000")),
            (" 12.5\u{3000}", Ok("12.5000")),
            ("1,234.5", Err(Code::ThousandsSeparator)),
            ("1 234", Err(Code::ThousandsSeparator)),
            ("1，234", Err(Code::ThousandsSeparator)),
            ("12.34567", Err(Code::TooManyDecimals)),
            ("1e3", Err(Code::NotADecimal)),
            ("１２", Err(Code::NotADecimal)),
            ("USD 1,234", Err(Code::NotADecimal)),
            ("", Err(Code::Missing)),
            ("99999999999999999999999999999999999999999", Err(Code::TooLargeNumber)),
        ] {
            let price: Result<UnitPrice, Code> = decimal(&typed(text));
            assert_eq!(
                price.map(|price| price.to_string()).as_deref(),
                read.as_ref().map(|text| *text),
                "{text}"
            );
        }
    }

    #[test]
    fn a_lost_leading_zero_of_a_code_is_met() {
        assert_eq!(hs_code(&float(85_423_100.0)).map(|code| code.to_string()).as_deref(), Ok("85423100"));
        assert_eq!(hs_code(&typed("01012100")).map(|code| code.to_string()).as_deref(), Ok("01012100"));
        assert_eq!(hs_code(&float(1_012_100.0)), Err(Code::NotACode));
        assert_eq!(supervision_mode(&float(110.0)), Err(Code::NotAMode));
        assert_eq!(supervision_mode(&float(5_000.0)), Ok("5000"));
    }

    #[test]
    fn a_version_that_became_a_number_is_refused() {
        assert_eq!(optional_text(Some(&typed("1.10"))), Ok(Some("1.10")));
        assert_eq!(optional_text(Some(&float(1.1))), Err(Code::WrongType));
        assert_eq!(optional_text(Some(&typed("  "))), Ok(None));
        assert_eq!(optional_text(None), Ok(None));
    }

    #[test]
    fn cells_that_are_no_plain_values_say_what_they_are() {
        for (kind, code) in [
            (Kind::Formula, Code::Formula),
            (Kind::Date, Code::Date),
            (Kind::Error, Code::ErrorValue),
            (Kind::Boolean, Code::WrongType),
            (Kind::Empty, Code::Missing),
        ] {
            assert_eq!(reference(&cell(kind, "")), Err(code), "{kind:?}");
        }
        for text in ["a\nb", "a\tb", "a\u{200b}b", "a\u{7}", "\u{202e}a"] {
            assert_eq!(reference(&typed(text)), Err(Code::ControlCharacter), "{text:?}");
        }
        assert_eq!(reference(&typed(&"x".repeat(65))), Err(Code::TooLong));
    }

    #[test]
    fn trucks_are_separated_as_people_separate_them() {
        assert_eq!(
            trucks(Some(&typed("京A·1；京A·2、京A·3"))),
            Ok(vec!["京A·1".into(), "京A·2".into(), "京A·3".into()])
        );
        assert_eq!(trucks(None), Ok(Vec::new()));
        for text in ["A;;B", "A;A", ";"] {
            assert_eq!(trucks(Some(&typed(text))), Err(Code::NotTrucks), "{text}");
        }
    }

    #[test]
    fn words_are_read_in_both_languages() {
        assert_eq!(movement(&typed("进口 / Import")).map(|word| word.code), Ok("import"));
        assert_eq!(movement(&typed("smuggling")), Err(Code::NotAMovement));
        assert_eq!(yes_or_no(&typed("是")), Ok(true));
        assert_eq!(yes_or_no(&cell(Kind::Boolean, "no")), Ok(false));
        assert_eq!(yes_or_no(&typed("maybe")), Err(Code::NotYesOrNo));
        for text in ["kg", "035", "千克", "千克 / kg"] {
            assert_eq!(measure(&typed(text)), Ok(Measure::KILOGRAM), "{text}");
        }
        assert_eq!(measure(&typed("furlong")), Err(Code::NotAMeasure));
        for (text, number) in [
            ("1", Ok(1)),
            ("0", Err(Code::NotAWholeNumber)),
            ("01", Err(Code::NotAWholeNumber)),
            ("1.0", Err(Code::NotAWholeNumber)),
            ("4294967296", Err(Code::NotAWholeNumber)),
        ] {
            assert_eq!(whole_number(&typed(text)), number, "{text}");
        }
    }
}
