//! `lachan compare`: scenarios against a reference, paired.

use super::check::warn_of_the_times;
use super::engines::{Engine, EngineOptions};
use super::ensemble::EnsembleArgument;
use super::extras::Extras;
use super::interrupt::Interrupt;
use super::lives::{Hands, Lives};
use super::request::{Overrides, ground};
use super::store::StoreOptions;
use super::{
    Failure, amount, budget, budget_text, command_line, comparison_text, decision_text, engines, inputs,
    output, plot, terminal, why_text,
};
use crate::config::{Effective, Faults, Tables, data};
use crate::experiments::compare::replicates::{self, StoppingRule};
use crate::experiments::compare::{
    Arm, Comparison, ComparisonRequest, Decision, Part, Precision, RunFault, UncertaintySource, Why,
    assumed_shares, idle_levers, joined, not_yet_begun, notes, refuse_beside_ensemble, refuse_certain,
    refuse_same_names, unpaired,
};
use crate::experiments::ensemble::Ensemble;
use crate::observation::{NOTICE, RunResults};
use crate::results::{
    Findings, OutputFile, Runs, allocation, annotated, ensemble_file, manifest_of_comparison, scenario_files,
    tables_of_comparison, write_results,
};
use crate::simulation::CountryData;
use crate::store::lived::LivedStore;
use std::path::{Path, PathBuf};

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
    /// Adds replicates until the 95 % interval of every difference in prevalence (ages 12-24, last
    /// year) is within this on either side: percentage points such as `0.1`, or relative to the
    /// difference such as `20%`.
    #[arg(long)]
    precision: Option<Precision>,
    /// Replicates at which `--precision` gives up and says how many it would take.
    #[arg(long, default_value_t = 100)]
    at_most: u32,
    /// Which parameters are drawn from their intervals.
    #[arg(long, value_enum, default_value_t = Uncertainty::None)]
    uncertainty: Uncertainty,
    /// Money over the simulated years, in million dong or with a unit, such as `20bn`, `1.5tn` or
    /// `900000 USD`: searches the best use of it over levers and provinces, starting from no lever
    /// at all, and compares it and a uniform split of the same money as well.
    #[arg(long, value_parser = amount::million_dong)]
    budget: Option<f64>,
    /// Splits the effect of every scenario over the channels by which its levers act, in worlds that
    /// differ from the reference by one channel alone, and writes `why.csv` and `why_means.csv`: the
    /// parts and their interaction add up to the effect in every replicate.
    #[arg(long)]
    why: bool,
    /// Says which scenario is best for what the protection of a child is worth, how surely, and what
    /// it would be worth to know more before: writes `decision.csv` and `value_of_information.csv`.
    /// Takes --uncertainty or --ensemble.
    #[arg(long)]
    voi: bool,
    /// What the protection of a child is worth to whoever decides, in million dong or with a unit: a
    /// choice and no price. The default is a round number; `decision.csv` shows others beside it.
    #[arg(long, value_parser = amount::million_dong, default_value = "1000", requires = "voi")]
    value_of_a_child: f64,
    #[command(flatten)]
    extras: Extras,
    #[command(flatten)]
    ensemble: EnsembleArgument,
    #[command(flatten)]
    threads: terminal::Threads,
    #[command(flatten)]
    engine: EngineOptions,
    /// Lives part I of N of the runs into --store and writes no results, as the engines have their
    /// workers do.
    #[arg(long, value_name = "I/N", requires = "store")]
    part: Option<PartArgument>,
    #[command(flatten)]
    store: StoreOptions,
    #[command(flatten)]
    replace: output::Replace,
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
    /// Lever strengths, and the links by which risk conditions act on trafficking; with --ensemble
    /// beside it, all of these that the ensemble does not hold, anew in every replicate.
    All,
}

impl Uncertainty {
    const fn design(self) -> UncertaintySource {
        match self {
            Self::None => UncertaintySource::Chance,
            Self::Levers => UncertaintySource::Levers,
            Self::All => UncertaintySource::All,
        }
    }
}

