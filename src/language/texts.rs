//! Texts by id, from files that a translator edits: one file for each language (projectfluent.org).
//!
//! To change a phrase, edit its line in each language's file. To add one, add its id to the list of
//! the page that says it and a line to each file; a test holds the files to the list and to each
//! other.

use super::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;

/// The texts of both languages.
pub struct Texts {
    /// In the order of [`Language::ALL`].
    languages: [FluentBundle<FluentResource>; 2],
}

impl Texts {
    /// A catalogue of files, in the order of [`Language::ALL`].
    ///
    /// # Panics
    /// On a file at fault: the files are compiled in and tested.
    pub fn new(files: [&[&str]; 2]) -> Self {
        let mut languages = Language::ALL.map(|language| {
            let tag = language.tag().parse().expect("a tag of a language");
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // The marks around gaps are for texts of mixed direction; both languages run left to
            // right.
            bundle.set_use_isolating(false);
            bundle
        });
        for (bundle, files) in languages.iter_mut().zip(files) {
            for text in files {
                let resource = FluentResource::try_new((*text).to_owned());
                let resource = resource.unwrap_or_else(|(_, faults)| panic!("texts at fault: {faults:?}"));
                bundle.add_resource(resource).unwrap_or_else(|faults| panic!("texts at fault: {faults:?}"));
            }
        }
        Self { languages }
    }

    /// The text of an id, or of an attribute of it, with its gaps filled; none where the language
    /// has none.
    pub fn text(
        &self,
        language: Language,
        id: &str,
        attribute: Option<&str>,
        gaps: &[(&str, &str)],
    ) -> Option<Cow<'_, str>> {
        let bundle = &self.languages[language as usize];
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut filling = FluentArgs::with_capacity(gaps.len());
        for (gap, text) in gaps {
            filling.set(*gap, filled(text));
        }
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&filling), &mut faults);
        debug_assert!(faults.is_empty(), "{id}: {faults:?}");
        Some(text)
    }
}

/// What fills a gap: a plain whole number also chooses between singular and plural, anything else
/// is text as it stands.
fn filled(text: &str) -> FluentValue<'_> {
    let whole = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(number) if whole && (number == 0 || !text.starts_with('0')) => FluentValue::from(number),
        _ => FluentValue::from(text),
    }
}

/// Makes an enumeration of phrases from their ids.
macro_rules! phrases {
    ($($name:ident),+ $(,)?) => {
        /// A phrase of the page, by its id in the files of texts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Phrase { $(#[doc = stringify!($name)] $name),+ }

        impl Phrase {
            /// Every phrase.
            #[allow(dead_code, reason = "a page may name each phrase by itself")]
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its id in the files of texts.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),+ }
            }
        }
    };
}
pub(crate) use phrases;

#[cfg(test)]
pub(crate) mod check {
    use std::collections::{BTreeMap, BTreeSet};

    /// The messages of a file, each with the names of its gaps and its text; attributes are
    /// messages of their own.
    pub fn messages(file: &str) -> BTreeMap<String, (BTreeSet<String>, String)> {
        let mut found: BTreeMap<String, (BTreeSet<String>, String)> = BTreeMap::new();
        let mut id = String::new();
        for line in file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let text = match line.split_once(" = ").or_else(|| line.split_once(" =")) {
                Some((name, text)) if !line.starts_with(' ') => {
                    id = name.to_owned();
                    assert!(!found.contains_key(&id), "{id} stands twice");
                    text
                }
                Some((name, text)) if name.trim().starts_with('.') => {
                    id = format!("{}{}", id.split('.').next().unwrap_or_default(), name.trim());
                    text
                }
                _ => line,
            };
            let entry = found.entry(id.clone()).or_default();
            let gaps = text.split('$').skip(1);
            entry.0.extend(gaps.map(|rest| {
                rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect()
            }));
            entry.1.push_str(text);
        }
        found
    }

    /// Holds the two files to each other: the same ids with the same gaps, and translated.
    pub fn alike(english: &str, vietnamese: &str) {
        let (english, vietnamese) = (messages(english), messages(vietnamese));
        let ids = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<BTreeSet<String>>();
        assert_eq!(ids(&english), ids(&vietnamese));
        for (id, (gaps, text)) in &english {
            let (other_gaps, other) = &vietnamese[id];
            assert_eq!(gaps, other_gaps, "{id}");
            // What has no word of its own outside of its gaps, but perhaps a code such as USD,
            // reads alike in both.
            let only_gaps = text.split(['{', '}']).step_by(2).all(|text| !text.contains(char::is_lowercase));
            let name = id.starts_with("group-kinh");
            assert!(only_gaps || name || text != other, "{id} is not translated");
        }
    }

    /// Holds a list of phrases to its file: each has a text, and no text is left that nothing says.
    pub fn complete(ids: impl Iterator<Item = impl Into<String>>, file: &str) {
        let listed: BTreeSet<String> = ids.map(Into::into).collect();
        let there: BTreeSet<String> = messages(file).into_keys().collect();
        assert_eq!(listed, there);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_gap_is_text_as_it_stands_and_whole_numbers_choose_the_plural() {
        let english = "A = { $n ->\n    [one] one replicate\n   *[other] { $n } replicates\n }, { $x }";
        let texts = Texts::new([&[english], &["A = { $n } lần lặp, { $x }"]]);
        let say =
            |language, n, x| texts.text(language, "A", None, &[("n", n), ("x", x)]).unwrap().into_owned();
        assert_eq!(say(Language::English, "1", "{ $n }"), "one replicate, { $n }");
        assert_eq!(say(Language::English, "20", "007"), "20 replicates, 007");
        assert_eq!(say(Language::Vietnamese, "1", "1e5"), "1 lần lặp, 1e5");
        assert_eq!(texts.text(Language::English, "B", None, &[]), None);
    }
}
