//! Migration: leaving home for work at ages 12-24, and coming back.
//!
//! `leave = base(age) * out-of-school ratio * home ratios * shock ratio * (1 + network effect *
//! network) * out-migration index * levers`, `return = 1 / mean months away`, by a spell clock.
//! Seeking work away is legal and mostly harmless; what it changes is exposure (C14: most cases
//! begin with the child's own decision to migrate; M18: out-migration of an area raises individual
//! risk; M17: shocks; H15). A child who leaves ends school. Moves abroad begin in provinces with a
//! land border. Any other move goes to another province, drawn by the shares of `destinations.csv`
//! (flows between provinces: a gravity model held to the statistics office's in- and out-migration
//! and to its flows between regions, see SOURCES.md); there the person meets that province's
//! recruiters, police and services until coming home.

use super::recruitment::share_out;
use super::{CommuneContext, HomeRatios, RegionRatios, SpellProcess};
use crate::pathways::Pathway;
use crate::population::{Commune, Spell, person_flag};
use crate::quantities::{HazardRatio, MonthlyRate, Months, Ratio, Share};
use crate::random::Stream;
use serde::Deserialize;

/// Parameters of migration for work.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Hazard of leaving at ages 12-14, in school.
    pub leave_12_14: MonthlyRate,
    /// Hazard of leaving at ages 15-24, in school.
    pub leave_15_24: MonthlyRate,
    /// Ratio out of school; the model has no schools beyond 17.
    pub out_of_school: HazardRatio,
    /// Ratio in homes that remember a shock.
    pub shock: HazardRatio,
    /// Rise of the hazard with the share of the commune's young people who are away.
    pub network: Ratio,
    /// Mean months away.
    pub months_away: Months,
    /// Share of moves that go abroad from provinces with a land border.
    pub abroad: Share,
    /// Ratios of leaving by circumstances of the home.
    pub home: HomeRatios,
}

/// Monthly hazard of leaving (or, while away, of coming back), for the person's part.
pub fn rate(p: &Params, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let leave = match years {
        12..=14 => p.leave_12_14,
        15..=24 => p.leave_15_24,
        _ => return 0.0,
    };
    if is(person_flag::HELD) {
        0.0
    } else if is(person_flag::AWAY) {
        1.0 / p.months_away.get().max(1.0)
    } else {
        leave.get() * if is(person_flag::ENROLLED) { 1.0 } else { p.out_of_school.get() }
    }
}

/// Migration among the spells: leaving is under way while at home, coming back otherwise.
pub fn lane(p: &Params) -> SpellProcess<'_> {
    SpellProcess {
        rate: Box::new(|years, flags| rate(p, years, flags)),
        returning: |flags| flags & person_flag::AWAY != 0,
        home: HomeRatios { shock: p.shock, ..p.home.clone() },
        home_returning: HomeRatios::default(),
        region: RegionRatios::default(),
        region_power_returning: 0.0,
        pathway: Pathway::Migration,
        pathway_returning: None,
    }
}

/// What a commune and its province add to the hazard of leaving.
pub fn of_place(p: &Params, commune: &Commune, here: &CommuneContext<'_>) -> f32 {
    (1.0 + p.network.get() as f32 * commune.network) * here.province.out_migration_index
}

