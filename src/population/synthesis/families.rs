//! Families at their places: the first ones, and every one that follows.

use super::layout::{
    HomeClass, RemotenessLayout, family_cycle, family_size_chance, low_education_chance, spacing_range,
};
use super::{ConsumptionModel, Params, Recipe};
use crate::population::{
    Commune, Country, Debt, Homes, LogConsumption, People, Province, StandardScore, home_flag, keys,
    person_flag,
};
use crate::quantities::Month;
use crate::random::{Draws, SpellClock, Stream, normal_quantile, unit_from_word};

/// Age in months at which children start school.
const SCHOOL_AGE: i32 = 72;

/// A kept commune before it has homes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    /// Row of the province.
    pub row: usize,
    /// Number among the communes of the whole province.
    pub number: u16,
    /// How many homes it gets.
    pub homes: usize,
}

/// Makes one commune with its first families.
pub(super) fn populate(
    country: &Country,
    plot: Plot,
    layout: &RemotenessLayout,
    model: &ConsumptionModel,
    params: &Params,
    recipe: &Recipe<'_>,
    draws: &Draws,
) -> Commune {
    let Plot { row, number, homes } = plot;
    let province = &country.provinces[row];
    let remoteness = place_on_axis(number, 0, 1, province);
    let mut commune = Commune::empty(row as u8, number, remoteness as f32);
    commune.homes = Homes::with_capacity(homes);
    for home in 0..homes {
        let remoteness = place_on_axis(number, home, homes, province);
        add_place(&mut commune, home as u16, remoteness, layout, params, province, draws);
    }
    commune.people = People::empty_places((0..homes).map(|home| commune.homes.members(home).len()));
    // Only now: where a home lies on the axis follows from the number of homes in its commune.
    for home in 0..homes {
        let place = commune.place_key(home);
        let (children, spacing) = (commune.homes.members(home).len() as u32, spacing(place, params, draws));
        let cycle = family_cycle(children, spacing);
        let phase =
            unit_from_word(draws.block(Stream::SynthesisFamily, place, Month(0))[2]) * f64::from(cycle);
        settle(&mut commune, home, recipe.start.plus(-(phase as i32)), model, params, country, draws);
        for person in commune.homes.members(home) {
            if commune.people.present(person, recipe.start) {
                be_born(&mut commune, person, recipe.start, params, draws);
                let age = commune.people.age(person, recipe.start);
                if (SCHOOL_AGE..crate::population::ADULT_AT).contains(&age) {
                    commune.people.set(person, person_flag::ENROLLED);
                }
            }
        }
    }
    commune
}

/// Adds the place of a home, with rows for its people: what stays the same for every family there
/// (ethnicity, residence, number of children).
fn add_place(
    commune: &mut Commune,
    home: u16,
    remoteness: f64,
    layout: &RemotenessLayout,
    params: &Params,
    province: &Province,
    draws: &Draws,
) {
    let place = keys::place(commune.province, commune.number, home);
    let word = draws.block(Stream::SynthesisFamily, place, Month(0));
    let minority = unit_from_word(word[0]) < layout.minority_chance(remoteness);
    let mean = if minority { params.children_minority.get() } else { params.children_kinh.get() };
    let urban = layout.urban(remoteness);
    let farm_share = params.farm_homes_per_income_share.get() * province.record.farm_income_share
        / (1.0 - province.record.urban_share).max(0.05);
    let farm = !urban && unit_from_word(word[3]) < farm_share.clamp(0.02, 0.95);
    let mut flags = 0;
    for (flag, on) in [(home_flag::MINORITY, minority), (home_flag::URBAN, urban), (home_flag::FARM, farm)] {
        if on {
            flags |= flag;
        }
    }
    let homes = &mut commune.homes;
    let rows_before = homes.first.last().copied().unwrap_or_default();
    homes.first.push(rows_before + family_size(unit_from_word(word[1]), mean) as u16);
    homes.flags.push(flags);
    homes.permanent.push(LogConsumption::default());
    homes.transitory.push(LogConsumption::default());
    homes.debt.push(Debt::default());
    homes.temper.push(StandardScore::default());
    homes.supervision.push(StandardScore::default());
    homes.parenting_gain.push(StandardScore::default());
    homes.reach.push(0);
    homes.generation.push(0);
}

