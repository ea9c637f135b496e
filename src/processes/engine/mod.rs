//! What makes the processes fast: random words drawn side by side, clocks run down together, tables
//! instead of functions, prefetches. None of it changes a result.

mod birthdays;
pub(crate) mod clocks;
mod context;
pub(crate) mod factors;
pub(crate) mod groups;
mod household_draws;
mod memo;
pub(crate) mod prefetch;
mod regions;
mod simd;

pub use birthdays::{Birthday, Birthdays};
pub use context::{CommuneContext, Scratch};
pub use factors::{Band, HomeRatios, HomeTables, RateTables};
pub use household_draws::{HomeDraws, PersonDraws};
pub use regions::RegionRatios;
pub use simd::with_widest_simd;
