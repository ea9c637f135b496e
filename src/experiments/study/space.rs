//! The space that a study varies, seen as a unit cube.
//!
//! Most factors fill their own side of the cube. Parts of one whole cannot: drawn one by one they
//! add up to more than there is. They are drawn evenly from what their ranges and the whole allow
//! together, part by part, each given those before it (Rosenblatt 1952,
//! doi:10.1214/aoms/1177729394): a place in the unit interval is the share of the even distribution
//! that lies below. Where the whole does not bind, that is the part's own range.

use crate::experiments::design::Factor;

/// The factors of a study, and which of them are parts of one whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Space {
    /// The factors.
    pub factors: Vec<Factor>,
    /// The wholes.
    pub(super) simplices: Vec<Simplex>,
}

/// Factors that share one whole.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Simplex {
    /// Places of the factors.
    pub(super) members: Vec<usize>,
    /// The lower end of each.
    pub(super) low: Vec<f64>,
    /// The upper end of each.
    pub(super) high: Vec<f64>,
    /// What they may add up to.
    pub(super) most: f64,
}

/// Halvings that leave no bit of a place open.
const HALVINGS: usize = 60;

impl Space {
    /// Factors that share nothing.
    pub fn of(factors: Vec<Factor>) -> Self {
        Self { factors, simplices: Vec::new() }
    }

    /// The values at a place in the unit cube, as the model uses them.
    pub fn values(&self, unit: &[f64]) -> Vec<f64> {
        let own = self.factors.iter().zip(unit).map(|(factor, &unit)| factor.value_at(unit)).collect();
        self.shared(own, unit)
    }

    /// Values that a design has chosen factor by factor, with those of wholes shared out.
    pub(super) fn joined(&self, values: &[f64]) -> Vec<f64> {
        let unit: Vec<f64> =
            self.factors.iter().zip(values).map(|(factor, &value)| factor.unit_of(value)).collect();
        self.shared(values.to_vec(), &unit)
    }

    /// The place of some values in the unit cube: the middle of its part for a value that can be
    /// counted.
    pub fn units(&self, values: &[f64]) -> Vec<f64> {
        let mut unit: Vec<f64> =
            self.factors.iter().zip(values).map(|(factor, &value)| factor.unit_of(value)).collect();
        for simplex in &self.simplices {
            let parts: Vec<f64> = simplex.members.iter().map(|&member| values[member]).collect();
            for (&member, place) in simplex.members.iter().zip(simplex.places(&parts)) {
                unit[member] = place;
            }
        }
        unit
    }

    /// The place at which the model really runs when this one is asked for: values that can be
    /// counted have one place for their whole part.
    pub fn as_used(&self, unit: &[f64]) -> Vec<f64> {
        if self.factors.iter().all(|factor| factor.count().is_none()) {
            return unit.to_vec();
        }
        self.units(&self.values(unit))
    }

    fn shared(&self, mut values: Vec<f64>, unit: &[f64]) -> Vec<f64> {
        for simplex in &self.simplices {
            let places: Vec<f64> = simplex.members.iter().map(|&member| unit[member]).collect();
            for (&member, value) in simplex.members.iter().zip(simplex.parts(&places)) {
                values[member] = value;
            }
        }
        values
    }
}

impl Simplex {
    /// The parts at a place in the unit cube.
    fn parts(&self, places: &[f64]) -> Vec<f64> {
        let mut left = self.most - self.low.iter().sum::<f64>();
        let mut parts = Vec::with_capacity(places.len());
        for (part, &place) in places.iter().enumerate() {
            let widths = self.widths(part);
            let taken = if left >= widths.iter().sum::<f64>() {
                place * widths[0]
            } else {
                invert(place, widths[0].min(left), |taken| below(taken, left, &widths))
            };
            parts.push((self.low[part] + taken).clamp(self.low[part], self.high[part]));
            left = (left - taken).max(0.0);
        }
        parts
    }

    /// The place of some parts.
    fn places(&self, parts: &[f64]) -> Vec<f64> {
        let mut left = self.most - self.low.iter().sum::<f64>();
        let mut places = Vec::with_capacity(parts.len());
        for (part, &value) in parts.iter().enumerate() {
            let widths = self.widths(part);
            let taken = value - self.low[part];
            places.push(if left >= widths.iter().sum::<f64>() {
                taken / widths[0]
            } else {
                below(taken, left, &widths)
            });
            left = (left - taken).max(0.0);
        }
        places
    }

    /// The widths of a part's range and of those after it.
    fn widths(&self, part: usize) -> Vec<f64> {
        self.low[part..].iter().zip(&self.high[part..]).map(|(low, high)| high - low).collect()
    }
}

