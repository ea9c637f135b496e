//! Recruiters: adaptive agents kept abstract (place, sector, network type, effort); no method of
//! recruiting is represented.

use super::{expected, keys};
use serde::{Deserialize, Serialize};

/// Sector a recruiter works for: the form of exploitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Form {
    /// Forced labour: workshops, domestic service, begging.
    Labour,
    /// Courier and other illegal tasks.
    Courier,
    /// Sexual exploitation.
    Sexual,
    /// Forced or sold marriage.
    Marriage,
    /// Illegal adoption of infants.
    Adoption,
}

impl Form {
    /// All forms, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Labour, Self::Courier, Self::Sexual, Self::Marriage, Self::Adoption];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Labour => "labour",
            Self::Courier => "courier",
            Self::Sexual => "sexual",
            Self::Marriage => "marriage",
            Self::Adoption => "adoption",
        }
    }
}

/// How a recruiter knows the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum NetworkType {
    /// Family or relatives.
    Family,
    /// Intimate partner.
    Partner,
    /// Friend or acquaintance.
    Friend,
    /// Stranger or agency.
    Other,
}

impl NetworkType {
    /// All types, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Family, Self::Partner, Self::Friend, Self::Other];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Partner => "partner",
            Self::Friend => "friend",
            Self::Other => "other",
        }
    }
}

/// Whether a recruiter works. Those who are arrested or give up leave the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecruiterStatus {
    /// At work.
    Active,
    /// Lying low.
    Dormant,
}

/// What is believed of a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Belief {
    /// Cases a month.
    pub gain: f32,
    /// Probability of arrest in a month.
    pub risk: f32,
}

/// What a recruiter believes of every province: what was heard on entry, until it has been there.
/// Few go far, so that only those provinces take room.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Heard on entry.
    pub heard: Belief,
    /// Learned, by province, in the order of the visits.
    pub learned: Vec<(u8, Belief)>,
}

impl Memory {
    /// The memory of one who has been nowhere yet.
    pub const fn new(heard: Belief) -> Self {
        Self { heard, learned: Vec::new() }
    }

    /// What is believed of a province.
    pub fn of(&self, province: u8) -> Belief {
        self.learned.iter().find(|(place, _)| *place == province).map_or(self.heard, |(_, belief)| *belief)
    }

    /// The same, to be learned anew by one who is there.
    pub fn of_mut(&mut self, province: u8) -> &mut Belief {
        let place = self.learned.iter().position(|(place, _)| *place == province).unwrap_or_else(|| {
            self.learned.reserve_exact(1);
            self.learned.push((province, self.heard));
            self.learned.len() - 1
        });
        &mut self.learned[place].1
    }
}

/// What the authorities do about recruiters in a province, by expectation: the sum of the
/// probabilities that recruiters faced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Enforcement {
    arrests: u64,
    prosecutions: u64,
    convictions: u64,
}

impl Enforcement {
    /// One recruiter faces an arrest with this probability, then the shares of those arrested who
    /// are prosecuted and of those prosecuted who are convicted.
    pub fn face(&mut self, arrest: f64, prosecuted: f64, convicted: f64) {
        self.arrests += expected::fixed(arrest);
        self.prosecutions += expected::fixed(arrest * prosecuted);
        self.convictions += expected::fixed(arrest * prosecuted * convicted);
    }

    /// Adds what was done elsewhere or in another month.
    pub fn add(&mut self, other: &Self) {
        self.arrests += other.arrests;
        self.prosecutions += other.prosecutions;
        self.convictions += other.convictions;
    }

    /// Recruiters arrested.
    pub fn arrests(&self) -> f64 {
        expected::unfixed(self.arrests)
    }

    /// Recruiters prosecuted.
    pub fn prosecutions(&self) -> f64 {
        expected::unfixed(self.prosecutions)
    }

    /// Recruiters convicted.
    pub fn convictions(&self) -> f64 {
        expected::unfixed(self.convictions)
    }
}

