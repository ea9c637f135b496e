//! `lachan compare`: scenarios against a reference, paired.

use super::request::{Overrides, ground};
use super::{Failure, terminal};
use crate::experiments::compare::{
    Arm, Comparison, Design, Effect, Extent, RunFault, STRATA, assumed_share, contrasts, displacement,
    effects, equity, paired, replicates_needed, run_replicates,
};
use crate::experiments::parallel::layout;
use crate::export::{Findings, GapUse, Manifest, Study, allocation, tables_of_comparison, write_results};
use crate::observation::{Better, Group, Measure, NOTICE, RunResults};
use crate::simulation::Ground;
use std::path::PathBuf;

/// What to compare, how far, and where to.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Scenarios: built-in names (see `lachan levers`) or paths of scenario files.
    #[arg(required_unless_present = "budget")]
    scenarios: Vec<String>,
    /// The scenario they are compared with.
    #[arg(long, default_value = "baseline")]
    against: String,
    #[command(flatten)]
    overrides: Overrides,
    /// Adds replicates until the 95 % interval of every difference in prevalence (ages 12-24, last year) is within this
    /// on either side: percentage points such as `0.1`, or relative to the difference such as `20%`.
    #[arg(long)]
    precision: Option<Precision>,
    /// Replicates at which `--precision` gives up and says how many it would take.
    #[arg(long, default_value_t = 100)]
    at_most: u32,
    /// Which parameters are drawn from their intervals.
    #[arg(long, value_enum, default_value_t = Uncertainty::None)]
    uncertainty: Uncertainty,
    /// Million VND over the simulated years: searches the best use of it over levers and provinces, starting from no
    /// lever at all, and compares it and a uniform split of the same money as well.
    #[arg(long)]
    budget: Option<f64>,
    #[command(flatten)]
    threads: terminal::Threads,
    /// Output directory.
    #[arg(long, default_value = "output/compare")]
    out: PathBuf,
}

/// Which parameters are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Uncertainty {
    /// None: replicates differ in chance alone.
    None,
    /// Lever strengths.
    Levers,
    /// Lever strengths, and the links by which risk conditions act on trafficking.
    All,
}

impl Uncertainty {
    const fn design(self) -> Design {
        match self {
            Self::None => Design::Chance,
            Self::Levers => Design::Levers,
            Self::All => Design::All,
        }
    }
}

/// How narrow an interval shall be, on either side.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Precision {
    /// Share of the prevalence (0.001 is 0.1 percentage points).
    Absolute(f64),
    /// Share of the difference.
    Relative(f64),
}

impl std::str::FromStr for Precision {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| *number > 0.0);
        let found = match text.strip_suffix('%') {
            Some(percent) => number(percent).map(|percent| Self::Relative(percent / 100.0)),
            None => number(text).map(|points| Self::Absolute(points / 100.0)),
        };
        found.filter(|_| text.len() < 32).ok_or_else(|| {
            "write percentage points such as 0.1, or a part of the difference such as 20%".to_owned()
        })
    }
}

/// Replicates where none are asked for.
const REPLICATES: u32 = 10;

/// Compares, prints the table of scenarios and writes the files.
pub fn compare(arguments: &Arguments) -> Result<(), Failure> {
    arguments.threads.start()?;
    let (mut arms, ground) = arms(arguments)?;
    let design = arguments.uncertainty.design();
    terminal::prepare(&arguments.out)?;
    let found = match arguments.budget {
        Some(budget) => {
            let replicates = replicates(&arms[0], Design::Chance);
            let found = super::budget::search(budget * 1e3, &arguments.overrides, &ground, replicates)?;
            arms.extend(found.arms.iter().cloned());
            Some(found)
        }
        None => None,
    };
    let scenarios = arms.len();
    // Beside each scenario goes one without what is merely assumed of its levers, where parameters are in question.
    let bare: Vec<Arm> = match design {
        Design::Chance => Vec::new(),
        Design::Levers | Design::All => arms[1..].iter().map(Arm::without_assumed).collect(),
    };
    let all: Vec<Arm> = arms.iter().cloned().chain(bare).collect();
    let (mut comparison, note) = run(arguments, &all, &ground, design)?;
    let assumed_shares = assumed_shares(&comparison, scenarios);
    comparison.runs.truncate(scenarios);
    let findings = findings(&comparison, &arms, assumed_shares);
    terminal::say(&super::comparison_text::text(&comparison, &findings));
    for line in note {
        terminal::say(&line);
    }
    if let Some(found) = &found {
        terminal::say(&super::budget::text(found, &comparison, scenarios - 2, scenarios - 1));
    }
    let runs: Vec<RunResults> = comparison.runs.iter().flatten().cloned().collect();
    let study = Study { country: &comparison.country, runs: &runs };
    let manifest = manifest(arguments, &arms, &ground, comparison.replicates() as u32);
    let mut tables = tables_of_comparison(&study, &findings);
    if let Some(found) = &found {
        let country = &comparison.country;
        let write = |out: &mut dyn std::io::Write| allocation(country, &found.allocation, out);
        tables.push(("allocation.csv", Box::new(write)));
    }
    write_results(&arguments.out, &tables, &arms[0].config.to_toml(), manifest)?;
    terminal::say(&format!("Files: {} ({NOTICE})", arguments.out.display()));
    Ok(())
}

