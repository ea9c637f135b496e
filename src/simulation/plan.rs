//! What a run is made from: parameters, levers, horizon and scale, typed and checked, and the data
//! of the country.

use super::history::{History, HistoryChoice, HistoryValues, Past};
use super::{Parameters, Setup, configuration};
use crate::config::history::HistoryRow;
use crate::config::{Code, CountryTables, Effective, Faults, Tables, data};
use crate::levers::{self, LeverFault, LeverFaults, LeverProvince, Levers, OneChannel, Planned, Scope, What};
use crate::observation::SurveyParams;
use crate::pathways::{Channel, Pathways};
use crate::places::Gazetteer;
use crate::population::ProvinceRecord;
use crate::population::synthesis::{self, GapRule, apply_gap_rules};
use crate::quantities::Month;
use crate::random::Draws;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// When a run takes place and how often it is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Horizon {
    /// First year that is simulated.
    pub start_year: i32,
    /// Years simulated.
    pub years: u32,
    /// Months lived through before, without levers.
    pub warm_up_months: u32,
    /// Seed.
    pub seed: u64,
    /// Replicates: runs that differ in chance alone.
    pub replicates: u32,
    /// The past that the warm-up and the run go through.
    pub past: Past,
    /// Last year for which the past takes values that follow from counts to which the model is
    /// fitted.
    pub fitted_until: i32,
    /// Which values of the past: each row's, or in each replicate others from their ranges.
    pub history_values: HistoryValues,
}

impl Horizon {
    /// First month that is simulated.
    pub const fn begins(&self) -> Month {
        Month::january(self.start_year)
    }

    /// First month after the run.
    pub const fn ends(&self) -> Month {
        self.begins().plus(12 * self.years as i32)
    }

    /// First month of the warm-up.
    pub const fn warm_up_begins(&self) -> Month {
        self.begins().plus(-(self.warm_up_months as i32))
    }
}

#[derive(Debug, Deserialize)]
struct Population {
    scale: f64,
}

/// A scenario, ready to be run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Name of the scenario.
    pub name: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Parameters of the model.
    pub parameters: Parameters,
    /// Levers that are booked.
    pub levers: Levers,
    /// The levers that act, where they are those of two scenarios: nobody runs such a programme, and
    /// none of it is booked.
    mixed: Option<Arc<OneChannel>>,
    /// The survey that looks on.
    pub survey: SurveyParams,
    /// When and how often.
    pub horizon: Horizon,
    /// What the months are like.
    pub history: History,
    /// Simulated families for each real one.
    pub scale: f64,
}

