//! Names of the scenarios and levers that are shipped. Others are shown as their files name them.

use super::{Language, Words};

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

/// What each is, in Vietnamese; in English their files say it.
const DESCRIPTIONS: [(&str, &str); 22] = [
    ("baseline", "Việt Nam giai đoạn 2017-2021, với các biện pháp ở mức đã thực hiện."),
    ("no_programme", "Không có biện pháp nào được thực hiện."),
    ("child_protection_programme", "Mọi biện pháp ở mức tiếp cận theo kế hoạch."),
    ("risk_targeted", "Làm cha mẹ, tiền mặt và đi học cho hai trong mười hộ, hướng đến các hộ có nguy cơ."),
    ("uniform", "Làm cha mẹ, tiền mặt và đi học cho hai trong mười hộ, không phân biệt."),
    ("enforcement_only", "Pháp luật và công an ở mức theo kế hoạch; không có biện pháp nào khác."),
    (
        "prevention_only",
        "Phòng ngừa ở mức theo kế hoạch, tại gia đình, trường học và cộng đồng; không có biện pháp nào khác.",
    ),
    (
        "parenting_programme",
        "Chương trình làm cha mẹ ở mức theo kế hoạch: ba trong mười hộ có trẻ em, hướng đến các hộ có nguy cơ, ở mọi nơi.",
    ),
    ("social_work_capacity", "Cán bộ quản lý ca, tập huấn và trung tâm với mức nỗ lực đầy đủ ở mọi tỉnh."),
    ("cash_transfer", "Trợ cấp hằng tháng cho một nửa số hộ nghèo ở mọi tỉnh."),
    (
        "school_retention",
        "Học bổng và cơ hội học lại cho ba trong mười hộ có trẻ vị thành niên, hướng đến các hộ có nguy cơ.",
    ),
    ("safe_migration_education", "Giáo dục di cư an toàn cho một nửa số hộ có trẻ vị thành niên ở mọi tỉnh."),
    ("awareness_campaign", "Truyền thông công cộng với mức nỗ lực đầy đủ ở mọi tỉnh."),
    ("online_safety", "An toàn trên mạng cho sáu trong mười hộ có trẻ vị thành niên."),
    (
        "legal_age_18",
        "Pháp luật coi nạn nhân 16 và 17 tuổi là trẻ em; thực tiễn theo kịp trong vòng hai năm.",
    ),
    ("law_enforcement", "Nỗ lực của công an và kiểm soát biên giới ở mức bổ sung đầy đủ ở mọi tỉnh."),
    (
        "child_marriage_prevention",
        "Nhóm sinh hoạt và khoản khuyến khích cho một nửa số hộ có con gái ở vùng núi và Tây Nguyên.",
    ),
    ("reintegration_support", "Hỗ trợ tái hòa nhập cho sáu trong mười hộ có nạn nhân trở về."),
    (
        "justice_for_children",
        "Xử lý chuyển hướng và thẩm phán được tập huấn với mức nỗ lực đầy đủ ở mọi tỉnh.",
    ),
    ("regulated_adoption", "Nuôi con nuôi chỉ qua cơ quan có đăng ký, với mức nỗ lực đầy đủ ở mọi tỉnh."),
    (
        "data_and_monitoring",
        "Thông tin về nơi trẻ em có nguy cơ sinh sống, với mức nỗ lực đầy đủ ở mọi tỉnh.",
    ),
    ("integrated_delivery", "Các dịch vụ được lập kế hoạch cùng nhau cho ba trong mười hộ ở mọi tỉnh."),
];

impl Words {
    /// What a shipped scenario is, in a language other than that of its file.
    pub fn scenario_description(&self, name: &str) -> Option<&'static str> {
        let known = DESCRIPTIONS.iter().find(|(known, _)| *known == name)?;
        (self.language == Language::Vietnamese).then_some(known.1)
    }

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
            let vietnamese = Words { language: Language::Vietnamese };
            assert!(vietnamese.scenario_description(name).is_some(), "{name}");
        }
        assert_eq!(Words { language: Language::Vietnamese }.scenario("mine"), "mine");
    }
}
