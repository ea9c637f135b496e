//! People and homes made by hand, whose spells last or end by a known hazard.

use super::people::BLOCK;
use super::*;
use crate::pathways::{Pathways, ProvincePathways};
use crate::population::person_flag::{self, AWAY, ENROLLED, FEMALE, RECENT_SURVIVOR};
use crate::population::testing::{NOW, add_home, commune, country, province};
use crate::population::{Form, Memory, NetworkType, RecruiterStatus, Recruiters, Region, person_code};
use crate::processes::recruiters::by_commune;
use crate::processes::recruitment::{Approached, Comers, Destinations, EntrantMix, Surroundings};
use crate::processes::{recruitment, schooling, work};
use crate::random::SpellClock;

/// The hazards of the tests of each process: a boy of 16 in school drops out at 0.01, a girl of 16
/// who is away comes back at 0.1, a survivor of 12 returns to school at 0.02; homes are of
/// reference.
pub(super) fn spells() -> Spells {
    spells_of(&schooling::tests::params(), &work::tests::params())
}

/// The same with schooling and work of one's own.
pub(super) fn spells_of(schooling: &schooling::Params, work: &work::Params) -> Spells {
    let recruitment = Recruitment::new(recruitment::tests::params(), &EntrantMix::even());
    let marriage = marriage::tests::params();
    Spells::new(schooling, work, &marriage, &migration::tests::params(), recruitment)
}

/// Three people of one home that the first lever reaches. Clocks stand a little above or below one
/// month's hazard of what is to last or to end, and at nothing where there is no hazard (marriage
/// of boys, school while away).
pub(super) fn home() -> Commune {
    let mut commune = commune(0, 0);
    let members = [(16 * 12, ENROLLED), (16 * 12, FEMALE | AWAY), (12 * 12, RECENT_SURVIVOR)];
    add_home(&mut commune, 2, 0, 0.0, 0.0, &members);
    commune.homes.reach[0] = 1;
    let clocks = [[0.009, 5.0, 0.0, 5.0], [0.0, 5.0, 5.0, 0.09], [0.05, 5.0, 0.0, 5.0]];
    for (life, clocks) in commune.people.spell_clocks.iter_mut().zip(clocks) {
        *life = clocks.map(SpellClock::from_exponential);
    }
    commune.people.trafficking.fill(SpellClock::from_exponential(15.0));
    commune
}

/// The spells that end in a month, and the prospect.
fn ended(
    commune: &mut Commune,
    pathways: &ProvincePathways,
    recruiters: &[LocalRecruiter],
) -> (Vec<(u16, u8)>, f32) {
    let province = province("01", Region::RedRiverDelta, 1.0, 0);
    let here = CommuneContext::by_hand(&province, pathways);
    let mut scratch = Scratch { consumption: vec![0.0; commune.homes.len()], ..Scratch::default() };
    scratch.home_draws.draw(commune, &here);
    spells().run_clocks(commune, &here, recruiters, &mut scratch);
    (scratch.ended.iter().map(|ended| (ended.row, ended.bits)).collect(), commune.prospect)
}

/// A mean recruiter who looks in families, with room for one.
fn recruiter(form: Form) -> LocalRecruiter {
    LocalRecruiter { form, network: NetworkType::Family, effort: 1.0, capacity: 1 }
}

const SCHOOL: u8 = 1 << Spell::School as u8;
const MIGRATION: u8 = 1 << Spell::Migration as u8;

#[test]
fn clocks_below_a_month_s_hazard_end_and_the_others_last() {
    let mut commune = home();
    let (found, prospect) = ended(&mut commune, &ProvincePathways::default(), &[]);
    assert_eq!(found, [(0, SCHOOL), (1, MIGRATION)]);
    assert!(prospect > 0.0);
}

/// A boy of 12 out of school who has survived lately, under a mean recruiter for labour:
/// `0.5 / 3 * 2 (1 - 0.4)` = 0.2 of effort, half at his age, twice out of school, three times for a
/// survivor: 0.6.
#[test]
fn who_is_apart_has_a_ratio_of_his_own() {
    for (clock, recruited) in [(0.59, true), (0.61, false)] {
        let mut commune = home();
        commune.people.trafficking[2] = SpellClock::from_exponential(clock);
        let (found, _) = ended(&mut commune, &ProvincePathways::default(), &[recruiter(Form::Labour)]);
        assert_eq!(found.contains(&(2, RECRUITED)), recruited, "{clock}");
    }
}

