//! Names of places as they are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words before a name that tell what kind of place it is.
const BEFORE: [&str; 4] = ["thudo", "tinh", "thanhpho", "tp"];
/// Words after a name that tell what kind of place it is.
const AFTER: [&str; 3] = ["province", "municipality", "city"];
/// The kinds of districts that there were until June 2025.
const DISTRICTS: [&str; 5] = ["huyendao", "huyen", "quan", "thixa", "thitran"];

/// A name as it is compared: small letters and digits without marks, spaces, or words for the kind
/// of place.
pub fn normalise_name(name: &str) -> String {
    let plain: String = name
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    without(&plain, &BEFORE, &AFTER)
}

/// The name of a district as it is compared.
pub(super) fn normalise_district(name: &str) -> String {
    without(&normalise_name(name), &DISTRICTS, &["district", "island"])
}

fn without(name: &str, before: &[&str], after: &[&str]) -> String {
    let mut rest = name;
    for word in before {
        rest = rest.strip_prefix(word).filter(|rest| !rest.is_empty()).unwrap_or(rest);
    }
    for word in after {
        rest = rest.strip_suffix(word).filter(|rest| !rest.is_empty()).unwrap_or(rest);
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_their_place_case_spaces_and_kind_do_not_matter() {
        let decomposed: String = "Hòa Bình".nfd().collect();
        for text in ["Hòa Bình", "Hoà Bình", "HOA BINH", "hoa-binh", "tỉnh Hòa Bình", &decomposed] {
            assert_eq!(normalise_name(text), "hoabinh", "{text}");
        }
        for text in ["Huế", "TP Huế", "TP. Huế", "Thành phố Huế", "Hue City", "Hue municipality"] {
            assert_eq!(normalise_name(text), "hue", "{text}");
        }
        assert_eq!(
            (normalise_name("Thủ đô Hà Nội"), normalise_name("tinh"), normalise_name("")),
            ("hanoi".into(), "tinh".into(), "".into())
        );
        assert_eq!(
            (normalise_district("Huyện đảo Lý Sơn"), normalise_district("Quận Ba Đình")),
            ("lyson".into(), "badinh".into())
        );
    }
}
