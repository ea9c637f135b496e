//! From a coverage to the two thresholds of a [`Reach`]: how places are shared between homes at
//! risk and others.
//!
//! With `s` the share of homes at risk (the two poorest fifths of the country) in the province and
//! `a` the accuracy of targeting, a lever of coverage `c` that is steered towards homes at risk
//! reaches of these `c1 = (1 - a) c + a min(1, c / s)`, and of the others
//! `c0 = (1 - a) c + a max(0, (c - s) / (1 - s))`, so that `s c1 + (1 - s) c0 = c`: targeting moves
//! places and adds none. Both thresholds rise with `c`. At `a = 0` targeting is blind; at `a = 1`
//! no other home is reached before every home at risk is.
//!
//! `s` is the province's share among all homes; among rural or minority homes it is higher than
//! that, so the places of a targeted lever for these can come to somewhat more than its coverage.
//! All homes of the target `poor` are at risk, so there is nothing to steer.
//!
//! `a = standing + (1 - standing) * gained`: what workers know without data, and the part of the
//! rest that `data_and_monitoring` adds (`ServiceAndLawSettings::targeting`). Assumed: no study of
//! targeting error was found.

use crate::pathways::{Reach, TargetGroup};

/// The thresholds of a lever with this coverage.
pub fn reach(target: TargetGroup, coverage: f64, targeted: bool, at_risk_share: f64, accuracy: f64) -> Reach {
    let (at_risk, others) = match (targeted, target) {
        (false, _) | (_, TargetGroup::Poor) => (coverage, coverage),
        _ => thresholds(coverage, at_risk_share, accuracy),
    };
    Reach { target, at_risk: at_risk as f32, others: others as f32 }
}

/// Thresholds for homes at risk and for others.
pub fn thresholds(coverage: f64, at_risk_share: f64, accuracy: f64) -> (f64, f64) {
    let (c, s, a) = (coverage, at_risk_share, accuracy);
    let blind = (1.0 - a) * c;
    let first = if c < s { c / s } else { 1.0 };
    let rest = if c > s { (c - s) / (1.0 - s) } else { 0.0 };
    if c == 0.0 { (0.0, 0.0) } else { (blind + a * first, blind + a * rest) }
}

/// Accuracy of targeting from the standing one and the share of the rest that data add.
pub fn accuracy(standing: f64, gained: f64) -> f64 {
    standing + (1.0 - standing) * gained
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thresholds_by_hand() {
        assert_eq!(thresholds(0.2, 0.4, 0.0), (0.2, 0.2));
        assert_eq!(thresholds(0.2, 0.4, 1.0), (0.5, 0.0));
        assert_eq!(thresholds(0.2, 0.4, 0.5), (0.35, 0.1));
        assert_eq!(thresholds(0.75, 0.5, 1.0), (1.0, 0.5));
        assert_eq!(thresholds(1.0, 0.4, 0.7), (1.0, 1.0));
        assert_eq!(thresholds(0.0, 0.0, 1.0), (0.0, 0.0));
    }

    #[test]
    fn where_all_homes_or_none_are_at_risk_the_coverage_is_kept() {
        assert_eq!(thresholds(0.3, 1.0, 1.0).0, 0.3);
        assert_eq!(thresholds(0.3, 0.0, 1.0).1, 0.3);
    }

    #[test]
    fn untargeted_levers_and_those_for_the_poor_treat_all_alike() {
        for (target, targeted) in [(TargetGroup::All, false), (TargetGroup::Poor, true)] {
            let reach = reach(target, 0.25, targeted, 0.4, 1.0);
            assert_eq!((reach.at_risk, reach.others), (0.25, 0.25));
        }
    }

    #[test]
    fn half_the_gap_closed() {
        assert_eq!(accuracy(0.5, 0.5), 0.75);
        assert_eq!(accuracy(0.5, 0.0), 0.5);
    }

    proptest! {
        #[test]
        fn targeting_moves_places_and_adds_none(c in 0.0..=1.0, s in 0.0..=1.0, a in 0.0..=1.0) {
            let (at_risk, others) = thresholds(c, s, a);
            prop_assert!((s * at_risk + (1.0 - s) * others - c).abs() < 1e-12);
            prop_assert!(at_risk >= others - 1e-12 && at_risk <= 1.0 + 1e-12 && others >= 0.0);
        }

        #[test]
        fn more_coverage_never_lowers_a_threshold(c in 0.0..0.99, more in 0.0..0.01, s in 0.0..=1.0, a in 0.0..=1.0) {
            let before = reach(TargetGroup::All, c, true, s, a);
            let after = reach(TargetGroup::All, c + more, true, s, a);
            prop_assert!(after.at_risk >= before.at_risk && after.others >= before.others);
        }
    }
}
