//! Patterns of the fit table in Vietnamese; the file has them in English.

use super::{Language, Words};
use crate::report::read::FitRead;

const PATTERNS: [(&str, &str); 29] = [
    ("T1", "từng bị mua bán trước 18 tuổi, người 12–24 tuổi (thực tế mô phỏng)"),
    ("T1s", "như trên, qua khảo sát hỏi tất cả mọi người"),
    ("T2", "như trên, nam so với nữ"),
    ("T2b", "như trên, nam"),
    ("T2g", "như trên, nữ"),
    ("T3", "như trên, nhóm nghèo nhất so với giàu nhất"),
    ("T4a", "tỷ lệ ca trong nước"),
    ("T4b", "từng bị mua bán qua biên giới trước 18 tuổi, người 12–24 tuổi"),
    ("T5", "nạn nhân từng được hỗ trợ (dưới 10 %)"),
    ("T6", "nạn nhân dưới 16 tuổi được xác định một năm, cả nước"),
    ("T7", "tỷ lệ qua biên giới trong số nạn nhân được xác định"),
    ("T8", "lao động trẻ em, 5–17 tuổi"),
    ("T9a", "đi học tiểu học"),
    ("T9b", "đi học trung học cơ sở"),
    ("T9c", "đi học trung học phổ thông"),
    ("T9d", "đi học trung học phổ thông, nhóm nghèo nhất"),
    ("T9e", "đi học trung học phổ thông, nhóm giàu nhất"),
    ("T10", "bị kỷ luật bằng bạo lực, 1–14 tuổi (68 % năm 2014, 74 % năm 2011)"),
    ("T11a", "phụ nữ kết hôn trước 18 tuổi"),
    ("T11b", "phụ nữ dân tộc thiểu số kết hôn trước 18 tuổi"),
    ("T12a", "từng bị mua bán, dân tộc thiểu số so với Kinh (trên 1)"),
    ("T12b", "từng bị mua bán, tỉnh biên giới vùng xa so với cả nước (trên 1)"),
    ("T12c", "từng bị mua bán, tỉnh miền núi so với cả nước (trên 1)"),
    ("T12d", "từng bị mua bán, tỉnh sông Cửu Long so với cả nước (trên 1)"),
    ("T13a", "ca do người trong gia đình lôi kéo"),
    ("T13b", "ca do người yêu, bạn đời lôi kéo"),
    ("T13c", "ca do bạn bè, người quen lôi kéo"),
    ("T13d", "ca do người lạ, công ty môi giới lôi kéo"),
    ("T14", "ca bắt đầu từ quyết định tự di cư của trẻ (đa số)"),
];

impl Words {
    /// What a row of the fit table compares; a pattern without a Vietnamese text keeps its English one.
    pub fn pattern(&self, row: &FitRead) -> String {
        let vietnamese = PATTERNS.iter().find(|(id, _)| *id == row.id).map(|(_, text)| *text);
        match self.language {
            Language::Vietnamese => vietnamese.unwrap_or(&row.pattern).to_owned(),
            Language::English => row.pattern.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PATTERNS;

    #[test]
    fn every_target_has_a_vietnamese_text() {
        let targets: toml::Table = include_str!("../../../configs/viet_nam/targets.toml").parse().unwrap();
        let ids: Vec<&str> = targets
            .values()
            .filter_map(toml::Value::as_array)
            .flatten()
            .filter_map(|target| target.get("id")?.as_str())
            .collect();
        assert!(ids.len() > 20, "{ids:?}");
        for id in ids {
            assert!(PATTERNS.iter().any(|(known, _)| *known == id), "{id}");
        }
    }
}
