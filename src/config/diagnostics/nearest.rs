//! "Did you mean ...?": the known name that is most like a misspelt one.

/// The candidate nearest to `wanted` if it is near enough to be a likely meaning; ties go to the
/// first.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = shorten(wanted).to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
        let length = wanted.chars().count().max(candidate.chars().count());
        if distance * 3 <= length.max(3) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
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
        assert_eq!(nearest(&"x".repeat(1_000_000), names), None);
    }
}
