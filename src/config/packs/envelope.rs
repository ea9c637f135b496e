//! A pack as one file, to mail or to keep beside results: TOML that holds the text of every file, and
//! a hash that shows when one was damaged on the way.

use super::Texts;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::nearest::did_you_mean;
use crate::config::diagnostics::source::Source;
use crate::pack::{Pack, PackFile};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use toml::Spanned;

/// What the file says that it is.
const KIND: &str = "lachan pack";

/// The form of the file.
const FORM: i64 = 1;

#[derive(Serialize)]
struct Written<'a> {
    kind: &'a str,
    form: i64,
    blake3: &'a str,
    files: BTreeMap<&'a str, &'a str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    kind: Spanned<String>,
    form: Spanned<i64>,
    blake3: Spanned<String>,
    files: BTreeMap<Spanned<String>, String>,
}

/// A pack as the text of one file: the same bytes for the same pack.
///
/// # Errors
/// A text that TOML cannot hold.
pub fn envelope(pack: &Pack) -> Result<String, toml::ser::Error> {
    let files = PackFile::ALL.into_iter().filter_map(|file| Some((file.name(), pack.text(file)?))).collect();
    let body = toml::to_string(&Written { kind: KIND, form: FORM, blake3: pack.hash(), files })?;
    let about = pack.about();
    Ok(format!(
        "# The data of a country in one file: {} {}. Read it with --pack.\n{body}",
        about.name, about.version
    ))
}

/// The files in the envelope, no others, and what is at fault with them.
///
/// # Errors
/// What is no envelope, or was damaged.
pub(super) fn read(path: &Path) -> Result<(Texts, Vec<String>, Faults), Faults> {
    let source = Source::read(path)?;
    let found: Found = toml::from_str(source.text()).map_err(|error| {
        let place = Place::new(&source, error.span().unwrap_or(0..0));
        Fault::new(
            Code::PackRefused,
            format!("this is no pack in one file: {}", error.message().trim_end().replace('\n', " ")),
        )
        .at(place, "here")
        .expected("a directory with a pack.toml, or a file of `lachan pack build`")
    })?;
    let mut faults = Faults::new();
    let mut refuse = |span, message: String, help: String| {
        faults.push(Fault::new(Code::PackRefused, message).at(Place::new(&source, span), "here").help(help));
    };
    if found.kind.get_ref() != KIND || *found.form.get_ref() != FORM {
        let span = found.kind.span().start..found.form.span().end;
        let message = format!("this is no pack in a form that this program reads, `{KIND}` of form {FORM}");
        refuse(span, message, "use the version of lachan that wrote it, or a later one".to_owned());
    }
    let mut texts = Texts::new();
    for (name, text) in &found.files {
        match PackFile::of_name(name.get_ref()) {
            Some(file) => {
                let shown = format!("{}/{}", path.display(), file.name());
                texts.insert(file, Source::new(shown, text.as_str()));
            }
            None => {
                let shown: String =
                    name.get_ref().chars().filter(|letter| !letter.is_control()).take(60).collect();
                let known = PackFile::ALL.map(PackFile::name);
                refuse(
                    name.span(),
                    format!("a pack has no file `{shown}`"),
                    did_you_mean(
                        &shown,
                        known,
                        "take it out: a pack holds the files of docs/packs.md, and no folder",
                    ),
                );
            }
        }
    }
    // The hash knows nothing of what the pack says about itself.
    let bare = texts.iter().map(|(file, text)| (*file, Cow::Owned(text.text().to_owned()))).collect();
    let pack = Pack::new(crate::pack::built_in().about().clone(), "", bare);
    if faults.is_empty() && pack.hash() != found.blake3.get_ref() {
        let place = Place::new(&source, found.blake3.span());
        faults.push(
            Fault::new(
                Code::PackRefused,
                "the pack is not the one that was built: its files have another hash",
            )
            .at(place, "the hash of the files when they were built")
            .help("ask for the file again; to change a pack, change its directory and build it anew"),
        );
    }
    Ok((texts, Vec::new(), faults))
}

#[cfg(test)]
mod tests {
    use super::super::read_pack;
    use super::*;
    use crate::pack::built_in;

    #[test]
    fn a_pack_comes_out_of_its_envelope_as_it_went_in() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("viet_nam.lachan");
        let text = envelope(built_in()).unwrap();
        assert_eq!(text, envelope(built_in()).unwrap());
        std::fs::write(&path, &text).unwrap();
        let pack = read_pack(&path).unwrap().pack;
        assert!(pack.is_built_in());
        for file in PackFile::ALL {
            assert_eq!(pack.text(file), built_in().text(file), "{}", file.name());
        }
        std::fs::write(&path, text.replacen("12532866", "12532867", 1)).unwrap();
        let said = read_pack(&path).unwrap_err().to_string();
        assert!(said.contains("another hash"), "{said}");
    }
}
