//! Where a lever works: `all`, `border`, `region:NAME`, `poverty_above:0.10`, or provinces by name or code.

use crate::population::{Country, ProvinceRecord, Region, normalise_name};
use serde::Deserialize;

/// What levers see of a province.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverProvince {
    /// Row in the country's table.
    pub row: usize,
    /// Two-digit code of the General Statistics Office.
    pub code: String,
    /// Name as [`normalise_name`] leaves it.
    pub folded_name: String,
    /// Region.
    pub region: Region,
    /// Whether it touches a neighbouring country.
    pub border: bool,
    /// Income poverty, share of persons.
    pub poverty_rate: f64,
    /// Share of its homes in the two poorest fifths of the country.
    pub poorest_two_fifths_share: f64,
    /// Children under 18.
    pub children: f64,
}

impl LeverProvince {
    /// The province of a record. An empty poverty rate counts as 0.
    pub fn new(row: usize, record: &ProvinceRecord, poorest_two_fifths_share: f64) -> Self {
        Self {
            row,
            code: record.code.clone(),
            folded_name: normalise_name(&record.name),
            region: record.region,
            border: record.border.any(),
            poverty_rate: record.poverty_rate.unwrap_or(0.0),
            poorest_two_fifths_share,
            children: record.population * record.share_under_18,
        }
    }

    /// The provinces of a country, in its order.
    pub fn list(country: &Country) -> Vec<Self> {
        let provinces = country.provinces.iter().enumerate();
        provinces
            .map(|(row, province)| Self::new(row, &province.record, province.poorest_two_fifths_share))
            .collect()
    }
}

/// One entry of a lever's list of provinces; a lever works where any of its entries holds.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub enum Where {
    /// Everywhere.
    All,
    /// Where the province touches a neighbouring country.
    Border,
    /// In the provinces of a region.
    Region(Region),
    /// Where income poverty is above this share of persons.
    PovertyAbove(f64),
    /// In the province of this name or code.
    Named {
        /// As written.
        text: String,
        /// As [`normalise_name`] leaves it.
        folded: String,
    },
}

impl Where {
    /// Whether the entry takes this province in.
    pub fn holds(&self, province: &LeverProvince) -> bool {
        match self {
            Self::All => true,
            Self::Border => province.border,
            Self::Region(region) => province.region == *region,
            Self::PovertyAbove(rate) => province.poverty_rate > *rate,
            Self::Named { text, folded } => *text == province.code || *folded == province.folded_name,
        }
    }
}

impl TryFrom<String> for Where {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let text = text.trim();
        if let Some(name) = text.strip_prefix("region:") {
            let known = || Region::ALL.map(Region::name).join(", ");
            return Region::from_name(name.trim())
                .map(Self::Region)
                .ok_or_else(|| format!("there is no region `{name}`: the regions are {}", known()));
        }
        if let Some(rate) = text.strip_prefix("poverty_above:") {
            let share = rate.trim().parse().ok().filter(|rate| (0.0..=1.0).contains(rate));
            return share.map(Self::PovertyAbove).ok_or_else(|| {
                format!("`{text}` needs a share from 0 to 1 after the colon, such as poverty_above:0.10")
            });
        }
        Ok(match text {
            "all" => Self::All,
            "border" => Self::Border,
            name => Self::Named { text: name.to_owned(), folded: normalise_name(name) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::province;

    fn read(text: &str) -> Result<Where, String> {
        Where::try_from(text.to_owned())
    }

    #[test]
    fn names_hold_whatever_their_marks_and_codes_as_well() {
        let place = province("64", "Gia Lai");
        for text in ["64", "Gia Lai", "gia lai", "Gia Lai province", "tỉnh Gia Lai"] {
            assert!(read(text).unwrap().holds(&place), "{text}");
        }
        assert!(read("Hồ Chí Minh").unwrap().holds(&province("79", "Ho Chi Minh City")));
        assert!(!read("Kon Tum").unwrap().holds(&place));
    }

    #[test]
    fn rules_hold_by_border_region_and_poverty() {
        let mut place = province("02", "Ha Giang");
        (place.border, place.region, place.poverty_rate) = (true, Region::NorthernMountains, 0.208);
        assert!(read("border").unwrap().holds(&place));
        assert!(read("region:northern_midlands_mountains").unwrap().holds(&place));
        assert!(!read("region:mekong_delta").unwrap().holds(&place));
        assert!(read("poverty_above:0.20").unwrap().holds(&place));
        assert!(!read("poverty_above:0.208").unwrap().holds(&place));
    }

    #[test]
    fn what_is_no_rule_is_refused_with_what_is() {
        assert!(read("region:delta").unwrap_err().contains("mekong_delta"));
        for wrong in ["poverty_above:", "poverty_above:10", "poverty_above:nan"] {
            assert!(read(wrong).unwrap_err().contains("0.10"), "{wrong}");
        }
    }
}
