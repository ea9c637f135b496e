//! Names of measures, strata, groups and dimensions.

use super::Words;
use crate::observation::{Dimension, Measure};

impl Words {
    /// Short name of a measure, with its unit where a number alone would not say it.
    pub fn measure(&self, measure: Measure) -> &'static str {
        let (english, vietnamese) = match measure {
            Measure::PrevalenceLifetime => (
                "Ever trafficked before 18, people aged 12–24 (%)",
                "Từng bị mua bán trước 18 tuổi, người 12–24 tuổi (%)",
            ),
            Measure::PrevalenceChildren => {
                ("Children with an experience of trafficking (%)", "Trẻ em từng bị mua bán (%)")
            }
            Measure::Incidence => {
                ("New cases a year per 1,000 children", "Số ca mới một năm trên 1.000 trẻ em")
            }
            Measure::PersonMonths => {
                ("Person-months in exploitation a year", "Số người-tháng bị bóc lột một năm")
            }
            Measure::Held => ("People under 25 in exploitation", "Số người dưới 25 tuổi đang bị bóc lột"),
            Measure::Cases => ("New cases of children a year", "Số ca mới là trẻ em một năm"),
            Measure::ChildLabour => ("Child labour, ages 5–17 (%)", "Lao động trẻ em, 5–17 tuổi (%)"),
            Measure::AttendanceUpper => ("In school, ages 15–17 (%)", "Đang đi học, 15–17 tuổi (%)"),
            Measure::MarriedBefore18 => {
                ("Women 18–24 married before 18 (%)", "Phụ nữ 18–24 tuổi kết hôn trước 18 (%)")
            }
            Measure::Poverty => ("Children in poor homes (%)", "Trẻ em trong hộ nghèo (%)"),
            Measure::SurvivorsSupported => {
                ("Survivors who ever got support (%)", "Nạn nhân từng được hỗ trợ (%)")
            }
            Measure::ViolentDiscipline => {
                ("Violent discipline, ages 1–14 (%)", "Bị kỷ luật bằng bạo lực, 1–14 tuổi (%)")
            }
            other => (other.name(), other.name()),
        };
        self.language.choose(english, vietnamese)
    }

    /// Name of a measure by its name in files; unknown names stay as they are.
    pub fn measure_name(&self, name: &str) -> String {
        Measure::from_name(name).map_or_else(|| name.to_owned(), |measure| self.measure(measure).to_owned())
    }

    /// Name of a stratum.
    pub fn stratum<'a>(&self, name: &'a str) -> &'a str {
        let (english, vietnamese) = match name {
            "national" => ("Viet Nam", "Cả nước"),
            "sex" => ("Sex", "Giới tính"),
            "wealth_fifth" => ("Wealth fifth", "Nhóm mức sống (ngũ phân vị)"),
            "ethnicity" => ("Ethnicity", "Dân tộc"),
            "residence" => ("Residence", "Nơi ở"),
            "region" => ("Region", "Vùng"),
            "province" => ("Province", "Tỉnh, thành phố"),
            "age_band" => ("Age", "Tuổi"),
            other => return other,
        };
        self.language.choose(english, vietnamese)
    }

    /// Name of a group; unknown names stay as they are.
    pub fn group<'a>(&self, name: &'a str) -> &'a str {
        let (english, vietnamese) = match name {
            "all" => ("Viet Nam", "Cả nước"),
            "male" => ("Boys and men", "Nam"),
            "female" => ("Girls and women", "Nữ"),
            "1_poorest" => ("Poorest fifth", "Nghèo nhất"),
            "2" => ("Second fifth", "Nhóm thứ hai"),
            "3" => ("Middle fifth", "Nhóm giữa"),
            "4" => ("Fourth fifth", "Nhóm thứ tư"),
            "5_richest" => ("Richest fifth", "Giàu nhất"),
            "kinh" => ("Kinh", "Kinh"),
            "minority" => ("Ethnic minorities", "Dân tộc thiểu số"),
            "rural" => ("Rural", "Nông thôn"),
            "urban" => ("Urban", "Thành thị"),
            other => return self.region(other),
        };
        self.language.choose(english, vietnamese)
    }

    /// Name of a dimension of human security.
    pub fn dimension(&self, dimension: Dimension) -> &'static str {
        let (english, vietnamese) = match dimension {
            Dimension::Economic => ("Economic", "Kinh tế"),
            Dimension::Food => ("Food", "Lương thực"),
            Dimension::Health => ("Health", "Sức khỏe"),
            Dimension::Environmental => ("Environment", "Môi trường"),
            Dimension::Personal => ("Personal", "Cá nhân"),
            Dimension::Community => ("Community", "Cộng đồng"),
            Dimension::Political => ("Political", "Chính trị"),
        };
        self.language.choose(english, vietnamese)
    }
}
