//! A run beside its reference, which lives only the communes that can differ from the reference's.
//!
//! Scenarios of a replicate go on from one state and meet the same chance. A commune's month is
//! made of the commune, the recruiters at work there, and what it reads of the levers in its
//! province; where its people are elsewhere in the country, also of the recruiters, levers and
//! awareness of that province. While all of these are the reference's, so is what comes of them, bit for bit; such a
//! commune is neither copied nor lived again, nor counted again at the end of the year. From the first month in which one of them
//! differs, the run owns the commune and lives it itself, until a month leaves both the same: a
//! case that opened a month later often leaves nothing behind. Casework and recruiters join the
//! communes of the whole country, so every run does them itself.

use super::invariants::{NotFinite, check};
use super::run_state::{RunRecord, RunState};
use super::schedule::ThisMonth;
use super::{Model, Plan, World};
use crate::levers::LeverProvince;
use crate::observation::{ObservedWorld, RunResults, Stratum, YearCounts, empty_logs};
use crate::pathways::{Pathways, Reach, SLOTS};
use crate::population::{Commune, Country, ProvinceServices, Recruiters};
use crate::processes::casework::{self, CaseChange};
use crate::processes::recruiters::{self, RecruitersAtWork};
use crate::processes::recruitment::Surroundings;
use crate::quantities::Month;

/// A run that keeps step with its reference.
pub(super) struct RunBeside<'a> {
    /// Which of the runs that are lived together it is.
    pub place: usize,
    /// Its plan.
    pub plan: &'a Plan,
    logbook: RunRecord,
    world: WorldBeside,
}

/// The state of such a run: what of it can differ from the reference's.
struct WorldBeside {
    /// Its own communes; none where it has the reference's. In boxes, for a run owns few.
    own: Vec<Option<Box<Commune>>>,
    recruiters: Recruiters,
    services: Vec<ProvinceServices>,
    reach: Vec<[Option<Reach>; SLOTS]>,
    /// The levers of the month that it has looked at.
    pathways: Pathways,
    /// The recruiters at work in it.
    at_work: RecruitersAtWork,
    /// What last month left in its provinces for comers.
    surroundings: Vec<Surroundings>,
    /// Rows of the communes that it has shared up to then and that can differ from then on.
    parting: Vec<usize>,
}

/// The month of the reference before it is lived.
pub(super) struct Lead<'a> {
    /// The reference.
    pub world: &'a World,
    /// Its levers.
    pub pathways: &'a Pathways,
    /// Its recruiters.
    pub at_work: &'a RecruitersAtWork,
    /// What last month left in its provinces for comers.
    pub surroundings: &'a [Surroundings],
}

impl<'a> RunBeside<'a> {
    /// A run that goes on from the reference's state.
    pub fn new(place: usize, plan: &'a Plan, reference: &World, strata: &[Stratum]) -> Self {
        let world = WorldBeside {
            own: vec![None; reference.communes.len()],
            recruiters: reference.recruiters.clone(),
            services: reference.services.clone(),
            reach: reference.reach.clone(),
            pathways: Pathways::idle(0, reference.month),
            at_work: RecruitersAtWork::default(),
            surroundings: Vec::new(),
            parting: Vec::new(),
        };
        Self { place, plan, logbook: RunRecord::new(plan, &reference.country, strata), world }
    }

    /// Looks at the month to come: which communes can differ in it for the first time?
    pub fn look_ahead(&mut self, lead: &Lead<'_>, places: &[LeverProvince]) {
        let pathways = self.plan.pathways(lead.world.month, places, &lead.world.draws);
        self.world.look_ahead(lead, pathways);
    }

    /// How many communes it will own in that month.
    pub fn owned(&self) -> usize {
        self.world.own.iter().flatten().count() + self.world.parting.len()
    }

    /// Takes the communes that part from the reference, which has not lived the month yet.
    pub fn part(&mut self, reference: &World) {
        let WorldBeside { own, parting, .. } = &mut self.world;
        for commune in parting.drain(..) {
            own[commune] = Some(Box::new(reference.communes[commune].clone()));
        }
    }