/// Settles a new family at a place, with its first birth in `first_birth`.
///
/// Draws caregiver education, permanent consumption and the home's fixed traits; spaces the births.
/// The caller raises the generation beforehand where a family follows another.
pub fn settle(
    commune: &mut Commune,
    home: usize,
    first_birth: Month,
    model: &ConsumptionModel,
    params: &Params,
    country: &Country,
    draws: &Draws,
) {
    let family = commune.home_key(home);
    let spacing = spacing(commune.place_key(home), params, draws);
    let members = commune.homes.members(home);
    for (child, person) in members.clone().enumerate() {
        commune.people.birth[person] = (first_birth.0 + (spacing * child as u32) as i32) as i16;
        commune.people.flags[person] = 0;
    }
    let word = draws.block(Stream::SynthesisHome, family, Month(0));
    let homes = &mut commune.homes;
    let minority = homes.has(home, home_flag::MINORITY);
    let low_education = unit_from_word(word[0]) < low_education_chance(minority, params);
    let class = HomeClass {
        remoteness: place_on_axis(
            commune.number,
            home,
            homes.len(),
            &country.provinces[usize::from(commune.province)],
        ),
        urban: homes.has(home, home_flag::URBAN),
        minority,
        low_education,
        share: 1.0,
    };
    homes.permanent[home] = LogConsumption::normal(word[1], model.mean(&class, params), model.residual_sd);
    homes.transitory[home] = LogConsumption::normal(word[2], 0.0, model.transitory_sd);
    homes.set_fifth(home, country.fifth_of(homes.permanent[home].get()));
    homes.flags[home] &= !(home_flag::CODE | home_flag::VIOLENT_DISCIPLINE | home_flag::CASE_MANAGED)
        | home_flag::MINORITY
        | home_flag::URBAN;
    homes.assign(home, home_flag::LOW_EDUCATION, low_education);
    homes.debt[home] = Debt::default();
    homes.parenting_gain[home] = StandardScore::default();
    homes.reach[home] = 0;
    let trait_word = draws.block(Stream::SynthesisTraits, family, Month(0));
    let temper = unit_from_word(trait_word[0]);
    homes.temper[home] = StandardScore::new(libm::log(temper / (1.0 - temper)) as f32);
    homes.supervision[home] = StandardScore::new(normal_quantile(unit_from_word(trait_word[1])) as f32);
}

/// A child is born (or, at the start of a run, is already there): draws the sex and starts every
/// spell.
pub fn be_born(commune: &mut Commune, person: usize, month: Month, params: &Params, draws: &Draws) {
    let key = commune.person_key(person);
    let birth = draws.block(Stream::Birth, key, Month(0));
    let spells = draws.block(Stream::FirstSpells, key, month);
    let girl = unit_from_word(birth[0]) < params.girls_at_birth.get();
    let people = &mut commune.people;
    people.flags[person] = if girl { person_flag::FEMALE } else { 0 };
    people.spell_clocks[person] = spells.map(SpellClock::from_word);
    people.trafficking[person] = SpellClock::from_word(birth[1]);
}

/// Months between births at a place: fixed, so that the ages of the whole population stay uniform.
fn spacing(place: u64, params: &Params, draws: &Draws) -> u32 {
    let (short, long) = spacing_range(params);
    let word = draws.indexed_block(Stream::SynthesisFamily, place, Month(0), 1)[0];
    short + ((u64::from(word) * u64::from(long - short + 1)) >> 32) as u32
}

fn family_size(unit: f64, mean: f64) -> u32 {
    let mut below = 0.0;
    for children in 1..4 {
        below += family_size_chance(children, mean);
        if unit < below {
            return children;
        }
    }
    4
}

/// Where a home lies on its province's axis: homes are spread evenly over the slice of their
/// commune, the same for every family that follows.
fn place_on_axis(number: u16, home: usize, homes: usize, province: &Province) -> f64 {
    (f64::from(number) + (home as f64 + 0.5) / homes as f64) / province.real_communes as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::LEAVES_AT;

    #[test]
    fn the_last_member_leaves_when_the_cycle_ends() {
        assert_eq!(family_cycle(1, 40), LEAVES_AT as u32);
        assert_eq!(family_cycle(3, 40), LEAVES_AT as u32 + 80);
    }

    #[test]
    fn family_size_inverts_its_distribution() {
        assert_eq!(family_size(0.0, 2.05), 1);
        assert_eq!(family_size(0.999_999, 2.05), 4);
        let p = family_size_chance(1, 2.05);
        assert_eq!((family_size(p - 1e-9, 2.05), family_size(p + 1e-9, 2.05)), (1, 2));
    }
}
