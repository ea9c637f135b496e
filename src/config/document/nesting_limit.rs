//! How deep a TOML text nests, found without parsing it, so that no text can exhaust the stack.

use std::ops::Range;

/// The deepest nesting of tables and arrays.
///
/// The TOML reader holds to the same number, so a text that passes here is never refused there.
pub const MAX_DEPTH: usize = 80;

/// The first place that nests deeper than [`MAX_DEPTH`], brackets and dotted keys counted together.
pub fn too_deep(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut dots = 0;
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'#' => at = line_end(bytes, at),
            quote @ (b'"' | b'\'') => {
                at = string_end(bytes, at, quote);
                continue;
            }
            b'[' | b'{' => {
                open.push(dots);
                depth += dots + 1;
                dots = 0;
            }
            b']' | b'}' => {
                dots = open.pop().unwrap_or(0);
                depth = depth.saturating_sub(dots + 1);
                dots = 0;
            }
            b'.' => dots += 1,
            b',' | b'\n' => dots = 0,
            _ => {}
        }
        if depth + dots > MAX_DEPTH {
            return Some(at..at + 1);
        }
        at += 1;
    }
    None
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| from + at - 1)
}

/// The byte after the string that opens at `from`; a string that is never closed ends with its
/// line.
fn string_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let triple = bytes[from..].starts_with(&[quote; 3]);
    let mut at = from + if triple { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !triple => return at,
            byte if byte == quote && !triple => return at + 1,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_dotted_keys_are_counted() {
        let limit = MAX_DEPTH;
        assert!(too_deep(&format!("a = {}{}", "[".repeat(limit), "]".repeat(limit))).is_none());
        assert!(too_deep(&format!("a = {}", "[".repeat(limit + 1))).is_some());
        assert!(too_deep(&format!("{}a = 1", "a.".repeat(20_000))).is_some());
        assert!(too_deep(&"a = {".repeat(20_000)).is_some());
        assert!(too_deep(&"a.b = {".repeat(limit / 2 + 1)).is_some());
        assert!(too_deep(&"a.b = { c.d = 1 }\n".repeat(1000)).is_none());
    }

    #[test]
    fn brackets_in_strings_and_comments_are_not_counted() {
        let deep = "[".repeat(1000);
        for text in [
            format!("a = \"{deep}\""),
            format!("a = '{deep}'"),
            format!("# {deep}\nb = 1"),
            format!("a = \"\"\"\n\\\"{deep}\"\"\""),
            format!("a = '''\n{deep}'''"),
        ] {
            assert!(too_deep(&text).is_none(), "{}", &text[..20]);
        }
        assert!(too_deep(&format!("# note\na = {deep}")).is_some());
    }
}
