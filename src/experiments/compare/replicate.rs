//! The scenarios of one replicate, lived from their warm-ups.
//!
//! The one place that says how scenarios of the same history of chance are lived together. It runs
//! on the threads of the pool that it is called in, of which it may use all.

use super::Arm;
use crate::observation::{RunResults, Stratum};
use crate::simulation::{Halted, Model, Plan, Tick, Together, World};
use std::sync::Arc;

/// A model with the state after its warm-up. Whoever holds it alone may live on in it; where others
/// hold it too, nobody changes it.
pub type WarmedUp = Arc<(Model, World)>;

/// One replicate of some arms.
pub struct Replicate<'a> {
    /// Its number.
    pub number: u32,
    /// The arms as the replicate sees them, parameters drawn; the first is the reference.
    pub arms: &'a [Arm],
    /// Strata to report in.
    pub strata: &'a [Stratum],
    /// Worlds that may be lived side by side, beside those after warm-up.
    pub abreast: usize,
    /// Called after every month; it may stop everything.
    pub tick: Tick<'a>,
}

impl Replicate<'_> {
    /// Lives the wanted arms, which go on from one warm-up, and hands each one's results over as
    /// soon as they are there, with its place in `arms`.
    ///
    /// They are lived together: the first wanted arm is the one whose months the others share, so
    /// that no arm is lived that nobody wants, and a single one is lived alone. A state that nobody
    /// else holds is lived on in, and not copied.
    ///
    /// # Errors
    /// The first run that was stopped or halted. What had ended before was handed over.
    pub fn live(
        &self,
        wanted: &[usize],
        warmed_up: WarmedUp,
        done: &(dyn Fn(usize, RunResults) + Sync),
    ) -> Result<(), Halted> {
        let plans: Vec<&Plan> = wanted.iter().map(|&place| &self.arms[place].plan).collect();
        let live = |model: &Model, world: World| {
            let together = Together {
                model,
                replicate: self.number,
                strata: self.strata,
                abreast: self.abreast,
                tick: self.tick,
                done: &|place, run| done(wanted[place], run),
            };
            together.live(&plans, world)
        };
        match Arc::try_unwrap(warmed_up) {
            Ok((model, world)) => live(&model, world),
            Err(shared) => live(&shared.0, shared.1.clone()),
        }
    }
}
