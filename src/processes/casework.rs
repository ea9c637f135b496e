//! Casework: a queue before a finite number of caseworkers.
//!
//! A province has `places = caseworkers per 100,000 children * children * cases a worker` for open
//! cases. Survivors are served first, then homes, first come first served. A case stays open for a
//! fixed time; whoever waits longer than that is dropped and counted as unmet need. An open case
//! lowers violence in the home; a survivor who gets one counts as supported. The last place of a
//! small province is a fraction: it is there with that probability each month, so that capacity per
//! child does not depend on scale.
//!
//! A month of casework reads the communes and says what changes in them ([`CaseChange`]); the
//! changes are made afterwards ([`apply`]).
//!
//! Sources: I14-I18 (facilities and staff), I20 (case management alone: no effect on re-report in a
//! US trial, hence a ratio near 1), C13.

use crate::pathways::ServiceAndLawSettings;
use crate::population::{Commune, OpenCase, ProvinceServices, Referral, home_flag, keys, person_flag};
use crate::quantities::{Count, Month, Months, PerHundredThousand};
use crate::random::{Draws, Stream};
use serde::Deserialize;

/// Parameters of casework.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Standing caseworkers for each 100,000 children.
    pub workers: PerHundredThousand,
    /// Cases that a worker can hold open.
    pub caseload: Count,
    /// Months for which a case stays open, and for which a referral waits.
    pub case_months: Months,
}

/// Places for open cases, as a real number.
pub fn places(p: &Params, capacities: &ServiceAndLawSettings, children: f64) -> f64 {
    let workers = (p.workers.get() + capacities.extra_caseworkers) * children / 1e5;
    workers * p.caseload.get() * capacities.caseload
}

/// A case that closes or opens, as its commune feels it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseChange {
    /// Row of the commune in the country's list.
    pub commune: u32,
    /// Row of the home in the commune.
    pub home: u16,
    /// Whether a case is open there from now on.
    pub managed: bool,
    /// Row of the survivor who is supported, where the case is for one.
    pub supported: Option<u16>,
}

/// The changes in one commune, of changes in the order of communes.
pub fn changes_in(changes: &[CaseChange], commune: usize) -> &[CaseChange] {
    let from = changes.partition_point(|change| (change.commune as usize) < commune);
    let changes = &changes[from..];
    &changes[..changes.partition_point(|change| change.commune as usize == commune)]
}

/// Makes changes in their commune, whose referrals the services have taken.
pub fn apply(changes: &[CaseChange], commune: &mut Commune) {
    commune.referrals.clear();
    for change in changes {
        commune.homes.assign(usize::from(change.home), home_flag::CASE_MANAGED, change.managed);
        if let Some(person) = change.supported {
            commune.people.set(usize::from(person), person_flag::SUPPORTED);
        }
    }
}

/// A month of a province's services, and what it changes in the communes: in their order, and in
/// each in the order of what happens. `communes` are the province's, `first` the row of the first of them.
#[allow(clippy::too_many_arguments)]
pub fn step(
    params: &Params,
    services: &mut ProvinceServices,
    communes: &[&Commune],
    first: u32,
    province: u8,
    capacities: &ServiceAndLawSettings,
    draws: &Draws,
    month: Month,
) -> Vec<CaseChange> {
    let children: u32 = communes.iter().map(|commune| commune.children).sum();
    let exact = places(params, capacities, f64::from(children));
    let fraction = draws.happens(Stream::CapacityFraction, keys::province(province), month, exact.fract());
    services.places = exact as u32 + u32::from(fraction);

    let mut changes = close_cases(services, communes, first, month);
    (services.opened, services.unmet, services.referred) = (0, 0, 0);
    for commune in communes {
        for &referral in &commune.referrals {
            services.referred += 1;
            match referral.survivor {
                Some(_) => services.survivors_waiting.push_back(referral),
                None => services.homes_waiting.push_back(referral),
            }
        }
    }
    let patience = params.case_months.get() as i32;
    for queue in [&mut services.survivors_waiting, &mut services.homes_waiting] {
        while queue.front().is_some_and(|referral| month.since(referral.month) > patience) {
            queue.pop_front();
            services.unmet += 1;
        }
    }
    while services.open.len() < services.places as usize {
        let Some(referral) =
            services.survivors_waiting.pop_front().or_else(|| services.homes_waiting.pop_front())
        else {
            break;
        };
        if communes[(referral.commune - first) as usize].homes.generation[usize::from(referral.home)]
            == referral.generation
        {
            changes.push(open_case(params, services, referral, month));
        }
    }
    changes.sort_by_key(|change| change.commune);
    changes
}

fn close_cases(
    services: &mut ProvinceServices,
    communes: &[&Commune],
    first: u32,
    month: Month,
) -> Vec<CaseChange> {
    let ends = |case: &OpenCase| {
        let homes = &communes[(case.commune - first) as usize].homes;
        homes.generation[usize::from(case.home)] != case.generation || month >= case.closes
    };
    let (ended, open): (Vec<OpenCase>, Vec<OpenCase>) = services.open.iter().copied().partition(ends);
    services.open = open;
    // A home can have a case of its own and one of a survivor: it stays managed until the last one
    // closes.
    let still_open = |ended: &OpenCase| {
        services.open.iter().any(|other| (other.commune, other.home) == (ended.commune, ended.home))
    };
    let closed = ended
        .into_iter()
        .filter(|case| !still_open(case))
        .map(|OpenCase { commune, home, .. }| CaseChange { commune, home, managed: false, supported: None });
    closed.collect()
}

