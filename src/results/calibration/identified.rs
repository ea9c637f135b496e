//! `identified.csv`: what a calibration learnt of each factor.

use crate::experiments::posterior::PRIOR_DEVIATION;
use crate::experiments::study::calibration::Learnt;
use crate::results::schema::{flag, table, text, value};

table! {
    "identified", "Hiệu chỉnh cho biết gì về mỗi yếu tố";
    /// What was learnt of each factor. Deviations are shares of its range, in which the prior is uniform.
    pub struct IdentifiedLine {
        /// Name of the factor.
        factor: String = text("Tên yếu tố").key(),
        /// Standard deviation before.
        prior_deviation: f64 = value("share of the range", "Độ lệch chuẩn tiên nghiệm, theo phần của khoảng"),
        /// Standard deviation after.
        posterior_deviation: f64 = value("share of the range", "Độ lệch chuẩn hậu nghiệm, theo phần của khoảng"),
        /// By how much the deviation shrank: 0 not at all, 1 wholly.
        shrinkage: f64 = value("share", "Độ lệch thu hẹp bao nhiêu: 0 là không, 1 là hoàn toàn"),
        /// Whether the patterns say something of it.
        identified: bool = flag("Các mẫu hình có cho biết gì về yếu tố không"),
        /// Median after, in the factor's own unit.
        median: f64 = value("as the factor", "Trung vị hậu nghiệm"),
        /// 5 % quantile after, in the factor's own unit.
        low_5_percent: f64 = value("as the factor", "Phân vị 5 % hậu nghiệm"),
        /// 95 % quantile after, in the factor's own unit.
        high_95_percent: f64 = value("as the factor", "Phân vị 95 % hậu nghiệm"),
    }
}

/// All factors.
pub fn identified(learnt: &[Learnt]) -> impl Iterator<Item = IdentifiedLine> {
    learnt.iter().map(|learnt| {
        let [median, low, high] = learnt.quantiles;
        IdentifiedLine {
            factor: learnt.factor.clone(),
            prior_deviation: PRIOR_DEVIATION,
            posterior_deviation: learnt.marginal.deviation,
            shrinkage: learnt.marginal.shrinkage,
            identified: !learnt.marginal.is_unidentified(),
            median,
            low_5_percent: low,
            high_95_percent: high,
        }
    })
}
