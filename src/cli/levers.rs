//! `lachan levers`: what each lever assumes, and on what evidence.

use super::request::built_in;
use super::table::{Cell, Table};
use super::{Failure, terminal};
use crate::config::{Effective, nearest};
use crate::language::Language;
use crate::levers::scenarios::LIBRARY;
use crate::levers::{About, REGISTRY};
use crate::report::lever_text;

/// Which lever.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Name of a lever; without it, the list of levers and scenarios.
    name: Option<String>,
}

/// Lists levers and scenarios, or says everything about one lever.
pub fn levers(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.name {
        None => list()?,
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
            let config = built_in(None)?;
            let mut table = listed("levers");
            table.row([about.name.into(), about.description.into()]);
            terminal::show_as(&[&table, &numbers(about, &config)], || {
                lever_text(about, &config, Language::English)
            });
        }
    }
    Ok(())
}

/// What a lever's numbers are, with their grades.
fn numbers(about: &About, config: &Effective) -> Table {
    let columns = ["name", "value", "low", "high", "unit", "source", "evidence"];
    let mut table = Table::new("parameters", &columns.map(|name| (name, name)));
    let prefix = format!("levers.{}.", about.name);
    for p in config.book.parameters().filter(|p| p.name.starts_with(&prefix)) {
        let [value, low, high] =
            [p.value, p.low, p.high].map(|number| Cell::number(Some(number), |number| number.to_string()));
        let words = [p.unit.text(), &*p.source, p.evidence.word()].map(Cell::from);
        table.row([p.name.as_str().into(), value, low, high].into_iter().chain(words));
    }
    table
}

fn listed(name: &'static str) -> Table {
    Table::new(name, &[("name", "name"), ("description", "description")])
}

fn list() -> Result<(), Failure> {
    let (mut levers, mut scenarios) = (listed("levers"), listed("scenarios"));
    let line = |name: &str, text: &str| format!("  {name:<28} {text}");
    let mut lines = vec!["Levers (`lachan levers NAME` says what each assumes):".to_owned()];
    for about in REGISTRY.iter().map(|entry| entry.about) {
        levers.row([about.name.into(), about.description.into()]);
        lines.push(line(about.name, about.description));
    }
    lines.push(String::new());
    lines.push("Scenarios (for `run --scenario NAME` and `compare NAME ...`):".to_owned());
    for name in [None].into_iter().chain(LIBRARY.iter().map(|(name, _)| Some(*name))) {
        let description = built_in(name)?.description;
        let name = name.unwrap_or("baseline");
        lines.push(line(name, &description));
        scenarios.row([name.into(), description.into()]);
    }
    terminal::show_as(&[&levers, &scenarios], || lines.join("\n"));
    Ok(())
}
