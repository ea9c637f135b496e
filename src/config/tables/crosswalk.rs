//! `crosswalk_2025.csv`: the 63 provinces and the unit of July 2025 that each became part of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::field::Fields;
use super::table::DataTable;
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;
use crate::places::Unit;

const COLUMNS: [&str; 5] = ["code_63", "name_63", "name_63_vi", "code_34", "name_34_vi"];

/// A province and the unit that holds it since July 2025.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrosswalkRow {
    /// Two-digit code of the province.
    pub code: String,
    /// Name of the province without diacritics.
    pub name: String,
    /// Vietnamese name of the province.
    pub name_vi: String,
    /// Official two-digit code of the unit of July 2025. Most are codes of a province as well, at
    /// times of another one.
    pub code_2025: String,
    /// Vietnamese name of the unit of July 2025.
    pub name_2025: String,
}

/// Reads the table; the rows come in the order of the codes.
///
/// # Errors
/// Every fault of the table.
pub fn read(source: &Arc<Source>) -> Result<Vec<CrosswalkRow>, Faults> {
    let table = DataTable::parse(source, &COLUMNS)?;
    let mut faults = Faults::new();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        let mut fields = Fields::new(&table, row, &mut faults);
        let read = CrosswalkRow {
            code: fields.text("code_63"),
            name: fields.text("name_63"),
            name_vi: fields.text("name_63_vi"),
            code_2025: fields.text("code_34"),
            name_2025: fields.text("name_34_vi"),
        };
        if !seen.insert(read.code.clone()) {
            faults.push(
                Fault::new(Code::TableRepeatedRow, format!("the code {} has two rows", read.code))
                    .at(table.place(row, "code_63"), "again here")
                    .help("delete one of the two"),
            );
        }
        let others = rows.iter().find(|other: &&CrosswalkRow| {
            (other.code_2025 == read.code_2025) != (other.name_2025 == read.name_2025)
        });
        if let Some(other) = others {
            let pair = |row: &CrosswalkRow| format!("{} {}", row.code_2025, row.name_2025);
            let message = format!("two units are mixed up: {} and {}", pair(other), pair(&read));
            faults.push(
                Fault::new(Code::TableRule, message)
                    .at(table.place(row, "code_34"), "here")
                    .expected("one code for each unit of July 2025, and one name")
                    .help("correct the code or the name"),
            );
        }
        rows.push(read);
    }
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    faults.or(rows)
}

/// The rows where there is no such table: every province of `provinces.csv` is a unit of its own.
///
/// # Errors
/// A table of provinces that is none, and every code that has two rows.
pub fn of_provinces(provinces: &Arc<Source>) -> Result<Vec<CrosswalkRow>, Faults> {
    let table = DataTable::parse(provinces, &super::provinces::COLUMNS)?;
    let mut faults = Faults::new();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::with_capacity(table.rows().len());
    for row in table.rows() {
        let mut fields = Fields::new(&table, row, &mut faults);
        let [code, name, name_vi] = ["code", "name", "name_vi"].map(|column| fields.text(column));
        if !seen.insert(code.clone()) {
            faults.push(
                Fault::new(Code::TableRepeatedRow, format!("the code {code} has two rows"))
                    .at(table.place(row, "code"), "again here")
                    .help("delete one of the two"),
            );
        }
        let (code_2025, name_2025) = (code.clone(), name_vi.clone());
        rows.push(CrosswalkRow { code, name, name_vi, code_2025, name_2025 });
    }
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    faults.or(rows)
}

/// The 34 units of July 2025 in the order of their codes.
pub(super) fn units(rows: &[CrosswalkRow]) -> Vec<Unit> {
    let mut units: BTreeMap<&str, Unit> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let new = || Unit { code: row.code_2025.clone(), name: row.name_2025.clone(), provinces: Vec::new() };
        units.entry(&row.code_2025).or_insert_with(new).provinces.push(place);
    }
    units.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Tables;

    fn rows() -> Vec<CrosswalkRow> {
        read(&Tables::built_in().crosswalk).unwrap_or_else(|faults| panic!("{faults}"))
    }

    /// The 34 units with the codes of Decision 19/2025/QD-TTg and the provinces of Resolution
    /// 202/2025/QH15.
    const OFFICIAL: [(&str, &str, &str); 34] = [
        ("01", "Hà Nội", "01"),
        ("04", "Cao Bằng", "04"),
        ("08", "Tuyên Quang", "02 08"),
        ("11", "Điện Biên", "11"),
        ("12", "Lai Châu", "12"),
        ("14", "Sơn La", "14"),
        ("15", "Lào Cai", "10 15"),
        ("19", "Thái Nguyên", "06 19"),
        ("20", "Lạng Sơn", "20"),
        ("22", "Quảng Ninh", "22"),
        ("24", "Bắc Ninh", "24 27"),
        ("25", "Phú Thọ", "17 25 26"),
        ("31", "Hải Phòng", "30 31"),
        ("33", "Hưng Yên", "33 34"),
        ("37", "Ninh Bình", "35 36 37"),
        ("38", "Thanh Hóa", "38"),
        ("40", "Nghệ An", "40"),
        ("42", "Hà Tĩnh", "42"),
        ("44", "Quảng Trị", "44 45"),
        ("46", "Huế", "46"),
        ("48", "Đà Nẵng", "48 49"),
        ("51", "Quảng Ngãi", "51 62"),
        ("52", "Gia Lai", "52 64"),
        ("56", "Khánh Hòa", "56 58"),
        ("66", "Đắk Lắk", "54 66"),
        ("68", "Lâm Đồng", "60 67 68"),
        ("75", "Đồng Nai", "70 75"),
        ("79", "Hồ Chí Minh", "74 77 79"),
        ("80", "Tây Ninh", "72 80"),
        ("82", "Đồng Tháp", "82 87"),
        ("86", "Vĩnh Long", "83 84 86"),
        ("91", "An Giang", "89 91"),
        ("92", "Cần Thơ", "92 93 94"),
        ("96", "Cà Mau", "95 96"),
    ];

    #[test]
    fn the_34_units_have_their_official_codes_names_and_provinces() {
        let rows = rows();
        let units = units(&rows);
        assert_eq!(units.len(), OFFICIAL.len());
        for (unit, (code, name, provinces)) in units.iter().zip(OFFICIAL) {
            let own: Vec<&str> = unit.provinces.iter().map(|&row| rows[row].code.as_str()).collect();
            assert_eq!((&*unit.code, &*unit.name, &*own.join(" ")), (code, name, provinces));
        }
    }

    #[test]
    fn a_unit_of_two_codes_is_refused_with_its_line() {
        let text = "code_63,name_63,name_63_vi,code_34,name_34_vi\n\
                    62,Kon Tum,Kon Tum,51,Quảng Ngãi\n51,Quang Ngai,Quảng Ngãi,52,Quảng Ngãi\n";
        let faults = read(&Source::new("crosswalk_2025.csv", text)).unwrap_err().to_string();
        assert!(faults.contains("crosswalk_2025.csv:3:"), "{faults}");
        assert!(faults.contains("51 Quảng Ngãi and 52 Quảng Ngãi"), "{faults}");
    }
}
