//! Holds the rooms to their rule: which room may import which, however the import is written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each room and the rooms it may import; a room inside a room may import its siblings that its
/// line names, beside what its parent may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("disk", &[]),
    ("language", &[]),
    ("quantities", &[]),
    ("pack", &[]),
    ("places", &[]),
    ("random", &["quantities"]),
    ("population", &["quantities", "places", "random"]),
    ("pathways", &["quantities"]),
    ("levers", &["language", "quantities", "places", "population", "pathways", "pack"]),
    ("processes", &["quantities", "random", "population", "pathways"]),
    ("observation", &["quantities", "random", "population", "pack"]),
    (
        "results",
        &[
            "pack",
            "disk",
            "language",
            "quantities",
            "random",
            "population",
            "levers",
            "observation",
            "simulation",
            "config",
            "experiments",
            "store",
        ],
    ),
    ("store", &["disk", "population", "observation", "simulation", "config", "pack"]),
    ("report", &["language", "quantities", "levers", "places", "observation", "config", "results", "pack"]),
    (
        "explore",
        &[
            "pack",
            "disk",
            "language",
            "places",
            "population",
            "levers",
            "observation",
            "simulation",
            "config",
            "store",
            "experiments",
            "results",
            "report",
        ],
    ),
    ("config", &["quantities", "places", "pathways", "pack"]),
    (
        "simulation",
        &[
            "pack",
            "quantities",
            "places",
            "random",
            "population",
            "pathways",
            "levers",
            "processes",
            "observation",
            "config",
        ],
    ),
    (
        "experiments",
        &[
            "pack",
            "disk",
            "quantities",
            "places",
            "random",
            "population",
            "pathways",
            "levers",
            "observation",
            "simulation",
            "config",
            "store",
        ],
    ),
    ("levers/catalogue", &["levers/read", "levers/registry"]),
    ("processes/engine", &["processes/recruitment", "processes/spells"]),
    ("config/diagnostics", &[]),
    ("config/document", &["config/diagnostics"]),
    ("config/packs", &["config/diagnostics"]),
    ("config/parameters", &["config/diagnostics", "config/document"]),
    ("config/layers", &["config/diagnostics", "config/document", "config/parameters"]),
    ("config/tables", &["config/diagnostics", "config/document", "config/parameters"]),
    ("experiments/design", &["random"]),
    ("experiments/sensitivity", &["random", "experiments/design"]),
    ("experiments/posterior", &["random", "experiments/design", "experiments/sensitivity"]),
    ("experiments/value", &["random", "experiments/design"]),
];

/// Rooms inside a room that stand apart from it: what their parent may import they may not.
const APART: [&str; 4] =
    ["experiments/design", "experiments/sensitivity", "experiments/posterior", "experiments/value"];

fn sources(path: &Path, found: &mut Vec<(String, String)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            sources(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        found.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
    }
}

/// The text without comments, strings and modules of tests: what is left is code that is shipped.
fn code(text: &str) -> Vec<String> {
    let mut tokens = tokens(text);
    while let Some(at) = tokens.windows(4).position(|w| w == ["#", "[", "cfg", "("]) {
        let end_of_attribute = at + tokens[at..].iter().position(|token| token == "]").unwrap();
        let is_test = tokens[at..end_of_attribute].contains(&"test".to_owned());
        let end = if is_test { end_of_item(&tokens, end_of_attribute + 1) } else { end_of_attribute };
        tokens.drain(at..=end);
    }
    tokens
}

/// Where the item that begins at a token ends: at its `;`, or at the brace that closes its body.
fn end_of_item(tokens: &[String], from: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token.as_str() {
            "{" => depth += 1,
            "}" if depth == 1 => return at,
            "}" => depth -= 1,
            ";" if depth == 0 => return at,
            _ => {}
        }
    }
    tokens.len() - 1
}

