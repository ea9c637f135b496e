//! Where a lever works: `all`, `border`, `region:NAME`, `poverty_above:0.10`, or places by name or
//! code.

use super::read::What;
use crate::places::{Gazetteer, Refusal};
use crate::population::{Country, ProvinceRecord, Region};

/// What levers see of a province.
#[derive(Debug, Clone, PartialEq)]
pub struct LeverProvince {
    /// Row in the country's table.
    pub row: usize,
    /// Two-digit code of the General Statistics Office.
    pub code: String,
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
#[derive(Debug, Clone, PartialEq)]
pub enum Where {
    /// Everywhere.
    All,
    /// Where the province touches a neighbouring country.
    Border,
    /// In the provinces of a region.
    Region(Region),
    /// Where income poverty is above this share of persons.
    PovertyAbove(f64),
    /// In the provinces of these codes: one province, or those that a unit of July 2025 is made of.
    Provinces(Vec<String>),
}

/// Why a text says of no place where a lever works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhereFault {
    /// What kind of fault it is.
    pub what: What,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl Where {
    /// Reads an entry.
    ///
    /// # Errors
    /// A place that is not there, one that has another extent since July 2025, or a rule that says
    /// nothing.
    pub fn read(text: &str, places: &Gazetteer) -> Result<Self, WhereFault> {
        let text = text.trim();
        let rule = text.split_once(':').map(|(rule, of)| (rule.trim().to_lowercase(), of.trim()));
        match rule.as_ref().map(|(rule, of)| (rule.as_str(), *of)) {
            Some(("region", name)) => {
                let name = places.region(name)?;
                Region::from_name(name).map(Self::Region).ok_or_else(|| WhereFault {
                    what: What::Place,
                    message: format!("the model has no region `{name}`"),
                    help: format!("the regions are {}", Region::ALL.map(Region::name).join(", ")),
                })
            }
            Some(("poverty_above", share)) => poverty_above(share),
            _ => match text {
                "all" => Ok(Self::All),
                "border" => Ok(Self::Border),
                _ => {
                    let code = |row: usize| places.provinces()[row].code.clone();
                    Ok(Self::Provinces(places.ground(text)?.into_iter().map(code).collect()))
                }
            },
        }
    }

    /// The rows of the provinces that the entry takes in.
    pub fn rows(&self, provinces: &[ProvinceRecord]) -> Vec<usize> {
        let all = provinces.iter().enumerate();
        // What levers see of a province's homes does not decide where they work.
        all.filter(|(row, record)| self.holds(&LeverProvince::new(*row, record, 0.0)))
            .map(|(row, _)| row)
            .collect()
    }

    /// Whether the entry takes this province in.
    pub fn holds(&self, province: &LeverProvince) -> bool {
        match self {
            Self::All => true,
            Self::Border => province.border,
            Self::Region(region) => province.region == *region,
            Self::PovertyAbove(rate) => province.poverty_rate > *rate,
            Self::Provinces(codes) => codes.contains(&province.code),
        }
    }
}

impl From<Refusal> for WhereFault {
    fn from(refusal: Refusal) -> Self {
        let what = if refusal.ambiguous { What::TwoPlaces } else { What::Place };
        Self { what, message: refusal.message, help: refusal.help }
    }
}

/// The rule of a share, or what is wrong with what stands for one.
fn poverty_above(text: &str) -> Result<Where, WhereFault> {
    let number: Option<f64> = text.parse().ok();
    if let Some(share) = number.filter(|share| (0.0..=1.0).contains(share)) {
        return Ok(Where::PovertyAbove(share));
    }
    // 10, 10 % and 0,10 are what people write for a tenth.
    let bare = text.trim_end_matches('%').trim_end().replace(',', ".");
    let meant = bare.parse::<f64>().ok().and_then(|number| match number {
        _ if text.contains('%') && (0.0..=100.0).contains(&number) => Some(number / 100.0),
        _ if (0.0..=1.0).contains(&number) => Some(number),
        _ if number > 1.0 && number <= 100.0 => Some(number / 100.0),
        _ => None,
    });
    let message = match text {
        "" => "`poverty_above:` lacks its share".to_owned(),
        _ => format!("`poverty_above:{text}` needs a share from 0 to 1"),
    };
    let percent = |share: f64| (share * 1e8).round() / 1e6;
    let help = match meant {
        Some(share) if share > 0.0 => {
            let decimals = if percent(share).fract() == 0.0 { 2 } else { 6 };
            let written = format!("{share:.decimals$}");
            let written = if decimals == 2 { written.as_str() } else { written.trim_end_matches('0') };
            format!("write poverty_above:{written} for {} %", percent(share))
        }
        _ => "write poverty_above:0.10 for 10 %".to_owned(),
    };
    Err(WhereFault { what: What::Share, message, help })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{gazetteer, province};

    fn read(text: &str) -> Result<Where, WhereFault> {
        Where::read(text, &gazetteer())
    }

    #[test]
    fn names_and_codes_hold_where_the_ground_is_the_same_in_both_divisions_or_the_division_is_named() {
        let place = province("64");
        for text in
            ["64", "2008:64", "2008:Gia Lai", "2008: gia lai", "2008:tỉnh Gia Lai", "2025:Gia Lai", "2025:52"]
        {
            assert!(read(text).unwrap().holds(&place), "{text}");
        }
        assert!(!read("Kon Tum").unwrap().holds(&place));
        // The unit has Bình Định as well, the province has not.
        assert!(read("2025:Gia Lai").unwrap().holds(&province("52")));
        assert!(!read("2008:Gia Lai").unwrap().holds(&province("52")));
        for text in ["Gia Lai", "52"] {
            let fault = read(text).unwrap_err();
            assert_eq!(fault.what, What::TwoPlaces);
            assert!(fault.help.contains("\"2008:") && fault.help.contains("\"2025:"), "{}", fault.help);
        }
    }

    #[test]
    fn rules_hold_by_border_region_and_poverty() {
        let mut place = province("02");
        (place.border, place.region, place.poverty_rate) = (true, Region::NorthernMountains, 0.208);
        assert!(read("border").unwrap().holds(&place));
        for name in [
            "northern_midlands_mountains",
            "Northern Midlands and Mountains",
            " Trung du và miền núi phía Bắc",
        ] {
            assert!(read(&format!("region:{name}")).unwrap().holds(&place), "{name}");
        }
        assert!(!read("region:mekong_delta").unwrap().holds(&place));
        assert!(read("poverty_above:0.20").unwrap().holds(&place));
        assert!(!read("poverty_above:0.208").unwrap().holds(&place));
    }

    #[test]
    fn a_share_that_is_none_is_refused_with_the_share_that_is_meant() {
        for (wrong, meant) in [
            ("10", "write poverty_above:0.10 for 10 %"),
            ("12.5", "write poverty_above:0.125 for 12.5 %"),
            ("10%", "write poverty_above:0.10 for 10 %"),
            ("0.5 %", "write poverty_above:0.005 for 0.5 %"),
            ("0,25", "write poverty_above:0.25 for 25 %"),
            ("nan", "write poverty_above:0.10 for 10 %"),
            ("inf", "write poverty_above:0.10 for 10 %"),
            ("-1", "write poverty_above:0.10 for 10 %"),
            ("1000", "write poverty_above:0.10 for 10 %"),
            ("", "write poverty_above:0.10 for 10 %"),
            ("half", "write poverty_above:0.10 for 10 %"),
        ] {
            let fault = read(&format!("poverty_above:{wrong}")).unwrap_err();
            assert_eq!((fault.what, fault.help.as_str()), (What::Share, meant), "{wrong}");
        }
    }
}