/// The survivor's return to school at 0.02 becomes 0.08 by the levers' ratio of 4.
#[test]
fn a_survivor_s_return_to_school_has_a_lever_of_its_own() {
    let mut pathways = ProvincePathways::default();
    pathways.multiply(0, Pathway::SurvivorSchoolReturn, 4.0);
    for (clock, returned) in [(0.079, true), (0.082, false)] {
        let mut commune = home();
        commune.people.spell_clocks[2][Spell::School as usize] = SpellClock::from_exponential(clock);
        let (found, _) = ended(&mut commune, &pathways, &[]);
        assert_eq!(found.contains(&(2, SCHOOL)), returned, "{clock}");
    }
}

/// Couriers' effort on the boy of 16 is `0.5 / 3 * 2 (1 - 0.5)` = 0.167; half of it where the lever
/// reaches.
#[test]
fn a_lever_on_a_form_spares_the_homes_it_reaches() {
    let mut pathways = ProvincePathways::default();
    pathways.multiply(0, Pathway::RecruitmentCourier, 0.5);
    for (reached, clock, recruited) in
        [(1, 0.082, true), (1, 0.085, false), (0, 0.165, true), (0, 0.169, false)]
    {
        let mut commune = home();
        commune.homes.reach[0] = reached;
        commune.people.trafficking[0] = SpellClock::from_exponential(clock);
        let (found, _) = ended(&mut commune, &pathways, &[recruiter(Form::Courier)]);
        assert_eq!(found[0].1 & RECRUITED != 0, recruited, "{reached} {clock}");
    }
}

/// The prospect is each person's openness times the effort of a mean entrant, here of the boy
/// alone: the others are held, or of no age.
#[test]
fn the_prospect_sums_openness_times_the_effort_of_an_entrant() {
    let mut commune = home();
    commune.people.flags[1] |= person_flag::HELD;
    commune.people.birth[2] = commune.people.birth[0] - 10 * 12;
    let recruitment = Recruitment::new(recruitment::tests::params(), &EntrantMix::even());
    let mut of_boy = recruitment.pull(&commune, &[], 1.0).unmoved();
    of_boy.meet(person_code(16, ENROLLED), 1.0);
    let of_entrant = recruitment.expected_of_entrant(&[of_boy], 1.0);
    let (_, prospect) = ended(&mut commune, &ProvincePathways::default(), &[]);
    assert!((prospect - 0.5 / 3.0 * of_entrant).abs() < 1e-6, "{prospect} {of_entrant}");
}

/// Beyond the first block of people rows are counted on.
#[test]
fn people_of_every_block_are_named_by_their_rows() {
    let mut commune = commune(0, 0);
    for _ in 0..BLOCK + 44 {
        add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, ENROLLED)]);
    }
    commune.people.spell_clocks.fill([0.0, 5.0, 0.0, 5.0].map(SpellClock::from_exponential));
    commune.people.spell_clocks.iter_mut().for_each(|life| life[0] = SpellClock::from_exponential(5.0));
    commune.people.trafficking.fill(SpellClock::from_exponential(15.0));
    let row = BLOCK + 30;
    commune.people.spell_clocks[row][Spell::School as usize] = SpellClock::default();
    commune.people.trafficking[row + 1] = SpellClock::default();
    let (found, _) = ended(&mut commune, &ProvincePathways::default(), &[recruiter(Form::Labour)]);
    assert_eq!(found, [(row as u16, SCHOOL), (row as u16 + 1, RECRUITED)]);
}

/// Dropout halved spares the boy; a return to school four times as fast brings the survivor back;
/// both only where the lever reaches.
#[test]
fn levers_act_on_the_way_that_they_are_meant_for_in_the_homes_they_reach() {
    let mut pathways = ProvincePathways::default();
    pathways.multiply(0, Pathway::Dropout, 0.5);
    pathways.multiply(0, Pathway::SurvivorSchoolReturn, 4.0);
    assert_eq!(ended(&mut home(), &pathways, &[]).0, [(1, MIGRATION), (2, SCHOOL)]);
    let mut apart = home();
    apart.homes.reach[0] = 0;
    assert_eq!(ended(&mut apart, &pathways, &[]).0, [(0, SCHOOL), (1, MIGRATION)]);
}

