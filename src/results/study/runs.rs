//! `runs.csv`: what came of every run of a study, and the command that makes it again.

use crate::experiments::study::{Gathered, Results, Study, Task};
use crate::pack;
use crate::results::schema::{table, text, whole};
use crate::results::{PACK_FILE, quoted};

table! {
    "runs";
    /// What came of every run, and the command that makes it again; the replicate is then the last
    /// of those that the command runs.
    pub struct RunLine {
        /// Number of the point, from 0.
        point: u32 = whole("").key(),
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// `done`, `not run`, or why the run failed.
        outcome: String = text(),
        /// Command that makes the run again.
        command: String = text(),
    }
}

/// All runs; `values` are those of a point.
pub fn runs<'a>(
    study: &'a Study,
    results: &'a Results<'a>,
    values: &'a dyn Fn(usize) -> Vec<f64>,
) -> impl Iterator<Item = RunLine> + 'a {
    results.pairs().flat_map(move |(point, replicate)| {
        let task = Task { point, replicate };
        let done = results.runs(point, replicate).is_some();
        let failed = || failure(results.records, task).unwrap_or_else(|| "not run".to_owned());
        let outcome = if done { "done".to_owned() } else { failed() };
        study.bases.iter().enumerate().map(move |(place, base)| RunLine {
            point: point as u32,
            scenario: base.name.clone(),
            replicate,
            outcome: outcome.clone(),
            command: command(study, task, place, &values(point)),
        })
    })
}

fn failure(records: &Gathered, task: Task) -> Option<String> {
    let tasks = [task];
    records.failed(&tasks).next().map(|(_, why)| why.lines().next().unwrap_or_default().to_owned())
}

/// The words of `lachan run` that make a run again.
fn command(study: &Study, task: Task, scenario: usize, values: &[f64]) -> String {
    let spec = &study.spec;
    let mut words = vec!["lachan run".to_owned()];
    words.extend(spec.config.as_ref().map(|path| quoted(&path.display().to_string())));
    words.push(format!("--scenario {}", quoted(&spec.scenarios[scenario])));
    words.extend(spec.scale.map(|scale| format!("--scale {scale}")));
    words.extend(spec.years.map(|years| format!("--years {years}")));
    words.push(format!("--seed {}", study.seed_at(task.point, values, scenario)));
    words.push(format!("--replicates {}", task.replicate + 1));
    let sets = spec.set.iter().cloned().chain(study.settings(values));
    words.extend(sets.map(|set| format!("--set {}", quoted(&set))));
    words.extend((!pack::current().is_built_in()).then(|| format!("--pack {PACK_FILE}")));
    words.join(" ")
}
