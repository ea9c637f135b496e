//! The one function by which a run comes about: its state after warm-up is kept or lived, it is
//! lived, and it is kept.

use super::{Arm, Replicate, WarmedUp};
use crate::observation::{RunResults, Stratum};
use crate::simulation::{CountryData, Halted, Tick, warm_up};
use crate::store::lived::{Key, LivedStore};
use std::sync::Arc;

/// Is handed a run with the place of its arm.
pub type Done<'a> = &'a (dyn Fn(usize, RunResults) + Sync);

/// One replicate of some arms, with the store that its runs go to.
pub struct LiveOrKept<'a> {
    /// The arms as the replicate sees them, parameters drawn.
    pub arms: &'a [Arm],
    /// The country's data.
    pub ground: &'a CountryData,
    /// Number of the replicate.
    pub number: u32,
    /// Strata to report in.
    pub strata: &'a [Stratum],
    /// Worlds that may be lived side by side, beside those after warm-up.
    pub abreast: usize,
    /// Where runs and states are looked for and kept.
    pub store: Option<&'a LivedStore>,
    /// Called after every month; it may stop everything.
    pub tick: Tick<'a>,
}

impl LiveOrKept<'_> {
    /// The run of an arm, where it is kept.
    pub fn kept(&self, arm: usize) -> Option<RunResults> {
        self.store?.run(&self.key(arm), &self.arms[arm].plan.name)
    }

    /// Lives the wanted arms, which share a warm-up, and hands each one's run over once it is kept.
    ///
    /// # Errors
    /// As [`Replicate::live`].
    pub fn live(&self, wanted: &[usize], done: Done<'_>) -> Result<(), Halted> {
        let Some(&first) = wanted.first() else { return Ok(()) };
        let warmed_up = warmed_up(self.store, &self.arms[first], self.ground, self.number, self.tick)?;
        self.live_from(warmed_up, wanted, done)
    }

    /// The same from a state that is there.
    ///
    /// # Errors
    /// As [`Replicate::live`].
    pub fn live_from(&self, warmed_up: WarmedUp, wanted: &[usize], done: Done<'_>) -> Result<(), Halted> {
        let Self { arms, strata, abreast, tick, number, .. } = *self;
        Replicate { number, arms, strata, abreast, tick }.live(wanted, warmed_up, &|arm, run| {
            if let Some(store) = self.store {
                store.keep_run(&self.key(arm), &run);
            }
            done(arm, run);
        })
    }

    fn key(&self, arm: usize) -> Key {
        self.arms[arm].run_key(self.ground, self.number, self.strata)
    }
}

/// The state of an arm after its warm-up, which is looked for in the store before it is lived, and
/// kept there.
///
/// # Errors
/// As [`warm_up`].
pub fn warmed_up(
    store: Option<&LivedStore>,
    arm: &Arm,
    ground: &CountryData,
    replicate: u32,
    tick: Tick<'_>,
) -> Result<WarmedUp, Halted> {
    let Some(store) = store else {
        return warm_up(&arm.plan, ground, replicate, tick).map(Arc::new);
    };
    let key = Key::of_warm_up(&arm.config, ground, replicate);
    if let Some(kept) = store.warmed_up(&key, &arm.plan, ground, replicate) {
        return Ok(Arc::new(kept));
    }
    let lived = warm_up(&arm.plan, ground, replicate, tick)?;
    store.keep_warmed_up(&key, &arm.plan, ground, &lived.1);
    Ok(Arc::new(lived))
}
