//! Recruiters: adaptive agents kept abstract (place, sector, network type, effort); no method of
//! recruiting is represented.

use super::keys;
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
    /// Learned yield (cases a month) by province, `provinces` numbers a recruiter.
    pub yield_memory: Vec<f32>,
    /// Learned risk (arrests a recruiter-month) by province, `provinces` numbers a recruiter.
    pub risk_memory: Vec<f32>,
    /// Next running number by province of entry.
    pub next_serial: Vec<u32>,
}

impl Recruiters {
    /// No recruiters in a country of so many provinces.
    pub fn none(provinces: usize) -> Self {
        Self { next_serial: vec![0; provinces], ..Self::default() }
    }

    /// Number of recruiters, dormant ones included.
    pub fn len(&self) -> usize {
        self.key.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// Number of provinces that each remembers.
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

    /// Learned yield and risk of one recruiter, by province.
    pub fn memory_mut(&mut self, row: usize) -> (&mut [f32], &mut [f32]) {
        let span = row * self.provinces()..(row + 1) * self.provinces();
        (&mut self.yield_memory[span.clone()], &mut self.risk_memory[span])
    }

    /// Keeps the recruiters for which `stays` holds, in order.
    pub fn retain(&mut self, stays: &[bool]) {
        fn keep<T: Copy>(column: &mut Vec<T>, stays: &[bool], width: usize) {
            let staying = (0..stays.len()).filter(|&row| stays[row]);
            let mut kept = 0;
            for row in staying {
                column.copy_within(row * width..(row + 1) * width, kept * width);
                kept += 1;
            }
            column.truncate(kept * width);
        }
        let provinces = self.provinces();
        keep(&mut self.key, stays, 1);
        keep(&mut self.commune, stays, 1);
        keep(&mut self.province, stays, 1);
        keep(&mut self.form, stays, 1);
        keep(&mut self.network, stays, 1);
        keep(&mut self.effort, stays, 1);
        keep(&mut self.capacity, stays, 1);
        keep(&mut self.status, stays, 1);
        keep(&mut self.expected, stays, 1);
        keep(&mut self.yield_memory, stays, provinces);
        keep(&mut self.risk_memory, stays, provinces);
    }
}
