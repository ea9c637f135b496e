//! `docs/model.md`: state variables, equations, levers, streams of chance and parameters in full,
//! made from the doc comments of the code and from the baseline, so that page and code cannot part.
//!
//! After a change: `LACHAN_RENEW_MODEL_PAGE=1 cargo test --release --test integration model_page::`.

use lachan::config::baseline_with;
use lachan::random::Stream;
use std::fmt::Write;
use std::fs;

const PAGE: &str = "docs/model.md";

const HEAD: &str = "# The model in full

This page is made from the doc comments of the code and from the baseline; nobody writes it by hand
(`tests/model_page.rs`). With `src/odd.md`, which has purpose, schedule and design concepts, it describes the model by
the ODD protocol (2020): someone could write the model again from the two. Ids such as H25 are rows of the evidence
table (`lachan sources`).
";

/// Entities and the struct that holds the columns of each.
const ENTITIES: [(&str, &str, &str); 10] = [
    ("Country", "src/population/country.rs", "Country"),
    ("Province", "src/population/country.rs", "Province"),
    ("Services of a province", "src/population/services.rs", "ProvinceServices"),
    ("Commune", "src/population/commune.rs", "Commune"),
    ("People of a commune elsewhere in the country", "src/population/elsewhere.rs", "Elsewhere"),
    ("Person elsewhere in the country", "src/population/elsewhere.rs", "PersonElsewhere"),
    ("Home", "src/population/home.rs", "Homes"),
    ("Person", "src/population/people.rs", "People"),
    ("Person in exploitation", "src/population/commune.rs", "Episode"),
    ("Recruiter", "src/population/recruiters.rs", "Recruiters"),
];

/// The submodels in the order of the month, after the population from which they begin.
const SUBMODELS: [&str; 19] = [
    "population/synthesis/mod",
    "population/synthesis/layout",
    "population/synthesis/consumption",
    "population/synthesis/sample",
    "random/spell",
    "processes/demography",
    "processes/reach",
    "processes/economy",
    "processes/family",
    "processes/online",
    "processes/spells/mod",
    "processes/schooling",
    "processes/work",
    "processes/marriage",
    "processes/migration",
    "processes/recruitment/mod",
    "processes/recruitment/elsewhere",
    "processes/exploitation",
    "processes/protection",
];

/// Those that follow when the communes are joined, and what is seen of them.
const JOINED: [&str; 7] = [
    "processes/feedback",
    "processes/casework",
    "processes/recruiters/mod",
    "levers/mod",
    "observation/mod",
    "observation/survey/mod",
    "observation/human_security",
];

/// The documentation at the head of a file: its first sentence, and the rest.
fn module(path: &str) -> (String, String) {
    let text = fs::read_to_string(format!("src/{path}.rs")).unwrap_or_else(|_| panic!("{path}"));
    let lines = text.lines().take_while(|line| line.starts_with("//!"));
    let all: Vec<&str> = lines.map(|line| line[3..].strip_prefix(' ').unwrap_or(&line[3..])).collect();
    let first = all.iter().take_while(|line| !line.is_empty()).count();
    let title = all[..first].join(" ");
    (title.trim_end_matches('.').to_owned(), without_links(all[first..].join("\n").trim()))
}

/// Links of the documentation as plain words: `[`super::recruitment`]` as `recruitment`.
fn without_links(text: &str) -> String {
    let mut plain = text.to_owned();
    for (link, word) in [("[`", "`"), ("`]", "`"), ("super::", ""), ("crate::", ""), ("Self::", "")] {
        plain = plain.replace(link, word);
    }
    // What a link leads to in brackets behind it.
    let mut parts = plain.split("`(");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let target = part.split_once(')');
        match target {
            Some((target, rest)) if !target.contains(' ') => {
                out.push('`');
                out.push_str(rest);
            }
            _ => {
                out.push_str("`(");
                out.push_str(part);
            }
        }
    }
    out
}

/// The documented lines of a block that begins with `head`: doc comment and code.
fn documented(path: &str, head: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).unwrap();
    let (_, block) = text.split_once(head).unwrap_or_else(|| panic!("{head} in {path}"));
    let (mut found, mut said) = (Vec::new(), Vec::new());
    for line in block.lines().skip(1).take_while(|line| !line.starts_with('}')).map(str::trim) {
        match line.strip_prefix("///") {
            Some(doc) => said.push(doc.trim().to_owned()),
            None if line.starts_with("pub ") => {
                found.push((std::mem::take(&mut said).join(" "), line.to_owned()));
            }
            None if line.starts_with("#[") => {}
            None => said.clear(),
        }
    }
    found
}

