//! The homes' fixed propensities to be reached by levers, remembered while levers grow.

/// Levers that a home has a bit for in its `reach`.
const LEVERS: usize = u16::BITS as usize;

/// The highest eight bits of each home's propensity, by lever. A memory and no state: each follows
/// from the identity of the family, so it is stored nowhere and makes no two communes differ.
#[derive(Debug, Clone, Default)]
pub struct Propensities {
    /// The families that they were drawn for.
    generation: Vec<u8>,
    /// A column for each lever; empty where nothing is remembered.
    of_lever: [Vec<u8>; LEVERS],
}

impl PartialEq for Propensities {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Propensities {
    /// Whether those of a lever are remembered.
    pub fn remembers(&self, lever: usize) -> bool {
        !self.of_lever[lever].is_empty()
    }

    /// Those of a lever, home by home.
    pub fn of(&self, lever: usize) -> &[u8] {
        &self.of_lever[lever]
    }

    /// Remembers those of a lever, from the random words of all homes. Homes in which a family has
    /// followed another since are to be [renewed](Self::renew) before.
    pub fn remember(&mut self, lever: usize, words: &[u32], generation: &[u8]) {
        self.generation.clear();
        self.generation.extend_from_slice(generation);
        self.of_lever[lever].clear();
        self.of_lever[lever].extend(words.iter().map(|word| (word >> 24) as u8));
    }

    /// Draws those of the families that have come since anew: `draw` gives a home's words for four
    /// levers from the block of that number.
    pub fn renew(&mut self, generation: &[u8], draw: impl Fn(usize, usize) -> [u32; 4]) {
        let families = self.generation.iter_mut().zip(generation).enumerate();
        for (home, (known, &now)) in families.filter(|(_, (known, now))| known != now) {
            *known = now;
            for (block, levers) in self.of_lever.chunks_mut(4).enumerate() {
                if levers.iter().all(Vec::is_empty) {
                    continue;
                }
                for (column, word) in levers.iter_mut().zip(draw(home, block)) {
                    if let Some(place) = column.get_mut(home) {
                        *place = (word >> 24) as u8;
                    }
                }
            }
        }
    }

    /// Forgets those of every lever that has no bit among these.
    pub fn keep(&mut self, levers: u16) {
        for (lever, column) in self.of_lever.iter_mut().enumerate() {
            if levers >> lever & 1 == 0 {
                *column = Vec::new();
            }
        }
        if levers == 0 {
            self.generation = Vec::new();
        }
    }
}
