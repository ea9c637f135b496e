//! The targets, as read from `targets.toml`. Nothing outside [`fit`](super) reads them.

use crate::observation::{Group, Measure, MeasureDef, Stratum};
use crate::pack::{self, PackFile};
use crate::population::{Cell, Country, Province, Region};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What the id of a check begins with.
pub(super) const CHECK: char = 'C';

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FitTarget {
    pub id: String,
    pub pattern: String,
    pub measure: Measure,
    #[serde(default)]
    pub group: TargetPlace,
    pub over: Option<TargetPlace>,
    #[serde(default)]
    pub complement: bool,
    #[serde(default)]
    pub as_seen: Lens,
    pub target: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub unit: String,
    pub evidence: Vec<String>,
    pub grade: String,
    #[serde(default = "yes")]
    pub graded: bool,
    /// First and last year in which it was observed; without them any year does.
    pub years: Option<[i32; 2]>,
    /// Whether any of these years serves.
    #[serde(default)]
    pub any_year: bool,
    /// Whether it belongs to the reference of the history, so that a world without a history is held
    /// to it whatever the year.
    #[serde(default)]
    pub reference: bool,
}

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Lens {
    /// Nobody: the truth.
    #[default]
    Truth,
    /// A survey of everyone.
    Survey,
}

/// Among whom a measure is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum TargetPlace {
    /// Everyone.
    #[default]
    National,
    /// A group of a stratum that needs no list of provinces.
    Group(Group),
    /// A set of provinces that a pattern names.
    TargetProvinces(TargetProvinces),
    /// The province where the measure is highest.
    HighestProvince,
}

/// Provinces that a pattern names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TargetProvinces {
    /// With a land border, and less urban than the country (31.6 %: the sum of urban residents over
    /// residents).
    RemoteBorder,
    /// Northern Midlands and Mountains, and Central Highlands.
    Mountain,
    /// Mekong Delta.
    Mekong,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetFile {
    #[serde(default)]
    target: Vec<FitTarget>,
}

const fn yes() -> bool {
    true
}

/// All targets, in the order of the file; none where the pack has none. The file that is compiled in
/// is read by a test, any other by [`faults_of_target`] when its pack is read.
pub(super) fn targets() -> &'static [FitTarget] {
    static TARGETS: LazyLock<Vec<FitTarget>> = LazyLock::new(|| {
        let text = pack::current().text(PackFile::Targets).unwrap_or_default();
        toml::from_str::<TargetFile>(text).expect("the targets of a pack were read when it was chosen").target
    });
    &TARGETS
}

/// What is wrong with the table of a target, each with the key that is to blame. `seen` are the ids of
/// the targets before it, to which its own is added; `evidence` knows the facts of the pack.
pub fn faults_of_target(
    table: toml::Table,
    seen: &mut BTreeSet<String>,
    evidence: &dyn Fn(&str) -> bool,
) -> Vec<(Option<String>, String)> {
    let target: FitTarget = match serde_path_to_error::deserialize(table) {
        Ok(target) => target,
        Err(error) => {
            let key = error.path().to_string();
            let message = error.inner().message().trim_end().replace('\n', " ");
            return vec![((key != ".").then_some(key), message)];
        }
    };
    let mut faults = Vec::new();
    let mut refuse = |key: &str, message: String| faults.push((Some(key.to_owned()), message));
    if target.id.is_empty() || !seen.insert(target.id.clone()) {
        refuse("id", format!("the id `{}` is empty, or that of a target before", target.id));
    }
    let finite = [("target", target.target), ("low", target.low), ("high", target.high)];
    for (key, value) in finite {
        if value.is_some_and(|value| !value.is_finite()) {
            refuse(key, format!("{key} is not a finite number"));
        }
    }
    match (target.low, target.high) {
        (None, None) => refuse("id", "the target has no band: low, high or both".to_owned()),
        (Some(low), Some(high)) if low > high => refuse("low", format!("low {low} is above high {high}")),
        _ if target.target.is_some_and(|value| !target.holds(value)) => {
            refuse("target", "the value lies outside its own band".to_owned());
        }
        _ => {}
    }
    if target.years.is_some_and(|[first, last]| first > last) {
        refuse("years", "the first year comes after the last".to_owned());
    }
    let whole = |place: TargetPlace| match place {
        TargetPlace::Group(group) => group.stratum.of_provinces(),
        _ => true,
    };
    if !target.info().by_cell() && !target.places().all(whole) {
        refuse("group", "this measure is known of whole provinces only".to_owned());
    }
    for id in target.evidence.iter().filter(|id| !evidence(id)) {
        refuse("evidence", format!("the pack has no fact `{id}`"));
    }
    faults
}

impl TryFrom<String> for TargetPlace {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let unknown = || {
            format!(
                "`{text}` is no group: write `national`, `highest_province`, `stratum=group` or `provinces=set`"
            )
        };
        if text == "national" {
            return Ok(Self::National);
        }
        if text == "highest_province" {
            return Ok(Self::HighestProvince);
        }
        let (stratum, label) = text.split_once('=').ok_or_else(unknown)?;
        if stratum == "provinces" {
            return match label {
                "remote_border" => Ok(Self::TargetProvinces(TargetProvinces::RemoteBorder)),
                "mountain" => Ok(Self::TargetProvinces(TargetProvinces::Mountain)),
                "mekong" => Ok(Self::TargetProvinces(TargetProvinces::Mekong)),
                _ => Err(unknown()),
            };
        }
        let nowhere = Country { provinces: Vec::new(), log_reference: 0.0, fifth_cuts: [0.0; 4] };
        let stratum = Stratum::ALL.into_iter().find(|s| s.name() == stratum).ok_or_else(unknown)?;
        (0..stratum.groups(&nowhere))
            .map(|index| Group::new(stratum, index))
            .find(|group| group.label(&nowhere) == label)
            .map(Self::Group)
            .ok_or_else(unknown)
    }
}

