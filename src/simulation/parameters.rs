//! All parameters of the model, typed and checked.

use crate::config::{Effective, Faults};
use crate::population::synthesis;
use crate::processes::{
    casework, economy, exploitation, family, feedback, marriage, migration, online, protection, recruiters,
    recruitment, schooling, work,
};

/// The parameters of every room of the model, one field a section of the configuration.
#[derive(Debug, Clone)]
pub struct Parameters {
    /// Synthetic population.
    pub synthesis: synthesis::Params,
    /// Household economy.
    pub economy: economy::Params,
    /// Family life.
    pub family: family::Params,
    /// Online exposure.
    pub online: online::Params,
    /// Schooling.
    pub schooling: schooling::Params,
    /// Child labour.
    pub work: work::Params,
    /// Early marriage.
    pub marriage: marriage::Params,
    /// Migration.
    pub migration: migration::Params,
    /// Recruitment.
    pub recruitment: recruitment::Params,
    /// Exploitation.
    pub exploitation: exploitation::Params,
    /// Identification and referral.
    pub protection: protection::Params,
    /// Casework.
    pub casework: casework::Params,
    /// Recruiters.
    pub recruiters: recruiters::Params,
    /// Networks and awareness.
    pub feedback: feedback::Params,
}

impl Parameters {
    /// Reads the typed sections of an effective configuration.
    ///
    /// # Errors
    /// A fault that names the section and the key that is missing or out of bounds.
    pub fn read(config: &Effective) -> Result<Self, Faults> {
        Ok(Self {
            synthesis: config.section("synthesis")?,
            economy: config.section("economy")?,
            family: config.section("family")?,
            online: config.section("online")?,
            schooling: config.section("schooling")?,
            work: config.section("work")?,
            marriage: config.section("marriage")?,
            migration: config.section("migration")?,
            recruitment: config.section("recruitment")?,
            exploitation: config.section("exploitation")?,
            protection: config.section("protection")?,
            casework: config.section("casework")?,
            recruiters: config.section("recruiters")?,
            feedback: config.section("feedback")?,
        })
    }
}
