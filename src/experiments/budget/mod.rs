//! The best use of a budget: which lever in which province.
//!
//! A *choice* is one lever at its planned reach (that of its own scenario) in one province; a law
//! is one choice for the whole country. The search begins with no lever at all and buys choices
//! greedily, those with the most children protected for their money first:
//!
//! 1. Every lever is simulated on top of what is bought so far, in all provinces where it is not
//!    yet; since chance is shared, the children protected in each province come out of one run a
//!    lever (`estimate`).
//! 2. Province by province these are noisy, so each is drawn towards the lever's national mean
//!    (`estimate::shrunk`).
//! 3. Choices are bought in the order of benefit for cost until the round's part of the budget is
//!    spent (`greedy`).
//! 4. The next round starts again from what is bought: what two levers do together is seen then.
//!
//! What is found is good, not proven best: greedy buying ignores that a later choice may make an
//! earlier one superfluous, and that recruiters move. The allocation is therefore simulated as a
//! whole, beside a uniform split: for each lever the same money, spread alike over all provinces,
//! so that the two differ in places alone.

mod allocation;
mod estimate;
mod greedy;

pub use allocation::{Allocation, everywhere, lever_sets, uniform_share};
pub use estimate::{LeverInProvince, estimate};
pub use greedy::buy;