/// Compares, prints the table of scenarios and writes the files.
pub fn compare(arguments: &Arguments) -> Result<(), Failure> {
    arguments.threads.start()?;
    if arguments.engine.engine != Engine::Threads && arguments.store.no_store {
        return Err(Failure::Usage {
            message: "the parts of an engine hand their runs over in a store".to_owned(),
            help: "leave --no-store out, or use the engine threads".to_owned(),
        });
    }
    let (arms, ground) = arms(arguments)?;
    let ensemble = ensemble(arguments, &arms)?;
    let design = joined(arguments.uncertainty.design(), ensemble.is_some())?;
    let (replicates, note) = replicates::first(&arms[0], design)?;
    note.iter().for_each(|note| terminal::warn(note));
    let patience = StoppingRule { replicates, precision: arguments.precision, at_most: arguments.at_most };
    let (budget, why) = (arguments.budget, arguments.why);
    let value_of_a_child = arguments.voi.then_some(arguments.value_of_a_child);
    value_of_a_child.map_or(Ok(()), |_| refuse_certain(design))?;
    let request = ComparisonRequest { design, patience, ensemble, budget, why, value_of_a_child };
    let files = arguments.scenarios.iter().chain([&arguments.against]).map(Path::new);
    inputs::spare(&arguments.out, files.chain(arguments.ensemble.file()))?;
    let belonging = request.belonging(&arms);
    let interrupt = Interrupt::listen()?;
    // What a precision may take in the end is reckoned before the first run.
    let at_most = request.patience.most();
    if let Some(PartArgument(part)) = arguments.part {
        let store = arguments.store.open_shared(&arguments.out.join(SHARED_STORE))?;
        let lives = Lives { hands: Hands::Part(part), at_most, store: Some(&store), interrupt: &interrupt };
        return runs(arguments, arms, &ground, &request, &lives).map(drop);
    }
    let mut desk = output::claim(&arguments.out, &belonging, arguments.replace.replace)?;
    warn_of_the_times(&arms[0].plan);
    for arm in &arms[1..] {
        for warning in idle_levers(&arms[0].config, &arm.config, &ground) {
            terminal::warn(&warning.warning());
        }
    }
    // A lever that all scenarios have alike is none of those.
    not_yet_begun(&arms[0].config, &arms[0].config, &ground).iter().for_each(|late| terminal::warn(late));
    let store = match arguments.engine.engine {
        Engine::Threads => arguments.store.open()?,
        Engine::Dask | Engine::Slurm => Some(arguments.store.open_shared(&arguments.out.join(SHARED_STORE))?),
    };
    let by_engine = |runs: usize, bytes: &dyn Fn(usize) -> f64| {
        let place = store.as_ref().map_or(Path::new("."), LivedStore::directory);
        hand_over(arguments, place, &desk, runs, bytes)
    };
    let hands = match arguments.engine.engine {
        Engine::Threads => Hands::Here,
        Engine::Dask | Engine::Slurm => Hands::Engine(&by_engine),
    };
    let lives = Lives { hands, at_most, store: store.as_ref(), interrupt: &interrupt };
    let lived = runs(arguments, arms, &ground, &request, &lives)?;
    let Some(Lived { arms, mut comparison, why, found, note }) = lived else { return Ok(()) };
    let scenarios = arms.len();
    let assumed_shares = assumed_shares(&comparison, scenarios);
    comparison.runs.truncate(scenarios);
    let places = data::read(&Tables::current())?.places;
    let findings = Findings::new(&comparison, &arms, &ground, assumed_shares, places.units());
    let points = request.ensemble.as_ref().map(|(points, _)| points);
    let decision = request
        .value_of_a_child
        .map(|worth| Decision::between(&comparison, &arms, &ground, points, worth))
        .transpose()?
        .unwrap_or_default();
    let findings = Findings { why, decision, ..findings };
    let mut notes = notes(&comparison, &arms, &ground);
    comparison_text::show(&comparison, &findings, terminal::width());
    why_text::show(&findings);
    decision_text::show(&findings);
    arguments.extras.plot(|width| plot::of_comparison(&findings, width));
    if let Some(found) = &found {
        let [best, uniform] = [scenarios - 2, scenarios - 1];
        budget_text::show(found, &comparison, best, uniform);
        notes.extend(budget_text::notes(found, &comparison, best, uniform));
    }
    for line in notes.iter().chain(&note) {
        terminal::say(line);
    }
    let run = comparison.replicates() as u32;
    let resolved: Vec<Effective> = arms.iter().map(|arm| arm.as_run(run)).collect();
    // What a search found is found again.
    let named = scenarios - found.as_ref().map_or(0, |found| found.arms.len());
    let mut words = arguments.budget.map_or_else(Vec::new, |_| arguments.overrides.given());
    words.extend(arguments.budget.map(|budget| format!("--budget {}", amount::shown(budget))));
    words.extend(request.words());
    words.extend(
        request.value_of_a_child.map(|worth| format!("--voi --value-of-a-child {}", amount::shown(worth))),
    );
    let mut manifest = manifest_of_comparison(&resolved, named, &words, &ground, run);
    manifest.notes = notes;
    let country = comparison.country;
    let runs: Vec<RunResults> = comparison.runs.into_iter().flatten().collect();
    let own = Runs { country: &country, all: &runs };
    manifest.belongs_to(&belonging);
    let mut tables = tables_of_comparison(own, &findings);
    tables.extend(scenario_files(&resolved));
    manifest.ensemble = points.map(Ensemble::hash);
    tables.extend(points.map(ensemble_file));
    if let Some(found) = &found {
        tables.push(OutputFile::table(|| allocation(&country, &found.allocation)));
    }
    arguments.extras.workbook(&mut tables, &mut manifest)?;
    write_results(desk.place(), &tables, &annotated(&resolved[0], points), manifest)?;
    desk.finish()?;
    let seed = arms[0].plan.horizon.seed;
    terminal::say(&format!("Files: {}, seed {seed} ({NOTICE})", arguments.out.display()));
    arguments.extras.report(&arguments.out)
}

