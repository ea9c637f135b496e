//! The faults of a `pack.toml` at their places.

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;
use crate::pack::PackAbout;
use std::sync::Arc;

/// What a pack says about itself.
///
/// # Errors
/// Every fault of the text.
pub(super) fn read(source: &Arc<Source>) -> Result<PackAbout, Faults> {
    PackAbout::read(source.text()).map_err(|found| {
        let fault = |fault: crate::pack::AboutFault| {
            let code = if fault.is_missing { Code::MissingKey } else { Code::PackRefused };
            let label = if fault.is_missing { "nowhere in this file" } else { "here" };
            Fault::new(code, fault.message).at(Place::new(source, fault.span), label).help(fault.help)
        };
        found.into_iter().map(fault).collect()
    })
}
