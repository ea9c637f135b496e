//! Wrong data tables. Each is the real one with one thing changed.

use lachan::config::{CountryTables, Faults, Source, Tables, data};

use super::support::{faults, snapshot};

fn with_provinces(change: impl Fn(&str) -> String) -> Result<CountryTables, Faults> {
    let mut tables = Tables::built_in();
    tables.provinces = Source::new("provinces.csv", change(tables.provinces.text()));
    data::read(&tables)
}

fn refuse(name: &str, change: impl Fn(&str) -> String) {
    let faults = faults(with_provinces(change));
    assert_eq!(faults.exit_code(), 65);
    snapshot(name, &faults.to_string());
}

/// Replaces the text of one cell, columns and rows counted from 0 below the header.
fn cell(text: &str, row: usize, column: usize, new: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut cells: Vec<&str> = lines[row + 1].split(',').collect();
    cells[column] = new;
    lines[row + 1] = cells.join(",");
    lines.join("\n") + "\n"
}

#[test]
fn r29_the_header_is_missing_or_wrong() {
    refuse("29_no_header", |text| text.split_once('\n').unwrap().1.to_owned());
    refuse("29_renamed", |text| text.replacen("poverty_rate,", "poverty,", 1));
    refuse("29_column_missing", |text| {
        let without = |line: &str| line.rsplit_once(',').unwrap().0.to_owned();
        text.lines().map(without).collect::<Vec<_>>().join("\n")
    });
    refuse("29_column_twice", |text| text.replacen("pci_2016,papi_2016", "pci_2016,pci_2016", 1));
    refuse("29_empty", |_| String::new());
}

#[test]
fn r30_a_row_has_too_few_or_too_many_fields() {
    refuse("30_fields", |text| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines[4] = lines[4].rsplit_once(',').unwrap().0.to_owned();
        lines[6].push_str(",note");
        lines.join("\n")
    });
}

#[test]
fn r31_the_separator_is_not_a_comma() {
    refuse("31_semicolons", |text| text.replace(',', ";").replace('.', ","));
    refuse("31_tabs", |text| text.replace(',', "\t"));
    refuse("31_decimal_comma", |text| text.replacen("0.492", "0,492", 1));
}

#[test]
fn r32_number_fields_that_are_not_numbers() {
    let bad = ["", "N/A", "-", "1 234", "\"1.234,5\"", "1e999", "NaN", "12 %", "\"0,12\"", "12", "-0.1"];
    refuse("32_numbers", |text| {
        bad.iter().enumerate().fold(text.to_owned(), |text, (row, bad)| cell(&text, row, 7, bad))
    });
    refuse("32_flag", |text| cell(text, 3, 13, "yes"));
}

#[test]
fn r33_a_province_is_missing_or_given_twice() {
    refuse("33_missing", |text| {
        text.lines().filter(|line| !line.starts_with("64,")).collect::<Vec<_>>().join("\n")
    });
    refuse("33_twice", |text| format!("{text}{}\n", text.lines().nth(1).unwrap()));
    refuse("33_misspelt", |text| text.replacen("Gia Lai,", "Gai Lai,", 1));
    refuse("33_leading_zero", |text| text.replacen("\n01,", "\n1,", 1));
}

#[test]
fn r34_provinces_of_2025_are_mixed_in() {
    // Of the units of July 2025, Lao Cai has the code that Yen Bai had.
    refuse("34_mixed", |text| {
        text.replacen("10,Lao Cai", "15,Lao Cai", 1).replacen("46,Thua Thien Hue", "46,Hue", 1)
    });
    let units = Tables::built_in().crosswalk;
    let names: std::collections::BTreeSet<&str> =
        units.text().lines().skip(1).filter_map(|line| line.rsplit(',').next()).collect();
    refuse("34_units_only", |text| {
        let row = text.lines().nth(1).unwrap().splitn(3, ',').nth(2).unwrap().to_owned();
        let rows = names.iter().enumerate().map(|(at, name)| format!("{:02},{name},{row}\n", at + 1));
        std::iter::once(format!("{}\n", text.lines().next().unwrap())).chain(rows).collect()
    });
}

#[test]
fn r35_fields_contradict_each_other() {
    refuse("35_rules", |text| cell(&cell(text, 0, 6, "9000000"), 1, 8, "1.4"));
    refuse("35_region", |text| text.replacen("central_highlands", "central_highland", 1));
}

#[test]
fn r36_byte_order_mark_line_ends_and_last_newline_are_accepted() {
    let plain = with_provinces(str::to_owned).unwrap();
    let changes: [fn(&str) -> String; 4] = [
        |text| format!("\u{feff}{text}"),
        |text| text.replace('\n', "\r\n"),
        |text| text.trim_end().to_owned(),
        |text| {
            let (header, rows) = text.split_once('\n').unwrap();
            let mut rows: Vec<&str> = rows.lines().collect();
            rows.reverse();
            format!("{header}\n{}\n", rows.join("\n"))
        },
    ];
    for change in changes {
        assert_eq!(with_provinces(change).unwrap().provinces, plain.provinces);
    }
}

#[test]
fn r37_a_quote_is_never_closed() {
    refuse("37_open_quote", |text| text.replacen("Lai Chau", "\"Lai Chau", 1));
    refuse("37_long_line_in_memory", |text| format!("{text}{}", "9".repeat(2 << 20)));
}

#[test]
fn r38_a_province_borders_itself_or_a_pair_is_given_twice() {
    let mut tables = Tables::built_in();
    tables.adjacency = Source::new("adjacency.csv", "code_a,code_b\n01,17\n17,01\n19,19\n01,99\n");
    snapshot("38_adjacency", &faults(data::read(&tables)).to_string());
}

#[test]
fn a_table_that_is_not_text_is_a_fault_of_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("regions.csv");
    std::fs::write(&path, b"region,provinces\nT\xe2y,1\n").unwrap();
    let faults = Faults::from(lachan::config::table::read_source(&path).unwrap_err());
    assert_eq!(faults.exit_code(), 65);
}
