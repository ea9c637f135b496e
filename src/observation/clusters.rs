//! A province's communes as clusters: what the standard errors of its numbers are made of.
//!
//! A run keeps some communes of a province and some families of each; families of one commune share
//! its recruiters. So the chance in a province's number is the chance between its communes. With
//! `a` and `b` a commune's numerator and denominator, `n` communes, `A` and `B` their sums and
//! `R = A / B`, the linearised standard error of `R` is the root of
//! `n / (n - 1) * sum (a - R b)^2 / B^2`, and that of a count `A` the root of
//! `n / (n - 1) * sum (a - A / n)^2`. Communes lie evenly along the province's axis, which makes
//! this a little too large rather than too small.
//!
//! Communes that agree to the last digit leave a sum of 0, and that is no certainty: one agent more
//! or less is chance always, so no error is below what one agent counts for.

use super::tally::CellTable;
use super::{CountKind, CountSource, Measure, MeasureDef, MeasureKind};
use crate::population::{AGE_BANDS, Cell};

/// Classes that measures look at: sex and age band.
const CLASSES: usize = 2 * AGE_BANDS.len();
/// Cells of one class, which stand side by side.
const CELLS_A_CLASS: usize = Cell::COUNT / CLASSES;

/// The least that the sum of squares is taken for: that of one agent.
const ONE_AGENT: f64 = 1.0;

/// A standard error and how many independent parts it was made of, less one.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StandardError {
    /// In the unit of the value.
    pub value: f64,
    /// Degrees of freedom.
    pub degrees: u32,
}

/// Sums over communes of `a^2`, `ab` and `b^2`, agents; whole numbers, so that their order does not
/// matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct CommuneMoments {
    aa: u64,
    ab: u64,
    bb: u64,
}

/// What the communes of a province say of its errors, by measure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProvinceClusters {
    communes: u32,
    moments: Vec<CommuneMoments>,
}

impl ProvinceClusters {
    /// Adds a commune.
    pub(super) fn add(&mut self, commune: &CellTable) {
        let classes = by_class(commune);
        self.communes += 1;
        self.moments.resize(Measure::ALL.len(), CommuneMoments::default());
        for (measure, moments) in Measure::ALL.iter().zip(&mut self.moments) {
            let info = measure.info();
            if let (CountSource::Cells(numerator), CountSource::Cells(denominator)) =
                (info.numerator, info.denominator)
            {
                let (a, b) = (over(&info, &classes, numerator), over(&info, &classes, denominator));
                moments.aa += a * a;
                moments.ab += a * b;
                moments.bb += b * b;
            }
        }
    }

    /// Adds the communes of another part of the province.
    pub(super) fn merge(&mut self, other: &Self) {
        self.communes += other.communes;
        self.moments.resize(Measure::ALL.len(), CommuneMoments::default());
        for (own, more) in self.moments.iter_mut().zip(&other.moments) {
            own.aa += more.aa;
            own.ab += more.ab;
            own.bb += more.bb;
        }
    }

    /// The standard error of a measure whose agents in the province are these, each standing for
    /// `weight` real ones. None with fewer than two communes, for what is not counted by cell, and
    /// where nobody is affected.
    pub(super) fn standard_error(
        &self,
        measure: Measure,
        [affected, agents]: [u64; 2],
        weight: f64,
    ) -> Option<StandardError> {
        let (info, n) = (measure.info(), f64::from(self.communes));
        if !info.by_cell() || self.communes < 2 || affected == 0 || agents == 0 {
            return None;
        }
        let moments = self.moments[measure as usize];
        let [aa, ab, bb] = [moments.aa, moments.ab, moments.bb].map(|sum| sum as f64);
        let (a, b) = (affected as f64, agents as f64);
        let (squares, unit) = match info.kind {
            MeasureKind::Count => (aa - a * a / n, weight * info.numerator_unit),
            _ => {
                let ratio = a / b;
                (aa - 2.0 * ratio * ab + ratio * ratio * bb, info.per * info.numerator_unit / b)
            }
        };
        let value = unit * (n / (n - 1.0) * squares).max(ONE_AGENT).sqrt();
        Some(StandardError { value, degrees: self.communes - 1 })
    }
}

