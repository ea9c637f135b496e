//! The tables of a calibration beside those of every study, one file each.

mod correlations;
mod emulators;
mod identified;
mod posterior;
mod posterior_fit;
mod recovery;

pub use correlations::{CorrelationLine, correlations};
pub use emulators::{EmulatorLine, emulators};
pub use identified::{IdentifiedLine, identified};
pub use posterior::{PosteriorLine, posterior};
pub use posterior_fit::{PosteriorFitLine, posterior_fit};
pub use recovery::{RecoveryLine, recovery};
