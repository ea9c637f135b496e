//! The small world, every number worked by hand.

use super::small_world::{NOW, SmallWorld, crowd, small_world};
use super::*;
use crate::population::{Cell, Region};

fn service_years(world: &SmallWorld) -> Vec<ServiceYear> {
    let year = |(services, enforcement)| {
        let mut year = ServiceYear::default();
        year.add_month(services, enforcement);
        year
    };
    world.services.iter().zip(&world.recruiters.enforcement).map(year).collect()
}

fn tallied(world: &SmallWorld) -> YearTally {
    let counts = YearCounts::of(&world.seen(), &world.lines(), NOW);
    YearTally::new(&world.country, counts, &service_years(world), &world.recruiters, NOW)
}

fn find(rows: &[IndicatorRow], measure: Measure, group: Group) -> Estimate {
    rows.iter().find(|row| row.measure == measure && row.group == group).unwrap().estimate
}

/// Weight 10: boy 7, girl 16 (survivor), boy 13 (survivor, abroad), woman 20 (survivor, held).
/// Weight 20: girl 3, boy 17 (away), woman 23.
#[test]
fn every_measure_as_worked_by_hand() {
    let world = small_world();
    let tally = tallied(&world);
    let rows = indicator_rows(&world.country, &tally, &[Stratum::National]);
    use Measure as M;
    let by_hand: [(Measure, f64, f64); 52] = [
        (M::PrevalenceLifetime, 30.0, 70.0),
        (M::PrevalenceChildren, 20.0, 70.0),
        (M::PrevalenceCrossBorder, 10.0, 70.0),
        (M::CrossBorderShareOfSurvivors, 10.0, 30.0),
        (M::EverTrafficked, 30.0, 100.0),
        (M::Incidence, 30.0, 70.0),
        (M::PersonMonths, 70.0, 100.0),
        (M::Held, 10.0, 100.0),
        (M::Cases, 30.0, 70.0),
        (M::CaseShareCrossBorder, 20.0, 30.0),
        (M::CaseShareLabour, 30.0, 30.0),
        (M::CaseShareCourier, 0.0, 30.0),
        (M::CaseShareSexual, 0.0, 30.0),
        (M::CaseShareMarriage, 0.0, 30.0),
        (M::CaseShareAdoption, 0.0, 30.0),
        (M::CaseShareFamily, 10.0, 30.0),
        (M::CaseSharePartner, 0.0, 30.0),
        (M::CaseShareFriend, 0.0, 30.0),
        (M::CaseShareOther, 20.0, 30.0),
        (M::CaseShareOwnMigration, 30.0, 30.0),
        (M::CaseShareAgain, 20.0, 30.0),
        (M::SurvivorsSupported, 10.0, 30.0),
        (M::SurvivorsIdentified, 10.0, 30.0),
        (M::Identified, 30.0, 100.0),
        (M::IdentifiedExpected, 10.0, 100.0),
        (M::IdentifiedUnder16, 10.0, 70.0),
        (M::IdentifiedUnder16Expected, 5.0, 70.0),
        (M::IdentifiedCrossBorder, 5.0, 10.0),
        (M::ChildLabour, 30.0, 50.0),
        (M::AttendancePrimary, 10.0, 10.0),
        (M::AttendanceLower, 0.0, 10.0),
        (M::AttendanceUpper, 10.0, 30.0),
        (M::ViolentDiscipline, 30.0, 40.0),
        (M::PhysicalViolence, 10.0, 40.0),
        (M::MarriedBefore18, 10.0, 30.0),
        (M::Away, 20.0, 40.0),
        (M::OnlineExposure, 20.0, 40.0),
        (M::Poverty, 10.0, 70.0),
        (M::Indebted, 10.0, 70.0),
        (M::Debt, 40.0, 70.0),
        (M::CaregiverAbsent, 10.0, 70.0),
        (M::Referred, 50.0, 70.0),
        (M::Opened, 30.0, 70.0),
        (M::Unmet, 10.0, 70.0),
        (M::Places, 40.0, 70.0),
        (M::Open, 20.0, 70.0),
        (M::Waiting, 10.0, 70.0),
        (M::RecruitersActive, 10.0, 70.0),
        (M::Arrests, 5.0, 70.0),
        (M::Prosecutions, 2.5, 70.0),
        (M::Convictions, 1.25, 70.0),
        (M::Children, 70.0, 70.0),
    ];
    assert_eq!(by_hand.len(), Measure::ALL.len());
    for (measure, numerator, denominator) in by_hand {
        let found = find(&rows, measure, Group::NATIONAL);
        assert_eq!((found.numerator, found.denominator), (numerator, denominator), "{}", measure.name());
        let value = match measure.info().kind {
            MeasureKind::Count => numerator,
            _ if measure == M::RecruitersActive => 1e5 / 7.0,
            _ => numerator / denominator,
        };
        assert!((found.value.unwrap() - value).abs() < 1e-9, "{}", measure.name());
    }
}

