//! The axis of remoteness of a province, its slices (communes) and its expected composition.

use super::Params;
use super::root::root;
use crate::population::{LEAVES_AT, ProvinceRecord};
use crate::random::normal_quantile;

/// Points at which the axis is integrated.
const GRID: usize = 400;

/// How residence and ethnicity lie along the axis of remoteness.
#[derive(Debug, Clone, PartialEq)]
pub struct RemotenessLayout {
    urban_share: f64,
    intercept: f64,
    clustering: f64,
}

/// A class of homes in a province: what shifts its mean consumption, and its share of homes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HomeClass {
    /// Place on the axis of remoteness.
    pub remoteness: f64,
    /// Urban residence.
    pub urban: bool,
    /// Ethnic minority.
    pub minority: bool,
    /// Caregiver without lower secondary schooling.
    pub low_education: bool,
    /// Share of the province's homes.
    pub share: f64,
}

impl RemotenessLayout {
    /// Solves the axis for a province's urban share of homes and minority share of children.
    pub fn new(record: &ProvinceRecord, params: &Params) -> Self {
        let pupils = record.minority_pupil_share.unwrap_or(0.0).clamp(1e-6, 1.0 - 1e-6);
        let target = share_of_homes(pupils, params);
        let clustering = params.minority_clustering.get();
        let quantiles: Vec<f64> = grid().map(normal_quantile).collect();
        let mean = |intercept: f64| {
            quantiles.iter().map(|z| logistic(intercept + clustering * z)).sum::<f64>() / GRID as f64
        };
        let intercept = root(-40.0, 40.0, |intercept| mean(intercept) - target);
        Self { urban_share: record.urban_share, intercept, clustering }
    }

    /// Whether a place is urban.
    pub fn urban(&self, remoteness: f64) -> bool {
        remoteness < self.urban_share
    }

    /// Chance that a home at a place is an ethnic-minority home.
    pub fn minority_chance(&self, remoteness: f64) -> f64 {
        logistic(self.intercept + self.clustering * normal_quantile(remoteness))
    }

    /// The classes of homes, with their shares.
    pub fn classes(&self, params: &Params) -> Vec<HomeClass> {
        let mut classes = Vec::with_capacity(4 * GRID);
        for remoteness in grid() {
            let minority_chance = self.minority_chance(remoteness);
            for minority in [false, true] {
                let of_group = if minority { minority_chance } else { 1.0 - minority_chance } / GRID as f64;
                let low = low_education_chance(minority, params);
                for low_education in [false, true] {
                    let share = of_group * if low_education { low } else { 1.0 - low };
                    classes.push(HomeClass {
                        remoteness,
                        urban: self.urban(remoteness),
                        minority,
                        low_education,
                        share,
                    });
                }
            }
        }
        classes
    }

    /// Expected places for children in a home.
    pub fn expected_children(&self, params: &Params) -> f64 {
        let minority = self.minority_share();
        (1.0 - minority) * params.children_kinh.get() + minority * params.children_minority.get()
    }

    /// Expected share of ethnic-minority homes.
    fn minority_share(&self) -> f64 {
        grid().map(|r| self.minority_chance(r)).sum::<f64>() / GRID as f64
    }

    /// Expected children under 15 in a family place: 180 k months of childhood in each cycle of a
    /// family.
    pub fn expected_under_15(&self, params: &Params) -> f64 {
        let minority = self.minority_share();
        let [kinh, of_minorities] = under_15_a_home(params);
        (1.0 - minority) * kinh + minority * of_minorities
    }
}

/// Expected children under 15 in a Kinh and in an ethnic-minority family place.
fn under_15_a_home(params: &Params) -> [f64; 2] {
    [params.children_kinh, params.children_minority]
        .map(|mean| (1..=4).map(|k| family_size_chance(k, mean.get()) * childhood_share(k, params)).sum())
}

/// Share of minority homes that gives this share of minority children. Ages are uniform, so the
/// children of any age stand as those under 15 do.
fn share_of_homes(of_children: f64, params: &Params) -> f64 {
    let [kinh, of_minorities] = under_15_a_home(params);
    let [minority_homes, other_homes] = [of_children / of_minorities, (1.0 - of_children) / kinh];
    minority_homes / (minority_homes + other_homes)
}

/// Mean over the birth spacings of `180 k / (300 + spacing (k - 1))`.
fn childhood_share(children: u32, params: &Params) -> f64 {
    let (short, long) = spacing_range(params);
    let spacings = f64::from(long - short + 1);
    (short..=long)
        .map(|spacing| 180.0 * f64::from(children) / f64::from(family_cycle(children, spacing)) / spacings)
        .sum()
}

/// Months from a family's first birth to the first birth of the family that follows it.
pub fn family_cycle(children: u32, spacing: u32) -> u32 {
    LEAVES_AT as u32 + spacing * (children - 1)
}

/// Shortest and longest birth spacing, in whole months.
pub fn spacing_range(params: &Params) -> (u32, u32) {
    let short = params.birth_spacing_shortest.get().round().max(1.0) as u32;
    (short, (params.birth_spacing_longest.get().round() as u32).max(short))
}

/// Chance of a completed family of `children` (1 to 4) when the mean is `mean`: one and a binomial
/// of three.
pub fn family_size_chance(children: u32, mean: f64) -> f64 {
    let p = ((mean - 1.0) / 3.0).clamp(0.0, 1.0);
    let choose = [1.0, 3.0, 3.0, 1.0][children as usize - 1];
    let more = children as i32 - 1;
    choose * p.powi(more) * (1.0 - p).powi(3 - more)
}

/// Chance that a caregiver lacks lower secondary schooling.
pub fn low_education_chance(minority: bool, params: &Params) -> f64 {
    if minority { params.low_education_minority.get() } else { params.low_education_kinh.get() }
}

/// How many communes so many households make: full-sized ones, at least one, at most what numbers
/// of communes hold.
pub fn commune_count(households: f64, params: &Params) -> usize {
    (households / params.commune_households.get()).round().clamp(1.0, f64::from(u16::MAX)) as usize
}

fn grid() -> impl Iterator<Item = f64> {
    (0..GRID).map(|i| (i as f64 + 0.5) / GRID as f64)
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_sizes_are_a_distribution_with_the_mean_asked_for() {
        for mean in [1.0, 1.7, 2.05, 3.2, 4.0] {
            let chances: Vec<f64> = (1..=4).map(|k| family_size_chance(k, mean)).collect();
            assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let found: f64 = chances.iter().zip(1..).map(|(p, k)| p * f64::from(k)).sum();
            assert!((found - mean).abs() < 1e-12);
        }
    }
}
