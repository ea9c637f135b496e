//! `lachan study recover`: a calibration against data whose parameters are known.

use super::merge::manifest;
use super::run::Keeper;
use super::{StudyDirectory, design_tasks, say_warnings};
use crate::cli::store::StoreOptions;
use crate::cli::table::{Cell, Table};
use crate::cli::{Failure, terminal};
use crate::experiments::posterior::uniformity;
use crate::experiments::study::calibration::{
    Recovered, emulators, first_wave, patterns, places, recover as found_again, truths,
};
use crate::experiments::study::{Fingerprint, Results, Study, Task, tasks};
use crate::results::calibration::recovery;
use crate::results::{OutputFile, write_results};
use crate::store::directory::{Belonging, Kind};
use std::collections::BTreeMap;

/// Bins of ranks. With 9 degrees of freedom, one statistic in twenty is above 16.9 where ranks are
/// uniform.
const BINS: usize = 10;

/// Which calibration, against how many data sets.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: StudyDirectory,
    /// Data sets, each of a known vector of values from the prior.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    sets: u32,
    #[command(flatten)]
    threads: terminal::Threads,
    #[command(flatten)]
    store: StoreOptions,
}

/// Runs the first wave of a calibration and the known values, calibrates against each of them and
/// says how often they are found.
pub fn recover(arguments: &Arguments) -> Result<(), Failure> {
    arguments.threads.start()?;
    let (study, directory) = arguments.place.read()?;
    say_warnings(&study);
    if study.spec.calibration.is_none() {
        return Err(Failure::Usage {
            message: "only a calibration can find values again".to_owned(),
            help: "name a study of the kind \"calibration\"".to_owned(),
        });
    }
    let sets = arguments.sets as usize;
    let mut belonging = Belonging { kind: Kind::Recovery, header: Fingerprint::of(&study) };
    belonging.header.keys.insert("recovery.sets".to_owned(), sets.to_string());
    let store = arguments.store.open()?;
    let mut keeper = Keeper::of(&study, &directory, &belonging, arguments.place.replace, store.as_ref())?;
    let known = truths(&study, sets)?;
    let mut values: Vec<Vec<f64>> = first_wave(&study);
    let first = values.len();
    values.extend(known.iter().cloned());
    let points: BTreeMap<usize, Vec<f64>> = values.iter().cloned().enumerate().collect();
    let mut all: Vec<Task> = design_tasks(&study);
    all.extend(tasks(first..values.len(), 1));
    keeper.complete(&study, &points, &all, "tasks")?;

    let results = |points: std::ops::Range<usize>, replicates| Results {
        points: points.collect(),
        replicates,
        records: &keeper.gathered,
    };
    let design = results(0..first, study.spec.replicates);
    let emulators = emulators(&patterns(&study), &places(&study, &values[..first]), &design)?;
    let rows = found_again(&emulators, &places(&study, &known), &results(first..values.len(), 1))?;
    say(&study, &rows, sets);
    let tables =
        [OutputFile::table(|| recovery(&study, &rows)), OutputFile::text("study.toml", study.text.clone())];
    let mut manifest = manifest(&study, &format!("lachan study recover study.toml --sets {sets}"))?;
    manifest.belongs_to(&belonging);
    write_results(keeper.desk.place(), &tables, &study.bases[0].to_toml(), manifest)?;
    keeper.desk.finish()?;
    terminal::say(&format!("File: {}", directory.join("recovery.csv").display()));
    let failed = keeper.gathered.listed_failures(&all);
    if failed.is_empty() { Ok(()) } else { Err(Failure::Tasks { failed }) }
}

fn say(study: &Study, rows: &[Recovered], sets: usize) {
    let mut table =
        Table::new("recovery", &["factor", "share_inside", "chi_square"].map(|name| (name, name)));
    let mut lines = vec![format!("{sets} data sets.")];
    let mut line = |name: &str, own: &[&Recovered]| {
        let inside = own.iter().filter(|row| row.is_inside()).count() as f64 / own.len() as f64;
        let ranks: Vec<usize> = own.iter().map(|row| row.rank).collect();
        let statistic = uniformity(&ranks, 99, BINS);
        let number = |value: f64| Cell::number(Some(value), |value| value.to_string());
        table.row([name.into(), number(inside), number(statistic)]);
        lines.push(format!(
            "{name:40} inside the 90 % interval: {:5.1} %; chi-square of ranks {statistic:5.1}",
            100.0 * inside
        ));
    };
    for (factor, axis) in study.spec.factors.iter().enumerate() {
        let own: Vec<&Recovered> = rows.iter().filter(|row| row.factor == factor).collect();
        line(&axis.name, &own);
    }
    line("all", &rows.iter().collect::<Vec<_>>());
    terminal::show_as(&[&table], || lines.join("\n"));
}
