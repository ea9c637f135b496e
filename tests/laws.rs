//! Chance against its closed form: every hazard alone, every stream, and the length of a month.

use crate::support::{idle, run, world};
use lachan::population::{Commune, LEAVES_AT, person_flag};
use lachan::processes::{SpellProcess, marriage, migration, schooling, work};
use lachan::quantities::Month;
use lachan::random::{Dither, Draws, HazardSteps, SpellClock, Stream};
use lachan::simulation::Model;
use statrs::distribution::{ChiSquared, ContinuousCDF};
use std::collections::BTreeMap;

/// No p-value of a fixed seed may be below this.
const LEAST: f64 = 1e-3;

/// Every home alike, nobody recruited, no networks: what is left of a hazard is its rate.
const ALIKE: [&str; 19] = [
    "recruiters.per_100k=0",
    "schooling.home.consumption_elasticity=0",
    "schooling.home.minority=1",
    "schooling.home.low_education=1",
    "work.home.consumption_elasticity=0",
    "work.home.urban=1",
    "marriage.home.minority=1",
    "migration.home.consumption_elasticity=0",
    "migration.home.debt=1",
    "migration.home.violence=1",
    "migration.network=0",
    "schooling.region.red_river_delta=1",
    "schooling.region.northern_midlands_mountains=1",
    "schooling.region.north_central_coast=1",
    "schooling.region.central_highlands=1",
    "schooling.region.southeast=1",
    "schooling.region.mekong_delta=1",
    "work.region.northern_midlands_mountains=1",
    "work.region.central_highlands=1",
];

/// Trials of one mechanism, with what its law gives.
#[derive(Default)]
struct Trials {
    seen: f64,
    expected: f64,
    variance: f64,
}

impl Trials {
    fn add(&mut self, p: f64, happened: bool) {
        self.expected += p;
        self.variance += p * (1.0 - p);
        self.seen += f64::from(u8::from(happened));
    }

    fn join(&mut self, other: &Self) {
        self.seen += other.seen;
        self.expected += other.expected;
        self.variance += other.variance;
    }

    /// Chi-square with one degree of freedom.
    fn chi_square(&self) -> f64 {
        (self.seen - self.expected).powi(2) / self.variance
    }
}

/// A process, the flag that it changes, and changes of the same month that also end schooling.
type Process<'a> = (&'static str, SpellProcess<'a>, u16, u16);

fn processes(model: &Model) -> [Process<'_>; 4] {
    use person_flag::{AWAY, ENROLLED, MARRIED, WORKING};
    let p = &model.parameters;
    [
        ("schooling", schooling::lane(&p.schooling), ENROLLED, AWAY | MARRIED),
        ("work", work::lane(&p.work), WORKING, 0),
        ("marriage", marriage::lane(&p.marriage), MARRIED, 0),
        ("migration", migration::lane(&p.migration), AWAY, 0),
    ]
}

