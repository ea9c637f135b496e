//! A case: which recruiter it falls to, whether it goes over a border, and how exploitation begins.

use super::effort::{lever_ratio, place_of};
use super::{LocalRecruiter, Recruitment, abroad_probability};
use crate::population::{
    ADULT_AT, Age, CaseRecord, Commune, Episode, Form, SURVEY_FROM, person_code, person_flag,
};
use crate::processes::CommuneContext;
use crate::random::{SpellClock, Stream, unit_from_word};

/// Shares out an event among competing terms in proportion: the place of the term that a unit
/// number falls in.
pub fn share_out(terms: &[f32], unit: f64) -> Option<usize> {
    let total: f32 = terms.iter().sum();
    if total <= 0.0 {
        return None;
    }
    let mut left = unit as f32 * total;
    let mut last = None;
    for (place, &term) in terms.iter().enumerate().filter(|(_, term)| **term > 0.0) {
        last = Some(place);
        if left < term {
            break;
        }
        left -= term;
    }
    last
}

/// A person whose clock ran out.
#[derive(Debug, Clone, Copy)]
pub struct Approached {
    /// Row of the person in the commune.
    pub person: usize,
    /// Flags under which the clock ran: who comes home in the month of the case was recruited while
    /// away.
    pub flags: u16,
    /// Row of the province where the person was away in the country.
    pub elsewhere: Option<u8>,
}

/// How and where a person is held.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// Form of exploitation.
    pub form: Form,
    /// Whether it is over a border.
    pub abroad: bool,
    /// Row of the province.
    pub place: u8,
}

impl Recruitment {
    /// The clock of a person ran out: a recruiter with capacity left takes the case, or the
    /// approach fails. `recruiters` are those of the commune, with what is left of their
    /// `capacity`; who is elsewhere falls to one of the recruiters there, whom cases of comers do
    /// not fill.
    pub fn approach(
        &self,
        commune: &mut Commune,
        here: &CommuneContext<'_>,
        approached: Approached,
        recruiters: &[LocalRecruiter],
        capacity: &mut [u8],
    ) {
        let Approached { person, flags, elsewhere } = approached;
        let place_of_case = elsewhere.unwrap_or(commune.province);
        let there = elsewhere.and_then(|place| here.destinations.of(place));
        let recruiters = there.map_or(recruiters, |there| there.recruiters);
        let class = Age::class((here.month.0 as i16).wrapping_sub(commune.people.birth[person]));
        let place = place_of(person_code(class, flags));
        let key = commune.person_key(person);
        let reach = commune.homes.reach[commune.home_of(person)];
        let block = here.draws.block(Stream::RecruitmentCase, key, here.month);
        let terms: Vec<f32> = recruiters
            .iter()
            .enumerate()
            .map(|(row, r)| {
                let k = self.selection[r.form as usize][r.network as usize][place];
                let left = if there.is_some() { r.capacity } else { capacity[row] };
                if left == 0 { 0.0 } else { r.effort * k * lever_ratio(here.pathways, r.form, reach) }
            })
            .collect();
        let Some(chosen) = share_out(&terms, unit_from_word(block[0])) else {
            commune.people.trafficking[person] =
                SpellClock::start(&here.draws, Stream::RecruitmentSpell, key, here.month);
            return;
        };
        if there.is_none() {
            capacity[chosen] -= 1;
        }
        let recruiter = recruiters[chosen];
        let people = &commune.people;
        let probability = abroad_probability(
            &self.params,
            recruiter.form,
            flags & person_flag::ABROAD != 0,
            here.settings_at(commune, place_of_case).border,
        );
        let abroad = unit_from_word(block[1]) < probability;
        let place = if abroad { commune.province } else { place_of_case };
        let age = people.age(person, here.month);
        commune.cases.push(CaseRecord {
            person: person as u16,
            age: age as u16,
            form: recruiter.form,
            abroad,
            place,
            network: recruiter.network,
            own_migration: flags & person_flag::AWAY != 0 && age >= SURVEY_FROM,
            again: people.has(person, person_flag::EVER_BEFORE_18),
            month: here.month,
        });
        if let Some(province) = elsewhere {
            // Who was about to come home this month has not got there.
            commune.people.set(person, person_flag::AWAY);
            commune.elsewhere.leave(person, province);
        }
        begin_episode(commune, here, person, Held { form: recruiter.form, abroad, place });
    }
}

