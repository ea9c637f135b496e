//! What scenarios may call places: the 63 provinces of 2008 to June 2025 and the 34 units since, by
//! name and code.

use lachan::config::{Tables, data};
use lachan::places::{Division, Gazetteer};
use std::fs;

fn places() -> Gazetteer {
    data::read(&Tables::built_in()).unwrap_or_else(|faults| panic!("{faults}")).places
}

/// The codes of the provinces that a text means.
fn ground(places: &Gazetteer, text: &str) -> Vec<String> {
    let rows = places.ground(text).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
    rows.into_iter().map(|row| places.provinces()[row].code.clone()).collect()
}

fn help(places: &Gazetteer, text: &str) -> String {
    places.ground(text).expect_err(text).help
}

/// Names that mean one ground: of provinces that are gone, and of those that no merger touched.
const ALONE: [(&str, &str); 40] = [
    ("01", "Hà Nội"),
    ("02", "Hà Giang"),
    ("04", "Cao Bằng"),
    ("06", "Bắc Kạn"),
    ("11", "Điện Biên"),
    ("12", "Lai Châu"),
    ("14", "Sơn La"),
    ("15", "Yên Bái"),
    ("17", "Hòa Bình"),
    ("20", "Lạng Sơn"),
    ("22", "Quảng Ninh"),
    ("24", "Bắc Giang"),
    ("26", "Vĩnh Phúc"),
    ("30", "Hải Dương"),
    ("34", "Thái Bình"),
    ("35", "Hà Nam"),
    ("36", "Nam Định"),
    ("38", "Thanh Hóa"),
    ("40", "Nghệ An"),
    ("42", "Hà Tĩnh"),
    ("44", "Quảng Bình"),
    ("46", "Thừa Thiên Huế"),
    ("49", "Quảng Nam"),
    ("52", "Bình Định"),
    ("54", "Phú Yên"),
    ("58", "Ninh Thuận"),
    ("60", "Bình Thuận"),
    ("62", "Kon Tum"),
    ("67", "Đắk Nông"),
    ("70", "Bình Phước"),
    ("74", "Bình Dương"),
    ("77", "Bà Rịa - Vũng Tàu"),
    ("80", "Long An"),
    ("82", "Tiền Giang"),
    ("83", "Bến Tre"),
    ("84", "Trà Vinh"),
    ("91", "Kiên Giang"),
    ("93", "Hậu Giang"),
    ("94", "Sóc Trăng"),
    ("95", "Bạc Liêu"),
];

/// Names that a province has until June 2025 and a larger unit since: both codes.
const BOTH: [(&str, &str, &str); 23] = [
    ("Tuyên Quang", "08", "08"),
    ("Lào Cai", "10", "15"),
    ("Thái Nguyên", "19", "19"),
    ("Bắc Ninh", "27", "24"),
    ("Phú Thọ", "25", "25"),
    ("Hải Phòng", "31", "31"),
    ("Hưng Yên", "33", "33"),
    ("Ninh Bình", "37", "37"),
    ("Quảng Trị", "45", "44"),
    ("Đà Nẵng", "48", "48"),
    ("Quảng Ngãi", "51", "51"),
    ("Gia Lai", "64", "52"),
    ("Khánh Hòa", "56", "56"),
    ("Đắk Lắk", "66", "66"),
    ("Lâm Đồng", "68", "68"),
    ("Đồng Nai", "75", "75"),
    ("Hồ Chí Minh", "79", "79"),
    ("Tây Ninh", "72", "80"),
    ("Đồng Tháp", "87", "82"),
    ("Vĩnh Long", "86", "86"),
    ("An Giang", "89", "91"),
    ("Cần Thơ", "92", "92"),
    ("Cà Mau", "96", "96"),
];

