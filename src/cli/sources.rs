//! `lachan sources`: the facts behind the numbers, and who uses them.

use super::request::built_in;
use super::{Failure, terminal};
use crate::config::{EvidenceRow, Tables, cited, evidence_rows};
use crate::levers::REGISTRY;
use crate::report::evidence_line;

/// Which facts.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Ids such as C03; without any, all facts in a line each, and the data tables.
    ids: Vec<String>,
}

/// Lists all facts and tables, or says everything about some facts.
pub fn sources(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.ids.is_empty() {
        for row in evidence_rows() {
            terminal::say(&evidence_line(row));
        }
        terminal::say("\nData tables (see configs/viet_nam/SOURCES.md), with their BLAKE3:");
        for (name, hash) in Tables::built_in().hashes() {
            terminal::say(&format!("  {name}  {hash}"));
        }
        return Ok(());
    }
    for id in &arguments.ids {
        let Some(row) = evidence_rows().iter().find(|row| row.id.eq_ignore_ascii_case(id)) else {
            return Err(Failure::Usage {
                message: format!("there is no fact `{id}`"),
                help: "`lachan sources` lists them".to_owned(),
            });
        };
        terminal::say(&page(row)?);
    }
    Ok(())
}

fn page(row: &EvidenceRow) -> Result<String, Failure> {
    let mut lines = vec![
        format!("{} (grade {})", row.id, row.grade),
        format!("  {}", row.quantity),
        format!("  value {} {} [{} to {}]", row.value, row.unit, row.low, row.high),
        format!("  {} {}", row.population, row.year),
        format!("  {}", row.source),
        format!("  {}", row.url),
    ];
    let config = built_in(None)?;
    let parameters = config.book.parameters().filter(|p| cited(&p.source).contains(&row));
    let mut users: Vec<String> = parameters.map(|p| p.name.clone()).collect();
    let targets = crate::observation::fit_table([]);
    users.extend(
        targets
            .iter()
            .filter(|target| target.evidence.split(' ').any(|id| id == row.id))
            .map(|target| format!("target {}", target.id)),
    );
    let levers = REGISTRY.iter().filter(|entry| entry.about.evidence.contains(&&*row.id));
    users.extend(levers.map(|entry| format!("lever {}", entry.about.name)));
    let none = if users.is_empty() { "nothing yet" } else { "" };
    lines.push(format!("  used by: {none}{}", users.join(", ")));
    Ok(lines.join("\n"))
}
