//! A lever in words: what it assumes, and on what evidence. For the command line and for the page to explore.

use crate::config::{Effective, Evidence, EvidenceRow, Parameter, cited, evidence_rows};
use crate::levers::About;

/// Everything about a lever: what it does, its numbers as configured with their grades, and the evidence rows it cites.
pub fn lever_text(about: &About, config: &Effective) -> String {
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
            lines.push(evidence_line(row));
        }
    }
    let assumed = parameters.iter().filter(|p| p.evidence == Evidence::Assumed).count();
    let cite = parameters.iter().filter(|p| !cited(&p.source).is_empty()).count();
    lines.push(format!("{assumed} of its {} numbers are assumed; {cite} cite evidence.", parameters.len()));
    lines.join("\n")
}

/// A fact of the evidence table in one line.
pub fn evidence_line(row: &EvidenceRow) -> String {
    format!("  {} [{}] {}: {} {} ({})", row.id, row.grade, row.quantity, row.value, row.unit, row.source)
}
