//! Holds the pages for people to the code: what they name is there, and they can be read in a
//! terminal.

use std::fs;
use std::path::Path;

/// The pages, as paths from the root.
fn pages() -> Vec<String> {
    let docs = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path().display().to_string());
    let docs = docs.filter(|path| path.ends_with(".md"));
    let others = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "src/odd.md", "python/README.md"];
    docs.chain(others.map(str::to_owned)).collect()
}

/// The words of a page that name a file or a folder; those of `docs/architecture.md` begin within
/// `src/`.
fn named(page: &str, text: &str) -> Vec<String> {
    let in_code = text.split('`').skip(1).step_by(2);
    let is_path = |word: &str| {
        word.contains('/')
            && !word.contains("my_")
            && word.chars().all(|letter| letter.is_ascii_alphanumeric() || "/_.-".contains(letter))
    };
    let tops = ["src/", "configs/", "tests/", "docs/", "python/", "benches/", ".ci/"];
    let rooted = |word: &str| {
        if tops.iter().any(|top| word.starts_with(top)) {
            return Some(word.to_owned());
        }
        let within = page == "docs/architecture.md" && (word.ends_with(".rs") || word.ends_with('/'));
        within.then(|| format!("src/{word}"))
    };
    in_code.filter(|word| is_path(word)).filter_map(rooted).collect()
}

#[test]
fn every_file_that_a_page_names_is_there() {
    let mut count = 0;
    for page in pages() {
        for path in named(&page, &fs::read_to_string(&page).unwrap()) {
            assert!(Path::new(&path).exists(), "{page} names {path}");
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn one_childs_month_is_told_in_twenty_files() {
    let page = fs::read_to_string("docs/architecture.md").unwrap();
    let part = page.split("\n## ").find(|part| part.starts_with("One child through one month")).unwrap();
    let files: Vec<String> = named("docs/architecture.md", part);
    let own = files.iter().filter(|file| !file.contains("random/")).count();
    assert_eq!(own, 20, "{files:?}");
}

/// Tables, code, links to pictures and headings cannot be wrapped.
#[test]
fn prose_is_wrapped_at_120_columns() {
    for page in pages() {
        let mut code = false;
        for (number, line) in (1..).zip(fs::read_to_string(&page).unwrap().lines()) {
            code ^= line.trim_start().starts_with("```");
            let kept = code || line.starts_with(['|', '#', '!', '<']) || !line.trim_start().contains(' ');
            assert!(kept || line.chars().count() <= 120, "{page}:{number}: {} columns", line.chars().count());
        }
    }
}

/// Whoever cites it names the version that the manifest names.
#[test]
fn the_citation_has_the_version_of_the_package() {
    let citation = fs::read_to_string("CITATION.cff").unwrap();
    for (file, line) in [
        ("CITATION.cff", format!("version: {}", env!("CARGO_PKG_VERSION"))),
        ("r/DESCRIPTION", format!("Version: {}", env!("CARGO_PKG_VERSION"))),
    ] {
        let text = fs::read_to_string(file).unwrap();
        assert!(text.lines().any(|own| own == line), "{file} lacks `{line}`");
    }
    assert!(citation.starts_with("cff-version: 1.2.0\n") && citation.contains("authors:\n  - name: "));
}
