//! Unified social credit codes of organisations (GB 32100-2015): 18 characters, the last of which checks the others.
//!
//! Limits: that characters 3 to 8 name an administrative region, and the inner check of the organisation code in
//! characters 9 to 17, are not tested.

use core::fmt;
use core::str::FromStr;

use thiserror::Error;

use crate::text::serde_as_text;

const LENGTH: usize = 18;
/// The letters I, O, S, V and Z are left out by the standard.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const MODULUS: usize = 31;

/// Unified social credit code whose check character holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode([u8; LENGTH]);

/// Says why a text is not a unified social credit code. Positions count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum ParseCreditCodeError {
    #[error("a unified social credit code has 18 characters")]
    Length,
    #[error(
        "the character at position {position} is not a digit or one of the letters A to Y without I, O, S, V"
    )]
    Character { position: usize },
    #[error("the check character is {found} where {expected} is expected: a character is mistyped")]
    CheckCharacter { expected: char, found: char },
}

serde_as_text!(CreditCode, "a unified social credit code of 18 characters");

impl CreditCode {
    #[expect(clippy::missing_panics_doc, reason = "only characters of the ASCII alphabet are ever stored")]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).expect("only characters of the ASCII alphabet are stored")
    }
}

/// Computes the check character of the first 17 characters: weights 3^i modulo 31, complement to 31.
pub fn check_character(first17: &str) -> Result<char, ParseCreditCodeError> {
    if first17.chars().count() != LENGTH.saturating_sub(1) {
        return Err(ParseCreditCodeError::Length);
    }
    let mut weight = 1_usize;
    let mut sum = 0_usize;
    for (position, character) in (1..).zip(first17.chars()) {
        let value = value_of(character).ok_or(ParseCreditCodeError::Character { position })?;
        // Both stay below 31, so neither the product nor the sum can saturate.
        sum = sum.saturating_add(value.saturating_mul(weight)) % MODULUS;
        weight = weight.saturating_mul(3) % MODULUS;
    }
    let check = MODULUS.saturating_sub(sum) % MODULUS;
    Ok(char::from(ALPHABET.get(check).copied().unwrap_or(b'0')))
}

fn value_of(character: char) -> Option<usize> {
    ALPHABET.iter().position(|letter| char::from(*letter) == character)
}

impl FromStr for CreditCode {
    type Err = ParseCreditCodeError;

    fn from_str(text: &str) -> Result<Self, ParseCreditCodeError> {
        let mut characters = text.chars();
        let found = characters.next_back().ok_or(ParseCreditCodeError::Length)?;
        let expected = check_character(characters.as_str())?;
        if value_of(found).is_none() {
            return Err(ParseCreditCodeError::Character { position: LENGTH });
        }
        if found != expected {
            return Err(ParseCreditCodeError::CheckCharacter { expected, found });
        }
        <[u8; LENGTH]>::try_from(text.as_bytes()).map(Self).ok().ok_or(ParseCreditCodeError::Length)
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for CreditCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::ToString;

    const INVENTED: &str = "91110000DEM000001";

    #[test]
    fn a_code_with_its_check_character_is_read() {
        let text = format!("{INVENTED}{}", check_character(INVENTED).unwrap());
        assert_eq!(text.parse::<CreditCode>().unwrap().to_string(), text);
    }

    #[test]
    fn a_widely_published_example_is_read() {
        assert_eq!(check_character("91350100M000100Y4"), Ok('3'));
        assert!("91350100M000100Y43".parse::<CreditCode>().is_ok());
        assert_eq!(
            "91350100M000100Y44".parse::<CreditCode>(),
            Err(ParseCreditCodeError::CheckCharacter { expected: '3', found: '4' })
        );
    }

    #[test]
    fn every_single_mistyped_character_is_found() {
        let text = format!("{INVENTED}{}", check_character(INVENTED).unwrap());
        for position in 0..LENGTH {
            for letter in ALPHABET {
                let mut mistyped = text.clone();
                mistyped.replace_range(position..=position, &char::from(*letter).to_string());
                assert_eq!(mistyped.parse::<CreditCode>().is_ok(), mistyped == text, "{mistyped}");
            }
        }
    }

    #[test]
    fn a_text_of_the_wrong_form_is_refused() {
        assert_eq!("".parse::<CreditCode>(), Err(ParseCreditCodeError::Length));
        assert_eq!(INVENTED.parse::<CreditCode>(), Err(ParseCreditCodeError::Length));
        assert_eq!(
            "91110000DEM00000I0".parse::<CreditCode>(),
            Err(ParseCreditCodeError::Character { position: 17 })
        );
        assert_eq!(
            "91110000dem0000010".parse::<CreditCode>(),
            Err(ParseCreditCodeError::Character { position: 9 })
        );
    }
}
