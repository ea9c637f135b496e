//! What happens to a province's people in another province, and the numbers of the places where it
//! happens.
//!
//! `of the place = weight * (all of its people - those of them elsewhere) + sum over the others of
//! their weight * their people there`, so that the places' sum is the country's.

use super::counts::RegisterSlice;
use super::tally::YearTally;
use super::{Estimate, MeasureDef, Stratum};
use crate::population::{ADULT_AT, Commune, Country, REGISTER_AGES, expected};
use std::collections::BTreeMap;

/// What is counted where it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceSource {
    /// Cases of children.
    Cases,
    /// Persons in exploitation now.
    Held,
    /// Person-months in exploitation.
    Months,
    /// Victims recorded, or their expectation.
    Register(RegisterSlice),
}

/// What a province's people met in one other province in a year. None of it is over a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct InOneProvince {
    cases: u32,
    held: u32,
    months: u32,
    identified: [u32; REGISTER_AGES.len()],
    expected: [u64; REGISTER_AGES.len()],
}

impl InOneProvince {
    fn add(&mut self, more: &Self) {
        self.cases += more.cases;
        self.held += more.held;
        self.months += more.months;
        self.identified.iter_mut().zip(more.identified).for_each(|(own, more)| *own += more);
        self.expected.iter_mut().zip(more.expected).for_each(|(own, more)| *own += more);
    }

    fn of(&self, source: PlaceSource) -> f64 {
        match source {
            PlaceSource::Cases => f64::from(self.cases),
            PlaceSource::Held => f64::from(self.held),
            PlaceSource::Months => f64::from(self.months),
            PlaceSource::Register(slice) if slice.abroad == Some(true) => 0.0,
            PlaceSource::Register(slice) if slice.expected => {
                self.expected[..slice.age_classes].iter().map(|&sum| expected::unfixed(sum)).sum()
            }
            PlaceSource::Register(slice) => self.identified[..slice.age_classes].iter().sum::<u32>().into(),
        }
    }
}

/// What a province's people met in other provinces in a year, by row of these.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountsElsewhere(BTreeMap<u8, InOneProvince>);

impl CountsElsewhere {
    /// Those of a commune at the end of a year.
    pub(super) fn of(commune: &Commune) -> Self {
        let mut found = Self::default();
        for case in commune.cases.iter().filter(|case| case.place != commune.province) {
            found.at(case.place).cases += u32::from(i32::from(case.age) < ADULT_AT);
        }
        for episode in commune.episodes.iter().filter(|episode| episode.place != commune.province) {
            found.at(episode.place).held += 1;
        }
        for line in commune.elsewhere.log() {
            let (there, class) = (found.at(line.province), usize::from(line.age_class));
            there.months += line.months;
            there.identified[class] += line.identified;
            there.expected[class] += line.expected;
        }
        found
    }

    fn at(&mut self, province: u8) -> &mut InOneProvince {
        self.0.entry(province).or_default()
    }

    /// Adds those of another commune of the province.
    pub(super) fn add(&mut self, more: &Self) {
        for (&province, more) in &more.0 {
            self.at(province).add(more);
        }
    }
}

/// A measure's numbers by place of exploitation, of those by province of origin. Denominators are
/// the people of the place.
pub(super) fn at_places(
    country: &Country,
    tally: &YearTally,
    info: &MeasureDef,
    source: PlaceSource,
    of_origin: &[Estimate],
) -> Vec<Estimate> {
    let mut numbers: Vec<(f64, Option<u64>)> =
        of_origin.iter().map(|of| (of.numerator, of.affected)).collect();
    for (row, own) in tally.provinces.iter().enumerate() {
        for (&place, there) in &own.elsewhere.0 {
            let (amount, place) = (there.of(source), usize::from(place));
            let weighted = country.provinces[row].weight * amount * info.numerator_unit;
            numbers[row].0 -= weighted;
            numbers[row].1 = numbers[row].1.map(|agents| agents - amount as u64);
            numbers[place].0 += weighted;
            numbers[place].1 = numbers[place].1.map(|agents| agents + amount as u64);
        }
    }
    let estimate = |((numerator, affected), of): ((f64, Option<u64>), &Estimate)| {
        // What rounding leaves of a difference is nobody.
        let numerator = if affected == Some(0) { 0.0 } else { numerator.max(0.0) };
        Estimate::new(info, Stratum::PlaceOfExploitation, numerator, of.denominator, of.agents, affected)
    };
    numbers.into_iter().zip(of_origin).map(estimate).collect()
}

#[cfg(test)]
mod tests {
    use super::super::small_world::{NOW, case, small_world};
    use super::super::tally::{YearCounts, YearTally};
    use super::super::{Group, Measure, MeasureKind, Stratum, indicators::indicator_rows};
    use crate::population::{CaseRecord, Episode, Form};

    /// A girl of the first province (weight 10) is held in the second (weight 20): a case, a
    /// person, two months and half an expected victim of the second place.
    #[test]
    fn places_add_up_to_the_country_and_the_origin_loses_what_happens_elsewhere() {
        let mut world = small_world();
        let first = &mut world.communes[0];
        first.cases.push(CaseRecord { place: 1, ..case(1, 192) });
        first.people.set(1, crate::population::person_flag::HELD | crate::population::person_flag::AWAY);
        first.elsewhere.leave(1, 1);
        let held =
            Episode { person: 1, form: Form::Labour, abroad: false, place: 1, since: NOW, identified: true };
        first.episodes.push(held);
        let cell = first.cell(1, 192);
        first.months_held.extend([cell; 2]);
        first.register.face(false, 1, Form::Labour, 0.5);
        first.register.identify(false, 1, Form::Labour);
        let line = first.elsewhere.line(1, 1, Form::Labour);
        (line.months, line.identified) = (2, 1);
        line.expected = crate::population::expected::fixed(0.5);
        let seen = world.seen();
        let services = vec![Default::default(); 2];
        let tally = YearTally::new(
            seen.country,
            YearCounts::of(&seen, &world.lines(), NOW),
            &services,
            seen.recruiters,
            NOW,
        );
        let rows = indicator_rows(seen.country, &tally, &Stratum::ALL);
        let of = |measure: Measure, stratum, index| {
            let group = Group::new(stratum, index);
            rows.iter()
                .find(|row| row.measure == measure && row.group == group)
                .map(|row| row.estimate.numerator)
        };
        let place = |measure, index| of(measure, Stratum::PlaceOfExploitation, index).unwrap();
        for (measure, first, second) in [
            (Measure::Cases, 10.0, 30.0),
            (Measure::Held, 10.0, 10.0),
            (Measure::PersonMonths, 50.0, 40.0),
            (Measure::Identified, 10.0, 30.0),
            (Measure::IdentifiedExpected, 5.0, 10.0),
            (Measure::IdentifiedUnder16, 10.0, 0.0),
            (Measure::Incidence, 10.0, 30.0),
        ] {
            assert_eq!([0, 1].map(|index| place(measure, index)), [first, second], "{measure:?}");
        }
        for &measure in Measure::ALL {
            let known = of(measure, Stratum::PlaceOfExploitation, 0).is_some();
            assert_eq!(known, Stratum::PlaceOfExploitation.knows(&measure.info()), "{measure:?}");
            assert!(!known || measure.info().kind != MeasureKind::Share);
            if known {
                let national = of(measure, Stratum::National, 0).unwrap();
                assert!((place(measure, 0) + place(measure, 1) - national).abs() < 1e-9, "{measure:?}");
            }
        }
    }
}
