//! Texts by which things of the registers are called: codes that fit an address, and names that people read.

/// Whether a text is a code: 1 to 40 letters, digits, dots, dashes, plus signs or underscores, in ASCII.
pub fn is_code(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_');
    (1..=40).contains(&text.len()) && text.bytes().all(fits)
}

/// Whether a text is a name: 1 to 200 characters that are not all blank.
pub fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= 200
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_fits_an_address_and_a_name_is_not_blank() {
        assert!(is_code("39.7-3+A_1") && !is_code("") && !is_code("a b") && !is_code("光刻"));
        assert!(!is_code(&"x".repeat(41)));
        assert!(is_name("光刻胶") && !is_name("  ") && !is_name(&"x".repeat(201)));
    }
}
