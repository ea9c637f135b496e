//! `lachan levers`: what each lever assumes, and on what evidence.

use super::request::built_in;
use super::{Failure, terminal};
use crate::config::{Effective, Evidence, Parameter, cited, evidence_rows, nearest};
use crate::levers::scenarios::LIBRARY;
use crate::levers::{About, REGISTRY};

/// Which lever.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Name of a lever; without it, the list of levers and scenarios.
    name: Option<String>,
}

/// Lists levers and scenarios, or says everything about one lever.
pub fn levers(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.name {
        None => terminal::say(&list()?),
        Some(name) => {
            let known = || REGISTRY.iter().map(|entry| entry.about);
            let Some(about) = known().find(|about| about.name == name) else {
                let alike = |about: &&About| name.get(..4).is_some_and(|start| about.name.starts_with(start));
                let near = nearest(name, known().map(|about| about.name))
                    .or_else(|| known().find(alike).map(|about| about.name));
                return Err(Failure::Usage {
                    message: format!("there is no lever `{name}`"),
                    help: near.map_or_else(
                        || "`lachan levers` lists them".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    ),
                });
            };
            terminal::say(&page(about, &built_in(None)?));
        }
    }
    Ok(())
}

fn list() -> Result<String, Failure> {
    let mut lines = vec!["Levers (`lachan levers NAME` says what each assumes):".to_owned()];
    let line = |name: &str, text: &str| format!("  {name:<28} {text}");
    lines.extend(REGISTRY.iter().map(|entry| line(entry.about.name, entry.about.description)));
    lines.push(String::new());
    lines.push("Scenarios (for `run --scenario NAME` and `compare NAME ...`):".to_owned());
    lines.push(line("baseline", &built_in(None)?.description));
    for (name, _) in LIBRARY {
        lines.push(line(name, &built_in(Some(name))?.description));
    }
    Ok(lines.join("\n"))
}

/// Everything about a lever: what it does, its numbers with their grades, and the evidence rows it cites.
fn page(about: &About, config: &Effective) -> String {
    let section = format!("levers.{}.", about.name);
    let mut lines = vec![
        format!("{} ({})", about.name, about.vietnamese),
        about.description.to_owned(),
        String::new(),
        format!("Expected: {}.", about.expected),
        format!("Moves: {}.", about.moves.join(", ")),
        format!("Coverage: {}.", about.scope.words()),
        format!("Unit cost: {}.", about.cost_unit.words()),
        String::new(),
        "In the baseline:".to_owned(),
    ];
    for (name, setting) in config.book.settings().filter(|(name, _)| name.starts_with(&section)) {
        lines.push(format!("  {name} = {}", setting.text()));
    }
    let parameters: Vec<&Parameter> =
        config.book.parameters().filter(|p| p.name.starts_with(&section)).collect();
    for p in &parameters {
        let range = format!("{} [{} to {}] {}", p.value, p.low, p.high, p.unit);
        let source = p.source.trim_start_matches("assumed").trim_start_matches([':', ' ']);
        let colon = if source.is_empty() { "" } else { ": " };
        lines.push(format!("  {} = {range}\n      {}{colon}{source}", p.name, p.evidence));
    }
    lines.push(String::new());
    if about.evidence.is_empty() {
        lines.push("Evidence: none found; every strength is assumed.".to_owned());
    } else {
        lines.push("Evidence:".to_owned());
        for row in evidence_rows().iter().filter(|row| about.evidence.contains(&&*row.id)) {
            lines.push(super::sources::line(row));
        }
    }
    let assumed = parameters.iter().filter(|p| p.evidence == Evidence::Assumed).count();
    let cite = parameters.iter().filter(|p| !cited(&p.source).is_empty()).count();
    lines.push(format!("{assumed} of its {} numbers are assumed; {cite} cite evidence.", parameters.len()));
    lines.join("\n")
}