/// A person leaves home for work, or comes back.
pub fn change(p: &Params, commune: &mut Commune, here: &CommuneContext<'_>, person: usize) {
    let key = commune.person_key(person);
    let people = &mut commune.people;
    if people.has(person, person_flag::AWAY) {
        people.clear(person, person_flag::AWAY | person_flag::ABROAD);
        commune.elsewhere.come_back(person);
    } else {
        people.clear(person, person_flag::ENROLLED);
        people.set(person, person_flag::AWAY);
        if here.province.record.border.any()
            && here.draws.happens(Stream::MigrationAbroad, key, here.month, p.abroad.get())
        {
            people.set(person, person_flag::ABROAD);
            commune.elsewhere.leave_the_country(person);
        } else {
            let unit = here.draws.uniform(Stream::MigrationDestination, key, here.month);
            let chosen = share_out(&here.province.record.destinations, unit);
            commune.elsewhere.leave(person, chosen.map_or(commune.province, |row| row as u8));
        }
    }
    people.begin(person, Spell::Migration, &here.draws, key, here.month);
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::pathways::ProvincePathways;
    use crate::population::Region;
    use crate::population::testing::{add_home, commune, province};
    use crate::processes::engine::factors::tests::{assert_rates, neutral};
    use crate::random::SpellClock;

    pub fn params() -> Params {
        let (rate_of, ratio) = (|r| MonthlyRate::new(r).unwrap(), |r| HazardRatio::new(r).unwrap());
        Params {
            leave_12_14: rate_of(0.0005),
            leave_15_24: rate_of(0.002),
            out_of_school: ratio(5.0),
            shock: ratio(1.5),
            network: Ratio::new(2.0).unwrap(),
            months_away: Months::new(10.0).unwrap(),
            abroad: Share::new(0.1).unwrap(),
            home: neutral(),
        }
    }

    #[test]
    fn a_shock_hastens_leaving_but_not_the_return() {
        let p = params();
        let lane = lane(&p);
        let shocked = |home: &HomeRatios| home.ratio(0.0, crate::population::home_flag::SHOCKED);
        assert_eq!((shocked(&lane.home), shocked(&lane.home_returning)), (1.5, 1.0));
        let returning = [0, person_flag::AWAY, person_flag::WORKING].map(lane.returning);
        assert_eq!(returning, [false, true, false]);
    }

    /// A network of 0.2 with effect 2 in a province of index 0.5: 1.4 x 0.5.
    #[test]
    fn a_place_draws_by_its_network_and_its_province() {
        let (mut commune, mut province) = (commune(0, 0), province("01", Region::RedRiverDelta, 1.0, 0));
        (commune.network, province.out_migration_index) = (0.2, 0.5);
        let pathways = ProvincePathways::default();
        assert_eq!(of_place(&params(), &commune, &CommuneContext::by_hand(&province, &pathways)), 0.7);
    }

    #[test]
    fn rates_by_hand() {
        use person_flag::*;
        let p = params();
        let cases = [
            (11, 0, 0.0),
            (12, ENROLLED, 0.0005),
            (14, 0, 0.0025),
            (16, FEMALE | ENROLLED, 0.002),
            (16, WORKING, 0.01),
            (20, 0, 0.01),
            (16, AWAY, 0.1),
            (16, HELD, 0.0),
        ];
        assert_rates(|years, flags| rate(&p, years, flags), &cases);
    }

    /// Who leaves leaves school, and goes abroad only from a border province; who comes back is
    /// back from there too.
    #[test]
    fn people_leave_and_come_back() {
        use person_flag::*;
        let p = Params { abroad: Share::new(1.0).unwrap(), ..params() };
        let pathways = ProvincePathways::default();
        let inland = province("01", Region::RedRiverDelta, 1.0, 0);
        let mut border = inland.clone();
        border.record.border.china = true;
        for (province, away) in [(&inland, AWAY), (&border, AWAY | ABROAD)] {
            let here = CommuneContext::by_hand(province, &pathways);
            let mut commune = commune(0, 0);
            add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, ENROLLED | WORKING)]);
            change(&p, &mut commune, &here, 0);
            assert!(commune.elsewhere.agrees_with(&commune.people, here.month));
            assert_eq!(commune.people.flags, [WORKING | away]);
            assert_ne!(commune.people.spell_clocks[0][Spell::Migration as usize], SpellClock::default());
            change(&p, &mut commune, &here, 0);
            assert!(commune.elsewhere.agrees_with(&commune.people, here.month));
            assert_eq!(commune.people.flags, [WORKING]);
        }
    }

    /// Shares of a quarter and three quarters: within four standard errors of 400 moves.
    #[test]
    fn destinations_are_drawn_by_their_shares() {
        let mut province = province("01", Region::RedRiverDelta, 1.0, 0);
        province.record.destinations = vec![0.0, 0.25, 0.75];
        let pathways = ProvincePathways::default();
        let here = CommuneContext::by_hand(&province, &pathways);
        let mut commune = commune(0, 0);
        for person in 0..400 {
            add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, 0)]);
            change(&params(), &mut commune, &here, person);
        }
        let to = |place: u8| commune.elsewhere.people().iter().filter(|away| away.province == place).count();
        assert_eq!((to(0), to(1) + to(2)), (0, 400));
        assert!((65..=135).contains(&to(1)), "{}", to(1));
    }
}
