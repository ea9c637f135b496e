//! The waves of a calibration that are open: whose points are known.
//!
//! The first wave is the study's design. Each later one, and the ensemble at the end, follows from
//! all records before it; its points are then kept in a file, so that every process that works on
//! the study has the same, and going on costs no second fit.

use super::super::ledger::{read, rewrite};
use super::super::{Fingerprint, Gathered, LedgerFault, Study, Task, tasks};
use super::first_wave;
use crate::disk;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The points of the waves that are open, the ensemble being the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    waves: Vec<Vec<Vec<f64>>>,
    all: usize,
}

impl Opened {
    /// The waves that are open in a directory. A file that cannot be read counts as not there,
    /// since it follows from the records.
    ///
    /// # Errors
    /// A file that belongs to another study.
    pub fn read(study: &Study, directory: &Path, header: &Fingerprint) -> Result<Self, LedgerFault> {
        let is_point = |values: &Vec<f64>| {
            values.len() == study.spec.factors.len() && values.iter().all(|value| value.is_finite())
        };
        let all = study.spec.calibration.as_ref().map_or(0, |own| own.waves) + 1;
        let mut opened = Self { waves: vec![first_wave(study)], all };
        while opened.waves.len() < all {
            match read::<Vec<f64>>(&path(directory, opened.waves.len()), header) {
                Ok(Some(sound)) if sound.mended.is_empty() && sound.records.iter().all(is_point) => {
                    opened.waves.push(sound.records)
                }
                Ok(_) | Err(LedgerFault::Fingerprint { .. }) => break,
                Err(fault) => return Err(fault),
            }
        }
        Ok(opened)
    }

    /// Opens the next wave: keeps its points in the directory, whole or not at all.
    ///
    /// # Errors
    /// What the disk reports.
    pub fn open(
        &mut self,
        directory: &Path,
        header: &Fingerprint,
        points: Vec<Vec<f64>>,
    ) -> Result<(), LedgerFault> {
        let path = path(directory, self.waves.len());
        let folder = directory.join("waves");
        disk::folder(&folder)
            .and_then(|()| rewrite(&path, header, &points))
            .map_err(|source| LedgerFault::Io { path, source })?;
        self.waves.push(points);
        Ok(())
    }

    /// How many are open.
    pub fn number(&self) -> usize {
        self.waves.len()
    }

    /// Whether the last open one is the ensemble.
    pub fn is_ensemble(&self) -> bool {
        self.waves.len() == self.all
    }

    /// What the last open one is called.
    pub fn name(&self) -> String {
        if self.is_ensemble() {
            "the ensemble".to_owned()
        } else {
            format!("wave {} of {}", self.waves.len(), self.all - 1)
        }
    }

    /// The values of all points, by their index.
    pub fn values(&self) -> Vec<Vec<f64>> {
        self.waves.concat()
    }

    /// What each open wave is called in tables (its number, or "ensemble"), with the indices of its
    /// points.
    pub fn waves(&self) -> Vec<(String, Range<usize>)> {
        let mut first = 0;
        let wave = |(place, points): (usize, &Vec<Vec<f64>>)| {
            let name = if place + 1 == self.all { "ensemble".to_owned() } else { (place + 1).to_string() };
            let range = first..first + points.len();
            first = range.end;
            (name, range)
        };
        self.waves.iter().enumerate().map(wave).collect()
    }

    /// The indices of the points of the last open wave.
    pub fn last(&self) -> Range<usize> {
        let all = self.waves.iter().map(Vec::len).sum::<usize>();
        all - self.waves.last().map_or(0, Vec::len)..all
    }

    /// The tasks of the last open wave.
    pub fn tasks(&self, study: &Study) -> Vec<Task> {
        tasks(self.last(), study.spec.replicates)
    }

    /// Whether every task of the last open wave was tried.
    pub fn is_tried(&self, study: &Study, gathered: &Gathered) -> bool {
        self.tasks(study).iter().all(|task| gathered.outcome(*task).is_some())
    }
}

/// The file of a wave, the first being 0.
fn path(directory: &Path, wave: usize) -> PathBuf {
    directory.join("waves").join(format!("{}.jsonl", wave + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn header(seed: &str) -> Fingerprint {
        Fingerprint { keys: BTreeMap::from([("study.seed".to_owned(), seed.to_owned())]) }
    }

    fn two_waves() -> Opened {
        Opened {
            waves: vec![vec![vec![0.1], vec![0.2], vec![0.3]], vec![vec![1.0 / 3.0], vec![0.5]]],
            all: 3,
        }
    }

    #[test]
    fn points_are_numbered_through_and_come_back_bit_by_bit() {
        let place = tempfile::tempdir().unwrap();
        let mut opened = Opened { waves: two_waves().waves[..1].to_vec(), all: 3 };
        assert_eq!((opened.last(), opened.name().as_str()), (0..3, "wave 1 of 2"));
        opened.open(place.path(), &header("1"), two_waves().waves[1].clone()).unwrap();
        assert_eq!((opened.last(), opened.is_ensemble()), (3..5, false));
        let kept = read::<Vec<f64>>(&path(place.path(), 1), &header("1")).unwrap().unwrap();
        assert_eq!(kept.records, two_waves().waves[1]);
        assert!(read::<Vec<f64>>(&path(place.path(), 1), &header("2")).is_err());
        opened.open(place.path(), &header("1"), vec![vec![0.9]]).unwrap();
        assert_eq!(
            (opened.last(), opened.is_ensemble(), opened.name().as_str()),
            (5..6, true, "the ensemble")
        );
    }
}
