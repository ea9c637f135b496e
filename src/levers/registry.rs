//! The one list of all levers.

use super::catalogue::*;
use super::read::read_as;
use super::*;
use serde::de::DeserializeOwned;

/// A lever of the registry: what it says about itself and how its own strengths are read.
#[derive(Debug, Clone, Copy)]
pub struct RegistryEntry {
    /// The lever in words.
    pub about: &'static About,
    pub(super) read: fn(toml::Value) -> Result<Arc<dyn Lever>, String>,
}

const fn lever<L: Lever + DeserializeOwned + 'static>(about: &'static About) -> RegistryEntry {
    RegistryEntry { about, read: read_as::<L> }
}

/// All levers. The place of a lever is its slot and the address of its homes' propensities: new ones go to the end.
pub static REGISTRY: [RegistryEntry; 15] = [
    lever::<parenting_programme::ParentingProgramme>(&parenting_programme::ABOUT),
    lever::<social_work_capacity::SocialWorkCapacity>(&social_work_capacity::ABOUT),
    lever::<cash_transfer::CashTransfer>(&cash_transfer::ABOUT),
    lever::<school_retention::SchoolRetention>(&school_retention::ABOUT),
    lever::<safe_migration_education::SafeMigrationEducation>(&safe_migration_education::ABOUT),
    lever::<awareness_campaign::AwarenessCampaign>(&awareness_campaign::ABOUT),
    lever::<online_safety::OnlineSafety>(&online_safety::ABOUT),
    lever::<legal_age_18::LegalAge18>(&legal_age_18::ABOUT),
    lever::<law_enforcement::LawEnforcement>(&law_enforcement::ABOUT),
    lever::<child_marriage_prevention::ChildMarriagePrevention>(&child_marriage_prevention::ABOUT),
    lever::<reintegration_support::ReintegrationSupport>(&reintegration_support::ABOUT),
    lever::<justice_for_children::JusticeForChildren>(&justice_for_children::ABOUT),
    lever::<regulated_adoption::RegulatedAdoption>(&regulated_adoption::ABOUT),
    lever::<data_and_monitoring::DataAndMonitoring>(&data_and_monitoring::ABOUT),
    lever::<integrated_delivery::IntegratedDelivery>(&integrated_delivery::ABOUT),
];

/// The slot of the lever of that name.
pub fn slot_of(name: &str) -> Option<usize> {
    REGISTRY.iter().position(|entry| entry.about.name == name)
}
