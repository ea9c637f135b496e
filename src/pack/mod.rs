//! The data of a country as texts: a *pack*. Viet Nam is one, compiled in; another is read from a
//! directory or from one file (`--pack`).
//!
//! A pack holds texts and knows nothing of what stands in them; the rooms that use a text read it
//! and say what is wrong with it. What results depend on is a pack's content, never where it lies:
//! the compiled-in pack and a copy of it on disk have the same [`hash`](Pack::hash).
//!
//! * [`PackFile`]: the files, and what holds where one is missing. [`PackAbout`]: what `pack.toml`
//!   says. [`built_in`]: the pack that is compiled in. [`current`]: the one that this process uses.

mod about;
mod built_in;
mod current;
mod file;

pub use about::{AboutFault, Extent, PackAbout};
pub use built_in::built_in;
pub use current::{AnotherInUse, current, settle};
pub use file::PackFile;

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The data of a country as texts.
#[derive(Debug, Clone)]
pub struct Pack {
    about: PackAbout,
    place: String,
    texts: BTreeMap<PackFile, Cow<'static, str>>,
    hash: String,
}

impl Pack {
    /// A pack of these texts. `place` is what stands before the names of its files where people see
    /// them: a directory, or the file that holds all of them.
    pub fn new(
        about: PackAbout,
        place: impl Into<String>,
        texts: BTreeMap<PackFile, Cow<'static, str>>,
    ) -> Self {
        let hash = hash(&texts);
        Self { about, place: place.into(), texts, hash }
    }

    /// What it says about itself.
    pub const fn about(&self) -> &PackAbout {
        &self.about
    }

    /// The text of a file; none where the pack lacks it.
    pub fn text(&self, file: PackFile) -> Option<&str> {
        self.texts.get(&file).map(AsRef::as_ref)
    }

    /// The text of `baseline.toml`, or the one that is compiled in, described as this pack.
    pub fn baseline(&self) -> Cow<'_, str> {
        if let Some(text) = self.text(PackFile::Baseline) {
            return text.into();
        }
        let title = toml::Value::String(self.about.title.clone());
        lines_of(PackFile::Baseline, "description = ", &format!("description = {title}"))
    }

    /// The text of `levers.toml`, or the one that is compiled in, with every lever in all provinces:
    /// the places that it names are those of another country.
    pub fn levers(&self) -> Cow<'_, str> {
        match self.text(PackFile::Levers) {
            Some(text) => text.into(),
            None => lines_of(PackFile::Levers, "provinces = ", "provinces = [\"all\"]"),
        }
    }

    /// A file as people see it named in faults.
    pub fn shown(&self, file: PackFile) -> String {
        format!("{}/{}", self.place, file.name())
    }

    /// A file as results and stored work name it, wherever the pack lies.
    pub fn identity(&self, file: PackFile) -> String {
        format!("configs/{}/{}", self.about.name, file.name())
    }

    /// BLAKE3 of all that the program reads of it, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Whether it has the content of the pack that is compiled in.
    pub fn is_built_in(&self) -> bool {
        self.hash == built_in().hash
    }
}

/// A file that is compiled in, with other lines in the place of those that begin with some letters.
fn lines_of(file: PackFile, begins: &str, other: &str) -> Cow<'static, str> {
    let text = built_in().text(file).unwrap_or_default();
    let line = |line| if str::starts_with(line, begins) { other } else { line };
    text.lines().map(line).flat_map(|line| [line, "\n"]).collect::<String>().into()
}

/// The hash of the texts that results depend on. Each is led by its length, so that no text can
/// stand for two.
fn hash(texts: &BTreeMap<PackFile, Cow<'static, str>>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (file, text) in texts.iter().filter(|(file, _)| file.counts()) {
        for part in [file.name(), text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(file: PackFile, text: &'static str) -> Pack {
        let own = built_in();
        let mut texts = own.texts.clone();
        texts.insert(file, text.into());
        Pack::new(own.about.clone(), "elsewhere", texts)
    }

    #[test]
    fn content_tells_packs_apart_and_neither_their_place_nor_what_nobody_reads() {
        let own = built_in();
        assert!(own.is_built_in());
        let copy = Pack::new(own.about.clone(), "/other/place", own.texts.clone());
        assert!(copy.is_built_in() && copy.shown(PackFile::Regions) == "/other/place/regions.csv");
        assert_eq!(copy.identity(PackFile::Regions), own.identity(PackFile::Regions));
        assert!(with(PackFile::Sources, "other words").is_built_in());
        for file in PackFile::ALL.into_iter().filter(|file| file.counts()) {
            assert!(!with(file, "x").is_built_in(), "{}", file.name());
        }
    }

    #[test]
    fn without_a_baseline_or_levers_those_that_are_compiled_in_hold_everywhere() {
        let own = built_in();
        let texts = BTreeMap::from([(PackFile::About, own.texts[&PackFile::About].clone())]);
        let about = PackAbout { title: "A \"B\"".to_owned(), ..own.about.clone() };
        let bare = Pack::new(about, "", texts);
        let read = |text: &str| text.parse::<toml::Table>().unwrap();
        let (mut baseline, levers) = (read(&bare.baseline()), read(&bare.levers()));
        assert_eq!(baseline.insert("description".into(), "".into()).unwrap().as_str(), Some("A \"B\""));
        let mut shipped = read(&own.baseline());
        shipped.insert("description".into(), "".into());
        assert_eq!(baseline, shipped);
        let mut shipped = read(&own.levers());
        for (_, lever) in shipped["levers"]
            .as_table_mut()
            .unwrap()
            .iter_mut()
            .filter(|(_, lever)| lever.get("start").is_some())
        {
            lever.as_table_mut().unwrap()["provinces"] = toml::Value::Array(vec!["all".into()]);
        }
        assert_eq!(levers, shipped);
    }

    #[test]
    fn a_file_that_is_taken_away_makes_another_pack() {
        let own = built_in();
        let mut texts = own.texts.clone();
        texts.remove(&PackFile::History);
        assert!(!Pack::new(own.about.clone(), "", texts).is_built_in());
    }
}
