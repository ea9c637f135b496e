//! Births and birthdays of a month: people whose age is a whole number of years.

use super::prefetch::prefetch_column;
use super::with_widest_simd;
use crate::population::LEAVES_AT;
use crate::quantities::Month;
use std::ops::Range;

/// People looked at together.
const TOGETHER: usize = 64;

/// A birthday between birth and leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Birthday {
    /// Row of the person.
    pub row: u16,
    /// Age in years, 1 to 24.
    pub years: u16,
}

/// Those of a commune in a month, each list in the order of rows.
#[derive(Debug, Clone, Default)]
pub struct Birthdays {
    /// Rows of those who are born.
    pub births: Vec<u16>,
    /// Rows of those whose 25th birthday it is.
    pub leaving: Vec<u16>,
    /// The birthdays in between.
    pub between: Vec<Birthday>,
    marks: Vec<u8>,
}

impl Birthdays {
    /// Finds those of a month among people with these months of birth.
    pub fn find(&mut self, births: &[i16], month: Month) {
        prefetch_column(births);
        let month = month.0 as i16;
        let whole_years = |&birth: &i16| {
            let age = month.wrapping_sub(birth) as u16;
            u8::from(age <= LEAVES_AT as u16 && age.is_multiple_of(12))
        };
        self.marks.clear();
        with_widest_simd(
            #[inline(always)]
            || self.marks.extend(births.iter().map(whole_years)),
        );
        self.marks.resize(self.marks.len().next_multiple_of(TOGETHER), 0);
        self.births.clear();
        self.leaving.clear();
        self.between.clear();
        let (groups, _) = self.marks.as_chunks::<TOGETHER>();
        for (group, first) in groups.iter().zip((0..).step_by(TOGETHER)) {
            let mut left = bits(group);
            while left != 0 {
                let row = first + left.trailing_zeros() as usize;
                let age = month.wrapping_sub(births[row]);
                let row = row as u16;
                match i32::from(age) {
                    0 => self.births.push(row),
                    LEAVES_AT => self.leaving.push(row),
                    _ => self.between.push(Birthday { row, years: age as u16 / 12 }),
                }
                left &= left - 1;
            }
        }
    }

    /// Lists the rows of those of some ages; without a branch, for nobody can foresee it.
    pub fn of_ages(&self, ages: &Range<u16>, rows: &mut Vec<u16>) {
        rows.clear();
        rows.resize(self.between.len(), 0);
        let mut found = 0;
        for birthday in &self.between {
            rows[found] = birthday.row;
            found += usize::from(ages.contains(&birthday.years));
        }
        rows.truncate(found);
    }
}

/// A bit for each mark, which is 0 or 1. The product gathers the marks of eight bytes in its
/// highest one: that of byte `n` moves up by `56 - 7 n` bits, to bit `56 + n`.
fn bits(marks: &[u8; TOGETHER]) -> u64 {
    let (eights, _) = marks.as_chunks::<8>();
    let gather = |&eight| u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().zip((0..).step_by(8)).fold(0, |bits, (eight, place)| bits | gather(eight) << place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_bits_in_their_order() {
        let mut marks = [0; TOGETHER];
        let places = [0, 3, 7, 8, 21, 40, 62, 63];
        places.iter().for_each(|&place: &usize| marks[place] = 1);
        assert_eq!(bits(&marks), places.iter().fold(0, |bits, place| bits | 1 << place));
        assert_eq!(bits(&[1; TOGETHER]), u64::MAX);
    }

    /// Seventy people of 17 months each, but for six: born next month and this one, a year, 17, 25
    /// and 26 years ago.
    #[test]
    fn a_month_has_its_births_birthdays_and_leavings() {
        let month = Month(-7);
        let mut births = [-7 - 17; 70];
        for (row, age) in [(0, -1), (3, 0), (20, 12), (64, 17 * 12), (68, 25 * 12), (69, 26 * 12)] {
            births[row] = -7 - age;
        }
        let mut found = Birthdays::default();
        found.find(&[-7; 80], month);
        found.find(&births, month);
        assert_eq!((found.births.as_slice(), found.leaving.as_slice()), ([3].as_slice(), [68].as_slice()));
        let (child, youth) = (Birthday { row: 20, years: 1 }, Birthday { row: 64, years: 17 });
        assert_eq!(found.between, [child, youth]);
        let mut rows = vec![9; 5];
        for (ages, expected) in [(1..18, vec![20, 64]), (2..17, vec![]), (17..18, vec![64])] {
            found.of_ages(&ages, &mut rows);
            assert_eq!(rows, expected, "{ages:?}");
        }
    }
}
