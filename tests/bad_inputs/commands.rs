//! The list of bad inputs, row by row, typed as commands: see the table at the head of
//! `tests/bad_inputs.rs`.

use std::fs;

use super::desk::Desk;

/// A row: files in the user's folder, and the command with its exit code and stable code.
macro_rules! rows {
    ($($test:ident: [$($file:literal: $text:expr),*] $words:literal => $exit:literal $code:literal;)+) => {
        $(#[test] fn $test() { Desk::with(&[$(($file, $text)),*]).refuse(stringify!($test), $exit, $code, $words); })+
    };
}

/// A sweep over a list of points.
const LISTED: &str =
    "[study]\nname = \"listed\"\nkind = \"sweep\"\ndesign = \"list\"\nlist = \"points.csv\"\n";

/// A calibration of one parameter, with more keys of its own.
const CALIBRATION: &str =
    "[study]\nname = \"fit\"\nkind = \"calibration\"\n[[factor]]\nname = \"recruitment.contact\"\n";

rows! {
    row_01_a_value_is_missing: ["mine.toml": "[simulation]\nseed = \n"]
        "run mine.toml" => 2 "CFG001";
    row_02_a_key_is_given_twice: ["mine.toml": "[simulation]\nyears = 2\nseed = 3\nyears = 4\n"]
        "check mine.toml" => 2 "CFG002";
    row_03_a_key_is_misspelt: ["mine.toml": "[economy]\nshock_prb = 0.2\n[recruiters]\nper_100 = 50\n"]
        "run mine.toml" => 2 "CFG003";
    row_04_a_required_key_is_missing: ["study.toml": "[study]\nkind = \"sweep\"\n[[factor]]\nlow = 1\n"]
        "study run study.toml" => 2 "CFG004";
    row_05_a_value_has_the_wrong_type: ["mine.toml": "[simulation]\nyears = \"ten\"\n[schooling]\nreturns = true\n"]
        "check mine.toml" => 2 "CFG005";
    row_06_a_count_is_negative: ["mine.toml": "[synthesis]\ncommune_households = -5\n"]
        "run mine.toml" => 2 "CFG006";
    row_07_an_integer_is_too_large: ["mine.toml": "[simulation]\nseed = 99999999999999999999999\n"]
        "run mine.toml" => 2 "CFG007";
    row_08_a_probability_is_out_of_bounds:
        ["mine.toml": "[family]\ncaregiver_leaves = 1.2\ncaregiver_returns = -0.1\n"]
        "run mine.toml" => 2 "CFG006";
    row_09_a_number_is_not_finite: ["mine.toml": "[family]\ncaregiver_leaves = nan\nviolence_consumption = inf\n"]
        "run mine.toml --set economy.persistence=-inf --scale nan" => 2 "CFG008";
    row_11_a_percentage_stands_for_a_share: ["mine.toml": "[family]\nviolent_discipline = 68\n"]
        "run mine.toml" => 2 "CFG009";
    row_12_a_range_is_reversed: []
        "sweep recruiters.per_100k=150:50:3 recruitment.contact=1:1:2" => 2 "CFG011";
    row_13_a_sweep_has_too_many_points: []
        "sweep recruiters.per_100k=50:150:1000000 recruitment.contact=0.1:1:1000000" => 2 "CFG036";
    row_14_an_axis_names_no_parameter: []
        "sweep recruiters.per_100=50:150:3" => 2 "CFG003";
    row_15_a_parameter_is_in_two_axes: []
        "sweep recruiters.per_100k=50:150:3 recruiters.per_100k=1,2" => 2 "CFG035";
    row_16_a_lever_does_not_exist:
        ["mine.toml": "[levers.cash_transfr]\ncoverage = 1\n[levers.cash_transfer]\ntarget = \"rich\"\nkind = \"cash\"\n"]
        "check --scenario mine.toml" => 2 "CFG014";
    row_17_a_lever_starts_after_the_run:
        ["mine.toml": "[levers.cash_transfer]\nstart = \"2031-01\"\n[levers.parenting_programme]\nstart = \"2019-01\"\nstop = \"2018-01\"\n"]
        "run --scenario mine.toml" => 2 "CFG032";
    row_18_a_province_does_not_exist: ["mine.toml": "[levers.cash_transfer]\nprovinces = [\"Ha Noy\", \"99\"]\n"]
        "compare mine.toml" => 2 "CFG033";
    row_19_two_scenarios_have_one_name: ["study.toml": "[study]\nname = \"x\"\nkind = \"sweep\"\nscenarios = [\"cash_transfer\", \"cash_transfer\"]\n[[factor]]\nname = \"recruitment.contact\"\n"]
        "study run study.toml" => 2 "CFG019";
    row_19_a_scenario_is_compared_twice: ["mine.toml": "name = \"cash_transfer\"\n"]
        "compare cash_transfer mine.toml" => 2 "";
    row_19_names_differ_by_case: ["mine.toml": "name = \"Cash_Transfer\"\n"]
        "compare cash_transfer mine.toml" => 2 "CFG018";
    row_20_scenarios_extend_each_other: ["a.toml": "extends = \"b.toml\"\n", "b.toml": "extends = \"a.toml\"\n"]
        "run --scenario a.toml" => 2 "CFG017";
    row_21_a_scenario_name_is_a_path: ["mine.toml": "name = \"../mine\"\n"]
        "run --scenario mine.toml" => 2 "CFG018";
    row_21_a_name_begins_like_an_option: ["mine.toml": "name = \"-mine\"\n"]
        "run --scenario mine.toml" => 2 "CFG018";
    row_21_a_study_has_the_name_of_a_device: ["study.toml": "[study]\nname = \"nul\"\nkind = \"sweep\"\n"]
        "study run study.toml" => 2 "CFG018";
    row_22_the_horizon_is_out_of_bounds: ["mine.toml": "[simulation]\nyears = 0\nwarm_up_months = 1000000\n"]
        "run mine.toml" => 2 "CFG006";
    row_22_a_population_that_cannot_be_made: ["mine.toml": "synthesis.commune_households = 100000\nsynthesis.birth_spacing_shortest = 70\n"]
        "run mine.toml" => 2 "CFG034";
    row_25_the_schema_is_newer: ["mine.toml": "schema = 9\n"]
        "run mine.toml" => 2 "CFG015";
    row_28_the_configuration_is_missing: ["mine.toml": ""]
        "run mien.toml" => 2 "CFG020";
    row_28_it_is_a_directory: ["folder/mine.toml": ""]
        "check folder" => 2 "CFG021";
    row_28_it_leads_out_of_the_project: ["mine.toml": "extends = \"../../../etc/passwd\"\n"]
        "run mine.toml" => 2 "CFG024";
    row_29_the_header_of_a_list_is_missing: ["study.toml": LISTED, "points.csv": "80,0.3\n90,0.4\n"]
        "study run study.toml" => 65 "CSV001";
    row_29_a_column_of_an_ensemble_is_misspelt: ["points.csv": "recruitment.contct,recruitment.away\n0.3,9\n"]
        "run --ensemble=points.csv" => 2 "CFG003";
    row_29_the_list_is_empty: ["study.toml": LISTED, "points.csv": ""]
        "study run study.toml" => 65 "CSV001";
    row_30_rows_have_too_few_and_too_many_fields:
        ["study.toml": LISTED, "points.csv": "recruiters.per_100k,recruitment.contact\n80\n80,0.3,1\n"]
        "study run study.toml" => 65 "CSV002";
    row_31_the_separator_is_a_semicolon:
        ["points.csv": "recruiters.per_100k;recruitment.contact\n80;0,3\n"]
        "run --ensemble=points.csv" => 65 "CSV003";
    row_31_decimals_have_a_comma: ["points.csv": "recruitment.contact\n0,3\n"]
        "compare no_programme --ensemble=points.csv" => 65 "CSV002";
    row_32_fields_are_no_numbers:
        ["study.toml": LISTED, "points.csv": "recruiters.per_100k,recruitment.contact\n,N/A\n-,1 234\n\"1.234,5\",1e999\nNaN,12 %\n"]
        "study run study.toml" => 65 "CSV004";
    row_35_a_value_is_out_of_bounds:
        ["study.toml": LISTED, "points.csv": "recruiters.per_100k,family.violent_discipline\n80,0.7\n-80,1.4\n"]
        "study run study.toml" => 65 "CSV006";
    row_37_a_quote_is_never_closed: ["points.csv": "recruitment.contact\n0.3\n\"0.4\n"]
        "run --ensemble=points.csv" => 65 "CSV012";
    row_39_a_target_does_not_exist: ["study.toml": &CALIBRATION.replace("[[", "hold_out = [\"T99\"]\n[[")]
        "study run study.toml" => 2 "CFG014";
    row_39_no_target_is_left: ["study.toml": &CALIBRATION.replace("[[", "hold_out = [\"T1\", \"T2\", \"T3\", \"T4\", \"T5\", \"T6\", \"T7\", \"T8\", \"T9\", \"T10\", \"T11\", \"T12\", \"T13\", \"T14\"]\n[[")]
        "study run study.toml" => 2 "CFG036";
    row_40_no_threads: [] "run --threads 0" => 2 "";
    row_40_a_seed_is_no_number: [] "compare no_programme --seed abc" => 2 "";
    row_40_a_seed_is_negative: [] "run --seed -1" => 2 "";
    row_40_a_scale_is_negative: [] "explore scenarios --scale -1" => 2 "CFG006";
    row_40_a_format_that_is_not_known: [] "report results --format xml" => 2 "";
    row_40_results_would_be_written_over_the_input: ["results/effective_config.toml": "[simulation]\nyears = 3\n"]
        "run results/effective_config.toml --out results" => 2 "";
    row_40_a_report_of_nothing: ["results/fit.csv": ""]
        "report results" => 65 "CSV015";
    row_40_a_file_stands_where_the_directory_must: ["results": ""]
        "run --out results" => 73 "";
}

#[test]
fn row_26_the_text_is_utf16() {
    let desk = Desk::with(&[]);
    let text: Vec<u8> =
        "\u{feff}[simulation]\nyears = 2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(desk.path().join("mine.toml"), text).unwrap();
    desk.refuse("row_26_the_text_is_utf16", 2, "CFG027", "run mine.toml");
}

#[test]
fn row_27_a_gibibyte_and_20_000_brackets() {
    let desk = Desk::with(&[("deep.toml", &format!("a = {}", "[".repeat(20_000)))]);
    fs::File::create(desk.path().join("large.toml")).unwrap().set_len(1 << 30).unwrap();
    desk.refuse("row_27_a_gibibyte", 2, "CFG025", "check large.toml");
    desk.refuse("row_27_20_000_brackets", 2, "CFG026", "check deep.toml");
}

#[cfg(unix)]
#[test]
fn row_28_a_pipe_is_not_waited_for() {
    let desk = Desk::with(&[("study.toml", LISTED)]);
    let made = std::process::Command::new("mkfifo").arg(desk.path().join("points.csv")).status();
    if made.is_ok_and(|status| status.success()) {
        desk.refuse("row_28_a_pipe", 2, "CFG022", "study run study.toml");
        fs::create_dir(desk.path().join("results")).unwrap();
        fs::rename(desk.path().join("points.csv"), desk.path().join("results/manifest.json")).unwrap();
        desk.refuse("row_28_a_pipe_among_results", 65, "CSV015", "report results");
    }
}

#[test]
fn row_37_a_line_of_a_hundred_mebibytes() {
    let desk = Desk::with(&[("points.csv", "recruitment.contact\n")]);
    let file = fs::File::options().append(true).open(desk.path().join("points.csv")).unwrap();
    file.set_len(100 << 20).unwrap();
    desk.refuse("row_37_a_line_of_a_hundred_mebibytes", 65, "CSV013", "run --ensemble=points.csv");
}
