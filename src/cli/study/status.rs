//! `lachan study status`: what is done.

use super::{Place, design_tasks, say_damage};
use crate::cli::{Failure, terminal};
use crate::experiments::study::{Header, gather};

/// Counts the tasks of a study's design; failed ones are listed.
pub fn status(place: &Place) -> Result<(), Failure> {
    let (study, directory) = place.read()?;
    let gathered = gather(&directory, &Header::of(&study))?;
    say_damage(&gathered.damage);
    let tasks = design_tasks(&study);
    let missing = gathered.missing(&tasks).len();
    let failed: Vec<_> = gathered.failed(&tasks).collect();
    let wave = if study.spec.calibration.is_some() { " of the first wave" } else { "" };
    terminal::say(&format!(
        "{}: {} of {} tasks{wave} done, {} failed, {} not run yet.",
        study.spec.name,
        tasks.len() - missing,
        tasks.len(),
        failed.len(),
        missing - failed.len()
    ));
    for (task, why) in failed {
        terminal::say(&format!("point {}, replicate {}: {why}", task.point, task.replicate));
    }
    Ok(())
}
