//! Warm-ups that points share.
//!
//! Where a study varies nothing but levers, every point goes on from the same state: levers do not
//! act before the first simulated year. The state is then made once a replicate and cloned for each
//! point, which gives the same bytes as making it anew.

use super::{Draws, Study};
use crate::simulation::{Halted, Model, World};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A model with the state after its warm-up, or why there is none.
pub type WarmedUp = Result<(Model, World), Halted>;

/// What a state depends on: the configuration without its levers, and the replicate.
type Key = (String, u32);

/// States that may be needed again. Tasks come replicate by replicate, so few are kept.
#[derive(Debug)]
pub struct WarmUps {
    kept: Mutex<VecDeque<(Key, Arc<OnceLock<WarmedUp>>)>>,
    most: usize,
}

impl WarmUps {
    /// The store of a study; it keeps nothing where points differ in more than levers.
    pub fn of(study: &Study) -> Self {
        let levers_alone = study.spec.factors.iter().all(|axis| axis.name.starts_with("levers."));
        let shared = levers_alone && study.spec.draws == Draws::Shared;
        // While the last tasks of a replicate run, the first of the next begin.
        Self::keeping(if shared { 2 * study.bases.len() } else { 0 })
    }

    /// States that are kept at most.
    pub const fn most(&self) -> usize {
        self.most
    }

    fn keeping(most: usize) -> Self {
        Self { kept: Mutex::new(VecDeque::new()), most }
    }

    /// The state of a configuration, known by its hash without levers, in a replicate; made by the
    /// first who asks, while others who want the same one wait.
    pub fn get(
        &self,
        hash: String,
        replicate: u32,
        make: impl FnOnce() -> WarmedUp,
    ) -> Arc<OnceLock<WarmedUp>> {
        let cell = self.cell((hash, replicate));
        cell.get_or_init(make);
        cell
    }

    fn cell(&self, key: Key) -> Arc<OnceLock<WarmedUp>> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
