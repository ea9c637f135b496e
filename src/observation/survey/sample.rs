//! Who is asked: the frame, the communes drawn and the respondents in them.

use super::{Params, SurveyedCluster};
use crate::population::{Commune, LEAVES_AT, Province, SURVEY_FROM, home_flag, person_flag};
use crate::quantities::Month;
use crate::random::{Draws, Stream, unit_from_word};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A commune of the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FrameCommune {
    /// Row in the country's list.
    commune: usize,
    /// Region and residence.
    stratum: (u8, bool),
    /// Real people of 12-24.
    size: f64,
    /// Of these, with an experience of trafficking before 18.
    survivors: f64,
}

impl FrameCommune {
    /// The entry of a commune in this row at the end of a month. None where there is nobody of
    /// 12-24. A commune is urban where most of its homes are.
    pub fn of(commune: &Commune, row: usize, province: &Province, month: Month) -> Option<Self> {
        let (mut people, mut survivors) = (0u32, 0u32);
        for person in 0..commune.people.len() {
            if in_frame(commune, person, month) {
                people += 1;
                survivors += u32::from(commune.people.has(person, person_flag::EVER_BEFORE_18));
            }
        }
        let urban_homes = commune.homes.flags.iter().filter(|&&flags| flags & home_flag::URBAN != 0).count();
        (people > 0).then(|| Self {
            commune: row,
            stratum: (province.record.region as u8, 2 * urban_homes > commune.homes.len()),
            size: province.weight * f64::from(people),
            survivors: province.weight * f64::from(survivors),
        })
    }
}

/// The communes in which anyone of 12-24 lives, in the order of the country's list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    entries: Vec<FrameCommune>,
}

impl Frame {
    /// Adds communes that follow those that are there.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = FrameCommune>) {
        self.entries.extend(entries);
    }

    /// Whether there is nobody of 12-24.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Share with an experience among the people of 12-24.
    pub fn truth(&self) -> f64 {
        self.entries.iter().map(|entry| entry.survivors).sum::<f64>() / self.size()
    }

    fn size(&self) -> f64 {
        self.entries.iter().map(|entry| entry.size).sum()
    }

    /// Draws communes and respondents and asks them.
    pub fn survey(
        &self,
        communes: &[&Commune],
        month: Month,
        params: &Params,
        draws: &Draws,
    ) -> Vec<SurveyedCluster> {
        let mut by_stratum: BTreeMap<(u8, bool), Vec<FrameCommune>> = BTreeMap::new();
        for &entry in &self.entries {
            by_stratum.entry(entry.stratum).or_default().push(entry);
        }
        let strata: Vec<Vec<FrameCommune>> = by_stratum.into_values().collect();
        let sizes: Vec<f64> = strata.iter().map(|entries| entries.iter().map(|e| e.size).sum()).collect();
        let wanted = (params.communes.get().round() as usize).max(1);
        let per_commune = (params.respondents_per_commune.get().round() as usize).max(1);
        let given = allocate(wanted, &sizes);
        let turns_of = |(stratum, &clusters): (usize, &usize)| (0..clusters).map(move |turn| (stratum, turn));
        let turns: Vec<(usize, usize)> = given.iter().enumerate().flat_map(turns_of).collect();
        let asked = turns.into_par_iter().map(|(stratum, turn)| {
            let (entries, turn) = (&strata[stratum], turn as u32);
            let commune = communes[draw_commune(entries, communes, month, turn, draws)];
            let (respondents, reported) = ask(commune, per_commune, month, turn, params, draws);
            let weight = sizes[stratum] / given[stratum] as f64;
            SurveyedCluster { stratum, respondents, reported, weight }
        });
        asked.collect()
    }
}

fn in_frame(commune: &Commune, person: usize, month: Month) -> bool {
    (SURVEY_FROM..LEAVES_AT).contains(&commune.people.age(person, month))
}

