//! What must hold at the end of every month: all numbers of the state are finite.
//!
//! Columns of people and homes are integers and cannot fail. That leaves a few numbers for each
//! commune, province and recruiter. Checking them all costs next to nothing, and a NaN is found in
//! the month in which it arose, before recruiters and neighbours spread it over the whole country.

use crate::levers::Planned;
use crate::observation::ObservedWorld;
use crate::pathways::Pathways;
use crate::population::{Belief, Commune, Memory, Recruiters};
use crate::quantities::Month;

/// A number of the state that is infinite or none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{quantity} in {province} became {value} in {month}{}: a fault of the model, or of a parameter near it",
    with_levers(levers)
)]
pub struct NotFinite {
    /// What the number measures.
    pub quantity: &'static str,
    /// What it became, in words of floating-point numbers: `NaN`, `inf` or `-inf`.
    pub value: String,
    /// Name of the province.
    pub province: String,
    /// The month.
    pub month: Month,
    /// Names of the levers that reach homes there in that month.
    pub levers: Vec<&'static str>,
}

fn with_levers(levers: &[&str]) -> String {
    if levers.is_empty() { String::new() } else { format!(" (levers there: {})", levers.join(", ")) }
}

/// A number with its province's row and what it measures.
type BadNumber = (usize, &'static str, f32);

/// Looks at a world that has just lived through a month on these pathways, under some levers.
///
/// # Errors
/// The first number that is not finite.
pub(super) fn check(
    world: &ObservedWorld<'_>,
    pathways: &Pathways,
    levers: &[Planned],
) -> Result<(), NotFinite> {
    debug_assert!(
        world.communes.iter().all(|commune| commune.elsewhere.agrees_with(&commune.people, pathways.month)),
        "the list of those elsewhere in the country is not that of their flags"
    );
    let found = in_communes(&world.communes).or_else(|| of_recruiters(world.recruiters));
    let Some((row, quantity, value)) = found.or_else(|| in_reach(pathways)) else { return Ok(()) };
    let reach = &pathways.provinces[row].reach;
    let acting = |(slot, planned): (usize, &Planned)| reach[slot].map(|_| planned.about.name);
    Err(NotFinite {
        quantity,
        value: value.to_string(),
        province: world.country.provinces[row].record.name.clone(),
        month: pathways.month,
        levers: levers.iter().enumerate().filter_map(acting).collect(),
    })
}

fn in_communes(communes: &[&Commune]) -> Option<BadNumber> {
    communes.iter().find_map(|commune| {
        let numbers = [
            ("the migration network", commune.network),
            ("awareness", commune.awareness),
            ("the recruiters' prospect", commune.prospect),
            ("identification faced", commune.identification_faced),
            ("standing identification", commune.identification_standing),
        ];
        let wrong = numbers.into_iter().find(|(_, number)| !number.is_finite());
        wrong.map(|(quantity, number)| (usize::from(commune.province), quantity, number))
    })
}

fn of_recruiters(recruiters: &Recruiters) -> Option<BadNumber> {
    if !all_finite(&recruiters.effort) {
        let place = recruiters.effort.iter().position(|number| !number.is_finite())?;
        return Some((
            usize::from(recruiters.province[place]),
            "a recruiter's effort",
            recruiters.effort[place],
        ));
    }
    let of_one = |(&province, memory): (&u8, &Memory)| {
        let heard = std::iter::once((province, memory.heard));
        heard.chain(memory.learned.iter().copied()).find_map(|(province, Belief { gain, risk })| {
            let numbers = [("a recruiter's learned yield", gain), ("a recruiter's learned risk", risk)];
            let wrong = numbers.into_iter().find(|(_, number)| !number.is_finite());
            wrong.map(|(quantity, number)| (usize::from(province), quantity, number))
        })
    };
    recruiters.province.iter().zip(&recruiters.memory).find_map(of_one)
}

fn in_reach(pathways: &Pathways) -> Option<BadNumber> {
    pathways.provinces.iter().enumerate().find_map(|(row, province)| {
        let shares = province.reach.iter().flatten().flat_map(|reach| [reach.at_risk, reach.others]);
        shares.into_iter().find(|share| !share.is_finite()).map(|share| (row, "the reach of a lever", share))
    })
}

/// Whether all numbers are finite: zero times a finite number is zero, times any other it is none.
/// Eight sums side by side, for wide registers.
fn all_finite(column: &[f32]) -> bool {
    let mut sums = [0.0_f32; 8];
    let mut blocks = column.chunks_exact(8);
    for block in &mut blocks {
        for (sum, number) in sums.iter_mut().zip(block) {
            *sum += number * 0.0;
        }
    }
    let rest: f32 = blocks.remainder().iter().map(|number| number * 0.0).sum();
    sums.iter().sum::<f32>() + rest == 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_that_is_none_is_found_wherever_it_stands() {
        for length in [0, 1, 7, 8, 9, 40] {
            let mut column = vec![-1.5e38_f32; length];
            assert!(all_finite(&column), "{length}");
            for place in 0..length {
                for wrong in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                    column[place] = wrong;
                    assert!(!all_finite(&column), "{wrong} at {place} of {length}");
                }
                column[place] = f32::MAX;
            }
        }
    }
}
