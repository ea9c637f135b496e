//! Paths in a study file. They start from the file's folder; the copy that lies beside the results
//! lies elsewhere, so it has them whole.

use crate::config::{Place, Source};
use std::path::{Path, PathBuf};

/// The paths of a study file, with where each stands.
#[derive(Debug)]
pub(super) struct Paths<'a> {
    folder: &'a Path,
    found: Vec<(Place, PathBuf)>,
}

impl<'a> Paths<'a> {
    pub(super) fn from(folder: &'a Path) -> Self {
        Self { folder, found: Vec::new() }
    }

    /// The whole path of one that stands at a place.
    pub(super) fn locate(&mut self, text: &str, place: Place) -> PathBuf {
        let path = self.folder.join(text);
        let path = std::path::absolute(&path).unwrap_or(path);
        self.found.push((place, path.clone()));
        path
    }

    /// The files that were located.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        self.found.iter().map(|(_, path)| path.clone()).collect()
    }

    /// The text of the file with whole paths.
    pub(super) fn whole(mut self, source: &Source) -> String {
        // From the end, so that the places of those before stay where they are.
        self.found.sort_by_key(|(place, _)| std::cmp::Reverse(place.span.start));
        let mut text = source.text().to_owned();
        for (place, path) in self.found {
            text.replace_range(place.span, &toml::Value::String(path.display().to_string()).to_string());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_becomes_whole_and_nothing_else_moves() {
        let source =
            Source::new("study.toml", "list = 'a.csv' # a\nscenarios = [\"s/b.toml\", \"baseline\"]\n");
        let mut paths = Paths::from(Path::new("/studies/one"));
        for path in ["a.csv", "s/b.toml"] {
            let start = source.text().find(path).unwrap() - 1;
            let found = paths.locate(path, Place::new(&source, start..start + path.len() + 2));
            assert_eq!(found, Path::new("/studies/one").join(path));
        }
        assert_eq!(
            paths.whole(&source),
            "list = \"/studies/one/a.csv\" # a\nscenarios = [\"/studies/one/s/b.toml\", \"baseline\"]\n"
        );
    }
}