/// Clusters for strata of these sizes: at least two each where the number allows (one where it does
/// not), the rest in proportion by largest remainders. With fewer clusters than strata, the largest
/// strata get one each.
fn allocate(clusters: usize, sizes: &[f64]) -> Vec<usize> {
    let total: f64 = sizes.iter().sum();
    let mut by_size: Vec<usize> = (0..sizes.len()).collect();
    by_size.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]));
    if clusters < sizes.len() {
        let mut given = vec![0; sizes.len()];
        by_size[..clusters].iter().for_each(|&stratum| given[stratum] = 1);
        return given;
    }
    let least = (clusters / sizes.len()).min(2);
    let share = |stratum: usize| clusters as f64 * sizes[stratum] / total;
    let mut given: Vec<usize> = (0..sizes.len()).map(|s| (share(s) as usize).max(least)).collect();
    while given.iter().sum::<usize>() != clusters {
        let too_many = given.iter().sum::<usize>() > clusters;
        let excess = |stratum: usize| given[stratum] as f64 - share(stratum);
        let movable = by_size.iter().copied().filter(|&s| !too_many || given[s] > least);
        let next = if too_many {
            movable.max_by(|&a, &b| excess(a).total_cmp(&excess(b)))
        } else {
            movable.min_by(|&a, &b| excess(a).total_cmp(&excess(b)))
        };
        match next {
            Some(stratum) if too_many => given[stratum] -= 1,
            Some(stratum) => given[stratum] += 1,
            None => break,
        }
    }
    given
}

/// One draw with probability proportional to size: each commune waits for an exponential time at a
/// rate of its size, and the first is taken. The times are the commune's own, so that a change
/// elsewhere moves no other draw.
fn draw_commune(
    entries: &[FrameCommune],
    communes: &[&Commune],
    month: Month,
    turn: u32,
    draws: &Draws,
) -> usize {
    let wait = |entry: &FrameCommune| {
        let block = draws.indexed_block(Stream::SurveySample, communes[entry.commune].key(), month, turn);
        -libm::log(unit_from_word(block[0])) / entry.size
    };
    let waits = entries.iter().map(|entry| (wait(entry), entry.commune));
    waits.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(0, |(_, commune)| commune)
}

/// Asks a simple random sample of a commune's people; how many were asked and how many reported.
fn ask(
    commune: &Commune,
    respondents: usize,
    month: Month,
    turn: u32,
    params: &Params,
    draws: &Draws,
) -> (u32, u32) {
    let mut order: Vec<(u32, usize)> = (0..commune.people.len())
        .filter(|&person| in_frame(commune, person, month))
        .map(|person| {
            let key = commune.person_key(person);
            (draws.indexed_block(Stream::SurveySample, key, month, turn + 1)[0], person)
        })
        .collect();
    order.sort_unstable();
    order.truncate(respondents);
    let reported = order.iter().filter(|&&(_, person)| {
        let survivor = commune.people.has(person, person_flag::EVER_BEFORE_18);
        let chance = if survivor { params.disclosure } else { params.false_positive };
        let word = draws.block(Stream::SurveySample, commune.person_key(person), month)[1];
        unit_from_word(word) < chance.get()
    });
    (order.len() as u32, reported.count() as u32)
}

#[cfg(test)]
mod tests {
    use super::allocate;

    #[test]
    fn clusters_follow_the_sizes_and_every_stratum_can_give_a_variance() {
        assert_eq!(allocate(36, &[60.0, 20.0, 10.0, 10.0]), [22, 7, 4, 3]);
        assert_eq!(allocate(36, &[1000.0, 1.0, 1.0]), [32, 2, 2]);
        assert_eq!(allocate(3, &[1.0, 5.0, 2.0]), [1, 1, 1]);
        assert_eq!(allocate(2, &[1.0, 5.0, 2.0]), [0, 1, 1]);
        assert_eq!(allocate(2, &[1.0, 100.0, 2.0]), [0, 1, 1], "one each, however large the largest");
        assert_eq!(allocate(1, &[7.0]), [1]);
        assert_eq!(allocate(36, &[7.0]), [36]);
    }
}
