//! The levers, one file each.

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
