//! The store of what was lived: results of single runs and states after warm-up, on disk, each
//! addressed by everything that decides its bytes.
//!
//! Whoever needs a run asks for it by its [`Key`] and lives it only if it is not there: a command
//! that was killed goes on, one that asks for more lives no more than that. One file a record,
//! written under another name and then renamed, so that any number of processes may use one store;
//! a record that is damaged or belongs elsewhere is removed and lived again. The store is a cache:
//! what cannot be written is said and costs nothing else, and what was used longest ago goes when it
//! grows beyond its limit.
//!
//! * `key`: what decides the bytes of a run and of a state. `records`: files under their keys.
//!   `kept`: runs and states in them. `room`: how much there is, and what goes. `place`: which store
//!   is meant. `size`: sizes as people write them.

mod kept;
mod key;
mod place;
mod records;
mod room;
mod size;

pub use key::Key;
pub use place::{StoreChoice, StoreFault, limit, usual_directory};
pub use records::{LivedStore, RecordKind};
pub use room::{Holding, Pruned};
pub use size::Size;