fn cell(text: &str) -> String {
    without_links(text).replace('|', "\\|")
}

fn variables(page: &mut String) {
    page.push_str("\n## State variables\n");
    for (title, path, name) in ENTITIES {
        write!(page, "\n### {title}\n\n| variable | kept as | what |\n|---|---|---|\n").unwrap();
        for (meaning, code) in documented(path, &format!("pub struct {name} {{")) {
            let (field, kept) = code["pub ".len()..].trim_end_matches(',').split_once(": ").unwrap();
            writeln!(page, "| `{field}` | `{}` | {} |", cell(kept), cell(&meaning)).unwrap();
        }
    }
    for (title, path, name) in [
        ("Flags of a home", "src/population/home.rs", "home_flag"),
        ("Flags of a person", "src/population/people.rs", "person_flag"),
    ] {
        write!(page, "\n### {title}\n\n| flag | what |\n|---|---|\n").unwrap();
        for (meaning, code) in documented(path, &format!("pub mod {name} {{")) {
            let constant = code.strip_prefix("pub const ").and_then(|code| code.split_once(": u16 = "));
            if let Some((flag, _)) = constant.filter(|(flag, _)| !flag.starts_with("CODE")) {
                writeln!(page, "| `{flag}` | {} |", cell(&meaning)).unwrap();
            }
        }
    }
}

fn submodels(page: &mut String) {
    page.push_str("\n## Submodels\n");
    for path in SUBMODELS.iter().chain(&JOINED) {
        let (title, text) = module(path);
        let place = format!("`src/{path}.rs`");
        write!(page, "\n### {}\n\n{place}\n", without_links(&title)).unwrap();
        if !text.is_empty() {
            write!(page, "\n{text}\n").unwrap();
        }
    }
    page.push_str("\n## Levers\n");
    for lever in lachan::levers::REGISTRY {
        let (title, text) = module(&format!("levers/catalogue/{}", lever.about.name));
        write!(page, "\n### `{}`\n\n{}.\n\n{text}\n", lever.about.name, without_links(&title)).unwrap();
    }
}

fn chance(page: &mut String) {
    page.push_str("\n## Streams of chance\n\n| stream | what it decides |\n|---|---|\n");
    for stream in Stream::ALL {
        writeln!(page, "| `{}` | {} |", stream.name(), cell(stream.meaning().trim())).unwrap();
    }
}

fn parameters(page: &mut String) {
    page.push_str(
        "\n## Parameters of the baseline\n\n| name | value | low to high | unit | grade | source |\n\
         |---|---|---|---|---|---|\n",
    );
    let baseline = baseline_with::<&str>(&[]).unwrap();
    for parameter in baseline.book.parameters() {
        let lachan::config::Parameter { name, value, low, high, unit, source, evidence, .. } = parameter;
        let (unit, grade, source) = (cell(unit.text()), evidence.word(), cell(source));
        writeln!(page, "| `{name}` | {value} | {low} to {high} | {unit} | {grade} | {source} |").unwrap();
    }
}

#[test]
fn the_model_page_is_what_the_code_says() {
    let mut page = HEAD.to_owned();
    variables(&mut page);
    submodels(&mut page);
    chance(&mut page);
    parameters(&mut page);
    if std::env::var_os("LACHAN_RENEW_MODEL_PAGE").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    let differs = page.lines().zip(written.lines()).find(|(now, then)| now != then);
    assert!(
        page == written,
        "{PAGE} is not what the code says, first at {differs:?}; renew it: LACHAN_RENEW_MODEL_PAGE=1 \
         cargo test --release --test integration model_page::"
    );
}

/// Nothing that changes from month to month is left out.
#[test]
fn every_variable_and_process_is_on_the_model_page() {
    let page = fs::read_to_string(PAGE).unwrap();
    for entry in fs::read_dir("src/processes").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let is_process = !["mod", "engine"].contains(&name.as_str());
        assert!(!is_process || page.contains(&format!("`src/processes/{name}")), "{name} is not there");
    }
    let empty = page.lines().find(|line| line.starts_with('|') && line.ends_with("|  |"));
    assert_eq!(empty, None, "a variable without a meaning");
}