fn arms(arguments: &Arguments) -> Result<(Vec<Arm>, Ground), Failure> {
    if let Some(budget) = arguments.budget.filter(|budget| !(budget.is_finite() && *budget > 0.0)) {
        return Err(Failure::Usage {
            message: format!("a budget of {budget} buys nothing"),
            help: "give million VND over the simulated years, such as --budget 2000000".to_owned(),
        });
    }
    let names = std::iter::once(&arguments.against).chain(&arguments.scenarios);
    let mut configs = Vec::new();
    for name in names {
        configs.push(arguments.overrides.resolve(Some(name), None)?);
    }
    let ground = ground(&configs[0])?;
    let mut arms: Vec<Arm> = Vec::new();
    for config in configs {
        let arm = Arm::read(config, &ground)?;
        if let Some(known) = arms.iter().position(|known| known.plan.name == arm.plan.name) {
            let role = if known == 0 { "the reference" } else { "compared already" };
            return Err(Failure::Usage {
                message: format!("`{}` is {role}", arm.plan.name),
                help: "name each scenario once; a file's name = \"...\" tells it from others".to_owned(),
            });
        }
        arms.push(arm);
    }
    Ok((arms, ground))
}

/// Replicates to begin with: those asked for, else ten; in whole blocks of the design.
fn replicates(reference: &Arm, design: Design) -> u32 {
    let asked = reference.plan.horizon.replicates;
    whole_blocks(if asked > 1 { asked } else { REPLICATES }, design)
}

fn whole_blocks(replicates: u32, design: Design) -> u32 {
    replicates.div_ceil(design.block()).max(2) * design.block()
}

/// Runs as many replicates as were asked for, or as the precision needs; and what there is to say about them.
fn run(
    arguments: &Arguments,
    arms: &[Arm],
    ground: &Ground,
    design: Design,
) -> Result<(Comparison, Vec<String>), Failure> {
    let plan = &arms[0].plan;
    let scenarios = match design {
        Design::Chance => arms.len(),
        Design::Levers | Design::All => arms.len().div_ceil(2),
    };
    let run_some = |replicates: std::ops::Range<u32>| {
        let number = replicates.len() as u32;
        let months = plan.horizon.warm_up_months + 12 * plan.horizon.years * arms.len() as u32;
        let bar = terminal::progress(months * number);
        let layout = layout(plan.families(ground), number, rayon::current_num_threads());
        let extent = Extent { replicates, strata: &STRATA, layout };
        let found = run_replicates(arms, ground, design, &extent, &|| bar.inc(1));
        bar.finish_and_clear();
        found.map_err(Failure::from)
    };
    let mut comparison = run_some(0..replicates(&arms[0], design))?;
    let Some(precision) = arguments.precision else { return Ok((comparison, Vec::new())) };
    loop {
        let done = comparison.replicates() as u32;
        let needed = most_needed(&comparison, scenarios, precision);
        match needed {
            Some(needed) if needed > done && done < arguments.at_most => {
                let next = whole_blocks(needed.min(2 * done).min(arguments.at_most), design)
                    .max(done + design.block());
                comparison.append(run_some(done..next)?);
            }
            Some(needed) if needed > done => {
                let line = format!(
                    "The precision asked for is not reached with {done} replicates: it would take about {needed} \
                     (--at-most {needed}), or a larger --scale."
                );
                return Ok((comparison, vec![line]));
            }
            _ => {
                let line = format!("The precision asked for is reached with {done} replicates.");
                return Ok((comparison, vec![line]));
            }
        }
    }
}

