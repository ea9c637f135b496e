//! What `compare --voi` shows on the terminal: the decision, and the facts most worth learning.

use super::table::{Cell, Table};
use super::terminal;
use crate::experiments::compare::{InformationKind, InformationRow};
use crate::language::Language;
use crate::observation::NOTICE;
use crate::report::money;
use crate::results::Findings;

/// Facts that are named.
const NAMED: usize = 3;

/// Shows the decision at the value that was given, and what is most worth learning.
pub fn show(findings: &Findings) {
    let decision = &findings.decision;
    if decision.acts.is_empty() {
        return;
    }
    let worth = dong(decision.value_of_a_child);
    terminal::say(&format!(
        "\n{NOTICE}: the decision where the protection of a child is worth {worth} dong (--value-of-a-child; a choice, no \
         price; decision.csv has others)."
    ));
    terminal::show(&acts(findings));
    if let Some(all) = decision.information.iter().find(|row| row.kind == InformationKind::Perfect) {
        terminal::say(&format!(
            "Knowing everything before it, chance included, is worth {} dong.",
            dong(all.worth.value)
        ));
    }
    let told = |kind: InformationKind| -> Vec<String> {
        let own = decision.information.iter().filter(|row| row.kind == kind && row.told == Some(true));
        own.filter(|row| row.name != "all_parameters").take(NAMED).map(fact).collect()
    };
    for (what, kind) in [
        ("Most worth learning, one by one", InformationKind::Parameter),
        ("Most worth learning, by group", InformationKind::Group),
        ("A survey as in the configuration", InformationKind::Study),
    ] {
        let facts = told(kind);
        if !facts.is_empty() {
            terminal::say(&format!("{what}: {}.", facts.join("; ")));
        }
    }
    decision.notes.iter().for_each(|note| terminal::say(note));
}

fn fact(row: &InformationRow) -> String {
    format!("{} ({} dong)", row.name, dong(row.worth.value))
}

fn acts(findings: &Findings) -> Table {
    let columns = [
        ("scenario", "scenario"),
        ("net_benefit_million_vnd", "net benefit, dong"),
        ("probability_best", "P(best)"),
        ("expected_loss_million_vnd", "expected loss, dong"),
        ("is_best", "best on the mean"),
    ];
    let mut table = Table::new("decision", &columns);
    let decision = &findings.decision;
    for row in decision.acts.iter().filter(|row| row.value_of_a_child == decision.value_of_a_child) {
        table.row([
            findings.names[row.arm].as_str().into(),
            Cell::number(Some(row.choice.benefit), dong),
            Cell::number(Some(row.choice.probability_best), |p| format!("{p:.2}")),
            Cell::number(Some(row.choice.expected_loss), dong),
            row.choice.is_best.into(),
        ]);
    }
    table
}

fn dong(million: f64) -> String {
    money(Language::English, 1e3 * million).trim_end_matches(" dong").replace('\u{2212}', "-")
}
