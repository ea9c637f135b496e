//! `pack.toml`: what a pack says about itself.

use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;

/// The newest schema of `pack.toml` that this program reads.
const SCHEMA: i64 = 1;

/// Costs are counted in this currency: their units are part of the model.
const CURRENCY: &str = "VND";

/// Letters of the longest text.
const LONGEST: usize = 500;

/// What a pack says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct PackAbout {
    /// Name in files and results: small letters, digits and underscores.
    pub name: String,
    /// Title in English.
    pub title: String,
    /// Title in Vietnamese.
    pub title_vi: String,
    /// Version, as its makers count.
    pub version: String,
    /// Under which terms the data may be used.
    pub licence: String,
    /// Where the data come from.
    pub sources: String,
    /// Whether the country is invented; every page then says so.
    pub made_up: bool,
    /// Where its provinces may lie.
    pub extent: Extent,
}

/// Where centres of provinces may lie, degrees: lowest and highest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// East of Greenwich.
    pub longitude: (f64, f64),
    /// North of the equator.
    pub latitude: (f64, f64),
}

/// What is wrong in a `pack.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutFault {
    /// Where, in bytes.
    pub span: Range<usize>,
    /// Whether a key is missing, and not wrong.
    pub is_missing: bool,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: Option<Spanned<i64>>,
    name: Option<Spanned<String>>,
    version: Option<Spanned<String>>,
    licence: Option<Spanned<String>>,
    sources: Option<Spanned<String>>,
    currency: Option<Spanned<String>>,
    made_up: Option<Spanned<bool>>,
    title: Option<Spanned<Title>>,
    extent: Option<Spanned<Bounds>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    english: Spanned<String>,
    vietnamese: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    longitude: Spanned<[f64; 2]>,
    latitude: Spanned<[f64; 2]>,
}

impl PackAbout {
    /// Reads the text of a `pack.toml`.
    ///
    /// # Errors
    /// What is no TOML or has a key that is not known; else every key that is missing or wrong.
    pub fn read(text: &str) -> Result<Self, Vec<AboutFault>> {
        let file: File = toml::from_str(text).map_err(|error| {
            vec![AboutFault {
                span: error.span().unwrap_or(0..0),
                is_missing: false,
                message: error.message().trim_end().replace('\n', " "),
                help: "docs/packs.md shows a pack.toml; `lachan pack new` writes one".to_owned(),
            }]
        })?;
        let mut reader = Reader { faults: Vec::new(), whole: 0..text.len().min(1) };
        if let Some(schema) = reader.needed("schema", "1", file.schema)
            && *schema.get_ref() != SCHEMA
        {
            let message =
                format!("the pack is of schema {}, and this program reads {SCHEMA}", schema.get_ref());
            reader.refuse(
                schema.span(),
                message,
                "write schema = 1, or use the version of lachan that the pack was made for",
            );
        }
        let name = reader.name(file.name);
        let version = reader.text("version", "\"2026-11\"", file.version);
        let licence = reader.text("licence", "\"CC BY 4.0\"", file.licence);
        let sources = reader.text("sources", "\"SOURCES.md\"", file.sources);
        if let Some(currency) = reader.needed("currency", "\"VND\"", file.currency)
            && currency.get_ref() != CURRENCY
        {
            let message = format!(
                "the currency `{}` cannot be used: costs are counted in {CURRENCY}",
                short(currency.get_ref())
            );
            reader.refuse(
                currency.span(),
                message,
                "turn all amounts of baseline.toml and levers.toml into VND, and write currency = \"VND\"",
            );
        }
        let made_up = reader.needed("made_up", "true for an invented country, else false", file.made_up);
        let (title, title_vi) =
            match reader.needed("[title]", "english = \"...\" and vietnamese = \"...\"", file.title) {
                Some(title) => {
                    let Title { english, vietnamese } = title.into_inner();
                    (reader.checked("english", english), reader.checked("vietnamese", vietnamese))
                }
                None => Default::default(),
            };
        let extent = file.extent.map_or(Extent::WORLD, |extent| {
            let Bounds { longitude, latitude } = extent.into_inner();
            Extent {
                longitude: reader.bounds("longitude", longitude, 180.0),
                latitude: reader.bounds("latitude", latitude, 90.0),
            }
        });
        let made_up = made_up.is_some_and(Spanned::into_inner);
        match reader.faults {
            faults if faults.is_empty() => {
                Ok(Self { name, title, title_vi, version, licence, sources, made_up, extent })
            }
            faults => Err(faults),
        }
    }
}

