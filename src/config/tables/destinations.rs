//! `destinations.csv`: where those go who leave a province for another. One row an origin, one
//! column a destination, both by code; the shares of a row sum to 1.

use std::sync::Arc;

use super::field::Fields;
use super::table::{DataRow, DataTable};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults};
use crate::config::diagnostics::source::Source;
use crate::places::{Gazetteer, ProvinceRecord};

/// How far a row may be from 1: sixty-two shares that are rounded to five digits.
const ROUNDING: f64 = 1e-3;

/// The shares where there is no such table: who leaves a province goes to each other one in proportion
/// to its residents. By row of the origin, then of the destination.
pub fn by_residents(provinces: &[ProvinceRecord]) -> Vec<Vec<f32>> {
    let all: f64 = provinces.iter().map(|province| province.population).sum();
    let of = |origin: usize| {
        let others = all - provinces[origin].population;
        let share = |(at, province): (usize, &ProvinceRecord)| match at == origin || others <= 0.0 {
            true => 0.0,
            false => (province.population / others) as f32,
        };
        provinces.iter().enumerate().map(share).collect()
    };
    (0..provinces.len()).map(of).collect()
}

/// Reads the shares, both ways in the order of the codes; what rounding leaves is shared out.
///
/// # Errors
/// Every fault of the table: fields, codes that are not known, origins missing or given twice, moves
/// that stay in the province, rows that do not sum to 1.
pub fn read(source: &Arc<Source>, places: &Gazetteer) -> Result<Vec<Vec<f32>>, Faults> {
    let codes: Vec<&str> = places.provinces().iter().map(|province| province.code.as_str()).collect();
    let columns: Vec<&str> = std::iter::once("code").chain(codes.iter().copied()).collect();
    let table = DataTable::parse(source, &columns)?;
    let mut faults = Faults::new();
    let mut shares: Vec<Option<Vec<f32>>> = vec![None; codes.len()];
    for row in table.rows() {
        let code = table.field(row, "code");
        let Some(origin) = places.by_code(code) else {
            faults.push(
                Fault::new(Code::TableUnknownKey, format!("there is no province with the code \"{code}\""))
                    .at(table.place(row, "code"), "not a code")
                    .expected("a two-digit code of provinces.csv, such as 01")
                    .help("correct the code; a spreadsheet may drop the leading 0"),
            );
            continue;
        };
        if shares[origin].is_some() {
            faults.push(
                Fault::new(
                    Code::TableRepeatedRow,
                    format!("{} has two rows", places.provinces()[origin].name),
                )
                .at(table.place(row, "code"), "again here")
                .help("delete one of the two"),
            );
        }
        shares[origin] = Some(of_origin(&table, row, &codes, origin, &mut faults));
    }
    for (origin, _) in shares.iter().enumerate().filter(|(_, shares)| shares.is_none()) {
        let name = &places.provinces()[origin].name;
        faults.push(
            Fault::new(Code::TableMissingRow, format!("{name} has no row"))
                .at(table.header_place(), "the rows below")
                .expected(format!("a row for each of the {} provinces", codes.len()))
                .help("add a line with its code and the shares of those who leave it"),
        );
    }
    faults.or(shares.into_iter().flatten().collect())
}

fn of_origin(
    table: &DataTable,
    row: &DataRow,
    codes: &[&str],
    origin: usize,
    faults: &mut Faults,
) -> Vec<f32> {
    let before = faults.len();
    let mut fields = Fields::new(table, row, faults);
    let shares: Vec<f64> = codes.iter().map(|code| fields.share(code)).collect();
    let sum: f64 = shares.iter().sum();
    if shares[origin] > 0.0 {
        faults.push(
            Fault::new(Code::TableRule, "a move inside the province is no move between provinces")
                .at(table.place(row, codes[origin]), "must be 0")
                .expected("0 where origin and destination are the same")
                .help("out-migration counts moves to other provinces only; share the rest out anew"),
        );
    }
    // A field that is no share has its fault already.
    if faults.len() == before && (sum - 1.0).abs() > ROUNDING {
        faults.push(
            Fault::new(Code::TableRule, format!("the shares of this origin sum to {sum:.4}"))
                .at(table.row_place(row), "the shares of one origin")
                .expected("shares that sum to 1")
                .help("divide each share by their sum"),
        );
    }
    shares.iter().map(|share| (share / sum) as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::super::data::{Tables, read as read_all};
    use super::*;

    fn table(change: impl Fn(&str) -> String) -> Result<Vec<Vec<f32>>, String> {
        let places = read_all(&Tables::built_in()).unwrap_or_else(|faults| panic!("{faults}")).places;
        let text = change(include_str!("../../../configs/viet_nam/destinations.csv"));
        read(&Source::new("destinations.csv".to_owned(), &text), &places).map_err(|faults| faults.to_string())
    }

    /// What the statistics say of the largest destinations, and of whom they draw.
    #[test]
    fn the_built_in_rows_sum_to_one_and_lead_to_the_industrial_provinces() {
        let shares = table(str::to_owned).unwrap();
        assert_eq!((shares.len(), shares[0].len()), (63, 63));
        for (origin, shares) in shares.iter().enumerate() {
            assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-5 && shares[origin] == 0.0);
        }
        let codes: Vec<&str> = include_str!("../../../configs/viet_nam/destinations.csv")
            .lines()
            .next()
            .unwrap()
            .split(',')
            .skip(1)
            .collect();
        let of = |from: &str, to: &str| {
            let row = |code: &str| codes.iter().position(|known| *known == code).unwrap();
            shares[row(from)][row(to)]
        };
        assert!(of("96", "79") + of("96", "74") > 0.5, "Ca Mau goes to Ho Chi Minh City and Binh Duong");
        assert!(of("02", "01") > of("02", "79"), "Ha Giang goes to Ha Noi first");
    }

    #[test]
    fn faults_stand_at_their_cells() {
        let first = |text: &str, from: &str, to: &str| text.replacen(from, to, 1);
        for (from, to, said) in [
            ("\n01,0,", "\n01,0.1,", "a move inside the province"),
            ("\n01,", "\n1,", "no province with the code \"1\""),
            ("\n02,", "\n01,", "has two rows"),
        ] {
            let faults = table(|text| first(text, from, to)).unwrap_err();
            assert!(faults.contains(said) && faults.contains("destinations.csv:"), "{faults}");
        }
        let half = |text: &str| {
            let row = text.lines().nth(1).unwrap();
            let largest = row
                .split(',')
                .skip(1)
                .max_by(|a, b| a.parse::<f64>().unwrap().total_cmp(&b.parse().unwrap()));
            text.replacen(row, &row.replacen(largest.unwrap(), "0.001", 1), 1)
        };
        assert!(table(half).unwrap_err().contains("the shares of this origin sum to"));
        assert!(table(|text| first(text, ",0.", ",x0.")).unwrap_err().contains("destinations.csv:2:"));
    }
}
