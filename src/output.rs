//! Result files: written beside their place and renamed, so that none is ever half there.

use super::fit::Row;
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use lachan::config::{Effective, Tables};
use lachan::observation::{Measure, YearTally};
use lachan::population::synthesis::GapRule;
use std::io::Write;
use std::path::Path;

/// Prints a line; a closed pipe is no error.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A progress bar with the time left, on a terminal only.
pub fn progress(months: u32) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} months, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(months.into()).with_style(style)
}

/// Makes the output directory before any work is done.
pub fn prepare(directory: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(directory).with_context(|| format!("cannot make {}", directory.display()))?;
    tempfile::NamedTempFile::new_in(directory)
        .with_context(|| format!("cannot write in {}", directory.display()))?;
    Ok(())
}

/// Writes all result files.
pub fn write(
    directory: &Path,
    config: &Effective,
    years: &[YearTally],
    rows: &[Row],
    gaps: &[GapRule],
) -> anyhow::Result<()> {
    let fit =
        csv_text(&["id", "pattern", "target", "low", "high", "simulated", "in_band", "grade"], |csv| {
            for row in rows {
                csv.write_record([
                    row.id,
                    row.pattern,
                    &row.target.to_string(),
                    &row.low.to_string(),
                    &row.high.to_string(),
                    &format!("{:.6}", row.simulated),
                    &row.in_band().to_string(),
                    row.grade,
                ])?;
            }
            Ok(())
        })?;
    let indicators =
        csv_text(&["year", "indicator", "stratum", "group", "numerator", "denominator", "value"], |csv| {
            for year in years {
                for (name, measure) in NATIONAL {
                    let (numerator, denominator) = year.parts(*measure);
                    csv.write_record([
                        &year.year.to_string(),
                        *name,
                        "national",
                        "all",
                        &format!("{numerator:.3}"),
                        &format!("{denominator:.3}"),
                        &format!("{:.8}", year.share(*measure)),
                    ])?;
                }
            }
            Ok(())
        })?;
    let manifest = serde_json::json!({
        "model": "lachan", "version": env!("CARGO_PKG_VERSION"), "notice": "modelled, not observed",
        "config_hash": config.hash(), "scenario": config.name, "inputs": Tables::built_in().hashes(),
        "gap_rules": gaps.iter().map(|g| format!("{}: {} of {}", g.rule, g.column, g.province)).collect::<Vec<_>>(),
    });
    place(directory, "fit.csv", fit.as_bytes())?;
    place(directory, "indicators.csv", indicators.as_bytes())?;
    place(directory, "effective_config.toml", config.to_toml().as_bytes())?;
    place(directory, "manifest.json", format!("{manifest:#}\n").as_bytes())
}

const NATIONAL: &[(&str, Measure)] = &[
    ("prevalence_lifetime_12_24", Measure::Prevalence),
    ("prevalence_cross_border_12_24", Measure::PrevalenceCrossBorder),
    ("survivors_ever_supported", Measure::Supported),
    ("child_labour_5_17", Measure::ChildLabour),
    ("attendance_primary", Measure::AttendancePrimary),
    ("attendance_lower_secondary", Measure::AttendanceLower),
    ("attendance_upper_secondary", Measure::AttendanceUpper),
    ("violent_discipline_1_14", Measure::ViolentDiscipline),
    ("women_18_24_married_before_18", Measure::MarriedBefore18),
    ("away_12_17", Measure::Away),
    ("poverty_children", Measure::Poverty),
    ("debt_children", Measure::Debt),
];

fn csv_text(
    header: &[&str],
    fill: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>,
) -> anyhow::Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(header)?;
    fill(&mut csv)?;
    csv.flush()?;
    Ok(String::from_utf8(csv.into_inner()?)?)
}

fn place(directory: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = directory.join(name);
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .with_context(|| format!("cannot write {}", path.display()))?;
    file.persist(&path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}
