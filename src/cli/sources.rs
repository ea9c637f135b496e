//! `lachan sources`: the facts behind the numbers, and who uses them.

use super::request::built_in;
use super::table::{Cell, Table};
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
        list();
        return Ok(());
    }
    let (mut facts, mut pages) = (table_of_facts(), Vec::new());
    facts.column("used_by", "used by");
    for id in &arguments.ids {
        let Some(row) = evidence_rows().iter().find(|row| row.id.eq_ignore_ascii_case(id)) else {
            return Err(Failure::Usage {
                message: format!("there is no fact `{id}`"),
                help: "`lachan sources` lists them".to_owned(),
            });
        };
        let users = users(row)?;
        facts.row(cells(row).into_iter().chain([Cell::of(users.clone(), users.join(", "))]));
        pages.push(page(row, &users));
    }
    terminal::show_as(&[&facts], || pages.join("\n"));
    Ok(())
}

/// All facts and tables.
fn list() {
    let mut facts = table_of_facts();
    let mut tables = Table::new("data", &[("table", "table"), ("blake3", "BLAKE3")]);
    let mut lines = Vec::new();
    for row in evidence_rows() {
        facts.row(cells(row));
        lines.push(evidence_line(row));
    }
    lines.push("\nData tables (see configs/viet_nam/SOURCES.md), with their BLAKE3:".to_owned());
    for (name, hash) in Tables::current().hashes() {
        lines.push(format!("  {name}\n      {hash}"));
        tables.row([name.into(), hash.into()]);
    }
    terminal::show_as(&[&facts, &tables], || lines.join("\n"));
}

/// Columns of the facts. Their numbers stay text: a value may be a range or a word.
fn table_of_facts() -> Table {
    let columns =
        ["id", "grade", "quantity", "value", "unit", "low", "high", "population", "year", "source", "url"];
    Table::new("facts", &columns.map(|name| (name, name)))
}

fn cells(row: &EvidenceRow) -> Vec<Cell> {
    let EvidenceRow { id, grade, quantity, value, unit, low, high, population, year, source, url } = row;
    let texts = [id, grade, quantity, value, unit, low, high, population, year, source, url];
    texts.iter().map(|text| Cell::from(text.as_str())).collect()
}

fn page(row: &EvidenceRow, users: &[String]) -> String {
    let none = if users.is_empty() { "nothing yet" } else { "" };
    let lines = [
        format!("{} (grade {})", row.id, row.grade),
        format!("  {}", row.quantity),
        format!("  value {} {} [{} to {}]", row.value, row.unit, row.low, row.high),
        format!("  {} {}", row.population, row.year),
        format!("  {}", row.source),
        format!("  {}", row.url),
        format!("  used by: {none}{}", users.join(", ")),
    ];
    lines.join("\n")
}

/// The parameters, targets and levers that cite a fact.
fn users(row: &EvidenceRow) -> Result<Vec<String>, Failure> {
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
    Ok(users)
}
