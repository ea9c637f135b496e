//! Finding a province by what a person types: its code, or its name with or without diacritics.

use crate::population::normalise_name;
use std::collections::BTreeMap;

use super::crosswalk::CrosswalkRow;
use crate::config::diagnostics::nearest::nearest;

/// The 63 provinces in the order of their codes.
#[derive(Clone, Debug)]
pub struct Places {
    codes: Vec<String>,
    names: Vec<String>,
    by_name: BTreeMap<String, usize>,
}

impl Places {
    /// The provinces of a crosswalk, in the order of their codes.
    pub fn new(crosswalk: &[CrosswalkRow]) -> Self {
        let codes: Vec<String> = crosswalk.iter().map(|row| row.code.clone()).collect();
        let names: Vec<String> = crosswalk.iter().map(|row| row.name.clone()).collect();
        let by_name = names.iter().enumerate().map(|(at, name)| (normalise_name(name), at)).collect();
        Self { codes, names, by_name }
    }

    /// The number of a province, from 0, by code or by name.
    ///
    /// Case, diacritics (composed or not), spaces, hyphens and words such as "province" do not matter.
    ///
    /// # Errors
    /// The name of the province that is probably meant, if one is near.
    pub fn find(&self, text: &str) -> Result<usize, Option<&str>> {
        let text = text.trim();
        if let Some(at) = self.codes.iter().position(|code| code == text) {
            return Ok(at);
        }
        let folded = normalise_name(text);
        if let Some(&at) = self.by_name.get(&folded) {
            return Ok(at);
        }
        let near = nearest(&folded, self.by_name.keys().map(String::as_str));
        let part = || {
            let mut holding = self.by_name.keys().filter(|name| folded.len() >= 3 && name.contains(&folded));
            holding.next().filter(|_| holding.next().is_none()).map(String::as_str)
        };
        Err(near.or_else(part).and_then(|key| self.by_name.get(key)).map(|&at| self.names[at].as_str()))
    }

    /// The number of a province by its code.
    pub fn by_code(&self, code: &str) -> Option<usize> {
        self.codes.iter().position(|known| known == code)
    }

    /// The codes, in order.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// The names without diacritics, in the order of the codes.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn places() -> Places {
        let row = |code: &str, name: &str| CrosswalkRow {
            code: code.to_owned(),
            name: name.to_owned(),
            code_2025: String::new(),
            name_2025: String::new(),
        };
        Places::new(&[
            row("01", "Ha Noi"),
            row("46", "Thua Thien Hue"),
            row("66", "Dak Lak"),
            row("79", "Ho Chi Minh City"),
        ])
    }

    #[test]
    fn marks_case_and_composition_do_not_matter() {
        let places = places();
        let decomposed: String = "Đắk Lắk".nfd().collect();
        assert_ne!(decomposed, "Đắk Lắk");
        for text in [
            "66",
            "Dak Lak",
            "ĐẮK LẮK",
            "dak-lak",
            "Đắk Lắk",
            &decomposed,
            "tỉnh Đắk Lắk",
            "Dak Lak province",
        ] {
            assert_eq!(places.find(text), Ok(2), "{text}");
        }
        for text in ["Hồ Chí Minh", "TP. Hồ Chí Minh", "Ho Chi Minh City"] {
            assert_eq!(places.find(text), Ok(3), "{text}");
        }
    }

    #[test]
    fn a_misspelt_name_gives_the_nearest() {
        let places = places();
        assert_eq!(places.find("Ha Nội"), Ok(0));
        assert_eq!(places.find("Ha Nọii"), Err(Some("Ha Noi")));
        assert_eq!(places.find("Huế"), Err(Some("Thua Thien Hue")));
        assert_eq!(places.find("99"), Err(None));
        assert_eq!(places.find(""), Err(None));
    }
}
