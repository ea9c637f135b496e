//! The state of the country, and the model that moves it.

use super::Parameters;
use crate::observation;
use crate::pathways::{Pathways, Reach, SLOTS};
use crate::population::synthesis::{self, ConsumptionModel, Recipe, synthesise};
use crate::population::{Commune, Country, ProvinceRecord, ProvinceServices, Recruiters};
use crate::processes::economy::Economy;
use crate::processes::family::FamilyLife;
use crate::processes::recruitment::{NOWHERE, Recruitment};
use crate::processes::spells::Spells;
use crate::processes::{Birthdays, CommuneContext, demography, recruiters};
use crate::quantities::Month;
use crate::random::Draws;
use rayon::prelude::*;

/// The processes with their tables, made once from the parameters; never changes during a run.
#[derive(Debug)]
pub struct Model {
    /// Parameters.
    pub parameters: Parameters,
    /// Household economy.
    pub economy: Economy,
    /// Family life.
    pub family: FamilyLife,
    /// Schooling, work, marriage, migration and recruitment.
    pub spells: Spells,
    /// How consumption is drawn in each province.
    pub consumption: Vec<ConsumptionModel>,
}

/// All that changes from month to month. Cloning it forks a run: scenarios share a warm-up this
/// way.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The month to come.
    pub month: Month,
    /// All the chance of the run.
    pub draws: Draws,
    /// Provinces.
    pub country: Country,
    /// Communes, province by province.
    pub communes: Vec<Commune>,
    /// Recruiters.
    pub recruiters: Recruiters,
    /// Services, by province.
    pub services: Vec<ProvinceServices>,
    /// Last month's reach of the levers, by province.
    pub reach: Vec<[Option<Reach>; SLOTS]>,
}

impl World {
    /// The part of it that can be observed.
    pub fn seen(&self) -> observation::ObservedWorld<'_> {
        observation::ObservedWorld {
            country: &self.country,
            communes: self.communes.iter().collect(),
            services: &self.services,
            recruiters: &self.recruiters,
        }
    }
}

/// What a world is made from.
#[derive(Debug)]
pub struct Setup<'a> {
    /// Published rows with gaps filled.
    pub records: &'a [ProvinceRecord],
    /// Pairs of touching provinces, by row.
    pub adjacency: &'a [(u8, u8)],
    /// Simulated families for each real one.
    pub scale: f64,
    /// First month of the warm-up.
    pub start: Month,
    /// Seed.
    pub seed: u64,
    /// Replicate.
    pub replicate: u32,
}

impl<'a> Setup<'a> {
    fn recipe(&self, parameters: &Parameters) -> Recipe<'a> {
        Recipe {
            records: self.records,
            adjacency: self.adjacency,
            scale: self.scale,
            start: self.start,
            transitory_sd: parameters.economy.transitory_sd.get(),
        }
    }

    /// The country of the state that [`make`] makes, without anybody in it: names, weights and
    /// lines of its provinces.
    pub fn country(&self, parameters: &Parameters) -> Country {
        let draws = Draws::new(self.seed, self.replicate);
        synthesis::country(&self.recipe(parameters), &parameters.synthesis, &draws)
    }
}

/// Makes the model and the first state.
pub fn make(setup: &Setup<'_>, parameters: Parameters) -> (Model, World) {
    let draws = Draws::new(setup.seed, setup.replicate);
    let made = synthesise(&setup.recipe(&parameters), &parameters.synthesis, &draws);
    let model = Model {
        economy: Economy::new(parameters.economy.clone(), made.country.log_reference),
        family: FamilyLife::new(parameters.family.clone()),
        spells: Spells::new(
            &parameters.schooling,
            &parameters.work,
            &parameters.marriage,
            &parameters.migration,
            Recruitment::new(parameters.recruitment.clone(), &recruiters::mix(&parameters.recruiters)),
        ),
        consumption: made.consumption,
        parameters,
    };
    let provinces = made.country.provinces.len();
    let mut world = World {
        month: setup.start,
        draws,
        country: made.country,
        communes: made.communes,
        recruiters: Recruiters::none(provinces),
        services: vec![ProvinceServices::default(); provinces],
        reach: vec![[None; SLOTS]; provinces],
    };
    count_children(&model, &mut world);
    world.recruiters = recruiters::first_recruiters(
        &model.parameters.recruiters,
        &world.country,
        &world.communes,
        &draws,
        setup.start,
    );
    (model, world)
}

/// Counts the children of the first month, from which the first recruiters follow.
fn count_children(model: &Model, world: &mut World) {
    let idle = Pathways::idle(world.country.provinces.len(), world.month);
    let (country, draws, month) = (&world.country, world.draws, world.month);
    world.communes.par_iter_mut().for_each(|commune| {
        let row = usize::from(commune.province);
        let here = CommuneContext {
            month,
            draws,
            province: &country.provinces[row],
            pathways: &idle.provinces[row],
            destinations: &NOWHERE,
        };
        let settlement = demography::Settlement {
            country,
            consumption: &model.consumption[row],
            params: &model.parameters.synthesis,
        };
        let mut birthdays = Birthdays::default();
        birthdays.find(&commune.people.birth, month);
        demography::step(commune, &here, settlement, &birthdays);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::{CountryData, Plan, configuration};

    /// Of the same replicate, whose sample of communes is its own.
    #[test]
    fn the_country_without_anybody_in_it_is_that_of_the_state() {
        let config = configuration(None, None, &["population.scale=0.002"]).unwrap();
        let ground = CountryData::of(&config).unwrap();
        let plan = Plan::read(&config, &ground).unwrap();
        for replicate in [0, 3] {
            let setup = plan.setup(&ground, replicate);
            let (model, world) = make(&setup, plan.parameters.clone());
            assert_eq!(setup.country(&model.parameters), world.country);
        }
    }
}