impl Extent {
    /// Anywhere.
    pub const WORLD: Self = Self { longitude: (-180.0, 180.0), latitude: (-90.0, 90.0) };
}

struct Reader {
    faults: Vec<AboutFault>,
    /// What is underlined where a key is missing.
    whole: Range<usize>,
}

impl Reader {
    fn refuse(&mut self, span: Range<usize>, message: String, help: &str) {
        self.faults.push(AboutFault { span, is_missing: false, message, help: help.to_owned() });
    }

    fn needed<T>(&mut self, key: &str, example: &str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.faults.push(AboutFault {
                span: self.whole.clone(),
                is_missing: true,
                message: format!("`{key}` is missing"),
                help: match key.starts_with('[') {
                    true => format!("add a table {key} with {example}"),
                    false => format!("add {key} = {example}"),
                },
            });
        }
        found
    }

    fn text(&mut self, key: &str, example: &str, found: Option<Spanned<String>>) -> String {
        self.needed(key, example, found).map(|text| self.checked(key, text)).unwrap_or_default()
    }

    /// A text that says something, in one line that fits on a page.
    fn checked(&mut self, key: &str, text: Spanned<String>) -> String {
        let (span, text) = (text.span(), text.into_inner());
        if text.trim().is_empty() {
            self.refuse(span, format!("`{key}` is empty"), "write what it is");
        } else if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
            self.refuse(
                span,
                format!("`{key}` is longer than {LONGEST} letters, or holds what is no letter"),
                "write one line",
            );
        }
        text
    }

    fn name(&mut self, found: Option<Spanned<String>>) -> String {
        let Some(name) = self.needed("name", "\"my_country\"", found) else { return String::new() };
        let (span, name) = (name.span(), name.into_inner());
        let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
        if name.is_empty() || name.len() > 40 || !name.bytes().all(plain) {
            self.refuse(
                span,
                format!("`{}` cannot name a pack", short(&name)),
                "write at most 40 small letters, digits and underscores",
            );
        }
        name
    }

    fn bounds(&mut self, key: &str, bounds: Spanned<[f64; 2]>, most: f64) -> (f64, f64) {
        let [low, high] = *bounds.get_ref();
        if !(-most <= low && low < high && high <= most) {
            let message = format!("{key} from {low} to {high} is no stretch of degrees");
            self.refuse(
                bounds.span(),
                message,
                &format!("write the lowest and the highest, from -{most} to {most}"),
            );
        }
        (low, high)
    }
}

fn short(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "schema = 1\nname = \"a_b\"\nversion = \"1\"\nlicence = \"x\"\nsources = \"x\"\n\
                         currency = \"VND\"\nmade_up = true\n[title]\nenglish = \"A\"\nvietnamese = \"B\"\n";

    #[test]
    fn a_sound_text_is_read_and_without_an_extent_provinces_may_lie_anywhere() {
        let about = PackAbout::read(SOUND).unwrap();
        assert_eq!((about.name.as_str(), about.made_up, about.extent), ("a_b", true, Extent::WORLD));
        let bounded = format!("{SOUND}[extent]\nlongitude = [1, 2.5]\nlatitude = [-3, 4]\n");
        let extent = Extent { longitude: (1.0, 2.5), latitude: (-3.0, 4.0) };
        assert_eq!(PackAbout::read(&bounded).unwrap().extent, extent);
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let faults = PackAbout::read("").unwrap_err();
        assert_eq!(faults.len(), 8);
        assert!(faults.iter().all(|fault| fault.is_missing));
    }

    #[test]
    fn wrong_values_are_found_together_where_they_stand() {
        let text = SOUND.replace("a_b", "A b").replace("VND", "USD").replace("schema = 1", "schema = 9");
        let text = format!("{text}[extent]\nlongitude = [3, 2]\nlatitude = [0, 91]\n");
        let faults = PackAbout::read(&text).unwrap_err();
        let shown: Vec<&str> = faults.iter().map(|fault| &text[fault.span.clone()]).collect();
        assert_eq!(shown, ["9", "\"A b\"", "\"USD\"", "[3, 2]", "[0, 91]"]);
    }
}
