//! `lachan study merge`: from records to files. Also the end of every run.

use super::{StudyDirectory, answers, calibrate, design_tasks, say_damage};
use crate::cli::output::Desk;
use crate::cli::{Failure, output, terminal};
use crate::experiments::study::calibration::Opened;
use crate::experiments::study::{
    Description, FailedTask, Fingerprint, Form, Gathered, Kind, Results, Roles, SensitivityRow, Study, Task,
    contrasts, gather, sensitivity,
};
use crate::observation::NOTICE;
use crate::results::study::{numbers, point_columns, point_contrasts, points, runs, sensitivity as indices};
use crate::results::{Manifest, OutputFile, hash_of, of_country, write_results};
use crate::store::directory::Belonging;

/// Merges the ledger and the shards of a study.
pub fn merge(place: &StudyDirectory) -> Result<(), Failure> {
    let (study, directory) = place.read()?;
    let mut desk = output::claim(&directory, &Belonging::of_study(&study), place.replace.replace)?;
    if let Some(wave) = step(&study, &mut desk)? {
        terminal::say(&format!("Now open: {wave}. Run its shards, then merge again."));
    }
    Ok(())
}

/// Reads all records of a directory and writes the files. Of a calibration with waves to come, it
/// opens the next instead and gives its name.
pub fn step(study: &Study, desk: &mut Desk) -> Result<Option<String>, Failure> {
    let header = Fingerprint::of(study);
    let gathered = gather(desk.place(), &header, Form::of(study))?;
    say_damage(&gathered.damage);
    if study.spec.calibration.is_none() {
        return write_gathered(study, desk, &gathered).map(|()| None);
    }
    let mut opened = Opened::read(study, desk.place(), &header)?;
    all_tried(&gathered, &opened.tasks(study))?;
    if calibrate::open_next(study, desk.place(), &mut opened, &gathered)? {
        return Ok(Some(opened.name()));
    }
    calibrate::write(study, desk, &opened, &gathered).map(|()| None)
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
pub fn write_gathered(study: &Study, desk: &mut Desk, gathered: &Gathered) -> Result<(), Failure> {
    let tasks = design_tasks(study);
    all_tried(gathered, &tasks)?;
    let failed = gathered.listed_failures(&tasks);
    let mut tried: Vec<(usize, &[f64])> =
        study.points.points.iter().map(|point| (point.index, &*point.values)).collect();
    tried.sort_by_key(|(index, _)| *index);
    let replicates = study.spec.replicates;
    let ids = tried.iter().map(|(index, _)| *index).collect();
    let results = Results { points: ids, replicates, records: gathered };
    let in_order = Results {
        points: study.points.points.iter().map(|point| point.index).collect(),
        replicates,
        records: gathered,
    };
    let values = |point: usize| study.points.values(point).unwrap_or_default().to_vec();
    let roles = Roles::of(study);
    let rows: Vec<SensitivityRow>;
    let compared = contrasts(study, &results);
    let mut tables = common_tables(study, &tried, &roles, &results, &values);
    // A study of one scenario compares nothing.
    if study.bases.len() > 1 {
        tables.push(OutputFile::table(|| point_contrasts(study, &compared)));
    }
    match study.spec.kind {
        Kind::Sensitivity => {
            rows = sensitivity(study, &in_order);
            tables.push(OutputFile::table(|| indices(study, &rows)));
            answers::sensitivity(study, &rows);
        }
        Kind::Sweep | Kind::Calibration => answers::sweep(study, &results, &values),
    }
    finish(study, desk, &tables, &failed)
}

/// The files that every kind of study has.
pub fn common_tables<'a>(
    study: &'a Study,
    tried: &'a [(usize, &'a [f64])],
    roles: &'a Roles,
    results: &'a Results<'a>,
    values: &'a dyn Fn(usize) -> Vec<f64>,
) -> Vec<OutputFile<'a>> {
    vec![
        OutputFile::wide(&point_columns(study, roles), move || points(study, tried, roles)),
        OutputFile::table(move || numbers(study, results, values)),
        OutputFile::table(move || runs(study, results, values)),
        OutputFile::text("study.toml", study.text.as_str()),
        OutputFile::text("study.json", Description::of(study).json()),
    ]
}

/// Names of the factors.
pub fn factors(study: &Study) -> Vec<String> {
    study.spec.factors.iter().map(|axis| axis.name.to_string()).collect()
}

/// Writes tables and manifest; fails with exit code 1 where a task did.
pub fn finish(
    study: &Study,
    desk: &mut Desk,
    tables: &[OutputFile<'_>],
    failed: &[FailedTask],
) -> Result<(), Failure> {
    let mut manifest = manifest(study, "lachan study run study.toml")?;
    manifest.belongs_to(&Belonging::of_study(study));
    write_results(desk.place(), tables, &study.bases[0].to_toml(), manifest)?;
    desk.finish()?;
    terminal::say(&format!("Files: {} ({NOTICE})", desk.target().display()));
    if failed.is_empty() { Ok(()) } else { Err(Failure::Tasks { failed: failed.to_vec() }) }
}

/// What made the files, by a command.
pub fn manifest(study: &Study, command: &str) -> Result<Manifest, Failure> {
    let (arm, ground) = crate::experiments::study::arm(study.bases[0].clone())?;
    let hashes: String = study.bases.iter().map(|base| base.hash()).collect();
    let seed = arm.plan.horizon.seed;
    let mut manifest = Manifest::new(hash_of(hashes.as_bytes()), seed, study.spec.replicates, command);
    manifest.scenarios = study.scenarios().map(str::to_owned).collect();
    of_country(&mut manifest, &arm.config, &ground);
    manifest.notes = study.warnings.iter().map(|warning| format!("{}.", warning.line())).collect();
    Ok(manifest)
}
