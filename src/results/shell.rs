//! Commands in files of results, which people paste into a shell.

/// A word as a shell takes it: whatever stands in it stays one word and runs nothing.
pub fn quoted(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./=,:".contains(&byte);
    let bare = !word.is_empty() && word.bytes().all(plain);
    if bare { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_a_shell_would_act_on_is_quoted() {
        assert_eq!(quoted("scenarios/mine.toml"), "scenarios/mine.toml");
        assert_eq!(quoted("a b.toml"), "'a b.toml'");
        assert_eq!(quoted("x;id.toml"), "'x;id.toml'");
        assert_eq!(quoted("it's $(id)`id`"), r"'it'\''s $(id)`id`'");
        assert_eq!(quoted(""), "''");
    }
}
