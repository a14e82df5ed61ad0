//! Words for the search index. Chinese text has no spaces and most of its words have two characters, so runs of Chinese
//! characters are indexed as overlapping pairs; other words are indexed as they are, in lower case.

/// Returns the words of a text for the index, in order.
pub(crate) fn index_words(text: &str) -> String {
    let mut words = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => words.push(word),
            Run::Chinese(characters) => {
                words.extend(characters.windows(2).map(String::from_iter));
                // The last character alone is found by its own one-character search.
                words.extend(characters.last().map(char::to_string));
            }
        }
    }
    words.join(" ")
}

/// Returns a match expression that finds texts with all of these words; `None` where the text has no word.
pub(crate) fn match_expression(text: &str) -> Option<String> {
    let mut phrases = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => phrases.push(format!("\"{word}\"*")),
            Run::Chinese(characters) if characters.len() == 1 => {
                phrases.push(format!("\"{}\"*", characters[0]));
            }
            Run::Chinese(characters) => {
                let pairs: Vec<String> = characters.windows(2).map(String::from_iter).collect();
                phrases.push(format!("\"{}\"", pairs.join(" ")));
            }
        }
    }
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

enum Run {
    Word(String),
    Chinese(Vec<char>),
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for character in text.chars() {
        if is_chinese(character) {
            match runs.last_mut() {
                Some(Run::Chinese(characters)) => characters.push(character),
                _ => runs.push(Run::Chinese(vec![character])),
            }
        } else if character.is_alphanumeric() {
            let lower = character.to_lowercase();
            match runs.last_mut() {
                Some(Run::Word(word)) if !word.is_empty() => word.extend(lower),
                _ => runs.push(Run::Word(lower.collect())),
            }
        } else {
            // An empty word ends the run before it.
            runs.push(Run::Word(String::new()));
        }
    }
    runs.retain(|run| !matches!(run, Run::Word(word) if word.is_empty()));
    runs
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_indexed_in_pairs_and_other_words_whole() {
        assert_eq!(index_words("供应链 Co., LTD"), "供应 应链 链 co ltd");
        assert_eq!(index_words("马"), "马");
        assert_eq!(index_words(" -- "), "");
    }

    #[test]
    fn a_search_is_made_of_phrases_and_prefixes() {
        assert_eq!(match_expression("物流"), Some("\"物流\"".into()));
        assert_eq!(match_expression("供应链 hor"), Some("\"供应 应链\" AND \"hor\"*".into()));
        assert_eq!(match_expression("链"), Some("\"链\"*".into()));
        assert_eq!(match_expression("\" OR *"), Some("\"or\"*".into()));
        assert_eq!(match_expression("!?"), None);
    }
}
