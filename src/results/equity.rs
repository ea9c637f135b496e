//! `equity.csv`: who benefits of a scenario.

use super::Findings;
use super::schema::{amount, table, text, value};
use crate::observation::Stratum;
use crate::population::Country;

table! {
    "equity", "Ai được hưởng lợi: số trẻ được bảo vệ theo nhóm và phần của mỗi nhóm";
    /// Who benefits: children protected by group, and each group's share of all.
    pub struct EquityLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Name of the reference.
        reference: String = text("Tên kịch bản tham chiếu"),
        /// By what the people are parted.
        stratum: Stratum = text("Phân tổ").key(),
        /// Group of the stratum.
        group: String = text("Nhóm trong phân tổ").key(),
        /// Children protected over all simulated years.
        children_protected: f64 = amount("children", "Số trẻ được bảo vệ qua mọi năm mô phỏng"),
        /// The group's share of all children protected.
        share: Option<f64> = value("share", "Phần của nhóm trong tổng số trẻ được bảo vệ"),
        /// Lower end of the share's 95 % interval.
        low: Option<f64> = value("share", "Đầu dưới khoảng 95 % của phần đó"),
        /// Upper end of the share's 95 % interval.
        high: Option<f64> = value("share", "Đầu trên khoảng 95 % của phần đó"),
    }
}

/// The benefit of every scenario by group.
pub fn equity<'a>(country: &'a Country, findings: &'a Findings) -> impl Iterator<Item = EquityLine> + 'a {
    findings.equity.iter().map(move |row| EquityLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        stratum: row.group.stratum,
        group: row.group.label(country).into_owned(),
        children_protected: row.protected,
        share: row.share,
        low: row.interval.map(|(low, _)| low),
        high: row.interval.map(|(_, high)| high),
    })
}
