//! Names of regions, units of parameters and grades of evidence.

use super::Words;
use crate::config::Evidence;

impl Words {
    /// Name of a region; unknown names stay as they are.
    pub fn region<'a>(&self, name: &'a str) -> &'a str {
        let (english, vietnamese) = match name {
            "red_river_delta" => ("Red River Delta", "Đồng bằng sông Hồng"),
            "northern_midlands_mountains" => {
                ("Northern midlands and mountains", "Trung du và miền núi phía Bắc")
            }
            "north_central_coast" => {
                ("North and South Central Coast", "Bắc Trung Bộ và Duyên hải miền Trung")
            }
            "central_highlands" => ("Central Highlands", "Tây Nguyên"),
            "southeast" => ("Southeast", "Đông Nam Bộ"),
            "mekong_delta" => ("Mekong River Delta", "Đồng bằng sông Cửu Long"),
            other => return other,
        };
        self.language.choose(english, vietnamese)
    }

    /// A unit of a parameter or pattern; units that are not listed stay as they are.
    pub fn unit<'a>(&self, unit: &'a str) -> &'a str {
        let vietnamese = match unit {
            "share" | "share of total" => "tỷ lệ",
            "hazard ratio" => "tỷ số nguy cơ",
            "odds ratio" => "tỷ số chênh",
            "ratio" => "tỷ số",
            "per month" => "mỗi tháng",
            "per year" => "mỗi năm",
            "months" => "tháng",
            "log units" => "đơn vị log",
            "count" => "số lượng",
            "persons" => "người",
            "standard deviations" => "độ lệch chuẩn",
            "per 100,000 children" => "trên 100.000 trẻ em",
            "victims a year" => "nạn nhân một năm",
            other => other,
        };
        self.language.choose(unit, vietnamese)
    }

    /// Word for a grade of a parameter.
    pub fn evidence(&self, evidence: Evidence) -> &'static str {
        let (english, vietnamese) = match evidence {
            Evidence::Measured => ("measured", "đo được"),
            Evidence::Estimated => ("estimated", "ước lượng"),
            Evidence::Calibrated => ("calibrated", "hiệu chỉnh"),
            Evidence::Assumed => ("assumed", "giả định"),
        };
        self.language.choose(english, vietnamese)
    }
}
