//! The fit table over the small world.

use super::*;
use crate::observation::small_world::{crowd, small_world};
use crate::observation::{Recorder, Stratum, survey};

fn readings_of_small_world(disclosure: f64, false_positive: f64) -> Vec<FitReading> {
    let small = small_world();
    let params = survey::tests::params(disclosure, false_positive);
    // A world without a history is held to what belongs to the reference, whatever the year.
    let mut recorder =
        Recorder::new(&small.country, &[Stratum::National], params).of_a_world_that_is_constant(true);
    small.year(&mut recorder, 0);
    recorder.finish(&small.country, "baseline", 0, Vec::new()).fit
}

fn value(readings: &[FitReading], id: &str) -> Option<f64> {
    readings.iter().find(|reading| reading.id == id).unwrap().value
}

/// See the tests of the room for the people and their weights.
#[test]
fn readings_as_worked_by_hand() {
    let readings = readings_of_small_world(0.8, 0.1);
    let by_hand = [
        ("T1", 3.0 / 7.0),
        ("T1s", 3.0 / 7.0 * 0.8 + 4.0 / 7.0 * 0.1),
        ("T2", (10.0 / 30.0) / (20.0 / 40.0)),
        ("T2b", 10.0 / 30.0),
        ("T3", (20.0 / 60.0) / 1.0),
        ("T4a", 1.0 - 10.0 / 30.0),
        ("T4b", 10.0 / 70.0),
        ("T5", 10.0 / 30.0),
        ("T6", 5.0),
        ("T7", 0.5),
        ("T8", 0.6),
        ("T10", 0.75),
        ("T11b", 1.0),
        ("T12a", 1.0 / (10.0 / 50.0)),
        ("T12b", 0.0),
        ("T12d", 0.0),
        ("T13a", 1.0 / 3.0),
        ("T14", 1.0),
        // All three of the first province, none of the two of the second: 1 over 30 / 70.
        ("C1", 7.0 / 3.0),
    ];
    for (id, by_hand) in by_hand {
        let found = value(&readings, id).unwrap();
        assert!((found - by_hand).abs() < 1e-12, "{id}: {found} instead of {by_hand}");
    }
    assert_eq!(value(&readings, "T12c"), None, "there is no mountain province");
}

/// Two regions of four communes of 40; the error of a share by the formula of the module's page.
#[test]
fn the_error_of_one_run_comes_from_its_communes() {
    let survivors = [2, 4, 6, 8, 1, 3, 5, 7];
    let world = crowd(&[Region::Southeast, Region::MekongDelta], 4, 40, |commune| survivors[commune]);
    let mut recorder = Recorder::new(&world.country, &[Stratum::National], survey::tests::params(0.9, 0.0));
    world.year(&mut recorder, 0);
    let readings = recorder.finish(&world.country, "baseline", 0, Vec::new()).fit;
    let truth = &readings[0];
    assert!((truth.value.unwrap() - 36.0 / 320.0).abs() < 1e-12);
    // z_c = survivors / 320 - mean; in each region squares about the mean: 9 + 1 + 1 + 9 = 20.
    let variance: f64 = 2.0 * (4.0 / 3.0) * 20.0 / (320.0 * 320.0);
    assert!((truth.standard_error.unwrap() - variance.sqrt()).abs() < 1e-12);
    assert!((readings[1].standard_error.unwrap() - 0.9 * variance.sqrt()).abs() < 1e-12);
}

#[test]
fn several_runs_give_a_mean_and_the_error_of_the_mean() {
    let reading =
        |id: &str, value| FitReading { id: id.to_owned(), value, standard_error: Some(0.5), covered: true };
    let runs = [0.05, 0.06, 0.07].map(|value| vec![reading("T1", Some(value)), reading("T8", None)]);
    let table = fit_table(runs.iter().map(Vec::as_slice));
    let truth = &table[0];
    assert!((truth.simulated.unwrap() - 0.06).abs() < 1e-15);
    assert!((truth.standard_error.unwrap() - 0.01 / 3f64.sqrt()).abs() < 1e-15);
    assert!(truth.in_band);
    let one = fit_table([runs[2].as_slice()]);
    assert_eq!((one[0].standard_error, one[0].in_band), (Some(0.5), false));
    let labour = one.iter().find(|row| row.id == "T8").unwrap();
    assert_eq!((labour.simulated, labour.in_band), (None, false), "no value is not in any band");
}

#[test]
fn a_pattern_holds_when_all_its_graded_parts_do() {
    let reading = |id: &str, value| FitReading {
        id: id.to_owned(),
        value: Some(value),
        standard_error: None,
        covered: true,
    };
    let mut run: Vec<FitReading> =
        ["T2", "T2b", "T2g", "T9a", "T9b", "T9c", "T9d", "T9e", "T9f", "T9g", "T9h"]
            .into_iter()
            .zip([1.5, 0.9, 0.9, 0.98, 0.93, 0.78, 0.5, 0.95, 0.93, 0.76, 0.84])
            .map(|(id, value)| reading(id, value))
            .collect();
    let verdict = |run: &[FitReading], id: &str| {
        verdicts(&fit_table([run])).into_iter().find(|verdict| verdict.id == id).unwrap().in_band
    };
    assert!(verdict(&run, "T2"), "boys and girls are shown, not judged");
    assert!(verdict(&run, "T9"));
    run[4].value = Some(0.8);
    assert!(!verdict(&run, "T9"));
    assert!(!verdict(&run, "T1"));
    assert_eq!(verdicts(&fit_table([run.as_slice()])).len(), 14);
}

/// In 2017 of a world with a history: child labour was observed in 2018 alone, and of eight years of the
/// register one is simulated.
#[test]
fn what_was_observed_in_other_years_is_shown_and_not_judged() {
    let small = small_world();
    let mut recorder = Recorder::new(&small.country, &[Stratum::National], survey::tests::params(1.0, 0.0));
    small.year(&mut recorder, 0);
    let readings = recorder.finish(&small.country, "baseline", 0, Vec::new()).fit;
    let table = fit_table([readings.as_slice()]);
    let row = |id: &str| table.iter().find(|row| row.id == id).unwrap();
    assert_eq!([row("T1").graded, row("T6").graded, row("T8").graded], [true, false, false]);
    assert_eq!((row("T8").simulated, value(&readings, "T1").is_some()), (None, true));
}

#[test]
fn a_run_covers_a_fact_by_more_than_half_of_its_years() {
    let row = |id: &str| fit_table([]).into_iter().find(|row| row.id == id).unwrap();
    for (id, run, constant, covered) in [
        ("T6", 2011..2016, false, true),
        ("T6", 2011..2015, false, false),
        ("T6b", 2017..2022, false, true),
        ("T8", 2018..2019, false, true),
        ("T8", 2019..2024, false, false),
        ("T1", 2017..2018, false, true),
        ("T1", 2011..2017, false, false),
        ("T10", 2030..2031, false, true),
        ("T6", 2017..2018, true, true),
        ("T6b", 2018..2023, true, false),
    ] {
        assert_eq!(row(id).is_covered_by(&run, constant), covered, "{id} {run:?}");
    }
}
