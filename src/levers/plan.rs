//! What every lever has: when, where, for whom, how far, how it fades and what it costs.

use super::places::{LeverProvince, Where};
use crate::pathways::TargetGroup;
use crate::quantities::{MillionDong, Month, Months, Share, ThousandDong};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// The part of a lever's table that all levers share.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeverPlan {
    /// First month at work.
    #[serde(deserialize_with = "month")]
    pub start: Month,
    /// First month no longer at work; `none` in files where it goes on.
    #[serde(deserialize_with = "month_or_none")]
    pub stop: Option<Month>,
    /// Months from the start until the full coverage is there; it grows by equal steps.
    pub ramp_months: u16,
    /// Where it works; read apart, because only the gazetteer knows places.
    #[serde(skip)]
    pub provinces: Vec<Where>,
    /// Homes it is meant for.
    pub target: TargetGroup,
    /// Share of the target's homes reached, or share of the full effort: see the lever's scope.
    pub coverage: Share,
    /// Whether places are steered towards homes at risk; only for levers that reach homes.
    pub targeted: bool,
    /// Time in which the effect falls to 1/e after the stop, ratio^exp(-t / decay); 0 ends it at
    /// once.
    pub decay_months: Months,
    /// Cost of a unit of the lever in a month; what the unit is, its description says.
    pub unit_cost: ThousandDong,
    /// Cost of each province and month while at work, whatever the reach.
    pub fixed_cost: MillionDong,
}

impl LeverPlan {
    /// The keys of the common part, in the order of the file.
    pub const KEYS: [&'static str; 10] = [
        "start",
        "stop",
        "ramp_months",
        "provinces",
        "target",
        "coverage",
        "targeted",
        "decay_months",
        "unit_cost",
        "fixed_cost",
    ];

    /// Whether the lever is planned for a province.
    pub fn holds(&self, province: &LeverProvince) -> bool {
        self.provinces.iter().any(|place| place.holds(province))
    }

    /// Whether it is at work when, where, for whom and as far as another one is, whatever each
    /// costs.
    pub fn reaches_like(&self, other: &Self) -> bool {
        let alike = Self { unit_cost: other.unit_cost, fixed_cost: other.fixed_cost, ..self.clone() };
        alike == *other
    }
}

fn month<'de, D: Deserializer<'de>>(text: D) -> Result<Month, D::Error> {
    String::deserialize(text)?.parse().map_err(D::Error::custom)
}

fn month_or_none<'de, D: Deserializer<'de>>(text: D) -> Result<Option<Month>, D::Error> {
    match String::deserialize(text)?.as_str() {
        "none" => Ok(None),
        month => month.parse().map(Some).map_err(|error| D::Error::custom(format!("{error}, or `none`"))),
    }
}
