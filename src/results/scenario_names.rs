//! Scenarios by name, in the order of the manifest and then of their first appearance.

/// The names; other parts of the results point to a place in this list.
#[derive(Debug, Clone, Default)]
pub struct ScenarioNames(Vec<String>);

impl ScenarioNames {
    /// The names of the manifest.
    pub fn new(names: &[String]) -> Self {
        Self(names.to_vec())
    }

    /// The place of a name; a new name comes last.
    pub fn index(&mut self, name: &str) -> usize {
        self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        })
    }

    /// All names in order.
    pub fn all(&self) -> &[String] {
        &self.0
    }
}
