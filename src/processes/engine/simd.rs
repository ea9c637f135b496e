//! Loops over columns in the widest registers of the processor at hand.
//!
//! The shipped program is for any x86-64, whose registers hold four numbers. [`with_widest_simd`]
//! compiles what it is given once more for wider ones and chooses when the program runs. Results
//! are the same bytes: integers and single IEEE operations do not depend on width, and no compiler
//! here contracts a product and a sum into one operation.

use pulp::Arch;
use std::sync::LazyLock;

/// The registers to use: the widest, unless `LACHAN_WIDTH=plain` asks for those of every x86-64, to
/// check that bytes are the same.
static WIDTH: LazyLock<Arch> = LazyLock::new(|| match std::env::var_os("LACHAN_WIDTH") {
    Some(width) if width == "plain" => Arch::Scalar,
    _ => Arch::new(),
});

/// Runs a loop over columns as wide as the processor allows. What it calls must be inlined into it
/// to gain.
#[inline(always)]
pub fn with_widest_simd<R>(columns: impl FnOnce() -> R) -> R {
    WIDTH.dispatch(columns)
}
