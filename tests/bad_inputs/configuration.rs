//! Wrong configurations: syntax, keys, types, numbers, words, names.

use lachan::config::fault::Place;
use lachan::config::names::{check_distinct, check_name};
use lachan::config::{Code, CountryTables, Source, Tables, data};
use serde::Deserialize;

use super::support::*;

macro_rules! refused {
    ($($test:ident: $file:literal)+) => {
        $(#[test] fn $test() { refuse_file($file); })+
    };
}

refused! {
    r01_a_value_is_missing: "01_value_missing"
    r01_a_word_stands_without_quotes: "01_word_without_quotes"
    r01_brackets_are_missing: "01_bracket_missing"
    r02_a_key_is_given_twice: "02_key_twice"
    r02_a_table_is_given_twice: "02_table_twice"
    r02_a_field_is_given_twice: "02_field_twice"
    r03_a_key_is_misspelt: "03_unknown_key"
    r03_a_section_is_misspelt: "03_unknown_section"
    r03_a_key_stands_in_the_wrong_place: "03_misplaced_key"
    r03_a_field_of_a_parameter_is_misspelt: "03_unknown_field"
    r05_values_have_the_wrong_type: "05_wrong_type"
    r06_a_count_is_negative: "06_negative_count"
    r07_numbers_are_too_large: "07_integer_too_large"
    r08_probabilities_are_out_of_bounds: "08_probability_out_of_bounds"
    r09_numbers_are_not_finite: "09_not_finite"
    r10_shares_do_not_add_up: "10_shares_do_not_add_up"
    r11_a_percentage_stands_for_a_share: "11_percentage"
    r12_a_range_is_reversed: "12_range_reversed"
    r16_a_word_is_not_on_the_list: "16_unknown_word"
    r20_two_scenarios_extend_each_other: "20_cycle_a"
    r20_a_scenario_extends_itself: "20_extends_itself"
    r20_a_scenario_extends_one_that_does_not_exist: "20_extends_nothing_known"
    r21_a_scenario_name_has_a_slash: "21_scenario_name"
    r22_the_horizon_is_out_of_bounds: "22_horizon"
    r25_the_schema_is_newer: "25_newer_schema"
    r28_an_extended_file_is_missing: "28_extends_missing_file"
    all_faults_of_a_file_are_shown_together: "all_faults_at_once"
}

#[test]
fn r04_a_parameter_of_the_baseline_lacks_fields() {
    let baseline = "[schooling]\ndropout = { value = 0.002, unit = \"per mnth\", evidence = \"guessed\" }\n";
    snapshot("04_missing_fields", &faults(resolve_with(baseline, None, None, &[])).to_string());
}

#[test]
fn r04_a_key_that_a_process_needs_is_missing() {
    #[derive(Debug, Deserialize)]
    struct Schooling {
        #[expect(dead_code, reason = "only reading it is tested")]
        return_to_school: f64,
    }
    let effective = resolve_with(BASELINE, None, None, &[]).unwrap();
    let faults = faults(effective.section::<Schooling>("schooling"));
    snapshot("04_missing_key", &faults.to_string());
}

#[test]
fn r10_the_shares_of_the_baseline_do_not_add_up() {
    let baseline = BASELINE.replace("value = 0.34", "value = 0.44");
    snapshot("10_baseline_shares", &faults(resolve_with(&baseline, None, None, &[])).to_string());
}

#[test]
fn r17_a_lever_starts_after_the_horizon() {
    let refused = faults(resolve_file("17_lever_timing"));
    snapshot("17_month_is_none", &refused.to_string());
    let effective =
        resolve_with(BASELINE, None, None, &["levers.parenting_programme.start=2031-01"]).unwrap();
    let fault = effective.fault_at(
        Code::LeverTiming,
        "levers.parenting_programme.start",
        "the lever starts in 2031-01, after the last month of the run, 2021-12",
        "start it in 2021-12 or before, or raise simulation.years",
    );
    snapshot("17_lever_timing", &fault.to_string());
}

#[test]
fn r18_a_lever_names_provinces_that_do_not_exist() {
    let CountryTables { places, .. } = data::read(&Tables::built_in()).unwrap();
    let effective = resolve_file("18_misspelt_province").unwrap();
    let name = "levers.parenting_programme.provinces";
    let Some(lachan::config::Setting::Words(words)) = effective.book.setting(name) else { panic!() };
    let mut messages = String::new();
    for (at, word) in words.iter().enumerate() {
        if let Err(refusal) = places.ground(word) {
            let fault =
                effective.fault_at_element(Code::UnknownPlace, name, at, refusal.message, refusal.help);
            messages.push_str(&format!("{fault}\n\n"));
        }
    }
    snapshot("18_misspelt_province", &messages);
}

#[test]
fn r19_two_scenarios_have_one_name() {
    let source = Source::new(
        "study.toml",
        "scenarios = [\n  \"cash\",\n  \"school\",\n  \"Cash\",\n  \"school\",\n]\n",
    );
    let at = |start: usize, name: &'static str| (name, Place::new(&source, start..start + name.len() + 2));
    let names = [at(16, "cash"), at(26, "school"), at(38, "Cash"), at(48, "school")];
    snapshot("19_names_twice", &check_distinct(names).to_string());
}

#[test]
fn r20_built_in_scenarios_extend_each_other() {
    let faults = faults(resolve_with(BASELINE, Some("ring_one"), None, &[]));
    snapshot("20_built_in_ring", &faults.to_string());
}

#[test]
fn r21_scenario_names_that_would_not_make_file_names() {
    let long = "x".repeat(300);
    let names = ["a/b", "..", "nul", "COM1", "a\0b", "", "Trẻ em", long.as_str()];
    let messages: Vec<String> = names.iter().map(|name| check_name(name).unwrap_err().to_string()).collect();
    snapshot("21_names", &messages.join("\n\n"));
}

#[test]
fn r16_a_scenario_is_misspelt_on_the_command_line() {
    let faults = faults(resolve_with(BASELINE, Some("no_programm"), None, &[]));
    snapshot("16_scenario_misspelt", &faults.to_string());
}

#[test]
fn r40_set_arguments_that_cannot_be_used() {
    let sets = [
        "simulation.years",
        "=3",
        "simulation.seed=",
        "simulation.seed=abc",
        "schooling.dropuot=1",
        "seed=3",
        "economy.poor_share=12",
        "levers.parenting_programme.provinces=[\"Gia Lai\"",
        "population=3",
        "simulation.years=0",
    ];
    snapshot("40_set_arguments", &faults(resolve_with(BASELINE, None, None, &sets)).to_string());
}

#[test]
fn a_number_below_the_bounds_of_a_quantity_is_refused_with_its_key_its_place_and_help() {
    let faults = faults(lachan::config::baseline_with(&["recruitment.away=0.0000001"]));
    let fault = faults.iter().next().unwrap();
    assert_eq!(fault.code, Code::OutOfBounds);
    assert!(fault.place.is_some() && fault.message.contains("recruitment.away"), "{faults}");
    assert!(faults.to_string().contains("a number from 0.000001 to 1000 (hazard ratio)"), "{faults}");
}

/// Units and quantities have one table of bounds: what the unit of a parameter allows, the model
/// takes.
#[test]
fn every_parameter_takes_the_bounds_of_its_unit_or_refuses_them_with_a_place() {
    let baseline = lachan::config::baseline_with::<&str>(&[]).unwrap();
    for parameter in baseline.book.parameters() {
        let (low, high) = parameter.unit.bounds();
        for value in [low, high] {
            let set = format!("{}={value}", parameter.name);
            match lachan::config::baseline_with(&[&set]) {
                Ok(config) => {
                    let read = lachan::simulation::Parameters::read(&config);
                    assert!(read.is_ok(), "{set}: {}", read.unwrap_err());
                }
                Err(faults) => assert!(faults.iter().all(|fault| fault.place.is_some()), "{set}: {faults}"),
            }
        }
    }
}
