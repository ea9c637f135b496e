//! A country of three families for tests, small enough to work every number by hand.

use super::{ObservedWorld, Recorder, YearCounts};
use crate::population::{
    CaseRecord, Commune, Country, Form, NetworkType, OpenCase, ProvinceServices, RecruiterStatus, Recruiters,
    Referral, Region, home_flag as h, person_flag as p,
};
use crate::random::Draws;

pub use crate::population::testing::{NOW, add_home, commune, country, province};

/// A case of labour recruited by family in `NOW`.
pub fn case(person: u16, age: u16) -> CaseRecord {
    CaseRecord {
        person,
        age,
        form: Form::Labour,
        abroad: false,
        place: 0,
        network: NetworkType::Family,
        own_migration: true,
        again: false,
        month: NOW,
    }
}

/// All that is observed.
pub struct SmallWorld {
    /// Two provinces of weight 10 and 20.
    pub country: Country,
    /// One commune each.
    pub communes: Vec<Commune>,
    /// Services of each.
    pub services: Vec<ProvinceServices>,
    /// One recruiter at work in the first province, one dormant in the second.
    pub recruiters: Recruiters,
}

impl SmallWorld {
    /// What is observed of it.
    pub fn seen(&self) -> ObservedWorld<'_> {
        ObservedWorld {
            country: &self.country,
            communes: self.communes.iter().collect(),
            services: &self.services,
            recruiters: &self.recruiters,
        }
    }

    /// Poverty lines, by province.
    pub fn lines(&self) -> Vec<f32> {
        self.country.provinces.iter().map(|province| province.poverty_line).collect()
    }

    /// Records its year.
    pub fn year(&self, recorder: &mut Recorder, replicate: u32) {
        let seen = self.seen();
        recorder.year(&seen, YearCounts::of(&seen, &self.lines(), NOW), NOW, &Draws::new(1, replicate));
    }
}

/// Two homes in a province of the Red River Delta (weight 10), one in a province of the Mekong
/// Delta (weight 20).
pub fn small_world() -> SmallWorld {
    let mut provinces =
        vec![province("01", Region::RedRiverDelta, 10.0, 0), province("96", Region::MekongDelta, 20.0, 1)];
    provinces[1].record.border.cambodia = true;
    provinces[1].record.urban_share = 0.1;
    provinces[1].record.papi = 60.0;
    provinces[1].record.no_flush_toilet = 0.0;

    let mut first = commune(0, 0);
    let years = |years: i32| 12 * years;
    let supported = p::EVER_BEFORE_18 | p::IDENTIFIED | p::SUPPORTED;
    let girl = (years(16), p::FEMALE | p::ENROLLED | supported);
    add_home(&mut first, 4, h::URBAN, 0.5, 0.0, &[(years(7), p::ENROLLED), girl]);
    let hard = h::MINORITY
        | h::POOR
        | h::INDEBTED
        | h::VIOLENT
        | h::VIOLENT_DISCIPLINE
        | h::CAREGIVER_ABSENT
        | h::FARM
        | h::SHOCKED;
    let boy = (years(13), p::WORKING | p::EVER_BEFORE_18 | p::EVER_ABROAD);
    let held = (years(20), p::FEMALE | p::MARRIED_BEFORE_18 | p::EVER_BEFORE_18 | p::HELD);
    add_home(&mut first, 0, hard, -0.255_412_8, 2.0, &[boy, held, (-5, 0)]);
    first.cases.push(CaseRecord { month: NOW.plus(-3), ..case(2, 12 * 13 - 3) });
    let sold = CaseRecord { form: Form::Sexual, abroad: true, network: NetworkType::Partner, ..case(3, 240) };
    first.cases.push(CaseRecord { own_migration: false, ..sold });
    let cell = |row, age| first.cell(row, years(age));
    let months = [(3, 20), (3, 20), (3, 20), (2, 13), (2, 13)].map(|(row, age)| cell(row, age));
    first.months_held = months.to_vec();
    first.register.identify(true, 0, Form::Labour);
    first.register.face(true, 0, Form::Labour, 0.5);

    let mut second = commune(1, 0);
    let away = (years(17), p::AWAY | p::ONLINE | p::WORKING);
    let members = [(years(3), p::FEMALE), away, (years(23), p::FEMALE), (years(25), p::EVER_BEFORE_18)];
    add_home(&mut second, 0, h::VIOLENT_DISCIPLINE | h::FARM, -1.0, 0.5, &members);
    second.cases.push(CaseRecord {
        abroad: true,
        place: 1,
        network: NetworkType::Other,
        again: true,
        ..case(1, 204)
    });
    second.months_held = vec![second.cell(1, 204)];
    second.register.identify(false, 2, Form::Sexual);
    second.register.face(false, 2, Form::Sexual, 0.25);

    let referral = Referral { commune: 0, home: 1, generation: 0, survivor: None, month: NOW };
    let open = OpenCase { commune: 0, home: 0, generation: 0, closes: NOW.plus(3) };
    let services = ProvinceServices {
        homes_waiting: [referral].into(),
        open: vec![open; 2],
        opened: 3,
        referred: 5,
        unmet: 1,
        places: 4,
        ..ProvinceServices::default()
    };
    let mut recruiters = Recruiters {
        province: vec![0, 1],
        status: vec![RecruiterStatus::Active, RecruiterStatus::Dormant],
        ..Recruiters::none(2)
    };
    // Half a recruiter arrested, half of these prosecuted, half of those convicted.
    recruiters.enforcement[0].face(0.5, 0.5, 0.5);
    SmallWorld {
        country: country(provinces),
        communes: vec![first, second],
        services: vec![services, ProvinceServices::default()],
        recruiters,
    }
}

/// Communes of many single people of 12-24, for tests that need numbers: every commune has
/// `people`, of whom `survivors` have an experience.
pub fn crowd(
    regions: &[Region],
    communes: usize,
    people: usize,
    survivors: impl Fn(usize) -> usize,
) -> SmallWorld {
    let mut world = SmallWorld {
        country: country(Vec::new()),
        communes: Vec::new(),
        services: Vec::new(),
        recruiters: Recruiters::none(regions.len()),
    };
    for (row, &region) in regions.iter().enumerate() {
        let mut own = province(&format!("{row:02}"), region, 50.0, 0);
        own.real_communes = communes;
        own.communes = world.communes.len()..world.communes.len() + communes;
        for number in 0..communes {
            let mut commune = commune(row as u8, number as u16);
            let with = survivors(world.communes.len());
            for person in 0..people {
                let flags = if person < with { p::EVER_BEFORE_18 } else { 0 };
                let urban = if number % 2 == 0 { h::URBAN } else { 0 };
                let age = 144 + (person * 7 % 156) as i32;
                add_home(&mut commune, person % 5, urban, 0.0, 0.0, &[(age, flags | (person % 2) as u16)]);
            }
            world.communes.push(commune);
        }
        world.country.provinces.push(own);
        world.services.push(ProvinceServices::default());
    }
    world
}