/// Words and single signs; `::` is one sign. Comments are left out, a string is one token.
fn tokens(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let starts =
        |at: usize, with: &str| with.chars().enumerate().all(|(n, c)| letters.get(at + n) == Some(&c));
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut found, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        let begin = at;
        if starts(at, "//") {
            while at < letters.len() && letters[at] != '\n' {
                at += 1;
            }
            continue;
        } else if starts(at, "/*") {
            while at < letters.len() && !starts(at, "*/") {
                at += 1;
            }
            at += 2;
            continue;
        } else if letters[at] == '"' {
            at += 1;
            while at < letters.len() && letters[at] != '"' {
                at += if letters[at] == '\\' { 2 } else { 1 };
            }
            at += 1;
        } else if let Some(hashes) = raw_string(&letters[at..]) {
            let end = format!("\"{}", "#".repeat(hashes));
            at += hashes + 2;
            while at < letters.len() && !starts(at, &end) {
                at += 1;
            }
            at += end.len();
        } else if letters[at] == '\''
            && (letters.get(at + 1) == Some(&'\\') || letters.get(at + 2) == Some(&'\''))
        {
            at += 2;
            while at < letters.len() && letters[at] != '\'' {
                at += 1;
            }
            at += 1;
        } else if is_word(letters[at]) {
            while at < letters.len() && is_word(letters[at]) {
                at += 1;
            }
        } else {
            at += if starts(at, "::") { 2 } else { 1 };
        }
        let token: String = letters[begin..at.min(letters.len())].iter().collect();
        if !token.trim().is_empty() {
            found.push(token);
        }
    }
    found
}

/// The number of `#` of a raw string that begins here.
fn raw_string(letters: &[char]) -> Option<usize> {
    let rest = letters.strip_prefix(&['r'])?;
    let hashes = rest.iter().take_while(|&&c| c == '#').count();
    (rest.get(hashes) == Some(&'"')).then_some(hashes)
}

/// Every path that begins at the crate, at a parent, or at the module itself, with its tree of
/// braces written out.
fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = matches!(tokens[at].as_str(), "crate" | "super" | "self")
            && tokens.get(at + 1).is_some_and(|next| next == "::")
            && (at == 0 || tokens[at - 1] != "::");
        if begins {
            at = follow(tokens, at, &mut Vec::new(), &mut found);
        } else if tokens[at] == "use" && tokens.get(at + 1).is_some_and(|next| next == "{") {
            at = follow(tokens, at + 1, &mut Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Follows a path from a token on and gives the token after it.
fn follow(tokens: &[String], mut at: usize, before: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    let depth = before.len();
    loop {
        match tokens.get(at).map(String::as_str) {
            Some("{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = match tokens[at].as_str() {
                        "," => at + 1,
                        _ => follow(tokens, at, before, found),
                    };
                }
                before.truncate(depth);
                return at + 1;
            }
            Some(word) if word.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                before.push(word.to_owned());
                at += 1;
            }
            _ => at += 1,
        }
        if tokens.get(at).is_none_or(|next| next != "::") {
            found.push(before.clone());
            before.truncate(depth);
            while tokens.get(at).is_some_and(|token| token == "as") {
                at += 2;
            }
            return at;
        }
        at += 1;
    }
}

/// A path as modules from the crate down, for a file of this module.
fn absolute(module: &[String], path: &[String]) -> Vec<String> {
    let mut whole = match path[0].as_str() {
        "crate" => Vec::new(),
        _ => module.to_vec(),
    };
    for word in path {
        match word.as_str() {
            "crate" | "self" => {}
            "super" => {
                whole.pop();
            }
            word => whole.push(word.to_owned()),
        }
    }
    whole
}

/// The module of a file: `config/mod.rs` is `config`, `config/tables/table.rs` is
/// `config::tables::table`.
fn module_of(file: &str) -> Vec<String> {
    let inside = file.rsplit_once("/src/").unwrap().1.trim_end_matches(".rs").trim_end_matches("/mod");
    inside.split('/').filter(|part| *part != "lib" && *part != "main").map(str::to_owned).collect()
}

/// The longest listed room that a module stands in.
fn room_of(module: &[String]) -> Option<&'static str> {
    let whole = module.join("/");
    let holds = |room: &str| whole == room || whole.starts_with(&format!("{room}/"));
    ROOMS.iter().map(|(room, _)| *room).filter(|room| holds(room)).max_by_key(|room| room.len())
}

