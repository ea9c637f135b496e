//! Who is vulnerable, whom a sector and network type select, and which cases go over a border.

use super::Params;
use crate::population::{Form, NetworkType, person_flag};
use crate::processes::factors::is_child;
use crate::quantities::HazardRatio;

/// Vulnerability of a child of reference home; zero for adults and for those in exploitation.
pub fn vulnerability(p: &Params, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let when = |on: bool, ratio: HazardRatio| if on { ratio.get() } else { 1.0 };
    if !is_child(years) || is(person_flag::HELD) {
        return 0.0;
    }
    when(years >= 6 && !is(person_flag::ENROLLED), p.out_of_school)
        * when(is(person_flag::WORKING), p.working)
        * when(is(person_flag::AWAY), p.away)
        * when(is(person_flag::ONLINE), p.online)
}

/// `K`: how sector and network type select by age, sex, being away and being online.
pub fn selection(p: &Params, form: Form, network: NetworkType, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let girl = is(person_flag::FEMALE);
    let girls = p.girls_share.of(form).get();
    let of_sex = 2.0 * if girl { girls } else { 1.0 - girls };
    let of_age = match (form, years) {
        (Form::Adoption, 0..=2) => p.infants_adoption.get(),
        (Form::Adoption, _) | (_, 0..=4) | (Form::Marriage, 5..=11) => 0.0,
        (_, 5..=11) => p.age_5_11.get(),
        (_, 12..=14) => p.age_12_14.get(),
        _ => 1.0,
    };
    let away = is(person_flag::AWAY);
    let of_network = match network {
        NetworkType::Family => {
            if away {
                p.family_away.get()
            } else {
                1.0
            }
        }
        NetworkType::Partner if years < 13 => 0.0,
        NetworkType::Partner => {
            if girl {
                1.0
            } else {
                p.partner_boys.get()
            }
        }
        NetworkType::Friend => 1.0,
        NetworkType::Other => {
            if away {
                p.other_away.get()
            } else {
                1.0
            }
        }
    };
    of_sex * of_age * of_network
}

/// Probability that a case goes over the border.
pub fn abroad_probability(
    p: &Params,
    form: Form,
    child_is_abroad: bool,
    border_province: bool,
    of_levers: f64,
) -> f64 {
    if child_is_abroad {
        return 1.0;
    }
    let ratio = if border_province { p.abroad_border_province.get() } else { 1.0 };
    (p.abroad.of(form).get() * ratio * of_levers).min(1.0)
}
