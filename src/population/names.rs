//! Names of provinces as they are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as it is compared: small letters without marks, spaces, or words for the kind of place.
pub fn normalise_name(name: &str) -> String {
    let plain: String = name
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let mut rest = plain.as_str();
    for word in ["tinh", "thanhpho", "tp"] {
        rest = rest.strip_prefix(word).filter(|rest| !rest.is_empty()).unwrap_or(rest);
    }
    for word in ["province", "city"] {
        rest = rest.strip_suffix(word).filter(|rest| !rest.is_empty()).unwrap_or(rest);
    }
    rest.to_owned()
}
