//! Protection in the commune: identification by the authorities, rescue, and referral.
//!
//! Identification of a person in exploitation has the monthly hazard `base * border ratio * form
//! ratio * child ratio * (1 + awareness effect * awareness) * levers * times`; the border ratio is what
//! makes 85 % of *identified* victims cross-border although 8 % of cases are (O26, O27, O37). The
//! child ratio holds for those under the age that the law counts (16 today, S09). An identified
//! person is rescued with a fixed probability (O35: 600 of 1,128) and referred. What victims face
//! this month over what they would face without levers and awareness is the visibility that arrests
//! of recruiters follow ([`super::recruiters`]). Who is held elsewhere in the country is seen, by the
//! effort, the law and the awareness of that province, and its recruiters answer for it; survivors are
//! at home again, where they are helped. Survivors ask for help or are found with a hazard
//! of their own for 24 months (C13: fewer than one in ten ever got support); homes at risk are
//! referred now and then (I14-I18).

use super::exploitation::end_episode;
use super::{CommuneContext, HomeDraws};
use crate::pathways::{Condition, Pathway, ServiceAndLawSettings};
use crate::population::{Commune, Form, Referral, RegisterCounts, expected, home_flag, person_flag};
use crate::quantities::{HazardRatio, MonthlyRate, Ratio, Share, event_probability};
use crate::random::{Stream, unit_from_word};
use serde::Deserialize;

/// Months for which a person counts as a recent survivor (I39: within two years).
const RECENT_MONTHS: i32 = 24;

/// Parameters of protection.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Hazard of identification inside the country, in known victim types, of a person the law
    /// counts as an adult.
    pub identification: MonthlyRate,
    /// Ratio across a border.
    pub identification_abroad: HazardRatio,
    /// Ratio in forced labour and courier tasks, less known as trafficking than the other forms
    /// (M16).
    pub identification_labour: HazardRatio,
    /// Ratio for those whom the law counts as children.
    pub identification_child: HazardRatio,
    /// Rise of identification and referral with a commune's awareness.
    pub awareness_effect: Ratio,
    /// Probability that an identified person is rescued at once.
    pub rescue: Share,
    /// Hazard that a survivor asks for help or is found, for 24 months.
    pub self_referral: MonthlyRate,
    /// Hazard that a home with physical violence is referred.
    pub home_referral: MonthlyRate,
}

/// Monthly hazard of identification of a person in exploitation; `multiplier` carries awareness and
/// levers.
pub fn identification_rate(
    p: &Params,
    abroad: bool,
    form: Form,
    counts_as_child: bool,
    multiplier: f64,
) -> f64 {
    p.identification.get()
        * if abroad { p.identification_abroad.get() } else { 1.0 }
        * if matches!(form, Form::Labour | Form::Courier) { p.identification_labour.get() } else { 1.0 }
        * if counts_as_child { p.identification_child.get() } else { 1.0 }
        * multiplier
}

/// A month of identification, referral and of growing out of recent survival. `index` is the
/// commune's row.
pub fn step(
    params: &Params,
    commune: &mut Commune,
    here: &CommuneContext<'_>,
    index: u32,
    words: &HomeDraws,
) {
    let awareness = 1.0 + params.awareness_effect.get() * f64::from(commune.awareness);
    identify(params, commune, here, index);
    refer_survivors(params, commune, here, index, awareness);
    refer_homes(params, commune, here, index, awareness, words);
}

