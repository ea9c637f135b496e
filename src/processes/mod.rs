//! What happens to homes, children and recruiters in a month: one file a process, each with its
//! equation and sources, its `Params`, a pure rate function, the step that applies it, and tests.
//!
//! A process reads the pathways and never learns which lever moved them. To add one: its file, its
//! two lines below, its place in the month (`simulation/schedule.rs`) and its section of
//! `baseline.toml`; a stream in `random/streams.rs` if it draws.

pub mod casework;
pub mod demography;
pub mod economy;
pub mod exploitation;
pub mod family;
pub mod feedback;
pub mod marriage;
pub mod migration;
pub mod online;
pub mod protection;
pub mod reach;
pub mod recruiters;
pub mod recruitment;
pub mod schooling;
pub mod spells;
pub mod work;

/// The processes that have parameters: each a `Params` and a section of the configuration, both of
/// the process's name. Whoever needs the list hands a macro to it.
macro_rules! with_parameters {
    ($list:ident) => {
        $list! {
            economy, family, online, schooling, work, marriage, migration, recruitment, exploitation, protection,
            casework, recruiters, feedback
        }
    };
}
pub(crate) use with_parameters;

mod engine;

pub use engine::{
    Band, Birthday, Birthdays, CommuneContext, HomeDraws, HomeRatios, HomeTables, PersonDraws, RateTables,
    RegionRatios, Scratch, with_widest_simd,
};
pub use spells::{EndedSpells, SpellProcess};

/// Months for which homes remember a shock, communes who left, and recruiters what a place yields,
/// on average (M17: the year before leaving is the one that counts).
pub const MEMORY_MONTHS: f32 = 12.0;
