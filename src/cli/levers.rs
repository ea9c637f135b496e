//! `lachan levers`: what each lever assumes, and on what evidence.

use super::request::built_in;
use super::{Failure, terminal};
use crate::config::nearest;
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
            terminal::say(&lever_text(about, &built_in(None)?, Language::English));
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
