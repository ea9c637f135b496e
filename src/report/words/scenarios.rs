//! Names of the scenarios and levers that are shipped. Others are shown as their files name them.

use super::Words;

const NAMES: [(&str, &str, &str); 22] = [
    ("baseline", "Baseline", "Kịch bản cơ sở"),
    ("no_programme", "No programme", "Không có chương trình"),
    ("child_protection_programme", "Child protection programme", "Chương trình bảo vệ trẻ em"),
    ("risk_targeted", "Targeted by risk", "Hướng theo nguy cơ"),
    ("uniform", "Uniform, same budget", "Phân bổ đều, cùng ngân sách"),
    ("enforcement_only", "Enforcement only", "Chỉ thực thi pháp luật"),
    ("prevention_only", "Prevention only", "Chỉ phòng ngừa"),
    ("parenting_programme", "Parenting programme", "Chương trình làm cha mẹ"),
    ("social_work_capacity", "Social work capacity", "Năng lực công tác xã hội"),
    ("cash_transfer", "Cash transfer", "Trợ giúp tiền mặt"),
    ("school_retention", "School retention", "Giữ trẻ ở trường"),
    ("safe_migration_education", "Safe migration education", "Giáo dục di cư an toàn"),
    ("awareness_campaign", "Awareness campaign", "Chiến dịch nâng cao nhận thức"),
    ("online_safety", "Online safety", "An toàn trên mạng"),
    ("legal_age_18", "Legal age of a child 18", "Tuổi trẻ em theo luật là 18"),
    ("law_enforcement", "Law enforcement", "Thực thi pháp luật"),
    ("child_marriage_prevention", "Child marriage prevention", "Phòng ngừa tảo hôn"),
    ("reintegration_support", "Reintegration support", "Hỗ trợ tái hòa nhập"),
    ("justice_for_children", "Justice for children", "Tư pháp cho trẻ em"),
    ("regulated_adoption", "Regulated adoption", "Quản lý nuôi con nuôi"),
    ("data_and_monitoring", "Data and monitoring", "Dữ liệu và giám sát"),
    ("integrated_delivery", "Integrated delivery", "Cung cấp dịch vụ lồng ghép"),
];

impl Words {
    /// Name of a scenario or lever.
    pub fn scenario(&self, name: &str) -> String {
        let known = NAMES.iter().find(|(known, _, _)| *known == name);
        known.map_or_else(
            || name.to_owned(),
            |(_, english, vietnamese)| self.language.choose(english, vietnamese).to_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;

    #[test]
    fn every_shipped_scenario_has_a_name_in_both_languages() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/configs/scenarios");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            for language in Language::ALL {
                assert_ne!(Words { language }.scenario(name), name, "{name} {language:?}");
            }
        }
        assert_eq!(Words { language: Language::Vietnamese }.scenario("mine"), "mine");
    }
}