#[test]
fn each_of_the_97_names_and_codes_means_one_ground_or_is_asked_for() {
    let places = places();
    for (code, name) in ALONE {
        for text in [name, &format!("2008:{name}"), &format!("2008:{code}")] {
            assert_eq!(ground(&places, text), [code], "{text}");
        }
    }
    for (name, before, after) in BOTH {
        for text in [name, after] {
            let refusal = places.ground(text).expect_err(text);
            let both = ["\"2008:", "\"2025:"].iter().all(|division| refusal.help.contains(division));
            assert!(refusal.ambiguous && both, "{text}: {refusal:?}");
        }
        assert_eq!(ground(&places, &format!("2008:{name}")), [before]);
        let unit = ground(&places, &format!("2025:{name}"));
        assert!(unit.len() > 1 && unit.contains(&before.to_owned()), "{name}: {unit:?}");
        assert_eq!(ground(&places, &format!("2025:{after}")), unit, "2025:{after}");
    }
    for (row, province) in places.provinces().iter().enumerate() {
        let shared = BOTH.iter().any(|(_, _, after)| *after == province.code);
        assert_eq!(places.ground(&province.code).is_err(), shared, "{}", province.code);
        let written = places.written(Division::Provinces, row);
        for text in [&province.code, &province.name, &province.name_vi] {
            assert_eq!(places.ground(&format!("2008:{text}")), Ok(vec![row]), "2008:{text}");
        }
        assert_eq!(places.ground(&written), Ok(vec![row]), "{written}");
    }
    assert_eq!((places.provinces().len(), places.units().len()), (63, 34));
    for (at, unit) in places.units().iter().enumerate() {
        let written = places.written(Division::Units, at);
        for text in [&format!("2025:{}", unit.code), &format!("2025:{}", unit.name), &written] {
            assert_eq!(places.ground(text).as_ref(), Ok(&unit.provinces), "{text}");
        }
    }
}

#[test]
fn a_place_may_be_written_in_the_ways_in_which_people_write_it() {
    let places = places();
    for (text, code) in [
        ("Huế", "46"),
        ("TP Huế", "46"),
        ("TP. Huế", "46"),
        ("Thành phố Huế", "46"),
        ("Hue City", "46"),
        ("Thua Thien Hue", "46"),
        ("Thừa Thiên - Huế", "46"),
        ("2025:Thừa Thiên Huế", "46"),
        ("2008:Huế", "46"),
        ("Hoà Bình", "17"),
        ("Hòa Bình", "17"),
        ("HOA BINH", "17"),
        ("Thanh Hoá", "38"),
        ("2008: Khánh Hoà", "56"),
        (" 2008:TP. Hồ Chí Minh ", "79"),
        ("2008:HCMC", "79"),
        ("2008:Sài Gòn", "79"),
        ("2008:Daklak", "66"),
        ("2008:Hai Phong city", "31"),
        ("VN-03", "02"),
        ("vn-hn", "01"),
        ("VN-26", "46"),
        ("2008:VN-SG", "79"),
    ] {
        assert_eq!(ground(&places, text), [code], "{text}");
    }
    assert_eq!(ground(&places, "2025:VN-SG"), ["74", "77", "79"]);
    assert_eq!(ground(&places, "2025:TP Đồng Nai"), ["70", "75"]);
    for text in ["VN-SG", "HCMC", "Đắc Lắk", "Ho Chi Minh City"] {
        assert!(places.ground(text).expect_err(text).ambiguous, "{text}");
    }
}

