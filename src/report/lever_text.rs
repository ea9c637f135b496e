//! A lever in words: what it assumes, and on what evidence. For the command line and for the page
//! to explore.

use super::{Language, Words};
use crate::config::{Effective, Evidence, EvidenceRow, Parameter, cited, evidence_rows};
use crate::levers::About;

/// Everything about a lever: what it does, its numbers as configured with their grades, and the
/// evidence rows it cites. Sources and facts stay in the language in which they were recorded.
pub fn lever_text(about: &About, config: &Effective, language: Language) -> String {
    let say = |english, vietnamese| language.choose(english, vietnamese);
    let section = format!("levers.{}.", about.name);
    let mut lines = vec![
        format!("{} ({})", about.name, language.of(about.title)),
        language.of(about.description).to_owned(),
        String::new(),
        format!("{}: {}.", say("Expected", "Kỳ vọng"), language.of(about.expected)),
        format!("{}: {}.", say("Moves", "Tác động lên"), about.moves.join(", ")),
        format!("{}: {}.", say("Coverage", "Độ bao phủ"), language.of(about.scope.words())),
        format!("{}: {}.", say("Unit cost", "Chi phí đơn vị"), language.of(about.cost_unit.words())),
        String::new(),
        say("In the baseline:", "Trong kịch bản cơ sở:").to_owned(),
    ];
    for (name, setting) in config.book.settings().filter(|(name, _)| name.starts_with(&section)) {
        lines.push(format!("  {name} = {}", setting.text()));
    }
    let parameters: Vec<&Parameter> =
        config.book.parameters().filter(|p| p.name.starts_with(&section)).collect();
    for p in &parameters {
        let range = format!("{} [{} {} {}] {}", p.value, p.low, say("to", "đến"), p.high, p.unit);
        let source = p.source.trim_start_matches("assumed").trim_start_matches([':', ' ']);
        let colon = if source.is_empty() { "" } else { ": " };
        let grade = Words { language }.evidence(p.evidence);
        lines.push(format!("  {} = {range}\n      {grade}{colon}{source}", p.name));
    }
    lines.push(String::new());
    if about.evidence.is_empty() {
        let none = say(
            "Evidence: none found; every strength is assumed.",
            "Bằng chứng: không tìm thấy; mọi mức tác động đều là giả định.",
        );
        lines.push(none.to_owned());
    } else {
        lines.push(say("Evidence:", "Bằng chứng:").to_owned());
        for row in evidence_rows().iter().filter(|row| about.evidence.contains(&&*row.id)) {
            lines.push(evidence_line(row));
        }
    }
    let assumed = parameters.iter().filter(|p| p.evidence == Evidence::Assumed).count();
    let cite = parameters.iter().filter(|p| !cited(&p.source).is_empty()).count();
    let all = parameters.len();
    lines.push(match language {
        Language::English => format!("{assumed} of its {all} numbers are assumed; {cite} cite evidence."),
        Language::Vietnamese => {
            format!("{assumed} trong {all} số liệu là giả định; {cite} số liệu dẫn bằng chứng.")
        }
    });
    lines.join("\n")
}

/// A fact of the evidence table in one line.
pub fn evidence_line(row: &EvidenceRow) -> String {
    format!("  {} [{}] {}: {} {} ({})", row.id, row.grade, row.quantity, row.value, row.unit, row.source)
}
