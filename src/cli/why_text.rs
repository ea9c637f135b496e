//! What `compare --why` shows on the terminal: the parts of each effect.

use super::table::{Cell, Table};
use super::terminal;
use crate::language::Language;
use crate::observation::NOTICE;
use crate::report::Words;
use crate::results::Findings;

/// Shows the parts of every scenario's effect.
pub fn show(findings: &Findings) {
    if findings.why.means.is_empty() {
        return;
    }
    terminal::say(&format!("\n{NOTICE}: children protected, by the channel through which."));
    terminal::show(&table(findings));
    terminal::say(
        "A channel's part is what the scenario does by that channel alone, with all that follows from it; the parts add \
         up to the whole in every replicate (why.csv). Interaction is what the channels do together beyond that.",
    );
}

fn table(findings: &Findings) -> Table {
    let columns = [
        ("scenario", "scenario"),
        ("part", "part"),
        ("mediator", "moves first"),
        ("effect", "children"),
        ("low", ""),
        ("high", ""),
        ("interval", "95 % interval"),
        ("share", "of the whole"),
    ];
    let mut table = Table::new("why", &columns);
    let words = Words { language: Language::English };
    let count = |value: f64| words.decimal(value, 0).replace('\u{2212}', "-");
    for row in &findings.why.means {
        let (low, high) = row.children.interval.unzip();
        let interval = low.zip(high).map(|(low, high)| format!("{} to {}", count(low), count(high)));
        table.row([
            findings.names[row.arm].as_str().into(),
            row.part.name().into(),
            row.part.mediator().map(|mediator| mediator.name()).into(),
            Cell::number(Some(row.children.difference), count),
            Cell::number(low, |_| String::new()),
            Cell::number(high, |_| String::new()),
            Cell::of(interval.clone(), interval.unwrap_or_default()),
            Cell::number(row.share, |share| format!("{:.0} %", 100.0 * share)),
        ]);
    }
    table
}