/// A store in the directory of a comparison that an engine runs, where all workers see it.
const SHARED_STORE: &str = ".lived";

/// What was run.
struct Lived {
    /// The scenarios, those that a search found among them.
    arms: Vec<Arm>,
    comparison: Comparison,
    /// The effects taken apart, where that was asked for.
    why: Why,
    found: Option<budget::Found>,
    note: Vec<String>,
}

/// Searches where there is a budget, and runs all scenarios; none where others have still to live
/// some runs.
fn runs(
    arguments: &Arguments,
    mut arms: Vec<Arm>,
    ground: &CountryData,
    request: &ComparisonRequest,
    lives: &Lives<'_>,
) -> Result<Option<Lived>, Failure> {
    let mut found = None;
    if let Some(money) = request.budget {
        let replicates = request.patience.replicates;
        let searched = budget::search(money * 1e3, &arguments.overrides, ground, replicates, lives)?;
        let Some(searched) = searched else { return Ok(None) };
        arms.extend(searched.arms.iter().cloned());
        found = Some(searched);
    }
    let mut all = request.with_bare(&arms);
    let (split, compared) = (request.split(&arms, ground), all.len());
    all.extend(split.arms.iter().cloned());
    let variation = request.variation();
    let points = variation.ensemble.map(|(points, _)| points);
    let run_some = |replicates| lives.batch(&all, ground, request.design, replicates, points);
    let lived = replicates::run(request.patience, arms.len(), variation, run_some)?;
    Ok(lived.map(|(mut comparison, note)| {
        let worlds = comparison.runs.split_off(compared);
        let why = Why::of(&comparison, &split, &worlds);
        Lived { arms, comparison, why, found, note }
    }))
}

