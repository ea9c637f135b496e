//! A lever in words: what it assumes, and on what evidence. For the command line and for the page
//! to explore.

use super::words::{Phrase, Words};
use crate::config::{Effective, Evidence, EvidenceRow, Parameter, cited, evidence_rows};
use crate::language::Language;
use crate::levers::About;

/// Everything about a lever: what it does, its numbers as configured with their grades, and the
/// evidence rows it cites. Sources and facts stay in the language in which they were recorded.
pub fn lever_text(about: &About, config: &Effective, language: Language) -> String {
    let words = Words { language };
    let said = about.words(language);
    let section = format!("levers.{}.", about.name);
    let line = |phrase, gap, text: &str| words.fill(phrase, &[(gap, text)]);
    let mut lines = vec![
        format!("{} ({})", about.name, said.title),
        said.description.to_owned(),
        String::new(),
        line(Phrase::LeverExpected, "effect", said.expected),
        line(Phrase::LeverMoves, "targets", &about.moves.join(", ")),
        line(Phrase::LeverScope, "scope", words.scope(about.scope)),
        line(Phrase::LeverUnitCost, "unit", words.unit(about.cost_unit.unit())),
        String::new(),
        words.phrase(Phrase::LeverInBaseline),
    ];
    for (name, setting) in config.book.settings().filter(|(name, _)| name.starts_with(&section)) {
        lines.push(format!("  {name} = {}", setting.text()));
    }
    let parameters: Vec<&Parameter> =
        config.book.parameters().filter(|p| p.name.starts_with(&section)).collect();
    for p in &parameters {
        let [value, low, high] = [p.value, p.low, p.high].map(|number| number.to_string());
        let unit = p.unit.to_string();
        let gaps = [("name", &*p.name), ("value", &value), ("low", &low), ("high", &high), ("unit", &unit)];
        let range = words.fill(Phrase::LeverRange, &gaps);
        let source = p.source.trim_start_matches("assumed").trim_start_matches([':', ' ']);
        let colon = if source.is_empty() { "" } else { ": " };
        lines.push(format!("  {range}\n      {}{colon}{source}", words.evidence(p.evidence)));
    }
    lines.push(String::new());
    if about.evidence.is_empty() {
        lines.push(words.phrase(Phrase::LeverNoEvidence));
    } else {
        lines.push(words.phrase(Phrase::LeverEvidence));
        for row in evidence_rows().iter().filter(|row| about.evidence.contains(&&*row.id)) {
            lines.push(evidence_line(row));
        }
    }
    let assumed = parameters.iter().filter(|p| p.evidence == Evidence::Assumed).count();
    let cite = parameters.iter().filter(|p| !cited(&p.source).is_empty()).count();
    let [assumed, all, cite] = [assumed, parameters.len(), cite].map(|count| count.to_string());
    lines.push(words.fill(Phrase::LeverCounts, &[("assumed", &assumed), ("all", &all), ("cite", &cite)]));
    lines.join("\n")
}

/// A fact of the evidence table in one line.
pub fn evidence_line(row: &EvidenceRow) -> String {
    format!("  {} [{}] {}: {} {} ({})", row.id, row.grade, row.quantity, row.value, row.unit, row.source)
}
