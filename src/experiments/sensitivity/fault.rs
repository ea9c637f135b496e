//! Why a sensitivity analysis cannot be made.

/// An analysis that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SensitivityFault {
    /// Lists that should match do not.
    #[error("{found} {what} are given, {expected} are needed")]
    Lengths {
        /// What is given.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many are needed.
        expected: usize,
    },
    /// Too little to estimate from once points without a result are left out.
    #[error("{found} complete {what} are left; at least {needed} are needed")]
    TooFew {
        /// What is counted.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
    /// An output that never changes.
    #[error("the output is the same at every point, so no factor can explain its variance")]
    NoVariance,
}

/// Refuses a list whose length is not the expected one.
pub(super) fn check_length(
    what: &'static str,
    found: usize,
    expected: usize,
) -> Result<(), SensitivityFault> {
    if found == expected { Ok(()) } else { Err(SensitivityFault::Lengths { what, found, expected }) }
}

/// Refuses fewer than `needed` of something.
pub(super) fn check_enough(what: &'static str, found: usize, needed: usize) -> Result<(), SensitivityFault> {
    if found >= needed { Ok(()) } else { Err(SensitivityFault::TooFew { what, found, needed }) }
}
