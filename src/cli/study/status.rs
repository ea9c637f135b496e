//! `lachan study status`: what is done.

use super::{StudyDirectory, open_tasks, planned_tasks, say_damage, say_warnings};
use crate::cli::table::Table;
use crate::cli::{Failure, terminal};
use crate::experiments::study::{FailedTask, Fingerprint, Form, gather};

/// Counts the tasks of a study, those of waves that are not open yet among them; failed ones are
/// listed.
pub fn status(place: &StudyDirectory) -> Result<(), Failure> {
    let (study, directory) = place.read()?;
    say_warnings(&study);
    let gathered = gather(&directory, &Fingerprint::of(&study), Form::of(&study))?;
    say_damage(&gathered.damage);
    let (tasks, wave) = open_tasks(&study, &directory)?;
    let missing = gathered.missing(&tasks).len();
    let failed = gathered.listed_failures(&tasks);
    let (done, all) = (tasks.len() - missing, planned_tasks(&study));
    let left = all - done - failed.len();
    let columns = ["study", "tasks", "done", "failed", "not_run", "under_way"];
    let mut table = Table::new("status", &columns.map(|name| (name, name)));
    table.row([
        study.spec.name.as_str().into(),
        all.into(),
        done.into(),
        failed.len().into(),
        left.into(),
        wave.clone().into(),
    ]);
    let mut failures = Table::new("failed", &["point", "replicate", "why"].map(|name| (name, name)));
    for FailedTask { task, why } in &failed {
        failures.row([task.point.into(), task.replicate.into(), why.as_str().into()]);
    }
    terminal::show_as(&[&table, &failures], || {
        let under_way = wave.map_or_else(String::new, |wave| format!(" Under way: {wave}."));
        let counts = format!(
            "{}: {done} of {all} tasks done, {} failed, {left} not run yet.{under_way}",
            study.spec.name,
            failed.len()
        );
        let line = |FailedTask { task, why }: &FailedTask| {
            format!("point {}, replicate {}: {why}", task.point, task.replicate)
        };
        [counts].into_iter().chain(failed.iter().map(line)).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}
