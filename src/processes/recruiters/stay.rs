//! Arrest, giving up, learning and lying low.

use super::{Params, ProvinceOutlook};
use crate::population::{Commune, Enforcement, RecruiterStatus, Recruiters};
use crate::processes::MEMORY_MONTHS;
use crate::quantities::{Month, event_probability};
use crate::random::{Draws, Stream, unit_from_word};

/// Probability that one at work is arrested in a month.
pub fn arrest_probability(p: &Params, police: f64, visibility: f64) -> f64 {
    event_probability(p.arrest.get() * police * libm::pow(visibility, p.arrest_elasticity.get()))
}

/// Hazard of giving up with this learned yield, cases a month.
pub fn give_up_rate(p: &Params, learned_yield: f64) -> f64 {
    let standing = p.yield_unit();
    p.turnover.get() * 2.0 * standing / (standing + learned_yield)
}

/// Probability of lying low for a month with this learned risk of arrest.
pub fn lies_low_probability(p: &Params, learned_risk: f64) -> f64 {
    let odds = p.caution.get().max(0.0) * learned_risk;
    odds / (1.0 + odds)
}

/// Takes from the communes what each recruiter at work could expect this month, of their people and
/// of those who are in the province from elsewhere: for a unit of effort, by form and network type.
pub(super) fn take_yields(recruiters: &mut Recruiters, communes: &[&Commune], comers: &[[[f32; 4]; 5]]) {
    recruiters.expected.fill(0.0);
    let yields = communes.iter().flat_map(|commune| &commune.yields);
    for (row, &expected) in super::at_work(recruiters).into_iter().zip(yields) {
        let (form, network) = (recruiters.form[row] as usize, recruiters.network[row] as usize);
        let of_comers = recruiters.effort[row] * comers[usize::from(recruiters.province[row])][form][network];
        recruiters.expected[row] = (expected + of_comers).min(f32::from(recruiters.capacity[row]));
    }
}

/// Takes out those who are arrested or give up, and keeps what they faced.
pub(super) fn arrest_and_give_up(
    params: &Params,
    recruiters: &mut Recruiters,
    grounds: &[ProvinceOutlook],
    draws: &Draws,
    month: Month,
) {
    let (prosecuted, convicted) = (params.prosecuted.get(), params.convicted.get());
    recruiters.enforcement.fill(Enforcement::default());
    for (&province, &status) in recruiters.province.iter().zip(&recruiters.status) {
        if status == RecruiterStatus::Active {
            let province = usize::from(province);
            recruiters.enforcement[province].face(grounds[province].risk.into(), prosecuted, convicted);
        }
    }
    let stays: Vec<bool> = (0..recruiters.len())
        .map(|row| {
            let province = usize::from(recruiters.province[row]);
            let block = draws.block(Stream::RecruiterStatus, recruiters.key[row], month);
            let at_work = recruiters.status[row] == RecruiterStatus::Active;
            let arrested = at_work && unit_from_word(block[0]) < f64::from(grounds[province].risk);
            let learned = recruiters.memory[row].of(recruiters.province[row]).gain;
            let gives_up = event_probability(give_up_rate(params, f64::from(learned)));
            !arrested && unit_from_word(block[1]) >= gives_up
        })
        .collect();
    recruiters.retain(&stays);
}

/// What is learnt from a month: part of the way from what was believed to what is seen.
pub(super) fn learn(believed: f32, seen: f32) -> f32 {
    believed + (seen - believed) / MEMORY_MONTHS
}

/// Those at work learn their yield and all learn the risk of their province; then some lie low for
/// the month to come.
pub(super) fn learn_and_lie_low(
    params: &Params,
    recruiters: &mut Recruiters,
    grounds: &[ProvinceOutlook],
    draws: &Draws,
    month: Month,
) {
    for row in 0..recruiters.len() {
        let province = usize::from(recruiters.province[row]);
        let expected = recruiters.expected[row];
        let at_work = recruiters.status[row] == RecruiterStatus::Active;
        let own = recruiters.memory[row].of_mut(recruiters.province[row]);
        if at_work {
            own.gain = learn(own.gain, expected);
        }
        own.risk = learn(own.risk, grounds[province].risk);
        let probability = lies_low_probability(params, f64::from(own.risk));
        let unit = unit_from_word(draws.block(Stream::RecruiterStatus, recruiters.key[row], month)[2]);
        recruiters.status[row] =
            if unit < probability { RecruiterStatus::Dormant } else { RecruiterStatus::Active };
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::params;
    use super::*;
    use crate::population::{Belief, Memory};
    use crate::quantities::{Ratio, Share};

    /// Standing yield 0.25 and turnover 0.02.
    #[test]
    fn giving_up_by_hand() {
        for (learned, expected) in [(0.25, 0.02), (0.0, 0.04), (0.75, 0.01)] {
            assert!((give_up_rate(&params(), learned) - expected).abs() < 1e-12, "{learned}");
        }
    }

    /// Caution 20: a risk of 1 in 80 gives odds of 1 to 4.
    #[test]
    fn lying_low_by_hand() {
        assert!((lies_low_probability(&params(), 0.0125) - 0.2).abs() < 1e-12);
        assert_eq!(lies_low_probability(&params(), 0.0), 0.0);
    }

    /// Standing hazard 0.005. Victims twice as visible: twice the arrests at elasticity 1, as many
    /// as before at 0, and the square root at a half.
    #[test]
    fn arrests_follow_the_visibility_of_victims_as_far_as_they_are_elastic() {
        for (elasticity, ratio) in [(1.0, 2.0), (0.0, 1.0), (0.5, std::f64::consts::SQRT_2)] {
            let p = Params { arrest_elasticity: Ratio::new(elasticity).unwrap(), ..params() };
            let expected = 1.0 - libm::exp(-0.005 * 3.0 * ratio);
            assert!((arrest_probability(&p, 3.0, 2.0) - expected).abs() < 1e-12, "{elasticity}");
        }
    }

    /// Of three recruiters in the second province one lies low: two face an arrest, a half of which
    /// ends in court.
    #[test]
    fn those_at_work_face_an_arrest_and_what_follows_it() {
        let mut recruiters = Recruiters::none(2);
        for serial in 0..3 {
            recruiters.key.push(serial);
            recruiters.province.push(1);
            recruiters.status.push(RecruiterStatus::Active);
            recruiters.memory.push(Memory::new(Belief::default()));
        }
        recruiters.status[2] = RecruiterStatus::Dormant;
        let outlook = |risk| ProvinceOutlook { children: 0.0, prospect: 0.0, risk };
        let p = Params { prosecuted: Share::new(0.5).unwrap(), ..params() };
        let grounds = [outlook(0.5), outlook(0.25)];
        arrest_and_give_up(&p, &mut recruiters, &grounds, &Draws::new(1, 0), Month(0));
        let faced = recruiters.enforcement;
        assert_eq!([faced[0].arrests(), faced[1].arrests(), faced[1].prosecutions()], [0.0, 0.5, 0.25]);
    }

    #[test]
    fn a_year_s_memory_goes_a_twelfth_of_the_way() {
        assert!((learn(0.24, 1.44) - 0.34).abs() < 1e-6);
        assert_eq!(learn(0.25, 0.25), 0.25, "nothing new, nothing learnt");
    }
}
