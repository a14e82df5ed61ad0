//! Fitting text into a width: broken into lines, or cut with an ellipsis. Nothing that comes out is wider than asked.

use super::font::Face;

/// Marks that do not begin a line in Chinese or English writing.
const NOT_FIRST: &str = "，。、；：？！）》”’…%,.;:?!)]}";
/// Three dots: fonts for Chinese set the one-character form in the middle of the line.
const ELLIPSIS: &str = "...";

/// A size and a face.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    pub(super) face: &'a Face,
    pub(super) size: f32,
}

impl Style<'_> {
    pub(super) fn width(&self, text: &str) -> f32 {
        self.face.width(text) * self.size
    }
}

/// Breaks a text into lines of at most this width; beyond `lines_max` it is cut with an ellipsis.
pub(super) fn lines(text: &str, style: Style<'_>, width: f32, lines_max: usize) -> Vec<String> {
    let mut rest = text.trim();
    if !rest.is_empty() && style.width(rest) <= width {
        return vec![rest.to_owned()];
    }
    let mut lines = Vec::new();
    while !rest.is_empty() {
        if lines.len() + 1 >= lines_max {
            lines.push(cut(rest, style, width));
            return lines;
        }
        let end = end_of_line(rest, style, width);
        let (line, after) = rest.split_at(end);
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    lines
}

/// Cuts a text with an ellipsis where it is wider than asked.
pub(super) fn cut(text: &str, style: Style<'_>, width: f32) -> String {
    if style.width(text) <= width {
        return text.to_owned();
    }
    let mut left = width - style.width(ELLIPSIS);
    let mut kept = String::new();
    for character in text.chars() {
        left -= style.face.character_width(character) * style.size;
        if left < 0.0 {
            break;
        }
        kept.push(character);
    }
    kept.truncate(kept.trim_end().len());
    kept.push_str(ELLIPSIS);
    kept
}

/// Where the first line ends: at the last place where the text may be broken, or in the middle of a word that is wider
/// than the line.
fn end_of_line(text: &str, style: Style<'_>, width: f32) -> usize {
    let mut used = 0.0;
    let mut breakable = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            breakable = at;
        }
        used += style.face.character_width(character) * style.size;
        if used > width && !character.is_whitespace() {
            // At least one character makes a line, however narrow that is.
            let forced = if at == 0 { character.len_utf8() } else { at };
            return if breakable > 0 { breakable } else { forced };
        }
        before = Some(character);
    }
    text.len()
}

fn may_break(before: char, after: char) -> bool {
    if NOT_FIRST.contains(after) {
        return false;
    }
    before.is_whitespace()
        || is_ideograph(before)
        || is_ideograph(after)
        || matches!(before, '-' | '/' | '_' | ';')
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::report::Fonts;

    static FACE: LazyLock<Face> =
        LazyLock::new(|| Fonts::find().expect("the package fonts-noto-cjk").regular);

    #[test]
    fn text_breaks_between_words_and_between_chinese_characters() {
        let style = Style { face: &FACE, size: 10.0 };
        assert_eq!(lines("alpha beta gamma", style, 60.0, 9), ["alpha beta", "gamma"]);
        assert_eq!(lines("核销报告核销报告", style, 45.0, 9), ["核销报告", "核销报告"]);
        // A comma stays with the word before it.
        assert_eq!(lines("核销报告，核销", style, 42.0, 9), ["核销报", "告，核销"]);
        assert_eq!(lines("核销报告核销报告", style, 45.0, 1), ["核销报..."]);
        assert_eq!(lines("", style, 45.0, 3), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_nothing_is_lost(text in "[a-z核销。 0-9/-]{0,80}", width in 20.0_f32..200.0) {
            let style = Style { face: &FACE, size: 8.0 };
            let broken = lines(&text, style, width, usize::MAX);
            for line in &broken {
                prop_assert!(style.width(line) <= width + 0.01, "{} is wider than {}", line, width);
            }
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&broken.concat()), letters(&text));
            prop_assert!(style.width(&cut(&text, style, width)) <= width + 0.01);
        }
    }
}