/// One mean recruiter for labour who looks in families: on the boy `0.5 / 3 * 2 (1 - 0.4)` = 0.2,
/// so that a clock at 0.19 ends and one at 0.21 lasts; beside the end of his school.
#[test]
fn recruiters_reach_whose_clock_lies_below_their_effort() {
    for (clock, expected) in [(0.19, SCHOOL | RECRUITED), (0.21, SCHOOL)] {
        let mut commune = home();
        commune.people.trafficking[0] = SpellClock::from_exponential(clock);
        let (found, _) = ended(&mut commune, &ProvincePathways::default(), &[recruiter(Form::Labour)]);
        assert_eq!(found[0], (0, expected), "{clock}");
    }
}

/// Two provinces of which only the second has a recruiter, a stranger of effort 2 in sexual
/// exploitation, and 100 children. A girl of 16 of the first province who is there, out of school
/// (2) and away (10), whom strangers gain (2) among girls (2 x 0.8): `0.5 / 100 * 20 * 2 * 3.2` =
/// 0.64. Another at home meets nobody, whatever her clock.
#[test]
fn who_is_away_meets_the_recruiters_of_the_place_and_who_is_at_home_those_at_home() {
    let (home, mut there) =
        (province("01", Region::RedRiverDelta, 1.0, 0), province("79", Region::Southeast, 1.0, 1));
    there.sampled = 0.5;
    let country = country(vec![home.clone(), there]);
    let mut recruiters = Recruiters::none(2);
    (recruiters.province, recruiters.commune, recruiters.effort) = (vec![1], vec![1], vec![2.0]);
    (recruiters.form, recruiters.network) = (vec![Form::Sexual], vec![NetworkType::Other]);
    (recruiters.capacity, recruiters.status) = (vec![1], vec![RecruiterStatus::Active]);
    (recruiters.key, recruiters.memory) = (vec![0], vec![Memory::default()]);
    let at_work = by_commune(&recruiters, 2);
    let mut communes = [commune(0, 0), commune(1, 0)];
    communes[1].children = 50;
    let surroundings = Surroundings::of_provinces(&country, communes.iter());
    let pathways = Pathways::idle(2, NOW);
    let destinations = Destinations::new(&country, &at_work, &surroundings, &pathways);
    let here = CommuneContext {
        destinations: &destinations,
        ..CommuneContext::by_hand(&home, &pathways.provinces[0])
    };
    for (clock, recruited) in [(0.63, true), (0.65, false)] {
        let mut commune = commune(0, 0);
        add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, FEMALE), (16 * 12, FEMALE | AWAY)]);
        commune.elsewhere.leave(1, 1);
        commune.people.spell_clocks.fill([5.0; 4].map(SpellClock::from_exponential));
        commune.people.trafficking = [1e-6, clock].map(SpellClock::from_exponential).to_vec();
        let mut scratch = Scratch { consumption: vec![0.0], ..Scratch::default() };
        scratch.home_draws.draw(&commune, &here);
        spells().run_clocks(&mut commune, &here, &[], &mut scratch);
        let found: Vec<_> = scratch.ended.iter().map(|ended| (ended.row, ended.bits)).collect();
        assert_eq!(found, if recruited { vec![(1, RECRUITED)] } else { Vec::new() }, "{clock}");

        // The recruiter expects of her the hazard, the kept half of the province as of two girls.
        let met = commune.elsewhere.met.clone();
        assert_eq!((met.len(), met[0].person, met[0].province), (1, 1, 1));
        let of_communes = [&commune, &communes[1]];
        let comers = Comers::of_provinces(&country, &of_communes, &pathways);
        let recruitment = &spells().recruitment;
        let yields = recruitment.yields_of_comers(&comers[1]);
        let expected = 2.0 * yields[Form::Sexual as usize][NetworkType::Other as usize];
        assert!((expected - 2.0 * 0.64).abs() < 1e-5, "{expected}");
        assert_eq!(recruitment.yields_of_comers(&comers[0]), [[0.0; 4]; 5]);
        if recruited {
            let approached = Approached { person: 1, flags: FEMALE | AWAY, elsewhere: Some(1) };
            recruitment.approach(&mut commune, &here, approached, &[], &mut []);
            let (case, episode) = (commune.cases[0], commune.episodes[0]);
            assert_eq!(case.network, NetworkType::Other);
            let place = if case.abroad { 0 } else { 1 };
            assert_eq!((case.place, episode.place), (place, place));
            assert_eq!(commune.elsewhere.province_of(1), Some(1), "until she comes home");
        }
    }
}