#[test]
fn groups_hold_their_own_people() {
    let world = small_world();
    let tally = tallied(&world);
    let rows = indicator_rows(&world.country, &tally, &Stratum::ALL);
    let parts = |measure, stratum, index| {
        let found = find(&rows, measure, Group::new(stratum, index));
        (found.numerator, found.denominator)
    };
    let ever = Measure::PrevalenceLifetime;
    assert_eq!(parts(ever, Stratum::Sex, 0), (10.0, 30.0));
    assert_eq!(parts(ever, Stratum::Sex, 1), (20.0, 40.0));
    assert_eq!(parts(ever, Stratum::WealthFifth, 0), (20.0, 60.0));
    assert_eq!(parts(ever, Stratum::WealthFifth, 4), (10.0, 10.0));
    assert_eq!(parts(ever, Stratum::Ethnicity, 1), (20.0, 20.0));
    assert_eq!(parts(ever, Stratum::Residence, 1), (10.0, 10.0));
    assert_eq!(parts(ever, Stratum::Region, Region::MekongDelta as usize), (0.0, 40.0));
    assert_eq!(parts(ever, Stratum::Province, 0), (30.0, 30.0));
    assert_eq!(parts(ever, Stratum::SexByFifth, 5), (10.0, 30.0));
    assert_eq!(parts(ever, Stratum::EthnicityByRegion, 6), (20.0, 20.0));
    let young = Cell::band_of(12);
    assert_eq!(parts(ever, Stratum::SexByAge, young), (10.0, 10.0));
    assert!(rows.iter().all(|row| row.measure != ever || row.group != Group::new(Stratum::AgeBand, 0)));
    assert_eq!(parts(Measure::Referred, Stratum::Province, 0), (50.0, 30.0));
    assert!(!rows.iter().any(|row| row.measure == Measure::Referred && row.group.stratum == Stratum::Sex));
}

#[test]
fn provinces_and_crossings_of_few_agents_are_hidden() {
    let world = small_world();
    let tally = tallied(&world);
    let rows = indicator_rows(&world.country, &tally, &Stratum::ALL);
    for row in &rows {
        let stratum = row.group.stratum;
        let of_province = matches!(stratum, Stratum::Province | Stratum::PlaceOfExploitation);
        let fine = of_province || stratum.is_crossed();
        assert_eq!(row.estimate.suppressed, fine, "{} {:?}", row.measure.name(), row.group);
        assert!(!row.estimate.suppressed || row.estimate.value.is_none());
    }
}

/// 12 provinces of all regions with 3 communes of 40: every stratum adds up to the country, agent
/// by agent.
#[test]
fn marginal_sums_equal_the_country_to_the_unit() {
    let regions: Vec<Region> = Region::ALL.into_iter().chain(Region::ALL).collect();
    let world = crowd(&regions, 3, 40, |commune| commune % 7);
    let tally = tallied(&world);
    let rows = indicator_rows(&world.country, &tally, &Stratum::ALL);
    for &measure in Measure::ALL {
        let whole = find(&rows, measure, Group::NATIONAL);
        for stratum in Stratum::ALL {
            let parts: Vec<&Estimate> = rows
                .iter()
                .filter(|row| row.measure == measure && row.group.stratum == stratum)
                .map(|row| &row.estimate)
                .collect();
            if !stratum.knows(&measure.info()) {
                assert!(parts.is_empty());
                continue;
            }
            let name = (measure.name(), stratum.name());
            assert_eq!(parts.iter().map(|part| part.agents).sum::<u64>(), whole.agents, "{name:?}");
            let affected = |part: &Estimate| part.affected.unwrap_or(0);
            assert_eq!(parts.iter().map(|part| affected(part)).sum::<u64>(), affected(&whole), "{name:?}");
            assert_eq!(parts.iter().map(|part| part.numerator).sum::<f64>(), whole.numerator, "{name:?}");
            assert_eq!(parts.iter().map(|part| part.denominator).sum::<f64>(), whole.denominator, "{name:?}");
        }
    }
}

#[test]
fn a_tally_is_the_same_on_any_number_of_threads_and_counts_the_logs_until_they_are_emptied() {
    let of_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let mut world = crowd(&[Region::Southeast, Region::MekongDelta], 30, 20, |commune| commune % 5);
            world.communes[7].register.identify(true, 0, crate::population::Form::Labour);
            tallied(&world)
        })
    };
    assert_eq!(of_threads(1), of_threads(3));

    let mut world = small_world();
    let first = tallied(&world);
    empty_logs(&mut world.communes);
    assert!(world.communes.iter().all(|c| c.cases.is_empty() && c.months_held.is_empty()));
    let second = tallied(&world);
    let cases = |tally: &YearTally| -> u32 {
        let sum =
            |p: &ProvinceTally| Cell::all().map(|cell| p.cells.get(CountKind::Cases, cell)).sum::<u32>();
        tally.provinces.iter().map(sum).sum()
    };
    assert_eq!((cases(&first), cases(&second)), (3, 0));
}