    /// The run on its own, before the month that it has looked at.
    pub fn alone(self, reference: &World) -> RunState {
        let WorldBeside { own, recruiters, services, reach, .. } = self.world;
        let theirs = reference.communes.iter();
        let world = World {
            month: reference.month,
            draws: reference.draws,
            country: reference.country.clone(),
            communes: own
                .into_iter()
                .zip(theirs)
                .map(|(own, theirs)| own.map_or_else(|| theirs.clone(), |own| *own))
                .collect(),
            recruiters,
            services,
            reach,
        };
        RunState { world, logbook: self.logbook }
    }

    /// Lives the month. The reference has lived it up to casework, which is about to make `changes`
    /// in the reference's communes.
    pub fn live(&mut self, model: &Model, reference: &World, changes: &[CaseChange]) {
        self.world.live(model, reference, changes);
    }

    /// Gives up the communes that the month, which the reference has lived to its end, has left the
    /// same, and writes it down.
    ///
    /// # Errors
    /// A number of the state that is not finite any more.
    pub fn month(&mut self, reference: &World, places: &[LeverProvince]) -> Result<(), NotFinite> {
        self.world.share_again(reference);
        let seen = self.world.seen(reference);
        check(&seen, &self.world.pathways, &self.plan.levers.planned)?;
        self.logbook.month(self.plan, places, &self.world.pathways, &seen);
        Ok(())
    }

    /// Writes down the year that ends with `month`, which its communes have counted.
    pub fn year(&mut self, reference: &World, counts: YearCounts, month: Month) {
        let seen = self.world.seen(reference);
        self.logbook.year(self.plan, &seen, counts, month, &reference.draws);
        empty_logs(self.world.own.iter_mut().flatten().map(Box::as_mut));
    }

    /// All its communes.
    pub fn communes<'s>(&'s self, reference: &'s World) -> Vec<&'s Commune> {
        communes(&self.world.own, reference)
    }

    /// The results of the run, which has ended.
    pub fn results(self, country: &Country, replicate: u32) -> RunResults {
        self.logbook.results(self.plan, country, replicate)
    }
}

impl WorldBeside {
    fn look_ahead(&mut self, lead: &Lead<'_>, pathways: Pathways) {
        let theirs = lead.world;
        let at_work = recruiters::by_commune(&self.recruiters, self.own.len());
        let country = &theirs.country;
        let surroundings = Surroundings::of_provinces(country, communes(&self.own, theirs).into_iter());
        let same_for_comers: Vec<bool> = (0..country.provinces.len())
            .map(|row| {
                let of_row = country.provinces[row].communes.clone();
                surroundings[row] == lead.surroundings[row]
                    && pathways.provinces[row].same_for_comers(&lead.pathways.provinces[row])
                    && at_work.in_communes(of_row.clone()) == lead.at_work.in_communes(of_row)
            })
            .collect();
        let all_same = !same_for_comers.contains(&false);
        self.parting.clear();
        for (row, province) in country.provinces.iter().enumerate() {
            let same_levers = self.reach[row] == theirs.reach[row]
                && pathways.provinces[row].same_in_communes(&lead.pathways.provinces[row]);
            let differs = |commune: &usize| {
                let away = theirs.communes[*commune].elsewhere.people();
                let same = same_levers
                    && at_work.in_commune(*commune) == lead.at_work.in_commune(*commune)
                    && (all_same || away.iter().all(|away| same_for_comers[usize::from(away.province)]));
                self.own[*commune].is_none() && !same
            };
            self.parting.extend(province.communes.clone().filter(differs));
        }
        (self.pathways, self.at_work, self.surroundings) = (pathways, at_work, surroundings);
    }

    fn live(&mut self, model: &Model, reference: &World, changes: &[CaseChange]) {
        let Self { own, recruiters, services, reach, pathways, at_work, surroundings, .. } = self;
        let now = ThisMonth { model, country: &reference.country, draws: reference.draws, pathways };
        let living =
            own.iter_mut().enumerate().filter_map(|(row, commune)| Some((row, commune.as_deref_mut()?)));
        now.in_communes(living.collect(), at_work, surroundings, reach);
        let own_changes = now.of_services(services, &communes(own, reference));
        // A commune whose casework differs parts here, from the reference's before its casework.
        for change in own_changes.iter().chain(changes) {
            let row = change.commune as usize;
            if casework::changes_in(&own_changes, row) != casework::changes_in(changes, row) {
                own[row].get_or_insert_with(|| Box::new(reference.communes[row].clone()));
            }
        }
        for (row, commune) in own.iter_mut().enumerate() {
            if let Some(commune) = commune {
                casework::apply(casework::changes_in(&own_changes, row), commune);
            }
        }
        now.of_recruiters(recruiters, &communes(own, reference));
        *reach = pathways.reach();
    }

