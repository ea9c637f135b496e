//! The levers, one file each, and the one list of them.
//!
//! To add a lever: its file, its two lines below, its table in `configs/viet_nam/levers.toml` and
//! the scenario of it alone, `configs/scenarios/NAME.toml`. Help, report, explorer and the tests
//! over the registry follow from these.
//!
//! There is room for [`SLOTS`] levers: which of them reach a home is a bit each in
//! [`Homes::reach`](crate::population::Homes::reach). Whoever needs more widens that column to 32
//! bits, with the tables of `pathways/mod.rs` that it indexes and `processes/engine/memo.rs`; the
//! compiler names the places.

pub mod awareness_campaign;
pub mod cash_transfer;
pub mod child_marriage_prevention;
pub mod data_and_monitoring;
pub mod integrated_delivery;
pub mod justice_for_children;
pub mod law_enforcement;
pub mod legal_age_18;
pub mod online_safety;
pub mod parenting_programme;
pub mod regulated_adoption;
pub mod reintegration_support;
pub mod safe_migration_education;
pub mod school_retention;
pub mod social_work_capacity;

use super::read::read_as;
use super::registry::RegistryEntry;
use crate::pathways::SLOTS;

/// A line of the list: the lever's module, which its scenario is named after, and its type.
macro_rules! lever {
    ($module:ident, $lever:ident) => {
        RegistryEntry {
            about: &$module::ABOUT,
            scenario: include_str!(concat!("../../../configs/scenarios/", stringify!($module), ".toml")),
            read: read_as::<$module::$lever>,
        }
    };
}

/// All levers. The place of a lever is its slot and the address of its homes' propensities: new
/// ones go to the end.
pub const REGISTRY: &[RegistryEntry] = &[
    lever!(parenting_programme, ParentingProgramme),
    lever!(social_work_capacity, SocialWorkCapacity),
    lever!(cash_transfer, CashTransfer),
    lever!(school_retention, SchoolRetention),
    lever!(safe_migration_education, SafeMigrationEducation),
    lever!(awareness_campaign, AwarenessCampaign),
    lever!(online_safety, OnlineSafety),
    lever!(legal_age_18, LegalAge18),
    lever!(law_enforcement, LawEnforcement),
    lever!(child_marriage_prevention, ChildMarriagePrevention),
    lever!(reintegration_support, ReintegrationSupport),
    lever!(justice_for_children, JusticeForChildren),
    lever!(regulated_adoption, RegulatedAdoption),
    lever!(data_and_monitoring, DataAndMonitoring),
    lever!(integrated_delivery, IntegratedDelivery),
];

const _: () =
    assert!(REGISTRY.len() <= SLOTS, "a home has a bit for each of 16 levers: see the head of this file");
