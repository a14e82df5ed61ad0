//! What texts and codes of this part look like.

/// Whether a text has the form of a country's code (ISO 3166-1, two letters). Which codes are given out is not checked.
pub(super) fn is_country_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether a text has the form of an industry of GB/T 4754: two digits of a division, three of a group, four of a class.
pub(super) fn is_industry_code(text: &str, digits_min: usize) -> bool {
    (digits_min..=4).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit())
}