    fn share_again(&mut self, reference: &World) {
        for (own, theirs) in self.own.iter_mut().zip(&reference.communes) {
            // Where columns differ these two numbers nearly always do, and spare the comparison.
            let same = |own: &Commune| {
                (own.network, own.prospect) == (theirs.network, theirs.prospect) && own == theirs
            };
            if own.as_deref().is_some_and(same) {
                *own = None;
            }
        }
    }

    /// What can be observed of it.
    fn seen<'s>(&'s self, reference: &'s World) -> ObservedWorld<'s> {
        ObservedWorld {
            country: &reference.country,
            communes: communes(&self.own, reference),
            services: &self.services,
            recruiters: &self.recruiters,
        }
    }
}

/// All communes of a run: its own, and else the reference's.
fn communes<'s>(own: &'s [Option<Box<Commune>>], reference: &'s World) -> Vec<&'s Commune> {
    own.iter().zip(&reference.communes).map(|(own, theirs)| own.as_deref().unwrap_or(theirs)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::simulation::UNINTERRUPTED;
    use crate::simulation::schedule::{from_casework_on, up_to_casework};
    use crate::simulation::{CountryData, warm_up};

    fn plan(sets: &[&str]) -> (Plan, CountryData) {
        let small = [
            "population.scale=0.0002",
            "synthesis.commune_households=60",
            "simulation.warm_up_months=3",
            "simulation.years=1",
        ];
        Plan::of_baseline(&[&small, sets].concat()).unwrap()
    }

    /// Cash for nobody against cash in one province, and against the same again: the first run owns
    /// the communes of that province and no other, the second none.
    #[test]
    fn a_run_owns_the_communes_that_its_levers_reach_and_gives_up_those_that_are_equal() {
        let (lead, ground) = plan(&["levers.cash_transfer.coverage=0"]);
        let (confined, _) = plan(&[
            "levers.cash_transfer.coverage=0.9",
            "levers.cash_transfer.start=2017-01",
            "levers.cash_transfer.provinces=[\"Kon Tum\"]",
        ]);
        let (model, mut world) = warm_up(&lead, &ground, 0, UNINTERRUPTED).unwrap();
        let places = LeverProvince::list(&world.country);
        let mut runs = [&confined, &lead].map(|plan| RunBeside::new(1, plan, &world, &[Stratum::National]));
        let row = world.country.provinces.iter().position(|province| province.record.code == "62").unwrap();
        let of_province = world.country.provinces[row].communes.clone();

        let of_lead = lead.pathways(world.month, &places, &world.draws);
        let at_work = recruiters::by_commune(&world.recruiters, world.communes.len());
        let surroundings = Surroundings::of_provinces(&world.country, world.communes.iter());
        let seen = Lead { world: &world, pathways: &of_lead, at_work: &at_work, surroundings: &surroundings };
        runs.iter_mut().for_each(|run| run.look_ahead(&seen, &places));
        assert_eq!(runs[0].world.parting, of_province.clone().collect::<Vec<_>>());
        assert_eq!(runs.each_ref().map(RunBeside::owned), [of_province.len(), 0]);

        runs.iter_mut().for_each(|run| run.part(&world));
        let changes = up_to_casework(&model, &mut world, &of_lead);
        runs.iter_mut().for_each(|run| run.live(&model, &world, &changes));
        from_casework_on(&model, &mut world, &of_lead, &changes);
        runs.iter_mut().for_each(|run| run.month(&world, &places).unwrap());
        assert!((1..=of_province.len()).contains(&runs[0].owned()), "cash has raised consumption there");
        assert_eq!(runs[1].owned(), 0);
        let communes = runs[1].communes(&world);
        assert!(communes.iter().zip(&world.communes).all(|(own, theirs)| std::ptr::eq(*own, theirs)));

        let own = world.communes.iter().cloned().map(Box::new).map(Some).collect();
        runs[0].world.own = own;
        let changed = runs[0].world.own[0].as_mut().unwrap();
        changed.homes.generation[0] ^= 1;
        runs[0].world.share_again(&world);
        let left: Vec<usize> =
            (0..world.communes.len()).filter(|&row| runs[0].world.own[row].is_some()).collect();
        assert_eq!(left, [0], "the one that differs by a bit");
    }
}
