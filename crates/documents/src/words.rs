//! Words that a file may hold in several forms: the code that programs exchange, English and Chinese.

use crate::language::Language;

/// Between the two languages of a word where both stand in one cell.
const BETWEEN_LANGUAGES: &str = " / ";

/// A word with its code and its two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub code: &'static str,
    pub chinese: &'static str,
    pub english: &'static str,
}

impl Word {
    /// Tells whether a cell means this word: by its code, in either language, or in both as templates write it.
    pub fn is_meant_by(&self, text: &str) -> bool {
        if text.eq_ignore_ascii_case(self.code)
            || text.eq_ignore_ascii_case(self.english)
            || text == self.chinese
        {
            return true;
        }
        text.split_once(BETWEEN_LANGUAGES)
            .is_some_and(|(first, second)| first == self.chinese && second == self.english)
    }

    /// Returns the word in both languages, as templates show it.
    pub fn in_both_languages(&self) -> String {
        format!("{}{BETWEEN_LANGUAGES}{}", self.chinese, self.english)
    }

    pub const fn in_language(&self, language: Language) -> &'static str {
        language.pick(self.chinese, self.english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_met_by_its_code_and_in_each_language() {
        let word = Word { code: "re_export", chinese: "复出口", english: "Re-export" };
        for text in ["re_export", "RE_EXPORT", "re-export", "复出口", "复出口 / Re-export"] {
            assert!(word.is_meant_by(text), "{text}");
        }
        for text in ["export", "出口", "Re-export / 复出口", ""] {
            assert!(!word.is_meant_by(text), "{text}");
        }
        assert!(word.is_meant_by(&word.in_both_languages()));
    }
}