#[test]
fn what_is_no_place_is_told_from_what_is_meant() {
    let places = places();
    for (text, hint) in [
        ("1", "did you mean \"01\" (Hà Nội)?"),
        ("4", "did you mean \"04\" (Cao Bằng)?"),
        ("8", "\"2008:08\" (Tuyên Quang) or \"2025:08\" (Tuyên Quang)"),
        ("Southeast", "write \"region:southeast\""),
        ("Đông Nam Bộ", "write \"region:southeast\""),
        ("Mekong Delta", "write \"region:mekong_delta\""),
        ("Tây Nguyên", "write \"region:central_highlands\""),
        ("Northwest", "write \"region:northern_midlands_mountains\""),
        ("Côn Đảo", "levers work in whole provinces: write the province it is in, \"Bà Rịa - Vũng Tàu\""),
        ("Huyện Côn Đảo", "\"Bà Rịa - Vũng Tàu\""),
        ("Phú Quốc", "\"Kiên Giang\""),
        ("Châu Thành", "\"2008:An Giang\" or \"Kiên Giang\""),
        ("Hà Tây", "as a part of Hà Nội: write \"Hà Nội\""),
        ("All", "did you mean \"all\"?"),
        ("Ha Noy", "did you mean \"Hà Nội\" (code 01)?"),
        ("Gia Lay", "did you mean \"2008:Gia Lai\" or \"2025:Gia Lai\"?"),
        ("Kon Tum, Gia Lai", "write each place as a text of its own: [\"Kon Tum\", \"Gia Lai\"]"),
        ("2025:Kon Tum", "write \"Kon Tum\" for it alone, or \"2025:Quảng Ngãi\" for the unit"),
        ("2025:02", "Hà Giang is a part of Tuyên Quang"),
        ("2024:Hà Nội", "write \"2008:Hà Nội\""),
        ("area:Hà Nội", "a colon follows region, poverty_above, 2008 or 2025"),
        ("VN-15", "`lachan places` lists them"),
        ("99", "`lachan places` lists them"),
        ("", "`lachan places` lists them"),
    ] {
        let help = help(&places, text);
        assert!(help.contains(hint), "{text}: {help}");
    }
}

#[test]
fn every_code_of_iso_3166_2_and_every_district_leads_to_a_province_that_is_there() {
    let places = places();
    let names = include_str!("../configs/viet_nam/place_names.csv");
    let of_kind = |kind: &'static str| {
        let rows = names.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        rows.filter(move |cells| cells[1] == kind)
    };
    assert_eq!(of_kind("iso_3166_2").count(), 63);
    for cells in of_kind("iso_3166_2").chain(of_kind("name")) {
        assert_eq!(ground(&places, &format!("2008:{}", cells[0])), [cells[2]], "{}", cells[0]);
    }
    assert!(of_kind("district").count() > 680);
    for cells in of_kind("district") {
        // Some districts have the name of a province, which then is meant.
        let told = places.ground(cells[0]).map_or_else(|refusal| refusal.help, |_| "\"".to_owned());
        assert!(told.contains('"'), "{}: {told}", cells[0]);
    }
}

#[test]
fn regions_have_their_names_in_both_languages_and_other_divisions_into_regions_are_told_apart() {
    let places = places();
    for (text, region) in [
        ("red_river_delta", "red_river_delta"),
        ("Red River Delta", "red_river_delta"),
        ("Vùng Đồng bằng sông Hồng", "red_river_delta"),
        ("Northern midlands and mountain areas", "northern_midlands_mountains"),
        ("Trung du và miền núi phía Bắc", "northern_midlands_mountains"),
        ("north_central_coast", "north_central_coast"),
        ("Bắc Trung Bộ và Duyên hải miền Trung", "north_central_coast"),
        ("Central Highlands", "central_highlands"),
        ("Tây Nguyên", "central_highlands"),
        ("South East", "southeast"),
        ("Đông Nam Bộ", "southeast"),
        ("Mekong River Delta", "mekong_delta"),
        ("Đồng bằng sông Cửu Long", "mekong_delta"),
    ] {
        assert_eq!(places.region(text), Ok(region), "{text}");
    }
    // The name in files holds both coasts; the same words with spaces are the northern one of eight
    // regions.
    for text in ["North Central Coast", "Bắc Trung Bộ", "Northeast", "Tây Bắc"] {
        let refusal = places.region(text).expect_err(text);
        assert!(refusal.message.contains("another division"), "{refusal:?}");
    }
    assert!(places.region("mekong").expect_err("mekong").message.contains("mekong_delta"));
}

