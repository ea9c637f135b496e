//! What the list of levers holds of each.

use super::catalogue::REGISTRY;
use super::read::ReadFault;
use super::{About, Lever};
use std::sync::Arc;

/// A lever of the [`REGISTRY`]: what it says about itself, its scenario, and how its own strengths
/// are read.
#[derive(Debug, Clone, Copy)]
pub struct RegistryEntry {
    /// The lever in words.
    pub about: &'static About,
    /// Text of the scenario in which it alone is at its planned strength.
    pub scenario: &'static str,
    pub(super) read: fn(toml::Value) -> Result<Arc<dyn Lever>, ReadFault>,
}

/// The slot of the lever of that name.
pub fn slot_of(name: &str) -> Option<usize> {
    REGISTRY.iter().position(|entry| entry.about.name == name)
}