impl Plan {
    /// Reads an effective configuration into the model's types and checks what only the table of
    /// provinces shows.
    ///
    /// # Errors
    /// Every fault of the levers and sections that the model cannot take.
    pub fn read(config: &Effective, ground: &CountryData) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let mut keep = |found: Faults| faults.append(found);
        let parameters = Parameters::read(config).map_err(&mut keep);
        let horizon = config.section::<Horizon>("simulation").map_err(&mut keep);
        let begins = horizon.as_ref().map_or(Month(0), Horizon::begins);
        let levers = Levers::read(config.section("levers")?, &ground.places, begins);
        let (levers, planned) = match levers {
            Ok(levers) => (Some(levers.clone()), levers.planned),
            Err(LeverFaults { faults, planned }) => {
                keep(lever_faults(faults, config));
                (None, planned)
            }
        };
        let survey = config.section("survey").map_err(&mut keep);
        let population = config.section::<Population>("population").map_err(&mut keep);
        if let Ok(horizon) = &horizon {
            keep(timing_faults(&planned, horizon, config));
        }
        let (Ok(parameters), Some(levers), Ok(survey), Ok(horizon), Ok(Population { scale })) =
            (parameters, levers, survey, horizon, population)
        else {
            return Err(faults);
        };
        let (name, description) = (config.name.clone(), config.description.clone());
        let Horizon { past, fitted_until, history_values: values, .. } = horizon;
        let choice = HistoryChoice { past, fitted_until, values };
        let history = History::new(&ground.history, ground.records.len(), choice);
        let mixed = None;
        let plan = Self { name, description, parameters, levers, mixed, survey, horizon, history, scale };
        faults.append(synthesis_faults(&plan.parameters.synthesis, config));
        faults.append(survey_faults(&plan.survey, config));
        faults.or(plan)
    }

    /// The built-in baseline with settings such as `simulation.years=1`, and the data of the
    /// country.
    ///
    /// # Errors
    /// Settings that cannot be, or what [`Plan::read`] finds.
    pub fn of_baseline<S: AsRef<str>>(sets: &[S]) -> Result<(Self, CountryData), Faults> {
        let config = configuration(None, None, sets)?;
        let ground = CountryData::of(&config)?;
        let plan = Self::read(&config, &ground)?;
        Ok((plan, ground))
    }

    /// What the times and the levers do in a month of the world of these draws. `country` has every
    /// province once.
    pub fn pathways(&self, month: Month, country: &[LeverProvince], draws: &Draws) -> Pathways {
        let of_times = self.without_levers(month, draws);
        match &self.mixed {
            Some(mixed) => mixed.acting(of_times, country),
            None => levers::acting(&self.levers, of_times, country),
        }
    }

    /// This plan with all that the levers of another do through one channel, and the own levers in
    /// everything else.
    pub fn through(&self, channel: Channel, other: &Self) -> Self {
        let mixed = OneChannel::new(self.levers.clone(), other.levers.clone(), channel);
        let levers = Levers { planned: Vec::new(), ..self.levers };
        Self { levers, mixed: Some(Arc::new(mixed)), ..self.clone() }
    }

    /// This plan with the levers of another.
    pub fn with_levers_of(&self, other: &Self) -> Self {
        Self { levers: other.levers.clone(), mixed: other.mixed.clone(), ..self.clone() }
    }

    /// Levers that have begun before the run: the warm-up is without them, and they act from its
    /// first month with the coverage that they would have reached by then.
    pub fn begun_before(&self) -> Vec<&'static str> {
        let begins = self.horizon.begins();
        let acting = self.levers.planned.iter().filter(|planned| planned.plan.coverage.get() > 0.0);
        let earlier = acting.filter(|planned| planned.plan.start < begins);
        earlier.map(|planned| planned.about.name).collect()
    }

    /// First month of the run of which nothing is known: from there on the times stay as they were.
    pub fn unknown_from(&self) -> Option<Month> {
        let next = self.history.ends()?.plus(1);
        (next < self.horizon.ends()).then(|| next.max(self.horizon.begins()))
    }

    /// A month of the world of these draws on which no lever acts.
    pub fn without_levers(&self, month: Month, draws: &Draws) -> Pathways {
        Pathways::of_times(&self.history.times(month, draws), month)
    }

    /// Families that a world will have, about: one for each simulated household.
    pub fn families(&self, ground: &CountryData) -> f64 {
        ground.records.iter().filter_map(|record| record.households).sum::<f64>() * self.scale
    }

    /// How large a replicate's world becomes.
    pub fn size(&self, ground: &CountryData) -> synthesis::Size {
        let Parameters { synthesis: params, economy, .. } = &self.parameters;
        let fit = synthesis::Fit::of(&ground.records, params, economy.transitory_sd.get());
        synthesis::Size::expected(&ground.records, &fit, params, self.scale)
    }

    /// Bytes of a world's columns, with what is remembered of homes while levers grow: a byte for
    /// each lever that grows step by step, where it does.
    pub fn bytes(&self, ground: &CountryData) -> f64 {
        let (size, places) = (self.size(ground), ground.lever_provinces());
        let growing = self.levers.planned.iter().filter(|planned| {
            planned.about.scope == Scope::Homes
                && planned.plan.ramp_months > 1
                && planned.plan.coverage.get() > 0.0
        });
        let held = growing.map(|planned| places.iter().filter(|place| planned.plan.holds(place)).count());
        size.bytes() + size.homes as f64 * held.sum::<usize>() as f64 / places.len().max(1) as f64
    }

    /// What a replicate's world is made from.
    pub fn setup<'a>(&self, ground: &'a CountryData, replicate: u32) -> Setup<'a> {
        Setup {
            records: &ground.records,
            adjacency: &ground.adjacency,
            scale: self.scale,
            start: self.horizon.warm_up_begins(),
            seed: self.horizon.seed,
            replicate,
        }
    }
}

