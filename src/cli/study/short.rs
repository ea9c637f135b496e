//! `lachan sweep`, `sensitivity` and `calibrate`: each writes a study in memory and runs it.
//! `--print` shows it.

use super::run::run_here;
use super::say_warnings;
use crate::cli::output::Replace;
use crate::cli::request::Overrides;
use crate::cli::store::StoreOptions;
use crate::cli::{Failure, terminal};
use crate::config::{Effective, Evidence, Source};
use crate::experiments::study::{default_directory, read};
use std::path::{Path, PathBuf};

/// What all short forms share.
#[derive(Debug, clap::Args)]
struct Common {
    /// Scenarios, each run at every point.
    #[arg(long = "scenario", default_value = "baseline")]
    scenarios: Vec<String>,
    /// Configuration over every scenario.
    #[arg(long)]
    config: Option<String>,
    #[command(flatten)]
    overrides: Overrides,
    /// Indicators to keep beside the fit table; without any, a national choice.
    #[arg(long = "indicator")]
    indicators: Vec<String>,
    /// Name of the study; without it `sweep`, `sensitivity` or `calibration`.
    #[arg(long)]
    name: Option<String>,
    /// Prints the study file that this stands for, and does nothing else.
    #[arg(long)]
    print: bool,
    #[command(flatten)]
    threads: terminal::Threads,
    /// Output directory; without it, `output/` and the study's name.
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: Replace,
    #[command(flatten)]
    store: StoreOptions,
}

/// A full grid.
#[derive(Debug, clap::Args)]
pub struct SweepArguments {
    /// Factors: `name=from:to:levels`, or `name=a,b,c` for single values, which may be numbers,
    /// words, months, true or false.
    #[arg(required = true)]
    factors: Vec<String>,
    #[command(flatten)]
    common: Common,
}

/// A screening, or shares of variance.
#[derive(Debug, clap::Args)]
pub struct SensitivityArguments {
    /// Names of parameters, each over its own range.
    #[arg(required_unless_present = "all_calibrated")]
    factors: Vec<String>,
    /// All parameters that are graded as calibrated.
    #[arg(long, conflicts_with = "factors")]
    all_calibrated: bool,
    /// Design: morris, saltelli, sobol or latin_hypercube.
    #[arg(long, default_value = "morris")]
    design: String,
    /// Trajectories of morris; rows of saltelli, or points of a sample.
    #[arg(long, default_value_t = 20)]
    points: u32,
    #[command(flatten)]
    common: Common,
}

/// A calibration in waves.
#[derive(Debug, clap::Args)]
pub struct CalibrateArguments {
    /// Names of parameters, each over its own range; without any, all that are graded as
    /// calibrated.
    factors: Vec<String>,
    /// Points of each wave.
    #[arg(long, default_value_t = 128)]
    points: u32,
    /// Waves.
    #[arg(long, default_value_t = 3)]
    waves: u32,
    /// Points of the posterior that are run at the end.
    #[arg(long, default_value_t = 100)]
    ensemble: u32,
    /// Patterns such as T12 that are left out and reported apart.
    #[arg(long)]
    hold_out: Vec<String>,
    #[command(flatten)]
    common: Common,
}

/// Runs a full grid.
pub fn sweep(arguments: &SweepArguments) -> Result<(), Failure> {
    let mut text = arguments.common.head("sweep", "sweep", &["design = \"grid\"".to_owned()]);
    for factor in &arguments.factors {
        text.push_str(&grid_factor(factor)?);
    }
    arguments.common.go(&text)
}

/// Runs a sensitivity analysis.
pub fn sensitivity(arguments: &SensitivityArguments) -> Result<(), Failure> {
    let key = if arguments.design == "morris" { "trajectories" } else { "points" };
    let own = [format!("design = {}", quoted(&arguments.design)), format!("{key} = {}", arguments.points)];
    let mut text = arguments.common.head("sensitivity", "sensitivity", &own);
    let names = match arguments.all_calibrated {
        true => calibrated(&arguments.common.base()?),
        false => arguments.factors.clone(),
    };
    names.iter().for_each(|name| text.push_str(&factor(name, &[])));
    arguments.common.go(&text)
}

/// Runs a calibration.
pub fn calibrate(arguments: &CalibrateArguments) -> Result<(), Failure> {
    let own = [
        "design = \"sobol\"".to_owned(),
        format!("points = {}", arguments.points),
        format!("waves = {}", arguments.waves),
        format!("ensemble = {}", arguments.ensemble),
        format!("hold_out = {}", list(&arguments.hold_out)),
    ];
    let mut text = arguments.common.head("calibration", "calibration", &own);
    let names = match arguments.factors.is_empty() {
        true => calibrated(&arguments.common.base()?),
        false => arguments.factors.clone(),
    };
    names.iter().for_each(|name| text.push_str(&factor(name, &[])));
    arguments.common.go(&text)
}