#[test]
fn a_month_counts_its_own_cases_and_what_is_new_in_the_register() {
    let mut small = small_world();
    let view = |small: &SmallWorld, month, before: Option<&MonthTally>| {
        let world = small.seen();
        let tally = MonthTally::new(&world, month);
        (tally.row(&world, before), tally)
    };
    let (row, tally) = view(&small, NOW, None);
    let mut cases = [[0.0; 2]; 5];
    cases[0][1] = 20.0;
    assert_eq!(row.cases, cases, "neither the case of three months ago nor that of a woman of 20");
    assert_eq!((row.children, row.identified, row.identified_expected), (70.0, 30.0, 10.0));
    assert_eq!((row.referred, row.opened, row.unmet, row.recruiters), (50.0, 30.0, 10.0, 10.0));
    small.communes[1].register.identify(true, 0, crate::population::Form::Labour);
    let (next, _) = view(&small, NOW.plus(1), Some(&tally));
    assert_eq!((next.cases, next.identified, next.identified_expected), ([[0.0; 2]; 5], 20.0, 0.0));
}

/// Thousandths of H0, H1 (weight 10) and H2 (weight 20), worked in the comments of each dimension.
#[test]
fn human_security_as_worked_by_hand() {
    let world = small_world();
    let tally = tallied(&world);
    let sums: Vec<SecuritySums> = tally.provinces.iter().map(|province| province.security).collect();
    let first = [
        1000 + 333, // not poor, no debt | poor, debt of 2 of 6 months
        1000 + 500, // above the line | half-way between the lines
        900 + 400,  // no shock, 80 % toilets | shock, 80 % toilets
        1000,       // no farm | farm and shock
        1000,       // no violence | violence, a member held
        1000 + 666, // all three | caregiver absent
        750 + 250,  // half of PAPI, no need | half of PAPI, need unmet
    ];
    let second = [958, 0, 1000, 500, 500, 666, 1000];
    assert_eq!(sums[0], SecuritySums { homes: 2, thousandths: first });
    assert_eq!(sums[1], SecuritySums { homes: 1, thousandths: second });
    let rows = human_security::rows(&world.country, &sums, 2017);
    let national = rows.iter().find(|row| row.dimension == Dimension::Food).unwrap();
    assert_eq!((national.homes, national.value), (3, Some(1.5 * 10.0 / 40.0)));
    let hidden = rows.iter().filter(|row| row.group.stratum == Stratum::Province);
    assert!(hidden.clone().count() == 14 && hidden.clone().all(|row| row.suppressed && row.value.is_none()));
}

/// The home with violence and a survivor (thousandths 250 of its 750 + 250): programmes that reach
/// it change nothing, an open case meets its need.
#[test]
fn a_need_of_protection_is_met_by_an_open_case_alone() {
    let political = |change: fn(&mut crate::population::Homes)| {
        let mut world = small_world();
        change(&mut world.communes[0].homes);
        tallied(&world).provinces[0].security.thousandths[Dimension::Political as usize]
    };
    assert_eq!(political(|_| ()), 1000);
    assert_eq!(political(|homes| homes.reach.fill(u16::MAX)), 1000);
    assert_eq!(political(|homes| homes.assign(1, crate::population::home_flag::CASE_MANAGED, true)), 1500);
}

#[test]
fn costs_add_up_by_lever_year_and_province() {
    let row = |lever: &str, province, year, home_months, variable, fixed| CostRow {
        lever: lever.to_owned(),
        province: Some(province),
        year,
        home_months,
        variable,
        fixed,
    };
    let rows = tabulate_costs(vec![
        row("b", 1, 2018, 40.0, 4000.0, 7.0),
        row("a", 0, 2017, 10.0, 1000.0, 0.0),
        row("b", 0, 2018, 30.0, 3000.0, 0.0),
    ]);
    let seen: Vec<_> =
        rows.iter().map(|row| (row.lever.as_str(), row.province, row.home_months, row.total())).collect();
    assert_eq!(
        seen,
        [
            ("a", Some(0), 10.0, 1000.0),
            ("a", None, 10.0, 1000.0),
            ("b", Some(0), 30.0, 3000.0),
            ("b", Some(1), 40.0, 4007.0),
            ("b", None, 70.0, 7007.0),
        ]
    );
    assert_eq!(total_cost(&rows), 8007.0);
}

#[test]
fn a_recorder_makes_all_tables_and_results_survive_being_stored() {
    let small = small_world();
    let mut recorder = Recorder::new(&small.country, &Stratum::ALL, survey::tests::params(1.0, 0.0));
    recorder.month(&small.seen(), NOW);
    small.year(&mut recorder, 0);
    let results = recorder.finish(&small.country, "baseline", 3, Vec::new());
    assert_eq!((results.months.len(), results.register.len(), results.services.len()), (1, 30, 3));
    assert_eq!((results.surveys.len(), results.security.len()), (1, 7 * (1 + 6 + 2)));
    assert!((results.surveys[0].truth - 30.0 / 70.0).abs() < 1e-12);
    let text = serde_json::to_string(&results).unwrap();
    assert!(serde_json::from_str::<RunResults>(&text).unwrap() == results, "to the last bit");
}
