//! `lachan score`: claims that were made in advance, beside data that have come out since.

use super::table::{Cell, Table};
use super::{Failure, terminal};
use crate::config::table::read_source;
use crate::config::{Faults, Source};
use crate::experiments::claims::{Outcome, Scored, read, score};
use crate::observation::NOTICE;
use crate::quantities::counted;
use std::path::PathBuf;

/// The claims that are shipped.
const BUILT_IN: (&str, &str) =
    ("configs/viet_nam/claims.toml", include_str!("../../configs/viet_nam/claims.toml"));

/// What to hold to what.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Observed numbers: a table with the columns `id` (of the claim) and `value` (in its unit).
    /// Without it, the claims are listed.
    data: Option<PathBuf>,
    /// Another file of claims than the shipped one.
    #[arg(long, value_name = "FILE")]
    claims: Option<PathBuf>,
}

/// Prints the claims with what became of each.
pub fn show(arguments: &Arguments) -> Result<(), Failure> {
    let source = match &arguments.claims {
        Some(path) => Source::read(path).map_err(Faults::from)?,
        None => Source::new(BUILT_IN.0, BUILT_IN.1),
    };
    let claims = read(&source)?;
    let data = arguments.data.as_deref().map(read_source).transpose().map_err(Faults::from)?;
    let scored = match &data {
        Some(data) => score(&claims, data)?,
        None => claims.iter().map(|claim| Scored { claim, outcome: Outcome::Open }).collect(),
    };
    terminal::say(&format!("{NOTICE}: what the model says of data that were not published when it said so."));
    terminal::show(&table(&scored));
    if data.is_some() {
        let count = |wanted: fn(&Outcome) -> bool| scored.iter().filter(|one| wanted(&one.outcome)).count();
        let hits = count(|outcome| matches!(outcome, Outcome::Hit(_)));
        let misses = count(|outcome| matches!(outcome, Outcome::Miss(_)));
        let open = count(|outcome| matches!(outcome, Outcome::Open));
        terminal::say(&format!("{}, {}, {open} without data.", counted(hits, "hit"), plural(misses)));
    }
    Ok(())
}

fn plural(misses: usize) -> String {
    if misses == 1 { "1 miss".to_owned() } else { format!("{misses} misses") }
}

fn table(scored: &[Scored<'_>]) -> Table {
    let columns = [
        ("id", "id"),
        ("statement", "claim"),
        ("statement_vi", ""),
        ("data", "data"),
        ("unit", "unit"),
        ("expected", "expected"),
        ("low", "from"),
        ("high", "to"),
        ("observed", "observed"),
        ("outcome", "outcome"),
        ("basis", ""),
    ];
    let mut table = Table::new("claims", &columns);
    let number = |value: f64| Cell::number(Some(value), |value| value.to_string());
    for Scored { claim, outcome } in scored {
        let (observed, word) = match outcome {
            Outcome::Hit(value) => (Some(*value), "hit"),
            Outcome::Miss(value) => (Some(*value), "MISS"),
            Outcome::Open => (None, "open"),
        };
        table.row([
            claim.id.as_str().into(),
            claim.statement.as_str().into(),
            claim.statement_vi.as_str().into(),
            claim.data.as_str().into(),
            claim.unit.as_str().into(),
            number(claim.expected),
            number(claim.low),
            number(claim.high),
            Cell::number(observed, |value| value.to_string()),
            Cell::of(word.to_lowercase(), word),
            claim.basis.as_str().into(),
        ]);
    }
    table
}