/// Each of schooling, work, marriage and migration, there and back, at each age in years and for
/// each sex, over 18 months of some 800,000 people: the number of changes follows the binomial law
/// of its own rate.
#[test]
fn each_hazard_alone_follows_its_law() {
    let mut sets = ALIKE.to_vec();
    sets.push("migration.shock=1");
    // More of the rarest changes than in the baseline, so that there are enough to tell.
    sets.extend(["marriage.girls_13_14=0.002", "marriage.girls_15_17=0.008"]);
    sets.extend([
        "schooling.dropout_primary=0.004",
        "schooling.dropout_lower=0.008",
        "schooling.dropout_upper=0.02",
    ]);
    let (model, mut world) = world(0.004, &sets);
    let mut mechanisms: BTreeMap<(&str, bool, i32, bool), Trials> = BTreeMap::new();
    for _ in 0..18 {
        let (before, now) = (world.clone(), world.month);
        run(&model, &mut world, 1, idle);
        for (was, is) in before.communes.iter().zip(&world.communes) {
            let index = f64::from(world.country.provinces[usize::from(was.province)].out_migration_index);
            for person in 0..was.people.len() {
                let age = was.people.age(person, now);
                // On a birthday flags may change before spells do.
                if (0..LEAVES_AT).contains(&age) && age % 12 != 0 {
                    trials(&model, &mut mechanisms, (was, is), person, age / 12, index);
                }
            }
        }
    }
    mechanisms.retain(|_, trials| trials.variance >= 5.0);
    assert!(mechanisms.len() >= 60, "only {} mechanisms have events enough", mechanisms.len());
    let law = ChiSquared::new(1.0).unwrap();
    let mut of_process: BTreeMap<(&str, bool), Trials> = BTreeMap::new();
    for (&(name, returning, years, female), trials) in &mechanisms {
        let p = law.sf(trials.chi_square());
        assert!(
            p > LEAST,
            "{name}, returning {returning}, {years} years, girls {female}: {} seen, {:.1} expected, p {p}",
            trials.seen,
            trials.expected
        );
        of_process.entry((name, returning)).or_default().join(trials);
    }
    // Ages and sexes together, so that a rate that is a tenth too high or too low is found in every
    // process.
    for (process, trials) in &of_process {
        let p = law.sf(trials.chi_square());
        assert!(p > LEAST, "{process:?}: {} seen, {:.1} expected, p {p}", trials.seen, trials.expected);
        assert!(
            trials.variance.sqrt() < 0.03 * trials.expected,
            "{process:?}: too few events to tell a tenth"
        );
    }
    let all: f64 = mechanisms.values().map(Trials::chi_square).sum();
    let p = ChiSquared::new(mechanisms.len() as f64).unwrap().sf(all);
    assert!(p > LEAST, "all {} mechanisms together: p {p}", mechanisms.len());
}

fn trials(
    model: &Model,
    mechanisms: &mut BTreeMap<(&str, bool, i32, bool), Trials>,
    (was, is): (&Commune, &Commune),
    person: usize,
    years: i32,
    out_migration: f64,
) {
    let (before, after) = (was.people.flags[person], is.people.flags[person]);
    for (name, lane, flag, elsewhere) in processes(model) {
        if (before ^ after) & elsewhere != 0 {
            continue;
        }
        let returning = (lane.returning)(before);
        let place = if name == "migration" && !returning { out_migration } else { 1.0 };
        let rate = place * (lane.rate)(years as u32, before & person_flag::CODE);
        if rate > 0.0 {
            let mechanism = (name, returning, years, before & person_flag::FEMALE != 0);
            let happened = (before ^ after) & flag != 0;
            mechanisms.entry(mechanism).or_default().add(1.0 - libm::exp(-rate), happened);
        }
    }
}

/// Months until the first success, of agents who try once a month with probability `p`, counted up
/// to `last`; in the last place those who never had one.
fn waits(agents: u64, last: usize, tries: impl Fn(u64, i32) -> bool) -> Vec<f64> {
    let mut counts = vec![0.0; last + 1];
    for agent in 0..agents {
        counts[(0..last).find(|&month| tries(agent, month as i32)).unwrap_or(last)] += 1.0;
    }
    counts
}

/// p-value of waits under the geometric law.
fn geometric(counts: &[f64], p: f64) -> f64 {
    let agents: f64 = counts.iter().sum();
    let last = counts.len() - 1;
    let law = |month: usize| {
        let still = libm::pow(1.0 - p, month as f64);
        if month == last { still } else { still * p }
    };
    let chi: f64 = counts
        .iter()
        .enumerate()
        .map(|(month, seen)| (seen - agents * law(month)).powi(2) / (agents * law(month)))
        .sum();
    ChiSquared::new(last as f64).unwrap().sf(chi)
}

/// A decision of each of the streams, taken once a month: months until the first success are
/// geometric.
#[test]
fn decisions_of_every_stream_are_geometric() {
    let draws = Draws::new(31, 0);
    for &stream in Stream::ALL {
        let counts = waits(4_000, 20, |agent, month| draws.happens(stream, agent, Month(month), 0.08));
        let p = geometric(&counts, 0.08);
        assert!(p > LEAST, "{}: p {p}", stream.name());
    }
}