fn open_case(
    params: &Params,
    services: &mut ProvinceServices,
    referral: Referral,
    month: Month,
) -> CaseChange {
    let Referral { commune, home, generation, survivor, .. } = referral;
    services.opened += 1;
    let closes = month.plus(params.case_months.get() as i32);
    services.open.push(OpenCase { commune, home, generation, closes });
    CaseChange { commune, home, managed: true, supported: survivor }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params() -> Params {
        Params {
            workers: PerHundredThousand::new(5.0).unwrap(),
            caseload: Count::new(20.0).unwrap(),
            case_months: Months::new(6.0).unwrap(),
        }
    }

    #[test]
    fn places_by_hand() {
        assert_eq!(places(&params(), &ServiceAndLawSettings::BASELINE, 200_000.0), 200.0);
        let more = ServiceAndLawSettings {
            extra_caseworkers: 5.0,
            caseload: 1.5,
            ..ServiceAndLawSettings::BASELINE
        };
        assert_eq!(places(&params(), &more, 200_000.0), 600.0);
    }

    /// One commune of two homes with 100,000 children on paper, and services with so many places.
    fn office(homes: usize, workers: f64, caseload: f64) -> (Params, ProvinceServices, Vec<Commune>) {
        let mut commune = Commune::empty(0, 0, 0.5);
        commune.children = 100_000;
        commune.homes.flags = vec![0; homes];
        commune.homes.generation = vec![0; homes];
        (0..homes).for_each(|home| commune.people.push(0, home as u16));
        let params = Params {
            workers: PerHundredThousand::new(workers).unwrap(),
            caseload: Count::new(caseload).unwrap(),
            ..params()
        };
        (params, ProvinceServices::default(), vec![commune])
    }

    fn refer(communes: &mut [Commune], home: u16, survivor: Option<u16>, month: i32) {
        let month = Month(month);
        communes[0].referrals.push(Referral { commune: 0, home, generation: 0, survivor, month });
    }

    fn run(params: &Params, services: &mut ProvinceServices, communes: &mut [Commune], month: i32) {
        let (draws, standing) = (Draws::new(1, 0), ServiceAndLawSettings::BASELINE);
        let seen: Vec<&Commune> = communes.iter().collect();
        let changes = step(params, services, &seen, 0, 0, &standing, &draws, Month(month));
        apply(changes_in(&changes, 0), &mut communes[0]);
    }

    fn managed(communes: &[Commune]) -> Vec<bool> {
        (0..communes[0].homes.len())
            .map(|home| communes[0].homes.has(home, home_flag::CASE_MANAGED))
            .collect()
    }

    /// Two places, five referrals: the survivor first, then the home that asked first; two more
    /// when these cases close after six months; the last has then waited as long as a case lasts,
    /// and is dropped a month later.
    #[test]
    fn the_queue_by_hand() {
        let (params, mut services, mut communes) = office(5, 1.0, 2.0);
        [0, 1, 3, 4].into_iter().for_each(|home| refer(&mut communes, home, None, 0));
        refer(&mut communes, 2, Some(2), 0);
        run(&params, &mut services, &mut communes, 0);
        assert_eq!((services.places, services.referred, services.opened, services.unmet), (2, 5, 2, 0));
        assert_eq!(managed(&communes), [true, false, true, false, false]);
        assert!(communes[0].people.has(2, person_flag::SUPPORTED));
        assert!(!communes[0].people.has(0, person_flag::SUPPORTED));
        (1..7).for_each(|month| run(&params, &mut services, &mut communes, month));
        assert_eq!(managed(&communes), [false, true, false, true, false]);
        assert_eq!((services.unmet, services.homes_waiting.len()), (0, 1));
        run(&params, &mut services, &mut communes, 7);
        assert_eq!((services.unmet, services.homes_waiting.len()), (1, 0));
        run(&params, &mut services, &mut communes, 12);
        assert_eq!((services.open.len(), managed(&communes)), (0, vec![false; 5]));
    }

    #[test]
    fn a_home_stays_managed_until_its_last_case_closes() {
        let (params, mut services, mut communes) = office(1, 1.0, 5.0);
        refer(&mut communes, 0, None, 0);
        run(&params, &mut services, &mut communes, 0);
        refer(&mut communes, 0, Some(0), 3);
        run(&params, &mut services, &mut communes, 3);
        run(&params, &mut services, &mut communes, 6);
        assert_eq!((services.open.len(), managed(&communes)), (1, vec![true]));
        run(&params, &mut services, &mut communes, 9);
        assert_eq!((services.open.len(), managed(&communes)), (0, vec![false]));
    }

    #[test]
    fn no_workers_no_cases_and_a_new_family_inherits_none() {
        let (params, mut services, mut communes) = office(1, 0.0, 5.0);
        refer(&mut communes, 0, None, 0);
        run(&params, &mut services, &mut communes, 0);
        assert_eq!((services.places, services.opened), (0, 0));
        communes[0].homes.generation[0] = 1;
        let (params, ..) = office(1, 1.0, 5.0);
        run(&params, &mut services, &mut communes, 1);
        assert_eq!((services.opened, managed(&communes)), (0, vec![false]));
    }
}