fn identify(params: &Params, commune: &mut Commune, here: &CommuneContext<'_>, index: u32) {
    let abroad_now = here.pathways.times.of(Condition::IdentificationAbroad);
    let mut rescued = Vec::new();
    (commune.identification_faced, commune.identification_standing) = (0.0, 0.0);
    commune.elsewhere.seen.clear();
    for place in 0..commune.episodes.len() {
        let episode = commune.episodes[place];
        if episode.identified {
            continue;
        }
        let person = usize::from(episode.person);
        let age = commune.people.age(person, here.month);
        let another = here.another(commune, episode.place);
        let aware = another.map_or(commune.awareness, |there| there.surroundings.awareness);
        let awareness = 1.0 + params.awareness_effect.get() * f64::from(aware);
        let capacities = here.settings_at(commune, episode.place);
        let rate = identification_rate(
            params,
            episode.abroad,
            episode.form,
            age < capacities.child_age,
            awareness * capacities.identification * if episode.abroad { abroad_now } else { 1.0 },
        );
        let standing_child = age < ServiceAndLawSettings::BASELINE.child_age;
        let standing = identification_rate(params, episode.abroad, episode.form, standing_child, 1.0) as f32;
        let probability = event_probability(rate);
        let class = RegisterCounts::age_class(age);
        if episode.place == commune.province {
            commune.identification_faced += rate as f32;
            commune.identification_standing += standing;
        } else {
            commune.elsewhere.see(episode.place, rate as f32, standing);
            commune.elsewhere.line(episode.place, class, episode.form).expected +=
                expected::fixed(probability);
        }
        commune.register.face(episode.abroad, class, episode.form, probability);
        let block = here.draws.block(Stream::Identification, commune.person_key(person), here.month);
        if unit_from_word(block[0]) < probability {
            commune.register.identify(episode.abroad, class, episode.form);
            if episode.place != commune.province {
                commune.elsewhere.line(episode.place, class, episode.form).identified += 1;
            }
            commune.people.set(person, person_flag::IDENTIFIED);
            commune.episodes[place].identified = true;
            if unit_from_word(block[1]) < params.rescue.get() {
                rescued.push(person);
            }
        }
    }
    for person in rescued {
        end_episode(commune, here, person);
        if let Some(survivor) = commune.survivors.last_mut() {
            survivor.referred = true;
        }
        refer(commune, here, index, commune.home_of(person), Some(person as u16));
    }
}

fn refer_survivors(
    params: &Params,
    commune: &mut Commune,
    here: &CommuneContext<'_>,
    index: u32,
    awareness: f64,
) {
    let standing = params.self_referral.get() * awareness * here.pathways.capacities.referral;
    for place in 0..commune.survivors.len() {
        let survivor = commune.survivors[place];
        let person = usize::from(survivor.person);
        if here.month.since(survivor.since) >= RECENT_MONTHS {
            commune.people.clear(person, person_flag::RECENT_SURVIVOR);
        } else if !survivor.referred {
            let home = commune.home_of(person);
            let of_levers = f64::from(here.pathways.ratio(Pathway::Referral, commune.homes.reach[home]));
            let probability = event_probability(standing * of_levers);
            if here.draws.happens(Stream::SelfReferral, commune.person_key(person), here.month, probability) {
                commune.survivors[place].referred = true;
                refer(commune, here, index, home, Some(survivor.person));
            }
        }
    }
    commune.survivors.retain(|survivor| here.month.since(survivor.since) < RECENT_MONTHS);
}

fn refer_homes(
    params: &Params,
    commune: &mut Commune,
    here: &CommuneContext<'_>,
    index: u32,
    awareness: f64,
    words: &HomeDraws,
) {
    let standing = (params.home_referral.get() * awareness * here.pathways.capacities.referral) as f32;
    // Chance first: few homes get past it.
    let most = standing * here.pathways.highest_ratio(Pathway::Referral);
    for home in words.referrals_below(most) {
        let of_levers = here.pathways.ratio(Pathway::Referral, commune.homes.reach[home]);
        let at_risk = commune.homes.flags[home] & (home_flag::VIOLENT | home_flag::CASE_MANAGED);
        if words.referral(home) < standing * of_levers && at_risk == home_flag::VIOLENT {
            refer(commune, here, index, home, None);
        }
    }
}

