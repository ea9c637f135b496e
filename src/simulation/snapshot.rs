//! The state of a run as bytes.
//!
//! Only what changes is stored: the country and the model's tables are made again from the
//! configuration. `postcard` encodes it; its format is specified and its reader takes no more
//! memory than the bytes can fill. It does not detect corruption; the caller must (checkpoints are
//! hashed).

use super::costing::Costing;
use super::run_state::{RunRecord, RunState};
use super::world::World;
use crate::observation::Recorded;
use crate::pathways::{Reach, SLOTS};
use crate::population::{Commune, ProvinceServices, Recruiters};
use crate::quantities::Month;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};

/// Bytes that are no run of this model and configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// They do not decode.
    #[error("it cannot be decoded ({0})")]
    Encoding(#[from] postcard::Error),
    /// They hold another country.
    #[error("its {0} are not those of this configuration")]
    Shape(&'static str),
}

/// What is stored of a world, in this order.
#[derive(Serialize, Deserialize)]
struct StoredWorld<'a> {
    month: Month,
    communes: Cow<'a, [Commune]>,
    recruiters: Cow<'a, Recruiters>,
    services: Cow<'a, [ProvinceServices]>,
    reach: Cow<'a, [[Option<Reach>; SLOTS]]>,
}

/// What is stored of a run, in this order.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    world: StoredWorld<'a>,
    recorded: Cow<'a, Recorded>,
    costing: Cow<'a, Costing>,
}

impl<'a> StoredWorld<'a> {
    fn of(world: &'a World) -> Self {
        Self {
            month: world.month,
            communes: Cow::Borrowed(&world.communes),
            recruiters: Cow::Borrowed(&world.recruiters),
            services: Cow::Borrowed(&world.services),
            reach: Cow::Borrowed(&world.reach),
        }
    }

    /// The world, if its columns have the lengths that the country gives them; `fresh` lends what
    /// is not stored.
    fn into_world(self, fresh: &World) -> Result<World, Unreadable> {
        fits(&self, fresh)?;
        Ok(World {
            month: self.month,
            communes: self.communes.into_owned(),
            recruiters: self.recruiters.into_owned(),
            services: self.services.into_owned(),
            reach: self.reach.into_owned(),
            draws: fresh.draws,
            country: fresh.country.clone(),
        })
    }
}

/// Writes a world, such as the state after a warm-up; the same bytes for the same world.
///
/// # Errors
/// As [`write`](fn@write).
pub fn write_world(world: &World, out: &mut dyn Write) -> io::Result<()> {
    postcard::to_io(&StoredWorld::of(world), out).map(drop).map_err(io::Error::other)
}

/// The world of some bytes. `fresh` is the same world in its first month.
///
/// # Errors
/// [`Unreadable`] bytes.
pub fn read_world(bytes: &[u8], fresh: &World) -> Result<World, Unreadable> {
    match postcard::take_from_bytes::<StoredWorld<'_>>(bytes)? {
        (stored, []) => stored.into_world(fresh),
        _ => Err(Unreadable::Shape("lengths")),
    }
}

/// Writes a run under way; the same bytes for the same run.
///
/// # Errors
/// What `out` reports, if it is not lost in the encoder.
pub fn write(run: &RunState, out: &mut dyn Write) -> io::Result<()> {
    let stored = Stored {
        world: StoredWorld::of(&run.world),
        recorded: Cow::Borrowed(run.logbook.recorder.so_far()),
        costing: Cow::Borrowed(&run.logbook.costing),
    };
    postcard::to_io(&stored, out).map(drop).map_err(io::Error::other)
}