/// Whether a module of `from` may import a module.
fn allows(from: &str, module: &[String]) -> bool {
    let (top, whole) = (&module[0], module.join("/"));
    let allowed =
        |room: &str| ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, allowed)| *allowed);
    let (parent, inside) = from.split_once('/').map_or((from, None), |(parent, _)| (parent, Some(from)));
    let within = |room: &str| whole == room || whole.starts_with(&format!("{room}/"));
    if !ROOMS.iter().any(|(name, _)| name == top) {
        // The program's own modules, such as `cli`, import rooms; no room imports them.
        return !fs::exists(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(top)).unwrap();
    }
    match inside {
        None => top == parent || allowed(parent).contains(&top.as_str()),
        Some(room) if within(room) => true,
        Some(room) if allowed(room).iter().any(|name| within(name)) => true,
        Some(room) if APART.contains(&room) => false,
        // What the parent itself defines may be used by the rooms inside it, but not what stands in
        // a sibling.
        Some(_) if top == parent => {
            !siblings(parent).iter().any(|sibling| within(sibling)) && module.len() <= 2
        }
        Some(_) => allowed(parent).contains(&top.as_str()),
    }
}

fn siblings(parent: &str) -> BTreeSet<&'static str> {
    let inside = format!("{parent}/");
    ROOMS.iter().map(|(room, _)| *room).filter(|room| room.starts_with(&inside)).collect()
}

#[test]
fn the_package_forbids_unsafe_code() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains("\nunsafe_code = \"forbid\"\n"),
        "no attribute in the source can undo a `forbid`"
    );
}

#[test]
fn every_room_imports_only_what_its_rule_allows() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut faults = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (file, text) in &files {
        let module = module_of(file);
        let Some(room) = room_of(&module) else { continue };
        seen.insert(room);
        for path in paths(&code(text)) {
            let target = absolute(&module, &path);
            let crosses =
                !target.is_empty() && target[0] != module[0] || target.len() > 1 && room.contains('/');
            if crosses && !allows(room, &target) {
                faults.insert(format!("{}: {room} imports {}", module.join("::"), target.join("::")));
            }
        }
    }
    let empty: Vec<_> = ROOMS.iter().filter(|(room, _)| !seen.contains(room)).collect();
    assert!(empty.is_empty(), "rooms without a source: {empty:?}");
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_form_of_an_import_passes_unseen() {
    let module: Vec<String> = ["population", "synthesis", "size"].map(str::to_owned).into();
    let seen = |text: &str| -> Vec<String> {
        paths(&code(text)).iter().map(|path| absolute(&module, path).join("::")).collect()
    };
    assert_eq!(seen("use crate::levers::Plan;"), ["levers::Plan"]);
    assert_eq!(seen("use crate::{levers::{self, Plan}, config as c};"), ["levers", "levers::Plan", "config"]);
    assert_eq!(seen("use {crate::levers};"), ["levers"]);
    assert_eq!(seen("use super::super::super::levers::Plan;"), ["levers::Plan"]);
    assert_eq!(seen("let plan = crate::levers::Plan::none();"), ["levers::Plan::none"]);
    assert_eq!(seen("fn f(plan: &super::super::super::levers::Plan) {}"), ["levers::Plan"]);
    for unseen in [
        "// use crate::levers::Plan;",
        "/* use crate::levers::Plan; */",
        "const T: &str = \"use crate::levers::Plan;\";",
        "const T: &str = r#\"\" use crate::levers::Plan;\"#;",
        "#[cfg(test)]\nmod tests { use crate::levers::Plan; fn f() { { } } }",
        "#[cfg(test)]\nuse crate::levers::Plan;",
    ] {
        assert!(seen(unseen).is_empty(), "{unseen}");
    }
    assert!(!allows("population", &["levers".to_owned()]));
    assert!(!allows("config/diagnostics", &["config", "layers", "resolve"].map(str::to_owned)));
    assert!(allows("config/layers", &["config", "document", "parse"].map(str::to_owned)));
}
