//! `lachan store`: what is kept of lived runs, and letting it go.

mod options;

pub use options::StoreOptions;

use super::table::{Cell, Table};
use super::{Failure, terminal};
use crate::quantities::counted;
use crate::store::lived::{Holding, LivedStore, RecordKind, Size, usual_directory};
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

/// What to do with the store.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    step: Option<Step>,
    #[command(flatten)]
    which: Which,
}

/// Which store.
#[derive(Debug, clap::Args)]
struct Which {
    /// Directory of the store. Without it $LACHAN_STORE, or lachan in the user's cache directory.
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
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
        which: Which,
    },
}

/// Lists what the store holds, or prunes it.
pub fn store(arguments: &Arguments) -> Result<(), Failure> {
    let directory = directory(arguments)?;
    let found = options::look(&directory)?;
    let Some(store) = found else {
        terminal::say(&format!("Nothing is kept: {} is not there.", directory.display()));
        return Ok(());
    };
    let broken = |source: io::Error| Failure::Folder { path: store.directory().to_owned(), source };
    match &arguments.step {
        None => show(&store, &store.holdings().map_err(broken)?),
        Some(Step::Prune { to, all, .. }) => {
            let most = if *all { 0 } else { to.map_or(store.limit(), |size| size.0) };
            let pruned = store.prune(most).map_err(broken)?;
            let [gone, left] = [pruned.bytes, pruned.left].map(Size);
            let mut table =
                Table::new("pruned", &["records", "bytes", "left_bytes"].map(|name| (name, name)));
            table.row([pruned.records.into(), pruned.bytes.into(), pruned.left.into()]);
            terminal::show_as(&[&table], || {
                format!("{} records of {gone} went; {left} are left.", pruned.records)
            });
        }
    }
    Ok(())
}

/// The directory of the store that is meant.
fn directory(arguments: &Arguments) -> Result<PathBuf, Failure> {
    let usage = |message: &str, help: &str| Failure::Usage { message: message.into(), help: help.into() };
    let of_step = arguments.step.as_ref().and_then(|Step::Prune { which, .. }| which.store.as_ref());
    if of_step.is_some() && arguments.which.store.is_some() {
        return Err(usage("two stores are named", "name one with --store"));
    }
    let named = of_step.or(arguments.which.store.as_ref()).cloned();
    named
        .or_else(usual_directory)
        .ok_or_else(|| usage("there is no store", "name its directory with --store"))
}

/// Shows what the store holds, by kind.
fn show(store: &LivedStore, holdings: &[Holding]) {
    let mut table = Table::new(
        "kept",
        &[
            ("kind", ""),
            ("kept", "kept"),
            ("records", "records"),
            ("bytes", "size"),
            ("used_last_seconds_ago", "used last"),
            ("used_first_seconds_ago", "used longest ago"),
        ],
    );
    let bytes = |of: &[&Holding]| of.iter().map(|holding| holding.bytes).sum::<u64>();
    for kind in RecordKind::ALL {
        let own: Vec<&Holding> = holdings.iter().filter(|holding| holding.kind == kind).collect();
        let (name, words) = match kind {
            RecordKind::Run => ("runs", "results of single runs"),
            RecordKind::WarmUp => ("warm-ups", "states after warm-up"),
        };
        let used = |time: Option<SystemTime>| match time {
            Some(time) => Cell::of(seconds_since(time), ago(time)),
            None => None::<u64>.into(),
        };
        table.row([
            name.into(),
            words.into(),
            own.len().into(),
            Cell::of(bytes(&own), Size(bytes(&own)).to_string()),
            used(own.iter().map(|holding| holding.used).max()),
            used(own.iter().map(|holding| holding.used).min()),
        ]);
    }
    let all: Vec<&Holding> = holdings.iter().collect();
    terminal::say(&store.directory().display().to_string());
    terminal::show(&table);
    terminal::say(&format!(
        "{} of at most {}. What was used longest ago goes first; `lachan store prune` makes room.",
        Size(bytes(&all)),
        Size(store.limit())
    ));
}

fn seconds_since(time: SystemTime) -> u64 {
    SystemTime::now().duration_since(time).unwrap_or_default().as_secs()
}

/// How long ago a time was, in its largest unit.
fn ago(time: SystemTime) -> String {
    let seconds = seconds_since(time);
    let (number, unit) = match seconds {
        0..60 => return "just now".to_owned(),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{} ago", counted(number as usize, unit))
}
