//! `allocation.csv`: what a budget buys, in the order of buying.

use super::schema::{amount, table, text, value, whole};
use crate::experiments::budget::Allocation;
use crate::levers::REGISTRY;
use crate::population::Country;

table! {
    "allocation", "Ngân sách mua được gì, theo thứ tự mua";
    /// What a budget buys, in the order of buying.
    pub struct AllocationLine {
        /// Order of buying, from 1.
        order: u32 = whole("", "Thứ tự mua, từ 1").key(),
        /// Name of the lever.
        lever: String = text("Tên can thiệp"),
        /// Code of the province.
        province: String = text("Mã tỉnh"),
        /// Name of the province.
        name: String = text("Tên tỉnh"),
        /// What the choice costs.
        cost_million_vnd: f64 = amount("million VND", "Chi phí, triệu đồng"),
        /// Children protected, as the search estimated it.
        children_protected_estimate: f64 = value("children", "Số trẻ được bảo vệ theo ước lượng khi tìm"),
    }
}

/// All choices.
pub fn allocation<'a>(
    country: &'a Country,
    allocation: &'a Allocation,
) -> impl Iterator<Item = AllocationLine> + 'a {
    allocation.bought.iter().enumerate().map(|(order, choice)| {
        let record = &country.provinces[choice.province].record;
        AllocationLine {
            order: order as u32 + 1,
            lever: REGISTRY[choice.slot].about.name.to_owned(),
            province: record.code.clone(),
            name: record.name.clone(),
            cost_million_vnd: choice.cost / 1e3,
            children_protected_estimate: choice.protected,
        }
    })
}