fn refer(commune: &mut Commune, here: &CommuneContext<'_>, index: u32, home: usize, survivor: Option<u16>) {
    let generation = commune.homes.generation[home];
    commune.referrals.push(Referral {
        commune: index,
        home: home as u16,
        generation,
        survivor,
        month: here.month,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(r: f64) -> HazardRatio {
        HazardRatio::new(r).unwrap()
    }

    fn params() -> Params {
        Params {
            identification: MonthlyRate::new(0.0001).unwrap(),
            identification_abroad: ratio(60.0),
            identification_labour: ratio(0.5),
            identification_child: ratio(1.5),
            awareness_effect: Ratio::new(1.0).unwrap(),
            rescue: Share::new(0.5).unwrap(),
            self_referral: MonthlyRate::new(0.005).unwrap(),
            home_referral: MonthlyRate::new(0.0005).unwrap(),
        }
    }

    #[test]
    fn identification_by_hand() {
        let p = params();
        let rate = |abroad, form, child, m| identification_rate(&p, abroad, form, child, m);
        assert!((rate(false, Form::Marriage, false, 1.0) - 0.0001).abs() < 1e-18);
        assert!((rate(true, Form::Sexual, true, 1.0) - 0.0001 * 60.0 * 1.5).abs() < 1e-18);
        assert!((rate(false, Form::Courier, false, 2.0) - 0.0001).abs() < 1e-18);
    }

    #[test]
    fn raising_the_legal_age_changes_only_sixteen_and_seventeen() {
        let p = params();
        let of = |age: i32, legal: i32| identification_rate(&p, false, Form::Labour, age < legal, 1.0);
        assert_eq!(of(190, 192), of(190, 216));
        assert!(of(200, 216) > of(200, 192));
        assert_eq!(of(216, 192), of(216, 216));
    }

    /// A girl of 17 of the first province is held in the second, whose authorities try three times
    /// as hard: she is seen there, and the register of the first counts her once.
    #[test]
    fn who_is_held_elsewhere_is_seen_by_the_authorities_there() {
        use crate::pathways::Pathways;
        use crate::population::testing::{NOW, add_home, commune, country, province};
        use crate::population::{Episode, Recruiters, Region};
        use crate::processes::recruiters::by_commune;
        use crate::processes::recruitment::{Destinations, Surroundings};
        use crate::quantities::Month;
        let home = province("01", Region::RedRiverDelta, 1.0, 0);
        let country = country(vec![home.clone(), province("79", Region::Southeast, 1.0, 1)]);
        let mut communes = [commune(0, 0), commune(1, 0)];
        communes[1].awareness = 0.5;
        let mut pathways = Pathways::idle(2, NOW);
        pathways.provinces[1].capacities.identification = 3.0;
        let at_work = by_commune(&Recruiters::none(2), 2);
        let surroundings = Surroundings::of_provinces(&country, communes.iter());
        let destinations = Destinations::new(&country, &at_work, &surroundings, &pathways);
        let here = CommuneContext {
            destinations: &destinations,
            ..CommuneContext::by_hand(&home, &pathways.provinces[0])
        };
        let mut own = commune(0, 0);
        add_home(&mut own, 2, 0, 0.0, 0.0, &[(17 * 12, person_flag::HELD), (17 * 12, person_flag::HELD)]);
        let held = |person, place| Episode {
            person,
            form: Form::Sexual,
            abroad: false,
            place,
            since: Month(3),
            identified: false,
        };
        own.episodes = vec![held(0, 0), held(1, 1)];
        identify(&Params { rescue: Share::new(0.0).unwrap(), ..params() }, &mut own, &here, 0);
        assert!((own.identification_faced - 0.0001).abs() < 1e-9);
        let seen = own.elsewhere.seen[0];
        assert_eq!((seen.province, own.elsewhere.seen.len()), (1, 1));
        assert!((seen.faced - 0.0001 * 3.0 * 1.5).abs() < 1e-8 && (seen.standing - 0.0001).abs() < 1e-9);
        let line = own.elsewhere.log()[0];
        let there = expected::unfixed(line.expected);
        assert!((there - event_probability(0.00045)).abs() < 1e-9, "{there}");
        let all = own.register.expected(false, 1, Form::Sexual);
        assert!((all - there - event_probability(0.0001)).abs() < 1e-9, "{all}");
    }
}
