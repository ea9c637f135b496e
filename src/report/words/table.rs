//! Tables of phrases: each phrase a line, in English and Vietnamese.

/// Makes an enumeration of phrases with their texts.
macro_rules! phrases {
    ($($name:ident = $english:literal, $vietnamese:literal;)+) => {
        /// A phrase of the page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Phrase { $(#[doc = $english] $name),+ }

        impl Phrase {
            /// Every phrase.
            #[allow(dead_code, reason = "a page may name each phrase by itself")]
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its text in English and in Vietnamese, with gaps.
            pub const fn texts(self) -> [&'static str; 2] {
                match self { $(Self::$name => [$english, $vietnamese],)+ }
            }

            /// Its text with gaps.
            pub const fn text(self, language: $crate::report::Language) -> &'static str {
                let [english, vietnamese] = self.texts();
                language.choose(english, vietnamese)
            }
        }
    };
}
pub(crate) use phrases;

/// Holds phrases to the rule: both languages, the same gaps, and translated.
#[cfg(test)]
pub(crate) fn check(phrases: impl Iterator<Item = (String, [&'static str; 2])>) {
    let gaps = |text: &'static str| {
        let mut found: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        found.sort_unstable();
        found
    };
    for (name, [english, vietnamese]) in phrases {
        assert!(!english.trim().is_empty() && !vietnamese.trim().is_empty(), "{name}");
        assert_eq!(gaps(english), gaps(vietnamese), "{name}");
        // What has no word of its own outside of its gaps reads alike in both.
        let only_gaps = english.split(['{', '}']).step_by(2).all(|text| !text.contains(char::is_alphabetic));
        assert!(only_gaps || english != vietnamese, "{name} is not translated");
    }
}
