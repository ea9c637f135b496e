//! What defines a measure: what is divided by what, for whom.

use super::counts::{CountKind, CountSource, EnforcementStep, RegisterSlice, ServiceCount};
use super::elsewhere::PlaceSource;
use crate::population::{AGE_BANDS, Cell};

/// How a measure's value follows from numerator `n` and denominator `d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureKind {
    /// `n / d`, between 0 and 1.
    Share,
    /// `n / d` events for each person (times [`MeasureDef::per`]).
    Rate,
    /// `n`; the denominator is the population it was counted in.
    Count,
    /// `n / d`, a mean over persons.
    Mean,
}

/// Which direction of change is good for children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Less of it.
    Lower,
    /// More of it.
    Higher,
}

/// What a measure is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasureDef {
    /// How the value is made.
    pub kind: MeasureKind,
    /// Unit of the value.
    pub unit: &'static str,
    /// What is counted.
    pub numerator: CountSource,
    /// Among what.
    pub denominator: CountSource,
    /// First and last age band, places in [`AGE_BANDS`].
    pub bands: (usize, usize),
    /// Only girls and women (`true`) or boys and men (`false`).
    pub female: Option<bool>,
    /// Multiplies the numerator: the size of its unit.
    pub numerator_unit: f64,
    /// Multiplies a rate: 100,000 for "per 100,000".
    pub per: f64,
    /// Whether the numerator counts persons affected by trafficking, which hides numbers from 1 to
    /// 4.
    pub trafficking: bool,
    /// Which change is good; none where it can be read either way, such as victims recorded.
    pub better: Option<Better>,
    /// Rows of `evidence.csv` that the measure answers to, separated by blanks.
    pub evidence: &'static str,
}

impl MeasureDef {
    pub(super) const fn new(
        kind: MeasureKind,
        unit: &'static str,
        numerator: CountSource,
        denominator: CountSource,
    ) -> Self {
        Self {
            kind,
            unit,
            numerator,
            denominator,
            bands: (0, AGE_BANDS.len() - 1),
            female: None,
            numerator_unit: 1.0,
            per: 1.0,
            trafficking: false,
            better: None,
            evidence: "",
        }
    }

    /// Whether the measure looks at the persons of a cell.
    #[inline]
    pub fn covers(&self, cell: Cell) -> bool {
        (self.bands.0..=self.bands.1).contains(&cell.age_band())
            && self.female.is_none_or(|female| female == cell.female())
    }

    /// Whether it is known by cell, or by province only.
    pub const fn by_cell(&self) -> bool {
        self.numerator.by_cell() && self.denominator.by_cell()
    }

    /// What of it is also counted where it happens; none where it is known by origin only.
    pub const fn at_place(&self) -> Option<PlaceSource> {
        match (self.numerator, self.denominator) {
            (CountSource::Cells(CountKind::Cases), CountSource::Cells(CountKind::Persons)) => {
                Some(PlaceSource::Cases)
            }
            (CountSource::Cells(CountKind::Held), CountSource::Cells(CountKind::Persons)) => {
                Some(PlaceSource::Held)
            }
            (CountSource::Cells(CountKind::MonthsHeld), CountSource::Cells(CountKind::Persons)) => {
                Some(PlaceSource::Months)
            }
            (CountSource::Register(slice), CountSource::Cells(CountKind::Persons)) => {
                Some(PlaceSource::Register(slice))
            }
            _ => None,
        }
    }

    /// The value for a numerator and a denominator; none without a denominator.
    pub fn value(&self, numerator: f64, denominator: f64) -> Option<f64> {
        match self.kind {
            MeasureKind::Count => Some(numerator),
            _ if denominator > 0.0 => Some(self.per * numerator / denominator),
            _ => None,
        }
    }

    /// What one of `agents` simulated agents counts for, where they stand for `persons` in the
    /// denominator; 0 where that says nothing.
    pub fn grain(&self, agents: u64, persons: f64) -> f64 {
        let one = self.numerator_unit * persons / agents.max(1) as f64;
        self.value(one, persons).filter(|grain| grain.is_finite()).unwrap_or(0.0)
    }

    pub(super) const fn ages(mut self, from: i32, to: i32) -> Self {
        let (mut first, mut last, mut band) = (usize::MAX, usize::MAX, 0);
        while band < AGE_BANDS.len() {
            if AGE_BANDS[band].1 == from {
                first = band;
            }
            if AGE_BANDS[band].2 == to {
                last = band;
            }
            band += 1;
        }
        assert!(first != usize::MAX && last != usize::MAX, "ages must begin and end with an age band");
        self.bands = (first, last);
        self
    }

    pub(super) const fn women(mut self) -> Self {
        self.female = Some(true);
        self
    }

    pub(super) const fn trafficking(mut self) -> Self {
        self.trafficking = true;
        self
    }

    pub(super) const fn lower_is_better(mut self) -> Self {
        self.better = Some(Better::Lower);
        self
    }

    pub(super) const fn higher_is_better(mut self) -> Self {
        self.better = Some(Better::Higher);
        self
    }

    pub(super) const fn evidence(mut self, ids: &'static str) -> Self {
        self.evidence = ids;
        self
    }

    pub(super) const fn per_100_000(mut self) -> Self {
        self.per = 100_000.0;
        self
    }

    pub(super) const fn in_sixteenths(mut self) -> Self {
        self.numerator_unit = 1.0 / 16.0;
        self
    }
}

pub(super) const fn share(numerator: CountKind, denominator: CountKind) -> MeasureDef {
    MeasureDef::new(
        MeasureKind::Share,
        "share",
        CountSource::Cells(numerator),
        CountSource::Cells(denominator),
    )
}

pub(super) const fn count(numerator: CountSource, unit: &'static str) -> MeasureDef {
    MeasureDef::new(MeasureKind::Count, unit, numerator, CountSource::Cells(CountKind::Persons))
}

pub(super) const fn register(slice: RegisterSlice) -> MeasureDef {
    count(CountSource::Register(slice), "victims a year").trafficking()
}

pub(super) const fn services(number: ServiceCount, unit: &'static str) -> MeasureDef {
    count(CountSource::Services(number), unit).ages(0, 17)
}

pub(super) const fn enforcement(step: EnforcementStep, unit: &'static str) -> MeasureDef {
    count(CountSource::Enforcement(step), unit).ages(0, 17)
}

pub(super) const fn of_cases(part: CountKind) -> MeasureDef {
    share(part, CountKind::Cases).ages(0, 17).trafficking()
}
