//! `lachan study status`: what is done.

use super::{StudyDirectory, open_tasks, planned_tasks, say_damage, say_warnings};
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
    let under_way = wave.map_or_else(String::new, |wave| format!(" Under way: {wave}."));
    terminal::say(&format!(
        "{}: {done} of {all} tasks done, {} failed, {} not run yet.{under_way}",
        study.spec.name,
        failed.len(),
        all - done - failed.len()
    ));
    for FailedTask { task, why } in failed {
        terminal::say(&format!("point {}, replicate {}: {why}", task.point, task.replicate));
    }
    Ok(())
}