/// A population that cannot be made, though each of its numbers is in the bounds of its unit.
fn synthesis_faults(params: &synthesis::Params, config: &Effective) -> Faults {
    let mut faults = Faults::new();
    let households = params.commune_households.get();
    if !(1.0..=synthesis::MOST_COMMUNE_HOUSEHOLDS).contains(&households) {
        faults.push(config.fault_at(
            Code::Refused,
            "synthesis.commune_households",
            format!("a commune of {households} households cannot be made"),
            format!("choose from 1 to {}; Viet Nam's have about 2,500", synthesis::MOST_COMMUNE_HOUSEHOLDS),
        ));
    }
    let [shortest, longest] =
        [params.birth_spacing_shortest, params.birth_spacing_longest].map(|spacing| spacing.get());
    if shortest > longest {
        let keys = ["synthesis.birth_spacing_shortest", "synthesis.birth_spacing_longest"];
        // Of the two, the one that someone changed is shown.
        let given = config.origins();
        let changed = |key: &&str| given.iter().any(|origin| origin.name == *key);
        let key = keys.into_iter().find(changed).unwrap_or(keys[0]);
        faults.push(config.fault_at(
            Code::Refused,
            key,
            format!(
                "the shortest time between births, {shortest} months, is longer than the longest, {longest}"
            ),
            format!("lower {} or raise {}", keys[0], keys[1]),
        ));
    }
    faults
}

/// Communes of the largest survey that is taken, and people asked in each of them.
const MOST_ASKED: f64 = 100_000.0;

/// People that the largest survey asks: several hundred times as many as those of Viet Nam do.
const LARGEST_SURVEY: f64 = 2e6;

/// The least and the largest value of a survey's setting that the model draws; none of another name.
/// Its unit allows more.
pub fn survey_bounds(name: &str) -> Option<(f64, f64)> {
    matches!(name, "survey.communes" | "survey.respondents_per_commune").then_some((1.0, MOST_ASKED))
}

/// A survey that nobody could take, though each of its numbers is in the bounds of its unit.
fn survey_faults(params: &SurveyParams, config: &Effective) -> Faults {
    let mut faults = Faults::new();
    let (communes, each) = (params.communes.get(), params.respondents_per_commune.get());
    let counts = [
        ("survey.communes", communes, "communes in a survey"),
        ("survey.respondents_per_commune", each, "people asked in a commune"),
    ];
    for (name, count, what) in counts {
        if survey_bounds(name).is_some_and(|(low, high)| !(low..=high).contains(&count)) {
            faults.push(config.fault_at(
                Code::Refused,
                name,
                format!("{count} {what} cannot be drawn"),
                format!("choose from 1 to {MOST_ASKED}; those of Viet Nam have 36 communes of 108 people"),
            ));
        }
    }
    if faults.is_empty() && communes * each > LARGEST_SURVEY {
        faults.push(config.fault_at(
            Code::Refused,
            "survey.communes",
            format!("{communes} communes of {each} people make a survey of {} people", communes * each),
            format!("ask at most {LARGEST_SURVEY} people in all"),
        ));
    }
    faults
}

