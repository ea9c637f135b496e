//! Commands in files of results, which people paste into a shell.

/// A word as a shell takes it: whatever stands in it stays one word and runs nothing.
pub fn quoted(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./=,:".contains(&byte);
    let bare = !word.is_empty() && word.bytes().all(plain);
    if bare { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// The words of a line of [`quoted`] ones; none where a quote stays open.
pub fn words(line: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, false);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' => {
                quote = !quote;
                word.get_or_insert_default();
            }
            '\\' if !quote => word.get_or_insert_default().push(letters.next()?),
            ' ' if !quote => words.extend(word.take()),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    (!quote).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::{quoted, words};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn quoted_words_are_found_again(given in prop::collection::vec(".{0,8}", 0..5)) {
            let line: Vec<String> = given.iter().map(|word| quoted(word)).collect();
            prop_assert_eq!(words(&line.join(" ")), Some(given));
        }
    }

    #[test]
    fn an_open_quote_is_no_line() {
        assert_eq!(words("a 'b"), None);
    }

    #[test]
    fn what_a_shell_would_act_on_is_quoted() {
        assert_eq!(quoted("scenarios/mine.toml"), "scenarios/mine.toml");
        assert_eq!(quoted("a b.toml"), "'a b.toml'");
        assert_eq!(quoted("x;id.toml"), "'x;id.toml'");
        assert_eq!(quoted("it's $(id)`id`"), r"'it'\''s $(id)`id`'");
        assert_eq!(quoted(""), "''");
    }
}
