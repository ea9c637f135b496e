//! Warm-ups that points share.
//!
//! Points that differ only in what a warm-up does not read, such as levers, go on from the same
//! state. It is made once a replicate and cloned for each of them, which gives the same bytes as
//! making it anew. Tasks run in an order in which such points stand side by side, so that few states
//! are kept.

use super::{Draws, Study, Task};
use crate::experiments::compare::WarmedUp;
use crate::simulation::{Halted, warm_up_reads};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A state after warm-up, or why there is none.
type Found = Result<WarmedUp, Halted>;

/// What a state depends on: the configuration as far as the warm-up reads it, and the replicate.
type Key = (String, u32);

/// States that may be needed again.
#[derive(Debug)]
pub struct WarmUps {
    kept: Mutex<VecDeque<(Key, Arc<OnceLock<Found>>)>>,
    most: usize,
}

impl WarmUps {
    /// For some points of a study, so many of which run at a time; it keeps nothing where no two of
    /// them share a warm-up.
    pub fn of(study: &Study, points: &BTreeMap<usize, Vec<f64>>, wide: usize) -> Self {
        let groups = groups(study, points);
        let count = groups.values().max().map_or(0, |last| last + 1);
        if count == points.len() {
            return Self::keeping(0);
        }
        // While the last points of a group run, the first of the next begin.
        let alike = points.len() / count;
        Self::keeping(study.bases.len() * (1 + wide.div_ceil(alike)))
    }

    /// States that are kept at most.
    pub const fn most(&self) -> usize {
        self.most
    }

    /// Whether points share states at all.
    pub const fn are_shared(&self) -> bool {
        self.most > 0
    }

    fn keeping(most: usize) -> Self {
        Self { kept: Mutex::new(VecDeque::new()), most }
    }

    /// The state of a configuration, known by the hash of what the warm-up reads of it, in a
    /// replicate; made by the first who asks, while others who want the same one wait.
    ///
    /// # Errors
    /// What `make` says.
    pub fn get(
        &self,
        hash: String,
        replicate: u32,
        make: impl FnOnce() -> Found,
    ) -> Result<WarmedUp, Halted> {
        self.cell((hash, replicate)).get_or_init(make).clone()
    }

    fn cell(&self, key: Key) -> Arc<OnceLock<Found>> {
        if self.most == 0 {
            return Arc::default();
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, cell)) = kept.iter().find(|(known, _)| *known == key) {
            return Arc::clone(cell);
        }
        if kept.len() == self.most {
            kept.pop_front();
        }
        kept.push_back((key, Arc::default()));
        kept.back().map(|(_, cell)| Arc::clone(cell)).unwrap_or_default()
    }
}

/// The group of each point: those of one share their warm-ups. Groups are numbered as they first
/// come.
fn groups(study: &Study, points: &BTreeMap<usize, Vec<f64>>) -> BTreeMap<usize, usize> {
    let mut known: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    let read: Vec<bool> = study.spec.factors.iter().map(|axis| warm_up_reads(&axis.name)).collect();
    let group = |(&point, values): (&usize, &Vec<f64>)| {
        let own = values.iter().zip(&read).filter(|(_, read)| **read).map(|(value, _)| value.to_bits());
        let mut key: Vec<u64> = own.collect();
        // A seed of its own makes it a history of its own.
        key.extend((study.spec.draws == Draws::Own).then_some(point as u64));
        let next = known.len();
        (point, *known.entry(key).or_insert(next))
    };
    points.iter().map(group).collect()
}

/// Tasks in the order of running: replicate by replicate, and in each the points of a group side by
/// side. Whoever cuts them into parts cuts between groups as far as that goes.
pub fn in_order(study: &Study, points: &BTreeMap<usize, Vec<f64>>, tasks: &[Task]) -> Vec<Task> {
    let groups = groups(study, points);
    let mut tasks = tasks.to_vec();
    tasks.sort_by_key(|task| (task.replicate, groups.get(&task.point).copied()));
    tasks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shipped study varies one parameter that the warm-up reads and one coverage, four values
    /// each.
    #[test]
    fn a_mixed_study_warms_up_once_for_each_value_that_a_warm_up_reads() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/studies/recruiters_and_parenting.toml");
        let study = crate::experiments::study::read_file(path.as_ref()).unwrap();
        let points: BTreeMap<usize, Vec<f64>> =
            study.points.points.iter().map(|point| (point.index, point.values.clone())).collect();
        assert_eq!((points.len(), groups(&study, &points).values().max()), (16, Some(&3)));
        let of_replicate: Vec<Task> = (0..16).map(|point| Task { point, replicate: 0 }).collect();
        let groups = groups(&study, &points);
        let order = in_order(&study, &points, &of_replicate);
        let turns = order.windows(2).filter(|pair| groups[&pair[0].point] != groups[&pair[1].point]).count();
        assert_eq!(turns, 3, "the points of a group stand side by side");
        let own = Study {
            spec: crate::experiments::study::Spec { draws: Draws::Own, ..study.spec.clone() },
            ..study.clone()
        };
        assert!(!WarmUps::of(&own, &points, 2).are_shared() && WarmUps::of(&study, &points, 2).are_shared());
    }

    fn same(store: &WarmUps, first: (&str, u32), other: (&str, u32)) -> bool {
        let cell = |(hash, replicate): (&str, u32)| store.cell((hash.to_owned(), replicate));
        Arc::ptr_eq(&cell(first), &cell(other))
    }

    #[test]
    fn one_state_serves_one_configuration_and_replicate() {
        let store = WarmUps::keeping(2);
        assert!(same(&store, ("a", 0), ("a", 0)));
        assert!(!same(&store, ("a", 0), ("a", 1)));
        assert!(!same(&store, ("a", 0), ("b", 0)));
    }

    #[test]
    fn the_oldest_is_forgotten_and_nothing_is_kept_where_nothing_is_shared() {
        let store = WarmUps::keeping(1);
        let first = store.cell(("a".to_owned(), 0));
        store.cell(("a".to_owned(), 1));
        assert!(!Arc::ptr_eq(&first, &store.cell(("a".to_owned(), 0))));
        assert!(!same(&WarmUps::keeping(0), ("a", 0), ("a", 0)));
    }
}
