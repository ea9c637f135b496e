//! Quotes of a comma-separated text: which one is never closed, and where each field stands.

use std::ops::Range;

/// Where in a field a byte stands.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    Plain,
    Quoted,
    Closed,
}

fn step(state: State, byte: u8) -> State {
    match (state, byte) {
        (State::Quoted, b'"') => State::Closed,
        (State::Quoted, _) | (State::Start | State::Closed, b'"') => State::Quoted,
        (_, b',' | b'\n' | b'\r') => State::Start,
        _ => State::Plain,
    }
}

/// The offset of a quote at the start of a field that no other quote closes.
pub(crate) fn open_quote(bytes: &[u8]) -> Option<usize> {
    let mut state = State::Start;
    let mut opened = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if state == State::Start && byte == b'"' {
            opened = at;
        }
        state = step(state, byte);
    }
    (state == State::Quoted).then_some(opened)
}

/// The bytes of the field number `column` of the record that starts at `start`.
pub(crate) fn field_span(text: &str, start: usize, column: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let (mut from, mut left) = (start, column);
    let mut state = State::Start;
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        let ends = state != State::Quoted;
        if ends && (matches!(byte, b'\r' | b'\n') || (byte == b',' && left == 0)) {
            return from..at;
        }
        if ends && byte == b',' {
            left -= 1;
            from = at + 1;
        }
        state = step(state, byte);
    }
    from..bytes.len()
}

/// The end of the line in which a byte stands, before its line break.
pub(crate) fn line_end(text: &str, start: usize) -> usize {
    text[start..].find(['\r', '\n']).map_or(text.len(), |at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_quote_is_found_and_a_closed_one_is_not() {
        assert_eq!(open_quote(b"a,b\n\"x,1\n2,3\n"), Some(4));
        assert_eq!(open_quote(b"a,b\n\"x\"\",1\n"), Some(4));
        for closed in ["a,b\n\"x\ny\",1\n", "a\n\"x\"\"y\"\n", "a,b\n5\" pipe,1\n", "a,b\n5\"\" pipe,1\n"] {
            assert_eq!(open_quote(closed.as_bytes()), None, "{closed:?}");
        }
    }

    #[test]
    fn fields_are_found_behind_quotes() {
        let text = "\"x,\"\"y\",12\r\n5\" pipe,4,\n";
        assert_eq!(&text[field_span(text, 0, 1)], "12");
        assert_eq!(&text[field_span(text, 12, 0)], "5\" pipe");
        assert_eq!(&text[field_span(text, 12, 2)], "");
        assert_eq!(field_span(text, text.len(), 3), text.len()..text.len());
    }
}
