//! Lines that are no wider than the terminal.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm, fill};

/// A text whose lines have at most so many columns, broken between words; a longer word stands
/// alone. What goes on below a line stands below its text: behind its indentation, and behind a name
/// that a gap of several spaces sets apart.
pub fn wrapped(text: &str, width: usize) -> String {
    broken(text, width, below)
}

/// The same, where what goes on stands so many columns in: below lines that begin with names.
pub fn hanging(text: &str, width: usize, indentation: usize) -> String {
    broken(text, width, |_| indentation)
}

fn broken(text: &str, width: usize, below: impl Fn(&str) -> usize) -> String {
    let of_line = |line: &str| {
        if line.chars().count() <= width {
            return line.to_owned();
        }
        let below = " ".repeat(below(line).min(width / 2));
        let how = Options::new(width).subsequent_indent(&below);
        let how = how.break_words(false).word_separator(WordSeparator::AsciiSpace);
        fill(line, how.word_splitter(WordSplitter::NoHyphenation).wrap_algorithm(WrapAlgorithm::FirstFit))
    };
    text.split('\n').map(of_line).collect::<Vec<_>>().join("\n")
}

/// Where a line's text begins.
fn below(line: &str) -> usize {
    let own = line.len() - line.trim_start_matches(' ').len();
    let named = line[own..].find("  ").map(|gap| {
        let gap = own + gap;
        let text = &line[gap..];
        (gap, gap + text.len() - text.trim_start_matches(' ').len())
    });
    match named {
        Some((gap, text)) => line[..gap].chars().count() + (text - gap),
        None if own > 0 => own + 2,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_go_on_below_their_text() {
        assert_eq!(wrapped("short", 10), "short");
        assert_eq!(wrapped("one two three four", 9), "one two\nthree\nfour");
        assert_eq!(wrapped("  one two three", 9), "  one two\n    three");
        assert_eq!(wrapped("  a    words of it and more", 17), "  a    words of\n       it and\n       more");
        assert_eq!(hanging("name = value and more", 12, 4), "name = value\n    and more");
    }

    #[test]
    fn a_line_that_fits_stays_as_it_is_and_no_word_is_lost() {
        let text = "a   table  row\n\n  and  another line that is long";
        assert!(wrapped(text, 20).starts_with("a   table  row\n\n  and"));
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for width in 1..60 {
            assert_eq!(words(&wrapped(text, width)), words(text), "{width}");
        }
    }
}
