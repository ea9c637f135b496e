//! `scenarios.csv`: what each scenario of a comparison is, lever by lever.

use super::Findings;
use super::schema::{amount, flag, table, text, value, whole};
use crate::experiments::compare::{LeverRow, ScenarioRow};

table! {
    "scenarios", "Mỗi kịch bản là gì: biện pháp nào, ở đâu, cho ai, đến mức nào, từ khi nào";
    /// What each scenario is: which levers it has, where, for whom, how far and from when. A
    /// scenario without levers has one row.
    pub struct ScenarioLine {
        /// Name of the scenario.
        scenario: String = text("Tên kịch bản").key(),
        /// Name of the reference; the reference itself has its own name here.
        reference: String = text("Tên kịch bản tham chiếu"),
        /// Its name as people say it; empty where the name says it.
        title: String = text("Tên gọi; trống nếu trùng với tên kịch bản"),
        /// What it is, in a sentence.
        description: String = text("Mô tả kịch bản"),
        /// Name of the lever; empty where the scenario has none.
        lever: String = text("Tên biện pháp; trống nếu không có").key(),
        /// Whether the reference has the lever otherwise.
        differs: bool = flag("Khác với kịch bản tham chiếu"),
        /// Share of the target's homes reached, or of the full effort.
        coverage: Option<f64> = value("share", "Tỷ lệ hộ được tiếp cận, hoặc mức nỗ lực"),
        /// Homes that the lever is meant for.
        target: String = text("Nhóm hộ được nhắm tới"),
        /// Whether it is steered towards homes at risk.
        targeted: bool = flag("Có hướng tới hộ có nguy cơ"),
        /// Where it works, as written.
        provinces: String = text("Nơi thực hiện, như đã ghi"),
        /// Number of provinces where it works.
        province_count: u32 = whole("provinces", "Số tỉnh thực hiện"),
        /// First month; empty without a lever.
        start: String = text("Tháng bắt đầu"),
        /// First month no longer at work, or none.
        stop: String = text("Tháng ngừng, hoặc none"),
        /// Months from the start to full coverage.
        ramp_months: u32 = whole("months", "Số tháng để đạt độ bao phủ đầy đủ"),
        /// Money or goods handed to each unit in a month.
        handed_out_thousand_vnd: Option<f64> = amount("thousand VND", "Trợ cấp mỗi đơn vị mỗi tháng, nghìn đồng"),
        /// What delivering a unit costs in a month.
        unit_cost_thousand_vnd: Option<f64> = amount("thousand VND", "Chi phí đơn vị mỗi tháng, nghìn đồng"),
        /// What the unit is.
        cost_unit: String = text("Đơn vị tính chi phí"),
        /// What a province costs in a month whatever the reach.
        fixed_cost_million_vnd: Option<f64> = amount("million VND", "Chi phí cố định mỗi tỉnh mỗi tháng, triệu đồng"),
        /// How many numbers of the lever are assumed.
        numbers_assumed: u32 = whole("numbers", "Bao nhiêu con số của biện pháp là giả định"),
        /// How many numbers the lever has.
        numbers: u32 = whole("numbers", "Biện pháp có bao nhiêu con số"),
        /// Why the lever never acts; empty where it does.
        note: String = text("Vì sao biện pháp không tác động; trống nếu có tác động"),
    }
}

/// The scenarios, the reference first.
pub fn scenarios(findings: &Findings) -> impl Iterator<Item = ScenarioLine> {
    findings.scenarios.iter().map(|row| line(findings, row))
}

fn line(findings: &Findings, row: &ScenarioRow) -> ScenarioLine {
    let lever = row.lever.as_ref();
    let number = |of: fn(&LeverRow) -> f64| lever.map(of);
    let words = |of: fn(&LeverRow) -> String| lever.map(of).unwrap_or_default();
    let whole = |of: fn(&LeverRow) -> usize| lever.map_or(0, of) as u32;
    ScenarioLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        title: row.title.clone(),
        description: row.description.clone(),
        lever: words(|lever| lever.name.to_owned()),
        differs: lever.is_some_and(|lever| lever.differs),
        coverage: number(|lever| lever.coverage),
        target: words(|lever| lever.target.to_owned()),
        targeted: lever.is_some_and(|lever| lever.targeted),
        provinces: words(|lever| lever.provinces.clone()),
        province_count: whole(|lever| lever.province_count),
        start: words(|lever| lever.start.clone()),
        stop: words(|lever| lever.stop.clone()),
        ramp_months: whole(|lever| usize::from(lever.ramp_months)),
        handed_out_thousand_vnd: number(|lever| lever.amount),
        unit_cost_thousand_vnd: number(|lever| lever.unit_cost),
        cost_unit: words(|lever| lever.cost_unit.to_owned()),
        fixed_cost_million_vnd: number(|lever| lever.fixed_cost),
        numbers_assumed: whole(|lever| lever.assumed),
        numbers: whole(|lever| lever.numbers),
        note: words(|lever| lever.note.clone()),
    }
}