/// A commune's numbers by sex and age band.
fn by_class(commune: &CellTable) -> [[u32; CountKind::COUNT]; CLASSES] {
    let mut classes = [[0; CountKind::COUNT]; CLASSES];
    for cell in Cell::all() {
        let class = &mut classes[cell.index() / CELLS_A_CLASS];
        class.iter_mut().zip(commune.of(cell)).for_each(|(sum, number)| *sum += number);
    }
    classes
}

/// A number summed over the classes that a measure looks at.
fn over(info: &MeasureDef, classes: &[[u32; CountKind::COUNT]; CLASSES], what: CountKind) -> u64 {
    let covered = (0..CLASSES).filter(|class| {
        let (female, band) = (*class >= AGE_BANDS.len(), class % AGE_BANDS.len());
        (info.bands.0..=info.bands.1).contains(&band) && info.female.is_none_or(|only| only == female)
    });
    covered.map(|class| u64::from(classes[class][what as usize])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two communes with 1 of 10 and 4 of 10 survivors of 16: R = 1/4, squares of 1 - 2.5 and 4 -
    /// 2.5: 4.5, over 20^2, twice. The count of all survivors, weight 10: about the mean of 2.5 the
    /// same squares.
    #[test]
    fn errors_by_hand() {
        let commune = |survivors| {
            let mut table = CellTable::default();
            table.add(CountKind::Persons, Cell::new(true, 16, 0, false, false), 4);
            table.add(CountKind::Persons, Cell::new(false, 16, 3, true, true), 6);
            table.add(CountKind::EverBefore18, Cell::new(false, 16, 3, true, true), survivors);
            // Nobody under 12 is looked at.
            table.add(CountKind::Persons, Cell::new(true, 3, 0, false, false), 50);
            table
        };
        let (mut clusters, mut other) = (ProvinceClusters::default(), ProvinceClusters::default());
        clusters.add(&commune(1));
        let share = Measure::PrevalenceLifetime;
        assert_eq!(clusters.standard_error(share, [1, 10], 10.0), None, "one commune");
        other.add(&commune(4));
        clusters.merge(&other);
        let error = clusters.standard_error(share, [5, 20], 10.0).unwrap();
        assert!((error.value - (2.0 * 4.5 / 400.0f64).sqrt()).abs() < 1e-12);
        assert_eq!(error.degrees, 1);
        let count = clusters.standard_error(Measure::EverTrafficked, [5, 120], 10.0).unwrap();
        assert!((count.value - 10.0 * 9.0f64.sqrt()).abs() < 1e-12);
        assert_eq!(clusters.standard_error(share, [0, 20], 10.0), None, "nobody is affected");
        assert_eq!(clusters.standard_error(Measure::Referred, [5, 20], 10.0), None);
    }

    /// Two communes with 3 of 10 each: the share is known to one of 20 agents, the count to one
    /// agent's weight, and not exactly.
    #[test]
    fn communes_that_agree_leave_the_chance_of_one_agent() {
        let mut clusters = ProvinceClusters::default();
        for _ in 0..2 {
            let mut table = CellTable::default();
            table.add(CountKind::Persons, Cell::new(false, 16, 3, true, true), 10);
            table.add(CountKind::EverBefore18, Cell::new(false, 16, 3, true, true), 3);
            clusters.add(&table);
        }
        let share = clusters.standard_error(Measure::PrevalenceLifetime, [6, 20], 10.0).unwrap();
        assert!((share.value - 1.0 / 20.0).abs() < 1e-12, "{share:?}");
        let count = clusters.standard_error(Measure::EverTrafficked, [6, 20], 10.0).unwrap();
        assert!((count.value - 10.0).abs() < 1e-12, "{count:?}");
    }
}