/// Has an engine live what is missing of some runs, of which a part of so many takes so many bytes;
/// whether they are there afterwards.
fn hand_over(
    arguments: &Arguments,
    store: &Path,
    desk: &output::Desk,
    runs: usize,
    bytes: &dyn Fn(usize) -> f64,
) -> Result<bool, Failure> {
    let store = engines::absolute(store).display().to_string();
    let shards = engines::shards(arguments.engine.shards, runs);
    let bytes = bytes(runs.div_ceil(shards));
    let of_engine = [("--engine", true), ("--shards", true), ("--scheduler", true)];
    let of_store = [("--store", true), ("--keep-all", false)];
    let mut whole = command_line::without(&[&of_engine[..], &of_store].concat());
    whole.extend(["--store".to_owned(), store.clone(), "--keep-all".to_owned()]);
    let of_results = [("--out", true), ("--replace", false), ("--threads", true)];
    let mut part = command_line::without(&[&of_engine[..], &of_store, &of_results].concat());
    part.extend(["--store".to_owned(), store]);
    match arguments.engine.engine {
        Engine::Slurm => engines::slurm_comparison(&part, &whole, desk, shards, bytes).map(|()| false),
        _ => engines::dask_comparison(&part, shards, arguments.engine.scheduler.as_deref()).map(|()| true),
    }
}

/// A part as it is written.
#[derive(Debug, Clone, Copy)]
struct PartArgument(Part);

impl std::str::FromStr for PartArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(index, of)| index.parse().ok().zip(of.parse().ok()));
        let part = numbers.map(|(index, of)| Part { index, of });
        let sound = part.filter(|part| part.index >= 1 && part.index <= part.of);
        sound.map(Self).ok_or_else(|| "write which part of how many, such as 3/16".to_owned())
    }
}

/// The ensemble that was asked for, and how many of its points are used.
fn ensemble(arguments: &Arguments, arms: &[Arm]) -> Result<Option<(Ensemble, u32)>, Failure> {
    let Some(ensemble) = arguments.ensemble.read(&arms[0].config)? else { return Ok(None) };
    refuse_beside_ensemble(&[
        ("--precision", arguments.precision.is_some()),
        ("--budget", arguments.budget.is_some()),
    ])?;
    for arm in arms {
        ensemble.refuse_contradiction(&arm.config)?;
    }
    let used = ensemble.replicates(arguments.overrides.replicates(), arms[0].plan.horizon.replicates)?;
    Ok(Some((ensemble, used)))
}

fn arms(arguments: &Arguments) -> Result<(Vec<Arm>, CountryData), Failure> {
    arguments.ensemble.refuse_apart(arguments.scenarios.iter().map(Path::new))?;
    let names: Vec<String> =
        std::iter::once(&arguments.against).chain(&arguments.scenarios).cloned().collect();
    let mut configs = Vec::new();
    for name in &names {
        configs.push(arguments.overrides.resolve(Some(name), None)?);
    }
    refuse_same_names(&names, &configs)?;
    let faults: Faults = configs[1..].iter().flat_map(|config| unpaired(&configs[0], config)).collect();
    faults.or(())?;
    if arguments.budget.is_some() {
        if let Some(taken) = configs.iter().find(|config| budget::NAMES.contains(&&*config.name)) {
            return Err(Failure::Usage {
                message: format!("`{}` is the name of what --budget adds", taken.name),
                help: "give the scenario another name".to_owned(),
            });
        }
        // The search starts from nothing but what the command line sets.
        unpaired(&configs[0], &arguments.overrides.resolve(Some("no_programme"), None)?).or(())?;
    }
    let ground = ground(&configs[0])?;
    let arms: Vec<Arm> =
        configs.into_iter().map(|config| Arm::read(config, &ground)).collect::<Result<_, _>>()?;
    Ok((arms, ground))
}

impl From<RunFault> for Failure {
    fn from(fault: RunFault) -> Self {
        match fault {
            RunFault::Faults(faults) => Self::Faults(faults),
            RunFault::Halted(halted) => Self::halted(halted, "nothing was written"),
            RunFault::Threads(error) => Self::Threads(error),
            RunFault::Empty => Self::Usage {
                message: "there is nothing to compare".to_owned(),
                help: "name a scenario".to_owned(),
            },
        }
    }
}
