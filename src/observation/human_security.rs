//! Human security: the seven dimensions of the Human Development Report 1994, each one indicator of
//! a home from 0 (insecure) to 1 (secure), averaged over the homes in which a child under 18 lives.
//!
//! The indicators are built from what the model keeps of a home, so each is narrower than its name;
//! what is missing is said with each. They are summed in thousandths, as whole numbers, so that
//! sums have no order. The weights within a dimension are equal halves or thirds: conventions, not
//! estimates.

use super::{Stratum, is_suppressed};
use crate::population::{ADULT_AT, Commune, Country, Province, Region, home_flag, person_flag};
use crate::quantities::Month;
use serde::{Deserialize, Serialize};

/// Debt, in months of income, at which a home counts as wholly insecure.
const RUINOUS_DEBT_MONTHS: f32 = 6.0;
/// Log of the food line over the poverty line: food takes about 60 % of what the line buys
/// (assumed).
const LOG_FOOD_SHARE: f32 = -0.510_825_6;
/// Least and greatest possible sum of the six dimensions of PAPI, each from 1 to 10.
const PAPI_RANGE: (f64, f64) = (6.0, 60.0);

/// A dimension of human security.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Dimension {
    /// Half for consumption at or above the province's poverty line this month, half for freedom
    /// from debt (from 1 without debt to 0 at six months of income). Limits: no savings, no
    /// security of work.
    Economic,
    /// Consumption this month on the log scale between a food line of 60 % of the poverty line (0)
    /// and the poverty line (1). Limits: no diet, no prices, no sharing within the home; cash
    /// support is not included.
    Food,
    /// Half for no remembered illness, job or harvest shock, half for the share of the province's
    /// households with a hygienic toilet. Limits: the model does not part illness from other
    /// shocks, and has no health service.
    Health,
    /// 1 for homes that do not live from farming, 0.5 for farm homes, 0 for farm homes that
    /// remember a shock: how far a livelihood hangs on harvest and weather. Limits: no pollution,
    /// no flood map.
    Environmental,
    /// 0 while a member under 25 is in exploitation or children meet physical violence, 0.5 under
    /// violent discipline of another kind, else 1. Limits: no crime but trafficking, no violence
    /// outside the home.
    Personal,
    /// Thirds for a caregiver who is not away, for supervision that is not weak, and for no child
    /// under 18 away from home for work. Limits: no neighbours, no discrimination.
    Community,
    /// Half for the governance index PAPI 2016 of the province, scaled from 6 to 60, half for no
    /// unmet need of protection: a home with physical violence or a recent survivor has its need
    /// met by an open case, and by nothing else: a programme that reaches a home protects nobody in
    /// it until somebody takes up the case. Limits: PAPI is one number a province and does not move
    /// in a run.
    Political,
}

impl Dimension {
    /// All dimensions, in the order of the Human Development Report.
    pub const ALL: [Self; 7] = [
        Self::Economic,
        Self::Food,
        Self::Health,
        Self::Environmental,
        Self::Personal,
        Self::Community,
        Self::Political,
    ];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Economic => "economic",
            Self::Food => "food",
            Self::Health => "health",
            Self::Environmental => "environmental",
            Self::Personal => "personal",
            Self::Community => "community",
            Self::Political => "political",
        }
    }
}

/// Thousandths of each dimension, summed over homes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SecuritySums {
    /// Homes in which a child under 18 lives.
    pub homes: u64,
    /// Sum of thousandths by dimension.
    pub thousandths: [u64; 7],
}

impl SecuritySums {
    /// Adds the sums of other homes.
    pub fn add(&mut self, other: &Self) {
        self.homes += other.homes;
        for (own, more) in self.thousandths.iter_mut().zip(&other.thousandths) {
            *own += more;
        }
    }
}

/// The mean of a dimension over the homes with children of a group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SecurityRow {
    /// Calendar year.
    pub year: i32,
    /// National, region or province.
    pub group: super::Group,
    /// The dimension.
    pub dimension: Dimension,
    /// Simulated homes.
    pub homes: u64,
    /// Mean, 0 insecure to 1 secure; none where suppressed or without homes.
    pub value: Option<f64>,
    /// Whether too few homes stand behind it.
    pub suppressed: bool,
}

