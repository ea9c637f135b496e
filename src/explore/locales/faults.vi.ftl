# What the page to explore says of faults, Vietnamese.
# Fluent (projectfluent.org). The same ids and the same $gaps stand in both languages.

FieldNumber = { $field }: không nhận được { $found }; hãy ghi một số nguyên từ 0 trở lên.
FieldShare = { $field }: không nhận được { $found }; hãy ghi một con số.
FieldEmpty = { $field }: chưa ghi gì; hãy ghi một con số.
Unreadable = Không đọc được yêu cầu ({ $fault }): hãy tải lại trang.
ReplicatesOutside = { $found } lần lặp: hãy chọn từ { $least } đến { $most }.
SameAsBaseline = Kịch bản giống hệt kịch bản cơ sở: hãy thêm hoặc sửa một biện pháp, nếu không mọi chênh lệch đều bằng 0.
NameTaken = `{ $name }` là kịch bản có sẵn: hãy đặt tên khác.
NoDirectory = Không lưu được gì: hãy chạy `lachan explore DIR` với một thư mục.
QueueFull = Đã có { $number } lần chạy đang chờ: hãy hủy một lần, hoặc thử lại khi lần đầu xong.
NoRun = Không có lần chạy này, hoặc đã quá lâu.
NoResultYet = Lần chạy này chưa có kết quả.
NoFile = Không có tệp này.
NoScenario = Không có kịch bản này.
MoreThanShown = { $file } đặt nhiều hơn những gì trang này hiển thị: hãy chọn nó làm điểm bắt đầu của một kịch bản mới.
