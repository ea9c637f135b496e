//! "Did you mean ...?": the known name that is most like a misspelt one.

/// The candidate nearest to `wanted` if it is near enough to be a likely meaning; else the first
/// that begins with it, or that has it as one of its words, as in `parenting` for
/// `parenting_programme`. Ties go to the first.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = plain(shorten(wanted));
    let mut best: Option<(usize, &str)> = None;
    let (mut begins, mut has_word) = (None, None);
    for candidate in candidates {
        let name = plain(candidate);
        let distance = strsim::damerau_levenshtein(&wanted, &name);
        let length = wanted.chars().count().max(name.chars().count());
        if distance * 3 <= length.max(3) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
        if wanted.chars().count() < LEAST_PART {
            continue;
        }
        if begins.is_none() && name.starts_with(&wanted) {
            begins = Some(candidate);
        }
        if has_word.is_none() && name.split('_').any(|word| word == wanted) {
            has_word = Some(candidate);
        }
    }
    best.map(|(_, candidate)| candidate).or(begins).or(has_word)
}

/// Letters from which a part of a name tells which name is meant.
const LEAST_PART: usize = 4;

/// A name in small letters, its words joined as names are.
fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace([' ', '-'], "_")
}

/// "did you mean `x`?", or the words for when nothing is near.
pub(crate) fn did_you_mean<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    match nearest(wanted, candidates) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}

/// The start of a very long text: the comparison is quadratic.
fn shorten(text: &str) -> &str {
    let end = text.char_indices().nth(200).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_letter_is_found_and_another_word_is_not() {
        let names = ["shock_prob", "seed", "scale"];
        assert_eq!(nearest("shock_prb", names), Some("shock_prob"));
        assert_eq!(nearest("Sede", names), Some("seed"));
        assert_eq!(nearest("horizon", names), None);
        let scenarios = ["parenting_programme", "cash_transfer", "law_enforcement"];
        for (wanted, meant) in [
            ("parenting", "parenting_programme"),
            ("Cash transfer", "cash_transfer"),
            ("cash", "cash_transfer"),
            ("enforcement", "law_enforcement"),
        ] {
            assert_eq!(nearest(wanted, scenarios), Some(meant), "{wanted}");
        }
        assert_eq!(nearest("law", scenarios), None, "three letters may be anything");
        assert_eq!(nearest(&"x".repeat(1_000_000), names), None);
    }
}
