//! `posterior_fit.csv`: the fit of an ensemble's own runs to every pattern.

use crate::experiments::study::calibration::FitOfPosterior;
use crate::results::schema::{table, text, value, whole};

table! {
    "posterior_fit", "Các lần chạy của tập hợp hậu nghiệm khớp với mỗi mẫu hình đến đâu";
    /// The fit of the ensemble's own runs to every pattern.
    pub struct PosteriorFitLine {
        /// Id of the pattern.
        id: String = text("Mã mẫu hình").key(),
        /// What is compared.
        pattern: String = text("Nội dung so sánh"),
        /// Whether the pattern is calibrated to, held out or only shown.
        role: String = text("Vai trò của mẫu hình trong hiệu chỉnh"),
        /// Lower end of the band.
        low: Option<f64> = value("as the pattern", "Đầu dưới của khoảng chấp nhận"),
        /// Upper end of the band.
        high: Option<f64> = value("as the pattern", "Đầu trên của khoảng chấp nhận"),
        /// Points behind the row.
        points: u32 = whole("points", "Số điểm"),
        /// Mean over the points.
        simulated_mean: f64 = value("as the pattern", "Giá trị mô phỏng trung bình"),
        /// 5 % quantile over the points.
        simulated_5_percent: f64 = value("as the pattern", "Phân vị 5 % của giá trị mô phỏng"),
        /// 95 % quantile over the points.
        simulated_95_percent: f64 = value("as the pattern", "Phân vị 95 % của giá trị mô phỏng"),
        /// Share of points whose value lies in the band.
        share_in_band: f64 = value("share", "Phần các điểm nằm trong khoảng"),
    }
}

/// All patterns that at least one point has a reading of.
pub fn posterior_fit(rows: &[FitOfPosterior]) -> impl Iterator<Item = PosteriorFitLine> {
    rows.iter().filter(|row| row.points > 0).map(|row| PosteriorFitLine {
        id: row.pattern.id.to_owned(),
        pattern: row.pattern.words.to_owned(),
        role: row.pattern.role.name().to_owned(),
        low: row.pattern.low,
        high: row.pattern.high,
        points: row.points as u32,
        simulated_mean: row.mean,
        simulated_5_percent: row.low,
        simulated_95_percent: row.high,
        share_in_band: row.in_band,
    })
}