/// The faults of the levers' tables at the lines where they stand.
fn lever_faults(found: Vec<LeverFault>, config: &Effective) -> Faults {
    let at = |fault: LeverFault| {
        let code = match fault.what {
            What::Value => Code::Refused,
            What::Timing => Code::LeverTiming,
            What::Place => Code::UnknownPlace,
            What::TwoPlaces => Code::AmbiguousPlace,
            What::Share => Code::OutOfBounds,
        };
        let name = match &fault.key {
            Some(key) => format!("levers.{}.{key}", fault.lever),
            None => format!("levers.{}", fault.lever),
        };
        match fault.element {
            Some(element) => config.fault_at_element(code, &name, element, fault.message, fault.help),
            None => config.fault_at(code, &name, fault.message, fault.help),
        }
    };
    found.into_iter().map(at).collect()
}

/// Levers that were moved before the beginning of the run, or beyond its end.
fn timing_faults(planned: &[Planned], horizon: &Horizon, config: &Effective) -> Faults {
    let mut faults = Faults::new();
    let (begins, ends) = (horizon.begins(), horizon.ends());
    let given: BTreeSet<String> = config.origins().into_iter().map(|origin| origin.name).collect();
    for planned in planned.iter().filter(|planned| planned.plan.coverage.get() > 0.0) {
        let (key, start) = (format!("levers.{}.start", planned.about.name), planned.plan.start);
        // A lever of the baseline that has begun before the run acts from its first month; one that
        // the user moved there is a mistake.
        let (message, hint) = if start < begins && given.contains(&key) {
            (
                format!("it starts in {start}, before the first simulated month {begins}"),
                "the warm-up is without levers: start it later, or begin the run earlier with simulation.start_year",
            )
        } else if start >= ends && given.contains(&key) {
            // A lever of the baseline may start after a short run; one that the user moved there is
            // a mistake.
            (
                format!("it starts in {start}, after the run, which covers {begins} to {}", ends.plus(-1)),
                "start it earlier, or simulate more years",
            )
        } else {
            continue;
        };
        faults.push(config.fault_at(Code::LeverTiming, &key, message, hint));
    }
    faults
}

/// The data of the country with its gaps filled.
#[derive(Debug, Clone)]
pub struct CountryData {
    /// Rows of the province table, in the order of their codes.
    pub records: Vec<ProvinceRecord>,
    /// Pairs of touching provinces, by row.
    pub adjacency: Vec<(u8, u8)>,
    /// What places may be called.
    pub places: Gazetteer,
    /// What the months of the past were like.
    pub history: Vec<HistoryRow>,
    /// Names and BLAKE3 hashes of the tables.
    pub hashes: Vec<(String, String)>,
    /// Cells that were empty, and the rules that filled them.
    pub gaps: Vec<GapRule>,
}

impl CountryData {
    /// The data of this process's pack, its gaps filled by the rules of a configuration.
    ///
    /// # Errors
    /// Every fault of the tables, or the section of the rules.
    pub fn of(config: &Effective) -> Result<Self, Faults> {
        Self::read(&Tables::current(), &config.section("synthesis")?)
    }

    /// Reads the tables and fills their gaps by the named rules.
    ///
    /// # Errors
    /// Every fault of the tables.
    pub fn read(tables: &Tables, rules: &synthesis::Params) -> Result<Self, Faults> {
        let CountryTables { provinces: mut records, adjacency, places, history, .. } = data::read(tables)?;
        let gaps = apply_gap_rules(&mut records, rules);
        Ok(Self { records, adjacency, places, history, hashes: tables.hashes(), gaps })
    }
}

impl CountryData {
    /// The provinces as levers see them, without what only a synthetic population tells.
    pub fn lever_provinces(&self) -> Vec<LeverProvince> {
        self.records.iter().enumerate().map(|(row, record)| LeverProvince::new(row, record, 0.0)).collect()
    }
}
