//! `allocation.csv`: what a budget buys, in the order of buying.

use super::schema::{amount, table, text, value, whole};
use crate::experiments::budget::Allocation;
use crate::levers::REGISTRY;
use crate::population::Country;

table! {
    "allocation";
    /// What a budget buys, in the order of buying.
    pub struct AllocationLine {
        /// Order of buying, from 1.
        order: u32 = whole("").key(),
        /// Name of the lever.
        lever: String = text(),
        /// Code of the province; all for a law of the whole country.
        province: String = text(),
        /// Name of the province.
        name: String = text(),
        /// What the choice costs.
        cost_million_vnd: f64 = amount("million VND"),
        /// Children protected, as the search estimated it.
        children_protected_estimate: f64 = value("children"),
        /// How far the estimate for the province rests on differences between provinces and not on
        /// chance; empty for a law.
        reliability: Option<f64> = value("share"),
    }
}

/// All choices.
pub fn allocation<'a>(
    country: &'a Country,
    allocation: &'a Allocation,
) -> impl Iterator<Item = AllocationLine> + 'a {
    allocation.bought.iter().enumerate().map(|(order, choice)| {
        let record = choice.province.map(|row| &country.provinces[row].record);
        AllocationLine {
            order: order as u32 + 1,
            lever: REGISTRY[choice.slot].about.name.to_owned(),
            province: record.map_or("all", |record| &record.code).to_owned(),
            name: record.map_or("", |record| &record.name).to_owned(),
            cost_million_vnd: choice.cost / 1e3,
            children_protected_estimate: choice.protected,
            reliability: choice.reliability,
        }
    })
}