/// The columns of all recruiters of the country, in order of entry.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Recruiters {
    /// Identity: province of entry and running number there.
    pub key: Vec<u64>,
    /// Row of the commune in the country's list.
    pub commune: Vec<u32>,
    /// Province of that commune.
    pub province: Vec<u8>,
    /// Sector.
    pub form: Vec<Form>,
    /// Network type.
    pub network: Vec<NetworkType>,
    /// Effort a month relative to the mean recruiter.
    pub effort: Vec<f32>,
    /// Most cases a month.
    pub capacity: Vec<u8>,
    /// At work or lying low.
    pub status: Vec<RecruiterStatus>,
    /// Cases that each could expect in the month just past.
    pub expected: Vec<f32>,
    /// Learned yield (cases a month) and risk (arrests a recruiter-month) of provinces.
    pub memory: Vec<Memory>,
    /// Next running number by province of entry.
    pub next_serial: Vec<u32>,
    /// What they faced in the month just past, by province.
    pub enforcement: Vec<Enforcement>,
}

impl Recruiters {
    /// No recruiters in a country of so many provinces.
    pub fn none(provinces: usize) -> Self {
        Self {
            next_serial: vec![0; provinces],
            enforcement: vec![Enforcement::default(); provinces],
            ..Self::default()
        }
    }

    /// Number of recruiters, dormant ones included.
    pub fn len(&self) -> usize {
        self.key.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// Number of provinces of the country.
    pub fn provinces(&self) -> usize {
        self.next_serial.len()
    }

    /// A fresh identity for one who enters in `province`.
    pub fn next_key(&mut self, province: u8) -> u64 {
        let serial = &mut self.next_serial[usize::from(province)];
        let key = keys::recruiter(province, *serial);
        *serial += 1;
        key
    }

    /// Keeps the recruiters for which `stays` holds, in order.
    pub fn retain(&mut self, stays: &[bool]) {
        fn keep<T>(column: &mut Vec<T>, stays: &[bool]) {
            let mut stays = stays.iter();
            column.retain(|_| stays.next() == Some(&true));
        }
        keep(&mut self.key, stays);
        keep(&mut self.commune, stays);
        keep(&mut self.province, stays);
        keep(&mut self.form, stays);
        keep(&mut self.network, stays);
        keep(&mut self.effort, stays);
        keep(&mut self.capacity, stays);
        keep(&mut self.status, stays);
        keep(&mut self.expected, stays);
        keep(&mut self.memory, stays);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One in eight is arrested, half of them prosecuted, half of these convicted; twice that
    /// twice.
    #[test]
    fn what_recruiters_face_adds_up() {
        let mut faced = Enforcement::default();
        faced.face(0.125, 0.5, 0.5);
        faced.add(&faced.clone());
        assert_eq!([faced.arrests(), faced.prosecutions(), faced.convictions()], [0.25, 0.125, 0.0625]);
    }

    #[test]
    fn what_was_heard_is_believed_of_a_place_until_one_has_been_there() {
        let heard = Belief { gain: 0.5, risk: 0.01 };
        let mut memory = Memory::new(heard);
        memory.of_mut(7).gain = 0.25;
        memory.of_mut(7).risk = 0.03;
        memory.of_mut(3).gain = 1.0;
        assert_eq!(memory.of(7), Belief { gain: 0.25, risk: 0.03 });
        assert_eq!(memory.of(3), Belief { gain: 1.0, risk: 0.01 });
        assert_eq!(memory.of(8), heard);
        assert_eq!(memory.learned.len(), 2, "a place takes room once");
    }

    #[test]
    fn whoever_leaves_takes_every_column_along() {
        let mut recruiters = Recruiters::none(3);
        for province in 0..3 {
            let key = recruiters.next_key(province);
            recruiters.key.push(key);
            recruiters.province.push(province);
            recruiters.memory.push(Memory::new(Belief { gain: f32::from(province), risk: 0.0 }));
        }
        recruiters.retain(&[true, false, true]);
        assert_eq!(recruiters.province, [0, 2]);
        assert_eq!(recruiters.memory[1].heard.gain, 2.0);
    }
}
