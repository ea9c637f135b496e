//! The areas of the page: the 63 provinces, or the 34 units of July 2025 that whole provinces
//! became.

use crate::config::CountryTables;
use crate::places::Division;

/// A province or unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Two-digit code in its own division: unique there, and a valid part of an id.
    pub key: String,
    /// Vietnamese name.
    pub name: String,
    /// Name of the statistical region of its first province.
    pub region: String,
    /// The provinces it is made of.
    pub members: Vec<Member>,
}

/// A province of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Two-digit code.
    pub code: String,
    /// Vietnamese name.
    pub name: String,
}

/// The areas of a division, in the order of their codes.
pub fn areas(country: &CountryTables, division: Division) -> Vec<Area> {
    let province = |row: usize| &country.provinces[row];
    let member =
        |row: usize| Member { code: province(row).code.clone(), name: province(row).name_vi.clone() };
    let area = |key: &str, name: &str, rows: &[usize]| Area {
        key: key.to_owned(),
        name: name.to_owned(),
        region: province(rows[0]).region.name().to_owned(),
        members: rows.iter().map(|&row| member(row)).collect(),
    };
    match division {
        Division::Provinces => {
            let provinces = country.provinces.iter().enumerate();
            provinces.map(|(row, own)| area(&own.code, &own.name_vi, &[row])).collect()
        }
        Division::Units => {
            let units = country.places.units().iter();
            units.map(|unit| area(&unit.code, &unit.name, &unit.provinces)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Tables, data};

    #[test]
    fn units_are_made_of_whole_provinces() {
        let country = data::read(&Tables::built_in()).unwrap();
        let units = areas(&country, Division::Units);
        let members: usize = units.iter().map(|unit| unit.members.len()).sum();
        assert_eq!((units.len(), members), (34, 63));
        let phu_tho = units.iter().find(|unit| unit.name == "Phú Thọ").unwrap();
        assert_eq!(phu_tho.key, "25");
        let names: Vec<&str> = phu_tho.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["Hòa Bình", "Phú Thọ", "Vĩnh Phúc"]);
        assert_eq!(areas(&country, Division::Provinces).len(), 63);
    }
}