impl TargetPlace {
    /// Whether any cell of a province belongs to the place.
    pub fn reaches(self, country: &Country, row: usize) -> bool {
        let province = &country.provinces[row];
        match self {
            // Which province it is, nobody knows before all are counted.
            Self::National | Self::HighestProvince => true,
            Self::Group(group) if group.stratum == Stratum::Region => {
                usize::from(group.index) == province.record.region as usize
            }
            Self::Group(_) => true,
            Self::TargetProvinces(set) => set.contains(country, province),
        }
    }

    /// Whether a cell of a province that the place reaches belongs to it.
    pub fn contains(self, cell: Cell, row: usize, region: Region) -> bool {
        match self {
            Self::National | Self::TargetProvinces(_) | Self::HighestProvince => true,
            Self::Group(group) => group.contains(cell, row, region),
        }
    }
}

impl TargetProvinces {
    fn contains(self, country: &Country, province: &Province) -> bool {
        let record = &province.record;
        match self {
            Self::RemoteBorder => record.border.any() && record.urban_share < urban_share(country),
            Self::Mountain => matches!(record.region, Region::NorthernMountains | Region::CentralHighlands),
            Self::Mekong => record.region == Region::MekongDelta,
        }
    }
}

fn urban_share(country: &Country) -> f64 {
    let records = || country.provinces.iter().map(|province| &province.record);
    records().map(|record| record.population * record.urban_share).sum::<f64>()
        / records().map(|record| record.population).sum::<f64>()
}

impl FitTarget {
    /// The pattern it is a part of: `T9` for `T9a`.
    pub fn pattern_id(&self) -> &str {
        let digits = self.id.bytes().skip(1).take_while(u8::is_ascii_digit).count();
        &self.id[..1 + digits]
    }

    /// Whether it is a check of the model (`C1`) and no pattern of the world.
    pub fn is_check(&self) -> bool {
        self.id.starts_with(CHECK)
    }

    /// Whether it is held against a year: of a constant world or of one with a history.
    pub fn asks_for(&self, year: i32, constant: bool) -> bool {
        if constant { self.years.is_none() || self.reference } else { super::lies_in(self.years, year) }
    }

    /// Whether so many of the years that it asks for are enough to judge it by.
    pub fn is_covered_by(&self, years: u32, constant: bool) -> bool {
        if constant {
            self.asks_for(0, true)
        } else {
            super::covers_enough_of(self.years, self.any_year, years)
        }
    }

    /// The places it needs, one or two.
    pub fn places(&self) -> impl Iterator<Item = TargetPlace> {
        std::iter::once(self.group).chain(self.over)
    }

    /// Definition of its measure.
    pub fn info(&self) -> MeasureDef {
        self.measure.info()
    }

    /// Whether a value lies in the band.
    pub fn holds(&self, value: f64) -> bool {
        self.low.is_none_or(|low| value >= low) && self.high.is_none_or(|high| value <= high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_pattern_of_the_fit_table_has_a_row_that_is_judged() {
        let judged: BTreeSet<&str> =
            targets().iter().filter(|t| t.graded).map(FitTarget::pattern_id).collect();
        let all: BTreeSet<String> = (1..=14).map(|n| format!("T{n}")).collect();
        assert_eq!(judged, all.iter().map(String::as_str).collect());
        assert!(targets().iter().any(|target| target.is_check() && !target.graded));
        let ids: BTreeSet<&str> = targets().iter().map(|target| target.id.as_str()).collect();
        assert_eq!(ids.len(), targets().len());
    }

    #[test]
    fn targets_lie_in_their_bands_and_name_their_evidence() {
        let evidence = include_str!("../../../configs/viet_nam/evidence.csv");
        for target in targets() {
            assert!(target.low.is_some() || target.high.is_some(), "{} has no band", target.id);
            assert!(
                target.target.is_none_or(|value| target.holds(value)),
                "{} is outside its band",
                target.id
            );
            assert!(target.is_check() || !target.evidence.is_empty(), "{}", target.id);
            for id in &target.evidence {
                assert!(evidence.lines().any(|line| line.starts_with(&format!("{id},"))), "{id}");
            }
        }
    }

    #[test]
    fn measures_known_by_province_are_asked_of_whole_provinces_only() {
        for target in targets() {
            let whole = |place: TargetPlace| match place {
                TargetPlace::National | TargetPlace::TargetProvinces(_) | TargetPlace::HighestProvince => {
                    true
                }
                TargetPlace::Group(group) => group.stratum.of_provinces(),
            };
            assert!(target.info().by_cell() || target.places().all(whole), "{}", target.id);
        }
    }

    #[test]
    fn an_unknown_group_is_refused() {
        for wrong in ["highest", "sex", "sex=boys", "colour=red", "provinces=islands", "province=01"] {
            assert!(TargetPlace::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