/// Exploitation begins: the person leaves school, and the clock now runs towards the exit.
pub fn begin_episode(commune: &mut Commune, here: &CommuneContext<'_>, person: usize, held: Held) {
    let Held { form, abroad, place } = held;
    let key = commune.person_key(person);
    commune.survivors.retain(|survivor| usize::from(survivor.person) != person);
    let child = commune.people.age(person, here.month) < ADULT_AT;
    let people = &mut commune.people;
    if people.has(person, person_flag::EVER_BEFORE_18) {
        people.set(person, person_flag::AGAIN);
    }
    people.clear(person, person_flag::ENROLLED | person_flag::RECENT_SURVIVOR);
    people.set(person, person_flag::HELD);
    if child {
        people.set(person, person_flag::EVER_BEFORE_18 | if abroad { person_flag::EVER_ABROAD } else { 0 });
        if form == Form::Marriage {
            // A sold marriage is a marriage before 18; who comes back is not held to be married.
            people.set(person, person_flag::MARRIED_BEFORE_18);
        }
    }
    people.trafficking[person] = SpellClock::start(&here.draws, Stream::ExitSpell, key, here.month);
    commune.episodes.push(Episode {
        person: person as u16,
        form,
        abroad,
        place,
        since: here.month,
        identified: false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathways::{Pathway, ProvincePathways};
    use crate::population::testing::{add_home, commune, province};
    use crate::population::{NetworkType, RecentSurvivor, Region};
    use crate::processes::recruitment::EntrantMix;
    use crate::quantities::Month;

    fn at_home(person: usize, flags: u16) -> Approached {
        Approached { person, flags, elsewhere: None }
    }

    #[test]
    fn an_event_is_shared_out_in_proportion() {
        let terms = [1.0, 0.0, 3.0];
        assert_eq!(share_out(&terms, 0.1), Some(0));
        assert_eq!(share_out(&terms, 0.249), Some(0));
        assert_eq!(share_out(&terms, 0.251), Some(2));
        assert_eq!(share_out(&terms, 1.0), Some(2), "rounding never chooses a term of zero");
        assert_eq!(share_out(&[0.0, 0.0], 0.5), None);
    }

    /// Terms of 1, 1 and 2: quarters, and a half from 0.5 on. What ends with a term of zero ends
    /// with the one before.
    #[test]
    fn each_term_takes_its_stretch_from_where_the_last_one_ended() {
        let quarters = [0.0, 0.24, 0.25, 0.49, 0.5, 0.99].map(|unit| share_out(&[1.0, 1.0, 2.0], unit));
        assert_eq!(quarters, [0, 0, 1, 1, 2, 2].map(Some));
        assert_eq!(share_out(&[2.0, 0.0], 1.0), Some(0));
    }

    /// A recent survivor of 16 is held again, abroad; beside a survivor of 18 of whom no experience
    /// before 18 is known, held inside.
    #[test]
    fn exploitation_begins() {
        use person_flag::*;
        let (mut commune, province, pathways) =
            (commune(0, 0), province("01", Region::RedRiverDelta, 1.0, 0), ProvincePathways::default());
        let here = CommuneContext::by_hand(&province, &pathways);
        let members =
            [(16 * 12, ENROLLED | RECENT_SURVIVOR | EVER_BEFORE_18), (18 * 12, RECENT_SURVIVOR | WORKING)];
        add_home(&mut commune, 2, 0, 0.0, 0.0, &members);
        let survivor = |person| RecentSurvivor { person, since: Month(3), referred: false };
        commune.survivors = vec![survivor(0), survivor(1)];
        begin_episode(&mut commune, &here, 0, Held { form: Form::Sexual, abroad: true, place: 0 });
        assert_eq!(commune.survivors, [survivor(1)]);
        begin_episode(&mut commune, &here, 1, Held { form: Form::Labour, abroad: false, place: 0 });
        assert_eq!(commune.people.flags, [HELD | EVER_BEFORE_18 | EVER_ABROAD | AGAIN, HELD | WORKING]);
        let episode = |person, form, abroad| Episode {
            person,
            form,
            abroad,
            place: 0,
            since: here.month,
            identified: false,
        };
        assert_eq!(commune.episodes, [episode(0, Form::Sexual, true), episode(1, Form::Labour, false)]);
        assert!(!commune.people.trafficking.contains(&SpellClock::default()));
    }

    /// A girl of 16 who is away within the country: the one recruiter with room takes the case; the
    /// next approach finds nobody.
    #[test]
    fn a_recruiter_with_room_takes_the_case() {
        use person_flag::*;
        let (mut commune, province, pathways) =
            (commune(0, 0), province("01", Region::RedRiverDelta, 1.0, 0), ProvincePathways::default());
        let here = CommuneContext::by_hand(&province, &pathways);
        let flags = FEMALE | AWAY;
        add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, flags), (16 * 12, flags)]);
        let recruitment = Recruitment::new(super::super::tests::params(), &EntrantMix::even());
        let recruiter = |network| LocalRecruiter { form: Form::Sexual, network, effort: 1.0, capacity: 1 };
        let (both, mut remaining) =
            ([recruiter(NetworkType::Friend), recruiter(NetworkType::Other)], vec![0, 1]);
        for person in [0, 1] {
            recruitment.approach(&mut commune, &here, at_home(person, flags), &both, &mut remaining);
            assert_eq!(remaining, [0, 0]);
        }
        assert_eq!(
            commune.people.flags,
            [flags | HELD | EVER_BEFORE_18 | commune.people.flags[0] & EVER_ABROAD, flags]
        );
        let case = &commune.cases[..];
        assert_eq!((case.len(), case[0].person, case[0].own_migration), (1, 0, true));
        assert_eq!(case[0].network, NetworkType::Other);
        assert!(
            !commune.people.trafficking.contains(&SpellClock::default()),
            "a failed approach begins anew"
        );
    }

    /// Two strangers, each child in turn a girl of 16 at home. Of couriers (effort 0.18, girls 1, a
    /// lever's ratio 0.1) as much as of marriage (0.01, girls 1.8, no lever): half of 400 cases
    /// each, within four standard errors.
    #[test]
    fn cases_fall_to_recruiters_by_effort_selection_and_lever() {
        let (mut commune, province) = (commune(0, 0), province("01", Region::RedRiverDelta, 1.0, 0));
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::RecruitmentCourier, 0.1);
        let here = CommuneContext::by_hand(&province, &pathways);
        let recruitment = Recruitment::new(super::super::tests::params(), &EntrantMix::even());
        let stranger =
            |form, effort| LocalRecruiter { form, network: NetworkType::Other, effort, capacity: u8::MAX };
        let both = [stranger(Form::Courier, 0.18), stranger(Form::Marriage, 0.01)];
        let girl = person_flag::FEMALE;
        for person in 0..400 {
            add_home(&mut commune, 2, 0, 0.0, 0.0, &[(16 * 12, girl)]);
            commune.homes.reach[person] = 1;
            recruitment.approach(&mut commune, &here, at_home(person, girl), &both, &mut [u8::MAX; 2]);
        }
        let of_couriers = commune.cases.iter().filter(|case| case.form == Form::Courier).count();
        assert_eq!(commune.cases.len(), 400);
        assert!((160..=240).contains(&of_couriers), "{of_couriers}");
    }

    /// Girls of 16 abroad and at home, and of 11 away, where no child is taken over the border: who
    /// is abroad already stays there, and the survey asks of migration from 12 on.
    #[test]
    fn a_case_tells_whether_it_is_abroad_and_whether_the_child_had_left() {
        use person_flag::*;
        let (mut commune, province) = (commune(0, 0), province("01", Region::RedRiverDelta, 1.0, 0));
        let mut pathways = ProvincePathways::default();
        pathways.capacities.border = 0.0;
        let here = CommuneContext::by_hand(&province, &pathways);
        let recruitment = Recruitment::new(super::super::tests::params(), &EntrantMix::even());
        let stranger = LocalRecruiter {
            form: Form::Sexual,
            network: NetworkType::Other,
            effort: 1.0,
            capacity: u8::MAX,
        };
        for (person, years, flags, abroad, left) in
            [(0, 16, AWAY | ABROAD, true, true), (1, 16, 0, false, false), (2, 11, AWAY, false, false)]
        {
            add_home(&mut commune, 2, 0, 0.0, 0.0, &[(years * 12, flags | FEMALE)]);
            recruitment.approach(
                &mut commune,
                &here,
                at_home(person, flags | FEMALE),
                &[stranger],
                &mut [u8::MAX],
            );
            let case = commune.cases[person];
            assert_eq!((case.abroad, case.own_migration), (abroad, left), "{person}");
        }
    }
}
