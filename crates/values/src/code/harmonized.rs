//! Tariff codes of the Harmonized System: chapter (2 digits), heading (4), subheading (6), national line (8 or 10).

use core::fmt;
use core::str::FromStr;

use thiserror::Error;

use crate::text::serde_as_text;

const LENGTH_MAX: usize = 10;

/// Tariff code of 2, 4, 6, 8 or 10 digits. Ordered as text: a heading comes before its lines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HsCode {
    /// Digits from the left; unused places stay zero bytes, which sort before every digit.
    digits: [u8; LENGTH_MAX],
    length: u8,
}

/// Says why a text is not a tariff code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum ParseHsCodeError {
    #[error("a tariff code has 2, 4, 6, 8 or 10 digits, not {found}")]
    Length { found: usize },
    #[error("a tariff code holds digits only, without dots or spaces")]
    NotDigits,
}

serde_as_text!(HsCode, "a tariff code such as \"85423100\"");

impl HsCode {
    #[expect(clippy::missing_panics_doc, reason = "only ASCII digits are ever stored")]
    pub fn as_str(&self) -> &str {
        let digits = self.digits.get(..self.length()).expect("the length is at most ten");
        core::str::from_utf8(digits).expect("only ASCII digits are stored")
    }

    /// Returns the number of digits.
    pub fn length(&self) -> usize {
        usize::from(self.length)
    }

    /// Tells whether the other code is this code or one of the chapters, headings and subheadings above it.
    pub fn starts_with(&self, prefix: &Self) -> bool {
        self.as_str().starts_with(prefix.as_str())
    }

    /// Returns the first digits; `None` unless 2, 4, 6, 8 or 10 of them exist.
    pub fn truncated(&self, length: usize) -> Option<Self> {
        self.as_str().get(..length)?.parse().ok()
    }
}

impl FromStr for HsCode {
    type Err = ParseHsCodeError;

    fn from_str(text: &str) -> Result<Self, ParseHsCodeError> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ParseHsCodeError::NotDigits);
        }
        let length = match text.len() {
            2 => 2,
            4 => 4,
            6 => 6,
            8 => 8,
            10 => 10,
            found => return Err(ParseHsCodeError::Length { found }),
        };
        let mut digits = [0; LENGTH_MAX];
        for (place, digit) in digits.iter_mut().zip(text.bytes()) {
            *place = digit;
        }
        Ok(Self { digits, length })
    }
}

impl fmt::Display for HsCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for HsCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> HsCode {
        text.parse().unwrap()
    }

    #[test]
    fn a_tariff_code_knows_the_codes_above_it() {
        assert!(code("8542310000").starts_with(&code("8542")));
        assert!(!code("8542").starts_with(&code("8542310000")));
        assert_eq!(code("8542310000").truncated(4), Some(code("8542")));
        assert_eq!(code("8542").truncated(6), None);
        assert_eq!(code("8542").truncated(3), None);
        assert!(code("8542") < code("85423100") && code("85423100") < code("8543"));
    }

    #[test]
    fn a_text_that_is_no_tariff_code_is_refused() {
        assert_eq!("".parse::<HsCode>(), Err(ParseHsCodeError::Length { found: 0 }));
        assert_eq!("854".parse::<HsCode>(), Err(ParseHsCodeError::Length { found: 3 }));
        assert_eq!("123456789012".parse::<HsCode>(), Err(ParseHsCodeError::Length { found: 12 }));
        assert_eq!("8542.31".parse::<HsCode>(), Err(ParseHsCodeError::NotDigits));
    }
}