impl Common {
    /// The table [study].
    fn head(&self, name: &str, kind: &str, own: &[String]) -> String {
        let mut lines = vec![
            "[study]".to_owned(),
            format!("name = {}", quoted(self.name.as_deref().unwrap_or(name))),
            format!("kind = {}", quoted(kind)),
        ];
        lines.extend(own.iter().cloned());
        lines.push(format!("scenarios = {}", list(&self.scenarios)));
        lines.extend(self.config.iter().map(|config| format!("config = {}", quoted(config))));
        lines.extend(self.overrides.study_lines());
        if !self.indicators.is_empty() {
            lines.push(format!("indicators = {}", list(&self.indicators)));
        }
        lines.join("\n") + "\n"
    }

    fn base(&self) -> Result<Effective, Failure> {
        self.overrides
            .resolve(self.scenarios.first().map(String::as_str), self.config.as_deref().map(Path::new))
    }

    fn go(&self, text: &str) -> Result<(), Failure> {
        if self.print {
            terminal::say_as_it_stands(text.trim_end());
            return Ok(());
        }
        let study = read(&Source::new("study from the command line", text), Path::new(""))?;
        say_warnings(&study);
        self.threads.start()?;
        let directory = self.out.clone().unwrap_or_else(|| default_directory(&study.spec));
        run_here(&study, &directory, self.replace, &self.store)
    }
}

/// The parameters that are graded as calibrated and have a range.
fn calibrated(base: &Effective) -> Vec<String> {
    let own = base.book.parameters().filter(|p| p.evidence == Evidence::Calibrated && p.low < p.high);
    own.map(|parameter| parameter.name.clone()).collect()
}

fn factor(name: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    format!("\n[[factor]]\nname = {}\n{lines}", quoted(name))
}

/// `name=from:to:levels` or `name=a,b,c` as a table.
fn grid_factor(word: &str) -> Result<String, Failure> {
    let wrong = || {
        Failure::Usage {
        message: format!("`{word}` is no factor"),
        help: "write name=from:to:levels, such as recruiters.per_100k=50:150:5, or name=a,b,c such as levers.cash_transfer.start=2018-01,2019-01".to_owned(),
    }
    };
    let (name, range) = word.split_once('=').ok_or_else(wrong)?;
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let parts: Vec<&str> = range.split(':').collect();
    let lines = match parts.as_slice() {
        [from, to, levels] => {
            let (from, to) = (number(from).ok_or_else(wrong)?, number(to).ok_or_else(wrong)?);
            let levels: usize = levels.trim().parse().map_err(|_| wrong())?;
            vec![format!("low = {from}"), format!("high = {to}"), format!("levels = {levels}")]
        }
        [_, end] if number(end).is_some() => return Err(wrong()),
        // A word may hold a colon: `region:Highlands`.
        [_] | [_, _] => {
            let values: Vec<&str> = range.split(',').map(str::trim).collect();
            if values.iter().any(|value| value.is_empty()) {
                return Err(wrong());
            }
            vec![format!("values = [{}]", values.into_iter().map(as_toml).collect::<Vec<_>>().join(", "))]
        }
        _ => return Err(wrong()),
    };
    Ok(factor(name.trim(), &lines))
}

/// A value of the command line as TOML: a number, true or false as it stands, anything else as
/// text.
fn as_toml(word: &str) -> String {
    let number = word.parse::<f64>().ok().filter(|number| number.is_finite());
    match (number, word) {
        (Some(number), _) => number.to_string(),
        (None, "true" | "false") => word.to_owned(),
        _ => quoted(word),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::grid_factor;

    #[test]
    fn factors_on_the_command_line() {
        let range = grid_factor("a.b=0.5:2:4").unwrap();
        assert_eq!(range, "\n[[factor]]\nname = \"a.b\"\nlow = 0.5\nhigh = 2\nlevels = 4\n");
        assert!(grid_factor("a.b=1,2.5,10").unwrap().ends_with("values = [1, 2.5, 10]\n"));
        assert!(
            grid_factor("a.start=2018-01,2019-01")
                .unwrap()
                .ends_with("values = [\"2018-01\", \"2019-01\"]\n")
        );
        assert!(grid_factor("a.targeted=true,false").unwrap().ends_with("values = [true, false]\n"));
        for wrong in ["a.b", "a.b=", "a.b=1:2", "a.b=1:x:3", "a.b=1:2:x", "a.b=1,,2"] {
            assert!(grid_factor(wrong).is_err(), "{wrong}");
        }
    }
}