/// Replicates that the scenario with the widest interval needs.
fn most_needed(comparison: &Comparison, scenarios: usize, precision: Precision) -> Option<u32> {
    let prevalence = |run: &RunResults| {
        let mut rows = run.indicators.iter();
        let last =
            rows.rfind(|row| row.measure == Measure::PrevalenceLifetime && row.group == Group::NATIONAL);
        last.and_then(|row| row.estimate.value).unwrap_or(0.0)
    };
    let needed = (1..scenarios).filter_map(|arm| {
        let reference = comparison.of(0, prevalence);
        let pairs: Vec<(f64, f64)> = reference.into_iter().zip(comparison.of(arm, prevalence)).collect();
        let differences: Vec<f64> = pairs.iter().map(|(one, other)| other - one).collect();
        let mean = paired(&pairs, Some(Better::Lower), Design::Chance)?.difference;
        let wanted = match precision {
            Precision::Absolute(share) => share,
            Precision::Relative(part) => part * mean.abs(),
        };
        replicates_needed(&differences, wanted)
    });
    needed.max()
}

/// The share of each effect that rests on assumed numbers, where arms without them stand behind the scenarios.
fn assumed_shares(comparison: &Comparison, scenarios: usize) -> Vec<Option<f64>> {
    if comparison.runs.len() == scenarios {
        return Vec::new();
    }
    let of_effect = |effect: Effect| {
        (1..scenarios).map(move |arm| assumed_share(comparison, arm, scenarios - 1 + arm, effect))
    };
    Effect::ALL.into_iter().flat_map(of_effect).collect()
}

fn findings(comparison: &Comparison, arms: &[Arm], assumed_shares: Vec<Option<f64>>) -> Findings {
    let averted = |arm: usize, effect: Effect| -> Vec<f64> {
        let harm = |arm: usize| comparison.of(arm, |run| effect.harm(run, Group::NATIONAL));
        harm(0).iter().zip(harm(arm)).map(|(one, other)| one - other).collect()
    };
    let parts = match comparison.design {
        Design::Chance => Vec::new(),
        design => (1..arms.len())
            .flat_map(|arm| Effect::ALL.map(|effect| (arm, effect)))
            .filter_map(|(arm, effect)| Some((arm, effect, design.parts(&averted(arm, effect))?)))
            .collect(),
    };
    Findings {
        names: comparison.names().map(str::to_owned).collect(),
        contrasts: contrasts(comparison),
        effects: effects(comparison),
        assumed_shares,
        equity: equity(comparison),
        displacement: displacement(comparison, arms),
        parts,
    }
}

fn manifest(arguments: &Arguments, arms: &[Arm], ground: &Ground, replicates: u32) -> Manifest {
    let mut command = vec!["lachan compare".to_owned()];
    command.extend(arguments.scenarios.iter().cloned());
    command.push(format!("--against {}", arguments.against));
    command.extend(arguments.overrides.given());
    command.extend(arguments.budget.map(|budget| format!("--budget {budget}")));
    if arguments.uncertainty != Uncertainty::None {
        let word = if arguments.uncertainty == Uncertainty::All { "all" } else { "levers" };
        command.push(format!("--uncertainty {word}"));
    }
    command.push(format!("--replicates {replicates}"));
    let hashes: String = arms.iter().map(|arm| arm.config.hash()).collect();
    let hash = crate::export::hash_of(hashes.as_bytes());
    let mut manifest = Manifest::new(hash, arms[0].plan.horizon.seed, replicates, command.join(" "));
    manifest.scenarios = arms.iter().map(|arm| arm.plan.name.clone()).collect();
    manifest.inputs = ground.hashes.iter().cloned().collect();
    manifest.gap_rules = GapUse::gather(&ground.gaps);
    manifest
}

impl From<RunFault> for Failure {
    fn from(fault: RunFault) -> Self {
        match fault {
            RunFault::Faults(faults) => Self::Faults(faults),
            RunFault::Threads(error) => Self::Threads(error),
            RunFault::Empty => Self::Usage {
                message: "there is nothing to compare".to_owned(),
                help: "name a scenario".to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Precision;

    #[test]
    fn a_precision_is_in_points_or_relative() {
        assert_eq!("0.1".parse(), Ok(Precision::Absolute(0.001)));
        assert_eq!("20%".parse(), Ok(Precision::Relative(0.2)));
        for wrong in ["", "-1", "0", "x%", "nan", "%"] {
            assert!(wrong.parse::<Precision>().is_err(), "{wrong}");
        }
    }
}
