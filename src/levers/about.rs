//! What a lever says about itself: the data behind `lachan levers`, the report and the tests over
//! the registry.

/// A sentence in both languages of the country's analysts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bilingual {
    /// English.
    pub english: &'static str,
    /// Vietnamese.
    pub vietnamese: &'static str,
}

/// The same sentence in English and in Vietnamese.
pub const fn both(english: &'static str, vietnamese: &'static str) -> Bilingual {
    Bilingual { english, vietnamese }
}

/// A lever in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Name of its table, its scenario and its file.
    pub name: &'static str,
    /// Its name where people read it; the scenario of this lever alone bears it too.
    pub title: Bilingual,
    /// What it does, in one sentence.
    pub description: Bilingual,
    /// Names of the pathways, provisions and capacities it may move.
    pub moves: &'static [&'static str],
    /// Ids of `evidence.csv`; empty where there is none and every strength is assumed.
    pub evidence: &'static [&'static str],
    /// The direction in which it is expected to move risk, and how sure that is.
    pub expected: Bilingual,
    /// How coverage is meant.
    pub scope: Scope,
    /// What its unit cost is a cost of.
    pub cost_unit: CostUnit,
    /// Whether it is a law of the whole country, which no province can have alone.
    pub national: bool,
}

/// How the coverage of a lever is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Coverage is the share of the target's homes that are reached; in each of them the lever
    /// works in full.
    Homes,
    /// Every home of the target lives under it; coverage is the share of the full effort made in
    /// the province.
    Everyone,
    /// It changes only what services and the law can do; coverage is the share of the full effort.
    Services,
}

impl Scope {
    /// In words.
    pub const fn words(self) -> Bilingual {
        match self {
            Self::Homes => both(
                "coverage is the share of the target's homes that are reached",
                "độ bao phủ là tỷ lệ hộ mục tiêu được tiếp cận",
            ),
            Self::Everyone => both(
                "coverage is the share of the full effort, felt by every home of the target",
                "độ bao phủ là tỷ lệ của mức nỗ lực đầy đủ, mọi hộ mục tiêu đều cảm nhận",
            ),
            Self::Services => both(
                "coverage is the share of the full effort made by the province's services",
                "độ bao phủ là tỷ lệ của mức nỗ lực đầy đủ mà các dịch vụ của tỉnh thực hiện",
            ),
        }
    }
}

/// What a unit cost is paid for; always by the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CostUnit {
    /// A home that is reached.
    Home,
    /// A reached home with a survivor in it.
    SurvivorHome,
    /// A caseworker whom the lever adds.
    Caseworker,
    /// A child of the province, at full effort.
    Child,
}

impl CostUnit {
    /// The unit; in English as written in `levers.toml`.
    pub const fn words(self) -> Bilingual {
        match self {
            Self::Home => both("thousand VND per home and month", "nghìn đồng mỗi hộ mỗi tháng"),
            Self::SurvivorHome => both(
                "thousand VND per survivor's home and month",
                "nghìn đồng mỗi hộ có nạn nhân trở về mỗi tháng",
            ),
            Self::Caseworker => {
                both("thousand VND per caseworker and month", "nghìn đồng mỗi cán bộ quản lý ca mỗi tháng")
            }
            Self::Child => both("thousand VND per child and month", "nghìn đồng mỗi trẻ em mỗi tháng"),
        }
    }
}
