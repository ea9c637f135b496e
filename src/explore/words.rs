//! The phrases of the page to explore; those of results are the report's.

use crate::report::table::phrases;

phrases! {
    Title = "Explore what prevention would change", "Khám phá tác động của phòng ngừa";
    Notice = "Modelled, not observed", "Kết quả mô hình, không phải số liệu quan sát";
    Lead = "Lay levers on the timeline, run, and see what they change against the baseline, paired child by child. Everything stays on this machine.", "Đặt các biện pháp lên dòng thời gian, chạy mô phỏng và xem thay đổi so với kịch bản cơ sở, so sánh theo từng trẻ. Mọi thứ ở lại trên máy này.";
    OtherLanguage = "Tiếng Việt", "English";
    ScenarioTitle = "Scenario", "Kịch bản";
    Base = "Begin with", "Bắt đầu từ";
    BuiltIn = "Built in", "Có sẵn";
    Saved = "Saved", "Đã lưu";
    Name = "Name of your scenario", "Tên kịch bản của bạn";
    NameHint = "a-z, 0-9, _ and -", "a-z, 0-9, _ và -";
    Description = "In a sentence", "Mô tả trong một câu";
    Edit = "Open for changes", "Mở để sửa";
    LeversTitle = "Levers", "Biện pháp";
    LeverChoice = "Lever", "Biện pháp can thiệp";
    Add = "Add", "Thêm";
    Change = "Change", "Sửa";
    Remove = "Remove", "Bỏ";
    InBase = "At work in what you begin with", "Đang có trong kịch bản bắt đầu";
    NoneInBase = "No lever is at work there.", "Không có biện pháp nào.";
    Coverage = "Coverage (%)", "Độ bao phủ (%)";
    Start = "Start", "Bắt đầu";
    Stop = "Stop", "Kết thúc";
    Endless = "goes on", "tiếp tục mãi";
    Ramp = "Months to full coverage", "Số tháng đến khi đạt độ bao phủ đầy đủ";
    Places = "Where", "Ở đâu";
    PlaceAll = "Whole country", "Cả nước";
    PlaceBorder = "Border provinces", "Các tỉnh biên giới";
    PlacePoor = "Provinces with poverty above 10 %", "Các tỉnh có tỷ lệ nghèo trên 10 %";
    PlaceList = "Chosen provinces", "Các tỉnh được chọn";
    PlaceOther = "As in the scenario:", "Theo kịch bản:";
    Assumes = "What it assumes, on what evidence", "Giả định gì, dựa trên bằng chứng nào";
    AssumesNote = "Its numbers by grade: {grades}. Details in English.", "Các con số theo mức tin cậy: {grades}. Chi tiết bằng tiếng Anh.";
    Timeline = "Timeline", "Dòng thời gian";
    TimelineNote = "Height is coverage; levers of what you begin with are grey.", "Chiều cao là độ bao phủ; màu xám là biện pháp của kịch bản bắt đầu.";
    TimelineBar = "{lever}: {coverage} % from {start} to {stop}", "{lever}: {coverage} % từ {start} đến {stop}";
    RunTitle = "Run", "Chạy mô phỏng";
    Replicates = "Replicates", "Số lần lặp";
    Seed = "Seed", "Hạt giống";
    ScaleNote = "One family in {scale} is simulated, {first}–{last}. The first run of a seed warms up for 20 years; later ones go on from there.", "Mô phỏng một trên {scale} gia đình, {first}–{last}. Lần chạy đầu của mỗi hạt giống mô phỏng trước 20 năm; các lần sau tiếp tục từ đó.";
    Run = "Run", "Chạy";
    Cancel = "Cancel", "Hủy";
    Save = "Save", "Lưu";
    SavedAs = "Saved as {file}.", "Đã lưu thành {file}.";
    ShowFile = "Show its file", "Xem tệp";
    FileNote = "Save it as {file}; `lachan compare {file}` runs it.", "Lưu thành {file}; chạy bằng `lachan compare {file}`.";
    Waiting = "Waiting for the runs before it", "Đang chờ các lần chạy trước";
    Running = "Simulating: {done} of {total} months", "Đang mô phỏng: {done} trên {total} tháng";
    Writing = "Reading the results", "Đang đọc kết quả";
    Done = "Done", "Xong";
    Cancelled = "Cancelled", "Đã hủy";
    Failed = "Failed", "Thất bại";
    Lost = "The server does not answer.", "Máy chủ không trả lời.";
    ResultsTitle = "Result", "Kết quả";
    NoResult = "Nothing has been run yet.", "Chưa có lần chạy nào.";
    ResultOf = "{number}. {name}", "{number}. {name}";
    Provinces63 = "63 provinces", "63 tỉnh, thành phố";
    Provinces34 = "34 units of July 2025", "34 đơn vị từ tháng 7 năm 2025";
    Division = "Map of", "Bản đồ theo";
    Report = "Whole report", "Báo cáo đầy đủ";
    Files = "Data of this run (CSV)", "Số liệu của lần chạy này (CSV)";
    NeedsScript = "This page needs JavaScript; it is served from this machine alone.", "Trang này cần JavaScript; nó chỉ được phục vụ từ máy này.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_in_both_languages_with_the_same_gaps() {
        crate::report::table::check(Phrase::ALL.iter().map(|phrase| (format!("{phrase:?}"), phrase.texts())));
    }
}