/// The run of some bytes. `fresh` is the same run before its first month, which lends the country
/// and what is configured.
///
/// # Errors
/// [`Unreadable`] bytes.
pub fn read(bytes: &[u8], fresh: &RunState) -> Result<RunState, Unreadable> {
    let (stored, rest): (Stored<'_>, _) = postcard::take_from_bytes(bytes)?;
    if !rest.is_empty() {
        return Err(Unreadable::Shape("lengths"));
    }
    let world = stored.world.into_world(&fresh.world)?;
    let logbook = RunRecord {
        recorder: fresh.logbook.recorder.clone().having(stored.recorded.into_owned()),
        costing: stored.costing.into_owned(),
    };
    Ok(RunState { world, logbook })
}

/// Whether the columns have the lengths that the country gives them.
fn fits(stored: &StoredWorld<'_>, fresh: &World) -> Result<(), Unreadable> {
    let wrong = |what: &'static str, holds: bool| if holds { Ok(()) } else { Err(Unreadable::Shape(what)) };
    wrong("communes", stored.communes.len() == fresh.communes.len())?;
    for (own, made) in stored.communes.iter().zip(&fresh.communes) {
        wrong("communes", (own.province, own.number) == (made.province, made.number))?;
        wrong("homes", own.homes.len() == made.homes.len())?;
        wrong("people", own.people.len() == made.people.len())?;
    }
    let provinces = fresh.country.provinces.len();
    wrong("services", stored.services.len() == provinces)?;
    wrong("levers", stored.reach.len() == provinces)?;
    wrong("recruiters", stored.recruiters.provinces() == provinces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::{RunResults, Stratum};
    use crate::simulation::{CountryData, Halted, Model, NotFinite, Plan, make, resume};
    use proptest::prelude::*;

    fn written(run: &RunState) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(run, &mut bytes).unwrap();
        bytes
    }

    /// 63 communes of sixty homes, 14 months of warm-up and two years, in which levers act.
    fn small() -> (Plan, CountryData) {
        Plan::of_baseline(&[
            "population.scale=0.0002",
            "synthesis.commune_households=60",
            "simulation.warm_up_months=14",
            "simulation.years=2",
            // Enough of everything that is rare, so that every column holds something.
            "recruiters.per_100k=2000",
        ])
        .unwrap()
    }

    fn begun(plan: &Plan, ground: &CountryData, replicate: u32) -> (Model, RunState) {
        let (model, world) = make(&plan.setup(ground, replicate), plan.parameters.clone());
        (model, RunState::new(plan, world, &Stratum::ALL))
    }

    /// The results to the last bit, signs of zeros among them.
    fn bytes(results: &RunResults) -> Vec<u8> {
        postcard::to_stdvec(results).unwrap()
    }

    fn on(plan: &Plan, model: &Model, run: RunState, replicate: u32) -> RunResults {
        resume::<NotFinite>(plan, model, run, replicate, |_| Ok(())).unwrap()
    }

    #[test]
    fn a_run_that_goes_on_from_any_month_ends_as_the_straight_one() {
        let (plan, ground) = small();
        for replicate in 0..2 {
            let (model, fresh) = begun(&plan, &ground, replicate);
            let mut stored = vec![written(&fresh)];
            let straight = resume::<NotFinite>(&plan, &model, fresh.clone(), replicate, |run| {
                stored.push(written(run));
                Ok(())
            });
            let straight = straight.unwrap();
            assert!(straight.costs.iter().any(|row| row.total() > 0.0) && !straight.months.is_empty());
            let straight = bytes(&straight);
            assert_eq!(stored.len(), 1 + 14 + 24);
            for (months, bytes_of_month) in stored.iter().enumerate() {
                let run = read(bytes_of_month, &fresh).unwrap();
                assert_eq!(written(&run), *bytes_of_month, "round trip after {months} months");
                assert_eq!(bytes(&on(&plan, &model, run, replicate)), straight, "after {months} months");
            }
        }
    }

    #[test]
    fn a_watch_that_ends_the_run_ends_it_in_that_month() {
        let (plan, ground) = small();
        let (model, run) = begun(&plan, &ground, 0);
        let mut seen = 0;
        let halted = resume(&plan, &model, run, 0, |_| {
            seen += 1;
            if seen == 5 { Err(Halted::Stopped) } else { Ok(()) }
        });
        assert_eq!((halted.unwrap_err(), seen), (Halted::Stopped, 5));
    }

    #[test]
    fn bytes_of_another_country_are_refused() {
        let (plan, ground) = small();
        let (_, fresh) = begun(&plan, &ground, 0);
        let mut other = fresh.clone();
        other.world.communes.pop();
        assert_eq!(read(&written(&other), &fresh).unwrap_err(), Unreadable::Shape("communes"));
        let mut other = fresh.clone();
        other.world.communes[4].people.push(0, 0);
        assert_eq!(read(&written(&other), &fresh).unwrap_err(), Unreadable::Shape("people"));
        let mut longer = written(&fresh);
        longer.push(0);
        assert_eq!(read(&longer, &fresh).unwrap_err(), Unreadable::Shape("lengths"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        /// Bytes that lie about their lengths take no memory that they do not fill, and none make
        /// the reader panic.
        #[test]
        fn no_bytes_make_the_reader_panic(at in any::<prop::sample::Index>(), with in any::<[u8; 9]>(), cut in any::<prop::sample::Index>()) {
            use std::sync::LazyLock;
            static FRESH: LazyLock<(RunState, Vec<u8>)> = LazyLock::new(|| {
                let (plan, ground) = small();
                let fresh = begun(&plan, &ground, 0).1;
                let stored = written(&fresh);
                (fresh, stored)
            });
            let (fresh, stored) = &*FRESH;
            let mut damaged = stored[..cut.index(stored.len()).max(16)].to_vec();
            let at = at.index(damaged.len() - 9);
            damaged[at..at + 9].copy_from_slice(&with);
            prop_assert!(read(&damaged, fresh).is_err());
        }
    }
}
