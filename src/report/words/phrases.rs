//! The phrases of the report. A gap such as `{year}` stands in both languages.

use super::table::phrases;

phrases! {
    Title = "Risk of child trafficking in Viet Nam", "Nguy cơ mua bán trẻ em ở Việt Nam";
    Notice = "Modelled, not observed", "Kết quả mô hình, không phải số liệu quan sát";
    NoticeLong = "All figures come from a simulation of risk conditions and services. They describe no real person, and they are not counts of real cases.", "Mọi con số đều từ mô phỏng các điều kiện nguy cơ và dịch vụ. Chúng không mô tả người thật nào và không phải số vụ việc thực tế.";
    SuppressedNote = "Numbers of provinces that rest on fewer than five simulated people, or on one to four affected ones, are hidden and stay hidden in merged units.", "Số liệu cấp tỉnh dựa trên ít hơn năm người mô phỏng, hoặc trên một đến bốn người bị ảnh hưởng, được ẩn và vẫn ẩn khi gộp tỉnh.";
    ReplicatesNote = "{replicates} replicate(s) of each scenario, seed {seed}, simulated at one family in {scale}.", "{replicates} lần lặp cho mỗi kịch bản, hạt giống {seed}, mô phỏng một trên {scale} gia đình.";
    ShortForm = "Short form for mail. It leaves out: maps and panels of scenarios other than the reference and the headline's; series by month, of conditions and of service flows; services and human security by province of other scenarios; contrasts of other indicators; plans, units and sources of lever numbers; hashes of files; downloads. The full page holds all.", "Bản rút gọn để gửi thư. Lược bỏ: bản đồ và biểu đồ của các kịch bản ngoài kịch bản tham chiếu và kịch bản nêu ở đầu trang; diễn biến theo tháng, của các điều kiện và của lượt phục vụ; dịch vụ và an ninh con người theo tỉnh của các kịch bản khác; chênh lệch của các chỉ số khác; kế hoạch, đơn vị và nguồn của số liệu biện pháp; mã băm của tệp; tải số liệu. Bản đầy đủ có tất cả.";
    Contents = "Contents", "Nội dung";
    ShowScenario = "Show scenario", "Xem kịch bản";
    AllScenarios = "All", "Tất cả";
    DownloadCsv = "Download CSV", "Tải CSV";
    SortHint = "Column headings sort the tables. Arrow keys move through a figure.", "Bấm tiêu đề cột để sắp xếp bảng. Dùng phím mũi tên để di chuyển trong hình.";
    To = "to", "đến";
    Unlimited = "and more", "trở lên";
    Below = "below", "dưới";
    PercentagePoints = "pp", "điểm %";
    Hidden = "hidden", "ẩn";
    HiddenOrNone = "hidden or none", "ẩn hoặc không có";
    NotAvailable = "not available", "không có";
    WholePeriod = "{first}–{last}", "{first}–{last}";
    Evidence = "Evidence {grade} ({rows})", "Bằng chứng {grade} ({rows})";

    HeadLevel = "{value} of people aged 12–24 had an experience of trafficking before 18 ({reference}, {year}; 95 % interval {interval}).", "{value} người 12–24 tuổi từng bị mua bán trước 18 tuổi ({reference}, {year}; khoảng tin cậy 95 % {interval}).";
    HeadLevelBare = "{value} of people aged 12–24 had an experience of trafficking before 18 ({reference}, {year}; one replicate, no interval).", "{value} người 12–24 tuổi từng bị mua bán trước 18 tuổi ({reference}, {year}; một lần lặp, không có khoảng tin cậy).";
    HeadContrast = "{scenario} lowers the risk most: {measure}: {value} instead of {reference_value} with {reference} in {period}, a difference of {difference} (95 % interval {interval}).", "{scenario} giảm nguy cơ nhiều nhất: {measure}: {value} so với {reference_value} ở {reference} trong {period}, chênh lệch {difference} (khoảng tin cậy 95 % {interval}).";
    HeadNoContrast = "No scenario differs from {reference} by more than its 95 % interval. Lowest with {scenario}: {measure}, {difference} in {period} (95 % interval {interval}).", "Không kịch bản nào khác {reference} vượt quá khoảng tin cậy 95 %. Thấp nhất là ở {scenario}: {measure}, {difference} trong {period} (khoảng tin cậy 95 % {interval}).";
    HeadBetter = "Probability of being better than {reference}: {probability}.", "Xác suất tốt hơn {reference}: {probability}.";
    HeadCost = "It protects {averted} children (95 % interval {interval}), at {cost} thousand dong a child.", "Bảo vệ được {averted} trẻ em (khoảng tin cậy 95 % {interval}), với chi phí {cost} nghìn đồng mỗi trẻ.";
    HeadFit = "{held} of {all} calibration patterns are in their band.", "{held} trên {all} mẫu hình hiệu chỉnh nằm trong khoảng cho phép.";
    HeadAssumed = "{assumed} of {all} parameters are assumed.", "{assumed} trên {all} tham số là giả định.";

    ScenariosTitle = "Scenarios against {reference}", "Các kịch bản so với {reference}";
    ScenariosLead = "Paired differences from {reference}: the same simulated children live through each scenario. A line is a 95 % interval; where it crosses zero, the difference may be chance.", "Chênh lệch theo cặp so với {reference}: cùng những trẻ em mô phỏng trải qua mỗi kịch bản. Đoạn thẳng là khoảng tin cậy 95 %; nếu cắt số không, chênh lệch có thể do ngẫu nhiên.";
    ScenariosNone = "These results hold no comparison of scenarios.", "Kết quả này không có so sánh giữa các kịch bản.";
    DifferenceOf = "{measure}: difference, {period}", "{measure}: chênh lệch, {period}";
    Better = "P(better) {p}", "P(tốt hơn) {p}";
    SideBetter = "← less risk", "← ít nguy cơ hơn";
    SideWorse = "more risk →", "nhiều nguy cơ hơn →";
    Protected = "Children protected, whole period", "Số trẻ em được bảo vệ, cả giai đoạn";
    CostPerChild = "Cost per child protected, thousand dong", "Chi phí mỗi trẻ được bảo vệ, nghìn đồng";
    CostNote = "A scenario that protects nobody has no cost per child. Share of cost that rests on assumed unit costs: see the table.", "Kịch bản không bảo vệ được trẻ nào thì không có chi phí mỗi trẻ. Tỷ lệ chi phí dựa trên đơn giá giả định: xem bảng.";
    CostTable = "Effects and costs", "Tác động và chi phí";
    LeverCosts = "Cost by lever, million dong, all years", "Chi phí theo biện pháp, triệu đồng, mọi năm";
    ContrastTable = "Differences, whole country", "Chênh lệch, cả nước";

    MapTitle = "Provinces", "Các tỉnh, thành phố";
    MapLead63 = "The 63 provinces of 2008 to June 2025.", "63 tỉnh, thành phố giai đoạn 2008 đến tháng 6 năm 2025.";
    MapLead34 = "The 34 units since July 2025, made of whole provinces: numerators and denominators are added.", "34 tỉnh, thành phố từ tháng 7 năm 2025, gộp từ các tỉnh trọn vẹn: cộng tử số và mẫu số.";
    MapSea = "The map ends at 110° E; islands further out hold no simulated home. Boundaries are for charts only and take no position.", "Bản đồ dừng ở 110° Đ; các đảo xa hơn không có hộ mô phỏng. Ranh giới chỉ để minh họa, không thể hiện quan điểm.";
    MapLevel = "{measure}, {scenario}, {year}", "{measure}, {scenario}, {year}";
    MapDifference = "{measure}: {scenario} less {reference}, {period}", "{measure}: {scenario} trừ {reference}, {period}";
    MapDescription = "Map of Viet Nam in {count} areas; highest: {highest}; lowest: {lowest}.", "Bản đồ Việt Nam gồm {count} đơn vị; cao nhất: {highest}; thấp nhất: {lowest}.";
    MapHatched = "may be zero", "có thể bằng 0";
    MapHatchedNote = "Hatched: the 95 % interval crosses zero, or there is none.", "Gạch chéo: khoảng tin cậy 95 % cắt số không, hoặc không có khoảng.";
    MapMergedNote = "Differences of merged units are paired as those of provinces are: numerators and denominators add up in each replicate. Where a number of one of its provinces is hidden, the unit's is hidden too.", "Chênh lệch của đơn vị gộp được tính theo cặp như của tỉnh: tử số và mẫu số cộng lại trong từng lần lặp. Nếu số liệu của một tỉnh thành phần bị ẩn, số liệu của đơn vị cũng bị ẩn.";

    SeriesTitle = "Over time", "Diễn biến theo thời gian";
    SeriesLead = "Lines are means over replicates; bands reach from the lowest to the highest replicate, and are drawn where there are several.", "Đường là trung bình các lần lặp; dải từ lần lặp thấp nhất đến cao nhất, chỉ vẽ khi có nhiều lần lặp.";
    MonthlyHeld = "In exploitation, by month", "Đang bị bóc lột, theo tháng";
    MonthlyCases = "New cases of children, by month", "Số ca mới là trẻ em, theo tháng";
    Recruiters = "Recruiters at work, by month", "Số kẻ lôi kéo đang hoạt động, theo tháng";
    SeriesDescription = "Line for each scenario from {first} to {last}.", "Mỗi kịch bản một đường, từ {first} đến {last}.";
    Legend = "Scenarios", "Các kịch bản";

    SeenTitle = "Truth, survey and register", "Thực tế mô phỏng, khảo sát và sổ ghi nhận";
    SeenLead = "One hidden truth, seen in two ways: a survey asks people aged 12–24 and misses those who do not disclose; authorities record the few victims they identify.", "Một thực tế ẩn, nhìn theo hai cách: khảo sát hỏi người 12–24 tuổi và bỏ sót người không nói ra; cơ quan chức năng chỉ ghi nhận số ít nạn nhân được xác định.";
    SeenSurvey = "Truth and survey, people aged 12–24 (%)", "Thực tế mô phỏng và khảo sát, người 12–24 tuổi (%)";
    SeenRegister = "Victims recorded by authorities a year", "Số nạn nhân được ghi nhận một năm";
    SeenCases = "New cases of children a year, for comparison", "Số ca mới là trẻ em một năm, để so sánh";
    Truth = "Truth", "Thực tế mô phỏng";
    Survey = "Survey with 95 % interval", "Khảo sát với khoảng tin cậy 95 %";
    SurveyColumn = "Survey", "Khảo sát";
    SurveyOfAll = "Survey of everyone", "Khảo sát tất cả mọi người";
    Counted = "Counted", "Đếm được";
    Expected = "Expected", "Kỳ vọng";
    ExpectedAbroad = "Expected, cross-border", "Kỳ vọng, qua biên giới";
    ExpectedUnder16 = "Expected, under 16", "Kỳ vọng, dưới 16 tuổi";
    SeenNote = "Recorded victims are few; the expectation adds up the chance each victim had of being recorded, and is steadier than a count.", "Số nạn nhân được ghi nhận ít; kỳ vọng cộng xác suất được ghi nhận của từng nạn nhân nên ổn định hơn số đếm.";

    EquityTitle = "Who bears the risk", "Ai chịu nguy cơ";
    EquityLead = "{measure}, {year}. Lines are 95 % intervals of the mean over replicates where there are several.", "{measure}, {year}. Đoạn thẳng là khoảng tin cậy 95 % của trung bình các lần lặp khi có nhiều lần lặp.";
    EquityPanel = "{scenario} and {reference}", "{scenario} và {reference}";

    ServicesTitle = "Service load", "Tải của dịch vụ";
    ServicesLead = "Caseworkers have a number of places. What exceeds them waits, and is dropped unserved when it waits too long.", "Cán bộ quản lý ca có số suất nhất định. Phần vượt quá phải chờ, và bị bỏ qua khi chờ quá lâu.";
    Referred = "Referrals a year", "Số lượt chuyển gửi một năm";
    Opened = "Cases opened a year", "Số ca được mở một năm";
    Unmet = "Referrals dropped unserved a year", "Số lượt chuyển gửi bị bỏ qua một năm";
    Places = "Places at the end of the year", "Số suất cuối năm";
    Open = "Open cases at the end of the year", "Số ca đang mở cuối năm";
    Waiting = "Referrals waiting at the end of the year", "Số lượt đang chờ cuối năm";
    ServicesTable = "Services by province, {year}", "Dịch vụ theo tỉnh, {year}";

    SecurityTitle = "Human security", "An ninh con người";
    SecurityLead = "Seven dimensions, each an indicator of a home from 0 (insecure) to 1 (secure), averaged over homes with children, {year}. Each is narrower than its name: the documentation says what is left out.", "Bảy khía cạnh, mỗi khía cạnh là một chỉ số của hộ từ 0 (không an toàn) đến 1 (an toàn), trung bình các hộ có trẻ em, {year}. Mỗi chỉ số hẹp hơn tên gọi: tài liệu nêu rõ phần không bao gồm.";
    SecurityGrid = "Human security by province, {scenario}, {year}", "An ninh con người theo tỉnh, {scenario}, {year}";
    SecurityMerged = "Shown for each of the 63 provinces: this file holds means of provinces without weights, so means of merged units would not be exact.", "Thể hiện cho từng tỉnh trong 63 tỉnh: tệp này chỉ có trung bình của tỉnh, không có quyền số, nên trung bình của đơn vị gộp sẽ không chính xác.";
    SecurityNational = "Human security, whole country, {year}", "An ninh con người, cả nước, {year}";

    FitTitle = "Calibration fit", "Độ khớp hiệu chỉnh";
    FitLead = "Grey: the band of published evidence; tick: the published value; mark: the simulated value, inside (disc) or outside (cross), with twice its standard error. {scenario}.", "Xám: khoảng theo bằng chứng đã công bố; vạch: giá trị công bố; dấu: giá trị mô phỏng, trong (tròn) hoặc ngoài (chéo) khoảng, kèm hai lần sai số chuẩn. {scenario}.";
    FitOut = "Out of band: {ids}.", "Ngoài khoảng: {ids}.";
    FitIn = "in", "trong";
    FitOutWord = "OUT", "NGOÀI";
    FitShown = "shown, not judged", "chỉ hiển thị, không đánh giá";

    SensitivityTitle = "Sensitivity and uncertainty", "Độ nhạy và độ bất định";
    SensitivityLead = "Which parameters move the result, and where the uncertainty of a difference comes from.", "Tham số nào làm thay đổi kết quả, và độ bất định của chênh lệch đến từ đâu.";
    SensitivityPanel = "{index}: {measure}", "{index}: {measure}";
    UncertaintyPanel = "Uncertainty of the difference: {measure}", "Độ bất định của chênh lệch: {measure}";
    Chance = "Chance", "Ngẫu nhiên";
    Levers = "Strength of levers", "Cường độ biện pháp";
    Parameters = "Parameters", "Tham số";

    AssumptionsTitle = "Assumptions", "Các giả định";
    AssumptionsLead = "Each parameter with its plausible range and how well it is known: {counts}. Levers act on risk conditions that trials measured; how these lead to trafficking is the uncertain part.", "Mỗi tham số kèm khoảng hợp lý và mức độ tin cậy: {counts}. Biện pháp tác động lên các điều kiện nguy cơ đã được thử nghiệm đo lường; mối liên hệ từ đó đến mua bán người là phần bất định.";
    AssumptionsTable = "Parameters", "Bảng tham số";

    ProvenanceTitle = "Provenance", "Nguồn gốc";
    ProvenanceLead = "The same command, version and seed make the same bytes again on any machine.", "Cùng lệnh, phiên bản và hạt giống sẽ tạo lại đúng từng byte trên mọi máy.";
    Command = "Command that makes the results again", "Lệnh tạo lại kết quả";
    Version = "Version", "Phiên bản";
    Seed = "Seed", "Hạt giống";
    Replicates = "Replicates", "Số lần lặp";
    ConfigHash = "Hash of the configuration", "Mã băm của cấu hình";
    GapRules = "Rules that filled empty cells", "Quy tắc điền ô trống";
    GapRule = "{rule}: {column}, {count} provinces", "{rule}: {column}, {count} tỉnh";
    Boundaries = "Boundaries: geoBoundaries (geoboundaries.org), CC BY 4.0; Runfola et al. 2020, doi:10.1371/journal.pone.0231866; source Wikimedia Commons, public domain.", "Ranh giới: geoBoundaries (geoboundaries.org), CC BY 4.0; Runfola và cộng sự 2020, doi:10.1371/journal.pone.0231866; nguồn Wikimedia Commons, phạm vi công cộng.";
    Colours = "Colours: viridis (levels), ColorBrewer PuOr (differences), Okabe-Ito (scenarios); safe for colour-blind readers.", "Màu: viridis (mức), ColorBrewer PuOr (chênh lệch), Okabe-Ito (kịch bản); phù hợp người mù màu.";

    Scenario = "Scenario", "Kịch bản";
    Year = "Year", "Năm";
    Measure = "Indicator", "Chỉ số";
    Group = "Group", "Nhóm";
    Province = "Province", "Tỉnh, thành phố";
    Region = "Region", "Vùng";
    Value = "Value", "Giá trị";
    Reference = "Reference", "Tham chiếu";
    Difference = "Difference", "Chênh lệch";
    Low = "Low", "Thấp";
    High = "High", "Cao";
    PBetter = "P(better)", "P(tốt hơn)";
    Effect = "Effect", "Tác động";
    Averted = "Averted", "Tránh được";
    ChildrenProtected = "children protected", "trẻ em được bảo vệ";
    PersonMonthsAverted = "person-months averted", "người-tháng tránh được";
    ExtraCost = "Extra cost, million dong", "Chi phí thêm, triệu đồng";
    CostOfOne = "Cost of one, thousand dong", "Chi phí mỗi đơn vị, nghìn đồng";
    Frontier = "On the frontier", "Trên đường hiệu quả";
    AssumedShare = "Cost on assumed unit costs (%)", "Chi phí theo đơn giá giả định (%)";
    Yes = "yes", "có";
    No = "no", "không";
    Lever = "Lever", "Biện pháp";
    Cost = "Cost", "Chi phí";
    Pattern = "Pattern", "Mẫu hình";
    Target = "Target", "Mục tiêu";
    Simulated = "Simulated", "Mô phỏng";
    StandardError = "Standard error", "Sai số chuẩn";
    InBand = "In band", "Trong khoảng";
    Grade = "Grade", "Hạng";
    Unit = "Unit", "Đơn vị";
    Name = "Name", "Tên";
    Source = "Source", "Nguồn";
    Known = "Known", "Mức tin cậy";
    Factor = "Factor", "Yếu tố";
    Index = "Index", "Chỉ số độ nhạy";
    Part = "Part", "Phần";
    ShareOf = "Share (%)", "Tỷ lệ (%)";
    Respondents = "Respondents", "Số người trả lời";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::words::table::check;

    #[test]
    fn every_phrase_is_in_both_languages_with_the_same_gaps() {
        check(Phrase::ALL.iter().map(|phrase| (format!("{phrase:?}"), phrase.texts())));
    }
}