fn lachan(arguments: &[&str]) -> (i32, String) {
    let output = crate::program::lachan().args(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_place_or_share_that_is_wrong_is_shown_at_its_line_with_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.toml");
    let list = [
        "poverty_above:10",
        "poverty_above:nan",
        "poverty_above:-1",
        "poverty_above:",
        "52",
        "Lâm Đồng",
        "1",
    ];
    let quoted: Vec<String> = list.iter().map(|text| format!("  \"{text}\",\n")).collect();
    fs::write(&file, format!("[levers.cash_transfer]\nprovinces = [\n{}]\n", quoted.concat())).unwrap();
    let (code, said) = lachan(&["check", file.to_str().unwrap()]);
    assert_eq!(code, 2, "{said}");
    for line in 3..3 + list.len() {
        assert!(said.contains(&format!("x.toml:{line}:3")), "line {line}: {said}");
    }
    assert!(said.contains("write poverty_above:0.10 for 10 %") && said.contains("CFG006"), "{said}");
    assert!(said.contains("CFG037") && said.contains("\"2025:Lâm Đồng\""), "{said}");
    assert!(!said.contains("baseline.toml"), "{said}");

    fs::write(&file, "[levers.cash_transfer]\nprovinces = [1, 64]\n").unwrap();
    let (code, said) = lachan(&["check", file.to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(
        said.contains("write \"01\"") && said.contains("write \"64\"") && said.contains("x.toml:2:14"),
        "{said}"
    );
}

#[test]
fn a_contradiction_is_shown_at_the_line_that_someone_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.toml");
    for (key, value) in [("birth_spacing_longest", 10), ("birth_spacing_shortest", 100)] {
        fs::write(&file, format!("[synthesis]\n{key} = {value}\n")).unwrap();
        let (code, said) = lachan(&["check", file.to_str().unwrap()]);
        assert_eq!(code, 2);
        assert!(said.contains("x.toml:2:") && !said.contains("baseline.toml"), "{key}: {said}");
    }
}

#[test]
fn places_can_be_set_on_the_command_line_in_every_form() {
    let check = |places: &str| {
        let set = format!("levers.cash_transfer.provinces={places}");
        lachan(&["run", "--set", &set, "--set", "simulation.years=0"])
    };
    // The years are refused, so that nothing is run; the place must not be.
    for places in [
        "64",
        "01",
        "[62, 64]",
        "Kon Tum",
        "[\"Kon Tum\", \"2025:Gia Lai\"]",
        "2025:Lâm Đồng",
        "2008:52",
        "2025:52",
        "region:Mekong Delta",
        "region:mekong_delta",
        "[\"region:Tây Nguyên\"]",
        "border",
        "all",
        "poverty_above:0.10",
    ] {
        let (code, said) = check(places);
        assert_eq!(code, 2);
        assert!(said.contains("simulation.years") && said.contains("1 fault found"), "{places}: {said}");
    }
    let set = "levers.cash_transfer.provinces=52";
    let (code, said) = lachan(&["run", "--set", set]);
    assert_eq!(code, 2);
    assert!(said.contains("CFG037") && said.contains("command line:1:"), "{said}");
}

/// The command says what a scenario would take: rules as well as names.
#[test]
fn the_command_lists_what_an_entry_of_a_scenario_takes_in() {
    let listed = |text: &str| {
        let output = crate::program::lachan().args(["places", text, "--json"]).output().unwrap();
        assert!(output.status.success(), "{text}: {}", String::from_utf8_lossy(&output.stderr));
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = document["tables"]["places"].as_array().unwrap();
        rows.iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let highlands = ["62", "64", "66", "67", "68"];
    assert_eq!(listed("region:Tây Nguyên"), highlands);
    assert_eq!(listed("region:central_highlands"), highlands);
    assert_eq!(listed("all").len(), 63);
    assert_eq!(listed("border").len(), 25);
    let poor = listed("poverty_above:0.10");
    assert!((5..40).contains(&poor.len()) && poor.contains(&"11".to_owned()), "{poor:?}");
    assert_eq!(listed("2025:Lâm Đồng"), ["60", "67", "68"]);
    // Where one place is asked for, a rule is no place, and that is what is said.
    let help = help(&places(), "region:mekong_delta");
    assert!(help.contains("several provinces"), "{help}");
}