/// Sums over a commune's homes with children. `line` is the poverty line, log consumption.
pub(super) fn of_commune(commune: &Commune, province: &Province, line: f32, month: Month) -> SecuritySums {
    let mut sums = SecuritySums::default();
    let governance =
        thousandths(((province.record.papi - PAPI_RANGE.0) / (PAPI_RANGE.1 - PAPI_RANGE.0)) as f32);
    let toilets = thousandths(1.0 - province.record.no_flush_toilet as f32);
    for home in 0..commune.homes.len() {
        if let Some(members) = Members::of(commune, home, month) {
            sums.homes += 1;
            let of_home = of_home(commune, home, members, line, toilets, governance);
            for (sum, part) in sums.thousandths.iter_mut().zip(of_home) {
                *sum += part;
            }
        }
    }
    sums
}

/// What is true of any member of a home.
#[derive(Debug, Clone, Copy, Default)]
struct Members {
    held: bool,
    child_away: bool,
    recent_survivor: bool,
}

impl Members {
    /// The members of a home, if a child lives there.
    fn of(commune: &Commune, home: usize, month: Month) -> Option<Self> {
        let (people, mut found, mut children) = (&commune.people, Self::default(), false);
        for row in commune.homes.members(home).filter(|&row| people.present(row, month)) {
            let child = people.age(row, month) < ADULT_AT;
            children |= child;
            found.held |= people.has(row, person_flag::HELD);
            found.child_away |= child && people.has(row, person_flag::AWAY);
            found.recent_survivor |= people.has(row, person_flag::RECENT_SURVIVOR);
        }
        children.then_some(found)
    }
}

fn of_home(
    commune: &Commune,
    home: usize,
    members: Members,
    line: f32,
    toilets: u64,
    governance: u64,
) -> [u64; 7] {
    let homes = &commune.homes;
    let has = |flag: u16| homes.has(home, flag);
    let one = |yes: bool| if yes { 1000 } else { 0 };
    let debt_free = thousandths(1.0 - homes.debt[home].get() / RUINOUS_DEBT_MONTHS);
    let above_food_line = (homes.log_consumption(home) - line - LOG_FOOD_SHARE) / -LOG_FOOD_SHARE;
    let shocked = has(home_flag::SHOCKED);
    let need = has(home_flag::VIOLENT) || members.recent_survivor;
    let met = has(home_flag::CASE_MANAGED);
    [
        (one(!has(home_flag::POOR)) + debt_free) / 2,
        thousandths(above_food_line),
        (one(!shocked) + toilets) / 2,
        match (has(home_flag::FARM), shocked) {
            (false, _) => 1000,
            (true, false) => 500,
            (true, true) => 0,
        },
        if members.held || has(home_flag::VIOLENT) {
            0
        } else if has(home_flag::VIOLENT_DISCIPLINE) {
            500
        } else {
            1000
        },
        (one(!has(home_flag::CAREGIVER_ABSENT))
            + one(!has(home_flag::WEAK_SUPERVISION))
            + one(!members.child_away))
            / 3,
        (governance + one(!need || met)) / 2,
    ]
}

/// Nearest thousandth of a number, kept between 0 and 1.
fn thousandths(value: f32) -> u64 {
    (value.clamp(0.0, 1.0) * 1000.0 + 0.5) as u64
}

/// Means by province, region and for the country; provinces are weighted in their order.
pub(super) fn rows(country: &Country, sums: &[SecuritySums], year: i32) -> Vec<SecurityRow> {
    let mut rows = Vec::new();
    for stratum in [Stratum::National, Stratum::Region, Stratum::Province] {
        let groups = match stratum {
            Stratum::National => 1,
            Stratum::Region => Region::ALL.len(),
            _ => country.provinces.len(),
        };
        for index in 0..groups {
            let (mut homes, mut weighted, mut parts) = (0, 0.0, [0.0; 7]);
            for (row, (province, own)) in country.provinces.iter().zip(sums).enumerate() {
                let inside = match stratum {
                    Stratum::National => true,
                    Stratum::Region => province.record.region as usize == index,
                    _ => row == index,
                };
                if inside {
                    homes += own.homes;
                    weighted += province.weight * own.homes as f64;
                    for (part, &more) in parts.iter_mut().zip(&own.thousandths) {
                        *part += province.weight * more as f64;
                    }
                }
            }
            let suppressed = is_suppressed(stratum, homes, None);
            for dimension in Dimension::ALL {
                let value = (!suppressed && homes > 0).then(|| parts[dimension as usize] / 1000.0 / weighted);
                let group = super::Group::new(stratum, index);
                rows.push(SecurityRow { year, group, dimension, homes, value, suppressed });
            }
        }
    }
    rows
}
