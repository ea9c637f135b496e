//! `lachan study merge`: from records to files. Also the end of every run.

use super::{StudyDirectory, calibrate, design_tasks, say_damage};
use crate::cli::{Failure, terminal};
use crate::experiments::study::calibration::Opened;
use crate::experiments::study::{Fingerprint, Gathered, Kind, Results, Study, Task, gather, sensitivity};
use crate::export::{
    GapUse, Manifest, Table, hash_of, study_points, study_results, study_runs, study_sensitivity,
    write_results,
};
use crate::observation::NOTICE;
use std::path::Path;

/// Merges the ledger and the shards of a study.
pub fn merge(place: &StudyDirectory) -> Result<(), Failure> {
    let (study, directory) = place.read()?;
    if let Some(wave) = step(&study, &directory)? {
        terminal::say(&format!("Now open: {wave}. Run its shards, then merge again."));
    }
    Ok(())
}

/// Reads all records of a directory and writes the files. Of a calibration with waves to come, it opens the next instead and gives its
/// name.
pub fn step(study: &Study, directory: &Path) -> Result<Option<String>, Failure> {
    let header = Fingerprint::of(study);
    let gathered = gather(directory, &header)?;
    say_damage(&gathered.damage);
    if study.spec.calibration.is_none() {
        return write_gathered(study, directory, &gathered).map(|()| None);
    }
    let mut opened = Opened::read(study, directory, &header)?;
    all_tried(&gathered, &opened.tasks(study))?;
    if calibrate::open_next(study, directory, &mut opened, &gathered)? {
        return Ok(Some(opened.name()));
    }
    calibrate::write(study, directory, &opened, &gathered).map(|()| None)
}

/// Refuses to go on while tasks have not been tried.
fn all_tried(gathered: &Gathered, tasks: &[Task]) -> Result<(), Failure> {
    let missing = tasks.iter().filter(|task| gathered.outcome(**task).is_none()).count();
    if missing == 0 {
        return Ok(());
    }
    Err(Failure::Usage {
        message: format!("{missing} of {} tasks have not been run yet", tasks.len()),
        help: "run them with `lachan study run` or the shards that are missing".to_owned(),
    })
}

/// Writes the files, if every task was run; then tells which failed.
pub fn write_gathered(study: &Study, directory: &Path, gathered: &Gathered) -> Result<(), Failure> {
    let tasks = design_tasks(study);
    all_tried(gathered, &tasks)?;
    let failed = gathered.listed_failures(&tasks);
    let mut points: Vec<(usize, &[f64])> =
        study.points.points.iter().map(|point| (point.index, &*point.values)).collect();
    points.sort_by_key(|(index, _)| *index);
    let replicates = study.spec.replicates;
    let indices = points.iter().map(|(index, _)| *index).collect();
    let results = Results { points: indices, replicates, records: gathered };
    let in_order = Results {
        points: study.points.points.iter().map(|point| point.index).collect(),
        replicates,
        records: gathered,
    };
    let rows = match study.spec.kind {
        Kind::Sensitivity => sensitivity(study, &in_order),
        Kind::Sweep | Kind::Calibration => Vec::new(),
    };
    let values = |point: usize| study.points.values(point).unwrap_or_default().to_vec();
    let mut tables = common_tables(study, &points, &results, &values);
    if study.spec.kind == Kind::Sensitivity {
        tables.push(("sensitivity.csv", Box::new(|out| study_sensitivity(study, &rows, out))));
    }
    finish(study, directory, &tables, &failed)
}

/// The files that every kind of study has.
pub fn common_tables<'a>(
    study: &'a Study,
    points: &'a [(usize, &'a [f64])],
    results: &'a Results<'a>,
    values: &'a dyn Fn(usize) -> Vec<f64>,
) -> Vec<Table<'a>> {
    vec![
        ("points.csv", Box::new(move |out| study_points(study, points, out))),
        ("results.csv", Box::new(move |out| study_results(study, results, out))),
        ("runs.csv", Box::new(move |out| study_runs(study, results, values, out))),
        ("study.toml", Box::new(move |out| out.write_all(study.text.as_bytes()))),
    ]
}

/// Writes tables and manifest; fails with exit code 1 where a task did.
pub fn finish(
    study: &Study,
    directory: &Path,
    tables: &[Table<'_>],
    failed: &[(usize, u32, String)],
) -> Result<(), Failure> {
    write_results(directory, tables, &study.bases[0].to_toml(), manifest(study)?)?;
    terminal::say(&format!("Files: {} ({NOTICE})", directory.display()));
    if failed.is_empty() { Ok(()) } else { Err(Failure::Tasks { failed: failed.to_vec() }) }
}

fn manifest(study: &Study) -> Result<Manifest, Failure> {
    let (arm, ground) = crate::experiments::study::arm(study.bases[0].clone())?;
    let hashes: String = study.bases.iter().map(|base| base.hash()).collect();
    let seed = arm.plan.horizon.seed;
    let command = "lachan study run study.toml";
    let mut manifest = Manifest::new(hash_of(hashes.as_bytes()), seed, study.spec.replicates, command);
    manifest.scenarios = study.scenarios().map(str::to_owned).collect();
    manifest.inputs = ground.hashes.iter().cloned().collect();
    manifest.gap_rules = GapUse::gather(&ground.gaps);
    Ok(manifest)
}
