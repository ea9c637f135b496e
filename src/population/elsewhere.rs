//! Who of a commune is away, in another province of the country or abroad, and what a month or a year
//! brings in another province.
//!
//! Few are, so all of it is sparse: lists in the order of rows or of provinces.

use super::recruiters::Form;
use super::{People, person_flag};
use crate::quantities::Month;
use serde::{Deserialize, Serialize};

/// A person who is away in the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonElsewhere {
    /// Row of the person in the commune.
    pub person: u16,
    /// Row of the province where he or she is.
    pub province: u8,
}

/// A child whom recruiters of another province could reach this month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MetElsewhere {
    /// Row of the person in the commune.
    pub person: u16,
    /// Row of the province where he or she is.
    pub province: u8,
    /// Place in the recruiters' selection by age, sex and being away.
    pub selected_at: u8,
    /// Hazard for each unit of effort there.
    pub open: f32,
}

/// Hazards of identification this month, summed over a commune's people in exploitation in another
/// province.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SeenElsewhere {
    /// Row of the province.
    pub province: u8,
    /// What they face.
    pub faced: f32,
    /// The same as it would be without levers and awareness.
    pub standing: f32,
}

/// What a year has brought to a commune's people in exploitation in another province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearElsewhere {
    /// Row of the province.
    pub province: u8,
    /// Age class of the register.
    pub age_class: u8,
    /// Form of exploitation.
    pub form: Form,
    /// Months in exploitation.
    pub months: u32,
    /// Victims whom the authorities recorded.
    pub identified: u32,
    /// The same as an expectation, in the register's fixed point.
    pub expected: u64,
}

/// Those of a commune who are away, and what happens to them elsewhere in the country.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Those away in the country, in the order of rows.
    people: Vec<PersonElsewhere>,
    /// Rows of those away abroad, in order.
    abroad: Vec<u16>,
    /// Whom recruiters there could reach this month, in the order of rows.
    pub met: Vec<MetElsewhere>,
    /// Identification there this month, in the order of provinces.
    pub seen: Vec<SeenElsewhere>,
    /// The year's log, in the order of province, age class and form.
    log: Vec<YearElsewhere>,
}

impl Elsewhere {
    /// Those away in the country, in the order of rows.
    pub fn people(&self) -> &[PersonElsewhere] {
        &self.people
    }

    /// Rows of those away abroad, in order.
    pub fn abroad(&self) -> &[u16] {
        &self.abroad
    }

    fn place(&self, person: usize) -> Result<usize, usize> {
        self.people.binary_search_by_key(&person, |away| usize::from(away.person))
    }

    /// The province where a person is who is away in the country.
    pub fn province_of(&self, person: usize) -> Option<u8> {
        self.place(person).ok().map(|place| self.people[place].province)
    }

    /// A person leaves for a province.
    pub fn leave(&mut self, person: usize, province: u8) {
        match self.place(person) {
            Ok(place) => self.people[place].province = province,
            Err(place) => self.people.insert(place, PersonElsewhere { person: person as u16, province }),
        }
    }

    /// A person leaves for abroad.
    pub fn leave_the_country(&mut self, person: usize) {
        if let Err(place) = self.abroad.binary_search(&(person as u16)) {
            self.abroad.insert(place, person as u16);
        }
    }

    /// A person is not away any more.
    pub fn come_back(&mut self, person: usize) {
        if let Ok(place) = self.place(person) {
            self.people.remove(place);
        } else if let Ok(place) = self.abroad.binary_search(&(person as u16)) {
            self.abroad.remove(place);
        }
    }

    /// Adds to what a person in exploitation in a province faces this month.
    pub fn see(&mut self, province: u8, faced: f32, standing: f32) {
        match self.seen.binary_search_by_key(&province, |seen| seen.province) {
            Ok(place) => {
                self.seen[place].faced += faced;
                self.seen[place].standing += standing;
            }
            Err(place) => self.seen.insert(place, SeenElsewhere { province, faced, standing }),
        }
    }

    /// The year's log, in the order of province, age class and form.
    pub fn log(&self) -> &[YearElsewhere] {
        &self.log
    }

    /// The line of the year's log of a province, an age class and a form.
    pub fn line(&mut self, province: u8, age_class: usize, form: Form) -> &mut YearElsewhere {
        let age_class = age_class as u8;
        let key = |line: &YearElsewhere| (line.province, line.age_class, line.form);
        let place =
            self.log.binary_search_by_key(&(province, age_class, form), key).unwrap_or_else(|place| {
                let line = YearElsewhere { province, age_class, form, months: 0, identified: 0, expected: 0 };
                self.log.insert(place, line);
                place
            });
        &mut self.log[place]
    }

    /// Empties the year's log.
    pub fn empty_log(&mut self) {
        self.log.clear();
    }

    /// Whether the lists hold just those who are away, in the country and abroad.
    pub fn agrees_with(&self, people: &People, month: Month) -> bool {
        const AWAY_ABROAD: u16 = person_flag::AWAY | person_flag::ABROAD;
        let away = |wanted: u16| {
            let is =
                move |&row: &usize| people.present(row, month) && people.flags[row] & AWAY_ABROAD == wanted;
            (0..people.flags.len()).filter(is)
        };
        away(person_flag::AWAY).eq(self.people.iter().map(|away| usize::from(away.person)))
            && away(AWAY_ABROAD).eq(self.abroad.iter().map(|&row| usize::from(row)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_stays_in_the_order_of_rows_whoever_comes_and_goes() {
        let mut elsewhere = Elsewhere::default();
        for (person, province) in [(7, 1), (2, 3), (9, 0)] {
            elsewhere.leave(person, province);
        }
        assert_eq!(
            [2, 7, 9, 8].map(|person| elsewhere.province_of(person)),
            [Some(3), Some(1), Some(0), None]
        );
        [5, 3, 5].into_iter().for_each(|person| elsewhere.leave_the_country(person));
        assert_eq!(elsewhere.abroad(), [3, 5]);
        [7, 8, 5].into_iter().for_each(|person| elsewhere.come_back(person));
        assert_eq!(elsewhere.abroad(), [3]);
        let rows: Vec<u16> = elsewhere.people().iter().map(|away| away.person).collect();
        assert_eq!(rows, [2, 9]);
    }

    #[test]
    fn a_month_and_a_year_add_up_by_province() {
        let mut elsewhere = Elsewhere::default();
        elsewhere.see(4, 0.5, 0.25);
        elsewhere.see(1, 1.0, 1.0);
        elsewhere.see(4, 0.5, 0.25);
        let seen: Vec<_> =
            elsewhere.seen.iter().map(|seen| (seen.province, seen.faced, seen.standing)).collect();
        assert_eq!(seen, [(1, 1.0, 1.0), (4, 1.0, 0.5)]);
        for (province, age_class) in [(4, 1), (4, 0), (1, 2), (4, 1)] {
            elsewhere.line(province, age_class, Form::Labour).months += 1;
        }
        let log: Vec<_> =
            elsewhere.log().iter().map(|line| (line.province, line.age_class, line.months)).collect();
        assert_eq!(log, [(1, 2, 1), (4, 0, 1), (4, 1, 2)]);
        elsewhere.empty_log();
        assert!(elsewhere.log().is_empty());
    }
}