/// The share of the even distribution of parts with these widths, which add up to `left` at most,
/// whose first part is below `taken`.
fn below(taken: f64, left: f64, widths: &[f64]) -> f64 {
    let taken = taken.clamp(0.0, widths[0].min(left));
    let most = widths[0].min(left);
    let volume = |upto: f64| integral(left, &widths[1..]) - integral(left - upto, &widths[1..]);
    let whole = volume(most);
    if whole > 0.0 { (volume(taken) / whole).clamp(0.0, 1.0) } else { taken / most.max(f64::MIN_POSITIVE) }
}

/// The integral over the room from 0 to `room` of the volume that parts with these widths have in
/// it, by inclusion and exclusion; times a factorial, which falls out of every ratio.
fn integral(room: f64, widths: &[f64]) -> f64 {
    let power = widths.len() as i32 + 1;
    (0..1_usize << widths.len())
        .map(|set| {
            let full: f64 = widths
                .iter()
                .enumerate()
                .filter(|(part, _)| set >> part & 1 == 1)
                .map(|(_, width)| width)
                .sum();
            let sign = if set.count_ones() % 2 == 0 { 1.0 } else { -1.0 };
            sign * (room - full).max(0.0).powi(power)
        })
        .sum()
}

/// The place at which a rising function from 0 to 1 reaches a share.
fn invert(share: f64, most: f64, function: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, most);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if function(middle) < share { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::{Scale, sobol};

    /// Who recruits: family 0.2 to 0.7, partner and friend 0.05 to 0.3, together 1 at most.
    fn recruiters() -> Space {
        let ends = [("family", 0.2, 0.7), ("partner", 0.05, 0.3), ("friend", 0.05, 0.3)];
        let factors =
            ends.iter().map(|(name, low, high)| Factor::new(name, *low, *high, Scale::Linear).unwrap());
        let simplex = Simplex {
            members: vec![0, 1, 2],
            low: vec![0.2, 0.05, 0.05],
            high: vec![0.7, 0.3, 0.3],
            most: 1.0,
        };
        Space { factors: factors.collect(), simplices: vec![simplex] }
    }

    #[test]
    fn parts_never_exceed_the_whole_and_come_back() {
        let space = recruiters();
        for point in sobol(&recruiters().factors, 1_024, 5).unwrap() {
            let unit: Vec<f64> =
                space.factors.iter().zip(&point.values).map(|(f, &value)| f.unit_of(value)).collect();
            let values = space.values(&unit);
            assert!(values.iter().sum::<f64>() <= 1.0 + 1e-12, "{values:?}");
            let inside = [(0.2, 0.7), (0.05, 0.3), (0.05, 0.3)];
            assert!(values.iter().zip(inside).all(|(value, (low, high))| (low..=high).contains(value)));
            assert!(space.units(&values).iter().zip(&unit).all(|(a, b)| (a - b).abs() < 1e-9), "{unit:?}");
            assert_eq!(space.joined(&point.values), values);
        }
    }

    /// Even over what is allowed: of 4,096 points of the box, those within the whole are as the
    /// transformed points are, in the mean of each part (standard error about 0.002).
    #[test]
    fn parts_are_even_over_what_the_whole_allows() {
        let space = recruiters();
        let points: Vec<Vec<f64>> =
            sobol(&space.factors, 4_096, 8).unwrap().into_iter().map(|point| point.values).collect();
        let kept: Vec<&Vec<f64>> = points.iter().filter(|values| values.iter().sum::<f64>() <= 1.0).collect();
        assert!((3_000..4_000).contains(&kept.len()));
        let shared: Vec<Vec<f64>> = points.iter().map(|values| space.joined(values)).collect();
        for part in 0..3 {
            let mean = |all: &mut dyn Iterator<Item = f64>, count: usize| all.sum::<f64>() / count as f64;
            let rejected = mean(&mut kept.iter().map(|values| values[part]), kept.len());
            let found = mean(&mut shared.iter().map(|values| values[part]), shared.len());
            assert!((rejected - found).abs() < 0.004, "part {part}: {found}, not {rejected}");
        }
    }

    #[test]
    fn a_whole_that_does_not_bind_changes_nothing() {
        let mut space = recruiters();
        space.simplices[0].most = 1.5;
        assert_eq!(
            space.values(&[0.25, 0.5, 1.0]),
            Space::of(recruiters().factors).values(&[0.25, 0.5, 1.0])
        );
    }

    #[test]
    fn a_place_is_taken_as_the_model_runs_there() {
        let years = Space::of(vec![Factor::whole("years", 1.0, 2.0, Scale::Linear).unwrap()]);
        assert_eq!([0.1, 0.49, 0.5, 0.9].map(|unit| years.as_used(&[unit])[0]), [0.25, 0.25, 0.75, 0.75]);
    }
}
