//! The areas of the page: the 63 provinces, or the 34 units of July 2025 that whole provinces became.

use crate::config::CountryTables;

/// Which provinces the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// The 63 provinces of 2008 to June 2025.
    Provinces63,
    /// The 34 units since July 2025.
    Units34,
}

/// A province or unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The code of its first province: unique, and a valid part of an id.
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

/// The areas of a division, in the order of the codes of their first provinces.
pub fn areas(country: &CountryTables, division: Division) -> Vec<Area> {
    let mut found: Vec<Area> = Vec::new();
    for (province, unit) in country.provinces.iter().zip(&country.crosswalk) {
        let name = match division {
            Division::Provinces63 => &province.name_vi,
            Division::Units34 => &unit.name_2025,
        };
        let member = Member { code: province.code.clone(), name: province.name_vi.clone() };
        match found.iter_mut().find(|area| area.name == *name) {
            Some(area) => area.members.push(member),
            None => found.push(Area {
                key: province.code.clone(),
                name: name.clone(),
                region: province.region.clone(),
                members: vec![member],
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Tables, data};

    #[test]
    fn units_are_made_of_whole_provinces() {
        let country = data::read(&Tables::built_in()).unwrap();
        let units = areas(&country, Division::Units34);
        let members: usize = units.iter().map(|unit| unit.members.len()).sum();
        assert_eq!((units.len(), members), (34, 63));
        let phu_tho = units.iter().find(|unit| unit.name == "Phú Thọ").unwrap();
        let names: Vec<&str> = phu_tho.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["Hoà Bình", "Phú Thọ", "Vĩnh Phúc"]);
        assert_eq!(areas(&country, Division::Provinces63).len(), 63);
    }
}
