//! Who is vulnerable, whom a sector and network type select, and which cases go over a border.

use super::Params;
use crate::population::{Form, NetworkType, person_flag};
use crate::processes::engine::factors::is_child;
use crate::quantities::HazardRatio;

/// Vulnerability of a child of reference home; zero for adults and for those in exploitation.
pub fn vulnerability(p: &Params, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let when = |on: bool, ratio: HazardRatio| if on { ratio.get() } else { 1.0 };
    if !is_child(years) || is(person_flag::HELD) {
        return 0.0;
    }
    when(years >= 6 && !is(person_flag::ENROLLED), p.out_of_school)
        * when(is(person_flag::AWAY), p.away)
        * when(is(person_flag::ONLINE), p.online)
}

/// `K`: how sector and network type select by age, sex and being away.
pub fn selection(p: &Params, form: Form, network: NetworkType, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let girl = is(person_flag::FEMALE);
    let girls = p.girls_share.of(form);
    let of_sex = 2.0 * if girl { girls } else { 1.0 - girls };
    let of_age = match (form, years) {
        (Form::Adoption, 0..=2) => 1.0,
        (Form::Adoption, _) | (_, 0..=4) | (Form::Marriage, 5..=11) => 0.0,
        (_, 5..=11) => p.age_5_11.get(),
        (_, 12..=14) => p.age_12_14.get(),
        _ => 1.0,
    };
    let of_network = match network {
        NetworkType::Partner if years < 13 => 0.0,
        NetworkType::Family if is(person_flag::AWAY) => 1.0 / p.stranger_away.get(),
        NetworkType::Other if is(person_flag::AWAY) => p.stranger_away.get(),
        _ => 1.0,
    };
    of_sex * of_age * of_network
}

/// Probability that a case goes over the border; a child who is abroad already is there.
pub fn abroad_probability(p: &Params, form: Form, child_is_abroad: bool, of_levers: f64) -> f64 {
    if child_is_abroad {
        return 1.0;
    }
    let share = match form {
        Form::Labour | Form::Courier => p.abroad_labour,
        Form::Sexual | Form::Marriage | Form::Adoption => p.abroad_other,
    };
    (share.get() * of_levers).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::processes::recruitment::tests::params;

    /// Girls' share of labour 0.4, of marriage 0.9; ages 5-11 a tenth, 12-14 a half; strangers gain
    /// 2 by being away.
    #[test]
    fn selection_by_hand() {
        use Form::{Adoption, Courier, Labour, Marriage};
        use NetworkType::{Family, Friend, Other, Partner};
        use person_flag::{AWAY, FEMALE};
        let cases = [
            (Labour, Friend, 16, FEMALE, 0.8),
            (Labour, Friend, 16, 0, 1.2),
            (Labour, Family, 13, FEMALE | AWAY, 0.2),
            (Labour, Other, 13, FEMALE | AWAY, 0.8),
            (Labour, Partner, 12, FEMALE, 0.0),
            (Marriage, Partner, 13, FEMALE, 0.9),
            (Marriage, Friend, 11, FEMALE, 0.0),
            (Courier, Friend, 8, 0, 0.1),
            (Labour, Friend, 4, 0, 0.0),
            (Adoption, Family, 2, FEMALE, 1.0),
            (Adoption, Family, 3, FEMALE, 0.0),
        ];
        for (form, network, years, flags, expected) in cases {
            let found = selection(&params(), form, network, years, flags);
            assert!((found - expected).abs() < 1e-12, "{form:?} {network:?} {years} {flags:b}: {found}");
        }
    }

    #[test]
    fn vulnerability_by_hand() {
        use person_flag::{AWAY, ENROLLED, HELD, ONLINE};
        let of = |years, flags| vulnerability(&params(), years, flags);
        assert_eq!([of(4, 0), of(10, ENROLLED), of(10, 0), of(16, AWAY | ONLINE)], [1.0, 1.0, 2.0, 60.0]);
        assert_eq!([of(18, 0), of(10, HELD)], [0.0, 0.0]);
    }

    #[test]
    fn borders_by_hand() {
        let of = |form, abroad, levers| abroad_probability(&params(), form, abroad, levers);
        assert_eq!(of(Form::Courier, false, 1.0), 0.02);
        assert_eq!(of(Form::Sexual, false, 0.5), 0.1);
        assert_eq!(of(Form::Labour, true, 0.0), 1.0);
    }
}
