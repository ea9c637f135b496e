//! `lachan store`: what is kept of lived runs, and letting it go.

mod options;
mod size;

pub use options::StoreOptions;

use super::{Failure, terminal};
use crate::store::lived::{Holding, LivedStore, RecordKind};
use comfy_table::Table;
use size::Size;
use std::io;
use std::time::SystemTime;

/// What to do with the store.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    step: Option<Step>,
    #[command(flatten)]
    options: StoreOptions,
}

#[derive(Debug, clap::Subcommand)]
enum Step {
    /// Lets records go, those used longest ago first.
    Prune {
        /// Size that is left, such as 500MB; without it, the limit of the store.
        #[arg(long, conflicts_with = "all")]
        to: Option<Size>,
        /// Lets everything go.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        options: StoreOptions,
    },
}

/// Lists what the store holds, or prunes it.
pub fn store(arguments: &Arguments) -> Result<(), Failure> {
    let own = match &arguments.step {
        Some(Step::Prune { options, .. }) if options.store.is_some() => options,
        _ => &arguments.options,
    };
    let Some(store) = own.open()? else {
        return Err(Failure::Usage {
            message: "there is no store".to_owned(),
            help: "name its directory with --store".to_owned(),
        });
    };
    let broken = |source: io::Error| Failure::Folder { path: store.directory().to_owned(), source };
    match &arguments.step {
        None => terminal::say(&text(&store, &store.holdings().map_err(broken)?)),
        Some(Step::Prune { to, all, .. }) => {
            let most = if *all { 0 } else { to.map_or(store.limit(), |size| size.0) };
            let pruned = store.prune(most).map_err(broken)?;
            let [gone, left] = [pruned.bytes, pruned.left].map(Size);
            terminal::say(&format!("{} records of {gone} went; {left} are left.", pruned.records));
        }
    }
    Ok(())
}

fn text(store: &LivedStore, holdings: &[Holding]) -> String {
    let total = |of: &[&Holding]| Size(of.iter().map(|holding| holding.bytes).sum());
    let mut table = Table::new();
    table.set_header(["kept", "records", "size", "used last", "used longest ago"]);
    for kind in RecordKind::ALL {
        let own: Vec<&Holding> = holdings.iter().filter(|holding| holding.kind == kind).collect();
        let words = match kind {
            RecordKind::Run => "results of single runs",
            RecordKind::WarmUp => "states after warm-up",
        };
        let used = |time: Option<SystemTime>| time.map_or_else(String::new, ago);
        table.add_row([
            words.to_owned(),
            own.len().to_string(),
            total(&own).to_string(),
            used(own.iter().map(|holding| holding.used).max()),
            used(own.iter().map(|holding| holding.used).min()),
        ]);
    }
    let all: Vec<&Holding> = holdings.iter().collect();
    format!(
        "{}\n{table}\n{} of at most {}. What was used longest ago goes first; `lachan store prune` makes room.",
        store.directory().display(),
        total(&all),
        Size(store.limit())
    )
}

/// How long ago a time was, in its largest unit.
fn ago(time: SystemTime) -> String {
    let seconds = SystemTime::now().duration_since(time).unwrap_or_default().as_secs();
    let (number, unit) = match seconds {
        0..60 => return "just now".to_owned(),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{number} {unit}{} ago", if number == 1 { "" } else { "s" })
}