fn clock_of(draws: &Draws, agent: u64) -> SpellClock {
    SpellClock::start(draws, Stream::WorkSpell, agent, Month(-1))
}

/// A month's dither of an agent's home.
fn dither(draws: &Draws, agent: u64, step: i32) -> Dither {
    Dither::from_low_bits(draws.block(Stream::HouseholdMonth, agent, Month(step))[0])
}

/// Two steps of half a month under the hazard of half a month, which is the probability
/// `1 - (1-p)^(1/2)`, have the law of one month.
#[test]
fn two_half_months_are_a_month() {
    let draws = Draws::new(32, 0);
    for p in [0.001_f64, 0.02, 0.1, 0.4] {
        let rate = -libm::log1p(-p);
        let last = if p < 0.01 { 400 } else { 20 };
        // Kept from one month to the next, as a clock is.
        let whole = waits_of_clocks(&draws, last, |clock, agent, month| {
            clock.runs_out(HazardSteps::from_rate(rate as f32, dither(&draws, agent, month)))
        });
        let halves = waits_of_clocks(&draws, last, |clock, agent, month| {
            let half =
                |step| HazardSteps::from_rate(rate as f32 / 2.0, dither(&draws, agent, 2 * month + step));
            clock.runs_out(half(0)) || clock.runs_out(half(1))
        });
        for (counts, name) in [(whole, "whole"), (halves, "half")] {
            let counts = grouped(&counts, 20);
            let found = geometric(&counts, 1.0 - libm::pow(1.0 - p, last as f64 / 20.0));
            assert!(found > LEAST, "{name} months at {p}: p {found}");
        }
    }
}

fn waits_of_clocks(draws: &Draws, last: usize, ends: impl Fn(&mut SpellClock, u64, i32) -> bool) -> Vec<f64> {
    let mut counts = vec![0.0; last + 1];
    for agent in 0..30_000 {
        let mut clock = clock_of(draws, agent);
        let month = (0..last).find(|&month| ends(&mut clock, agent, month as i32)).unwrap_or(last);
        counts[month] += 1.0;
    }
    counts
}

/// Waits in `bins` equal stretches of months, and those that never ended.
fn grouped(counts: &[f64], bins: usize) -> Vec<f64> {
    let last = counts.len() - 1;
    let mut grouped: Vec<f64> =
        counts[..last].chunks(last / bins).map(|stretch| stretch.iter().sum()).collect();
    grouped.push(counts[last]);
    grouped
}

#[test]
fn nothing_happens_at_rate_zero_and_everybody_moves_in_the_first_month_at_a_certain_one() {
    let mut sets = ALIKE.to_vec();
    sets.extend(["migration.leave_12_14=0", "migration.leave_15_24=0", "family.caregiver_leaves=0"]);
    let away = |world: &lachan::simulation::World, from: i32| {
        let of = |commune: &Commune| {
            let people = &commune.people;
            let of_age =
                |&person: &usize| (from..LEAVES_AT).contains(&people.age(person, world.month.plus(-1)));
            let all: Vec<usize> = (0..people.len()).filter(of_age).collect();
            let away = all.iter().filter(|&&person| people.has(person, person_flag::AWAY)).count();
            (away, all.len())
        };
        world.communes.iter().map(of).fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1))
    };
    let (model, mut never) = world(0.0005, &[&sets[..], &["synthesis.commune_households=300"]].concat());
    run(&model, &mut never, 24, idle);
    assert_eq!(away(&never, 0).0, 0);

    let draws = Draws::new(33, 0);
    let ends =
        |agent: u64| clock_of(&draws, agent).runs_out(HazardSteps::from_rate(16.0, dither(&draws, agent, 0)));
    assert!((0..100_000).all(ends), "a clock outlasted certainty");
    assert!((0..1_000).all(|agent| !draws.happens(Stream::RecruiterMove, agent, Month(0), 0.0)));
    assert!((0..1_000).all(|agent| draws.happens(Stream::RecruiterMove, agent, Month(0), 1.0)));
}
