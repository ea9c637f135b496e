# Phrases of the report, Vietnamese.
# Fluent (projectfluent.org). The same ids and the same $gaps stand in both languages.

Title = Nguy cơ mua bán trẻ em ở Việt Nam
Notice = Kết quả mô hình, không phải số liệu quan sát
MadeUp = Dữ liệu hư cấu: { $title } là một quốc gia không có thật. Không có gì trên trang này nói về một nơi có thật.
PackOf = Dữ liệu quốc gia
NoticeLong = Mọi con số đều từ mô phỏng các điều kiện nguy cơ và dịch vụ. Chúng không mô tả người thật nào và không phải số vụ việc thực tế.
SuppressedNote = Số liệu cấp tỉnh dựa trên ít hơn năm người mô phỏng, hoặc trên một đến bốn người bị ảnh hưởng, được ẩn và vẫn ẩn khi gộp tỉnh.
ReplicatesNote = { $replicates } lần lặp cho mỗi kịch bản, số khởi tạo (seed) { $seed }, mô phỏng một trên { $scale } gia đình.
ShortForm = Bản rút gọn để gửi thư. Lược bỏ: bản đồ và biểu đồ của các kịch bản ngoài kịch bản tham chiếu và kịch bản nêu ở đầu trang; diễn biến theo tháng, của các điều kiện và của lượt phục vụ; dịch vụ và an ninh con người theo tỉnh của các kịch bản khác; chênh lệch của các chỉ số khác; kế hoạch, đơn vị và nguồn của số liệu biện pháp; mã băm của tệp; tải số liệu. Bản đầy đủ có tất cả.
Contents = Nội dung
ShowScenario = Xem kịch bản
AllScenarios = Tất cả
DownloadCsv = Tải CSV
SortHint = Bấm tiêu đề cột để sắp xếp bảng. Dùng phím mũi tên để di chuyển trong hình.
To = đến
Unlimited = trở lên
Below = dưới
PercentagePoints = điểm phần trăm
Hidden = ẩn
HiddenOrNone = ẩn hoặc không có
NotAvailable = không có
WholePeriod = { $first }–{ $last }
Evidence = Bằng chứng { $grade } ({ $rows })

HeadLevel = { $value } người 12–24 tuổi từng bị mua bán trước 18 tuổi ({ $reference }, { $year }; khoảng tin cậy 95%: { $interval }).
HeadLevelBare = { $value } người 12–24 tuổi từng bị mua bán trước 18 tuổi ({ $reference }, { $year }; một lần lặp, không có khoảng tin cậy).
HeadContrast = { $scenario } giảm nguy cơ nhiều nhất. { $measure }: { $value } so với { $reference_value } ở { $reference } { $when }, chênh lệch { $difference } (khoảng tin cậy 95%: { $interval }).
HeadNoContrast = Không kịch bản nào khác { $reference } vượt quá khoảng tin cậy 95%. Thấp nhất là { $scenario }: { $measure }, { $value } so với { $reference_value } { $when }, chênh lệch { $difference } (khoảng tin cậy 95%: { $interval }).
HeadBetter = Xác suất tốt hơn { $reference }: { $probability }.
HeadCost = Bảo vệ được { $averted } trẻ em (khoảng tin cậy 95%: { $interval }), với chi phí { $cost } mỗi trẻ.
HeadFit = { $held } trên { $all } chỉ tiêu đối chiếu nằm trong khoảng cho phép.
HeadAssumed = { $assumed } trên { $all } tham số là giả định.

ScenariosTitle = Các kịch bản so với { $reference }
ScenariosLead = Chênh lệch theo cặp so với { $reference }: cùng những trẻ em mô phỏng trải qua mỗi kịch bản. Đoạn thẳng là khoảng tin cậy 95%; nếu cắt số không, chênh lệch có thể do ngẫu nhiên.
DifferenceOf = { $measure }: chênh lệch, { $period }
Better = P(tốt hơn) { $p }
SideBetter = ← ít nguy cơ hơn
SideWorse = nhiều nguy cơ hơn →
Protected = Số trẻ em được bảo vệ, cả giai đoạn
CostPerChild = Chi phí mỗi trẻ được bảo vệ (đồng)
CostNote = Kịch bản không bảo vệ được trẻ nào thì không có chi phí mỗi trẻ. Phần tác động dựa trên cường độ biện pháp giả định: xem bảng.
CostTable = Tác động và chi phí
LeverCosts = Chi phí theo biện pháp, mọi năm
ContrastTable = Chênh lệch, cả nước

MapTitle = Các tỉnh, thành phố
MapLead63 = 63 tỉnh, thành phố giai đoạn 2008 đến tháng 6 năm 2025.
MapLead34 = 34 tỉnh, thành phố từ tháng 7 năm 2025, gộp từ các tỉnh trọn vẹn: cộng tử số và mẫu số.
MapSea = Bản đồ dừng ở 110° Đ; các đảo xa hơn không có hộ mô phỏng. Ranh giới chỉ để minh họa, không thể hiện quan điểm.
MapLevel = { $measure }, { $scenario }, { $year }
MapDifference = { $measure }: { $scenario } trừ { $reference }, { $period }
MapDescription = Bản đồ Việt Nam gồm { $count } đơn vị; cao nhất: { $highest }; thấp nhất: { $lowest }.
MapHatched = có thể bằng 0
MapHatchedNote = Gạch chéo: khoảng tin cậy 95% cắt số không, hoặc không có khoảng.
MapMergedNote = Chênh lệch của đơn vị gộp được tính theo cặp như của tỉnh: tử số và mẫu số cộng lại trong từng lần lặp. Nếu số liệu của một tỉnh thành phần bị ẩn, số liệu của đơn vị cũng bị ẩn.

SeriesTitle = Diễn biến theo thời gian
SeriesLead = Đường là trung bình các lần lặp; dải từ lần lặp thấp nhất đến cao nhất, chỉ vẽ khi có nhiều lần lặp.
MonthlyHeld = Đang bị bóc lột, theo tháng
MonthlyCases = Số trẻ em mới bị mua bán, theo tháng
Recruiters = Số người tuyển mộ đang hoạt động, theo tháng
SeriesDescription = Mỗi kịch bản một đường, từ { $first } đến { $last }.
AssumedFrom = giả định từ { $year }
Legend = Các kịch bản

SeenTitle = Thực tế mô phỏng, khảo sát và sổ ghi nhận
SeenLead = Một thực tế ẩn, nhìn theo hai cách: khảo sát hỏi người 12–24 tuổi và bỏ sót người không nói ra; cơ quan chức năng chỉ ghi nhận số ít nạn nhân được xác định.
SeenSurvey = Thực tế mô phỏng và khảo sát, người 12–24 tuổi
SeenRegister = Số nạn nhân được ghi nhận một năm
SeenCases = Số trẻ em mới bị mua bán một năm, để so sánh
Truth = Thực tế mô phỏng
Survey = Khảo sát với khoảng tin cậy 95%
SurveyColumn = Khảo sát
SurveyOfAll = Khảo sát tất cả mọi người
Counted = Đếm được
Expected = Kỳ vọng
ExpectedAbroad = Kỳ vọng, qua biên giới
ExpectedUnder16 = Kỳ vọng, dưới 16 tuổi
SeenNote = Số nạn nhân được ghi nhận ít; kỳ vọng cộng xác suất được ghi nhận của từng nạn nhân nên ổn định hơn số đếm.

EquityTitle = Ai chịu nguy cơ
EquityLead = { $measure }, { $year }. Đoạn thẳng là khoảng tin cậy 95% của trung bình các lần lặp khi có nhiều lần lặp.
EquityPanel = { $scenario } và { $reference }

ServicesTitle = Khả năng đáp ứng của dịch vụ
ServicesLead = Cán bộ quản lý ca chỉ tiếp nhận được một số ca nhất định. Phần vượt quá phải chờ, và không được phục vụ nếu chờ quá lâu.
Referred = Số lượt chuyển gửi một năm
Opened = Số ca được mở một năm
Unmet = Số lượt chuyển gửi không được phục vụ một năm
Places = Số ca có thể tiếp nhận, cuối năm
Open = Số ca đang mở, cuối năm
Waiting = Số lượt chuyển gửi đang chờ, cuối năm
ServicesTable = Dịch vụ theo tỉnh, { $year }

SecurityTitle = An ninh con người
SecurityLead = Bảy khía cạnh, mỗi khía cạnh là một chỉ số của hộ từ 0 (không an toàn) đến 1 (an toàn), trung bình các hộ có trẻ em, { $year }. Mỗi chỉ số hẹp hơn tên gọi: tài liệu nêu rõ phần không bao gồm.
SecurityGrid = An ninh con người theo tỉnh, { $scenario }, { $year }
SecurityMerged = Thể hiện cho từng tỉnh trong 63 tỉnh: tệp này chỉ có trung bình của tỉnh, không có quyền số, nên trung bình của đơn vị gộp sẽ không chính xác.
SecurityNational = An ninh con người, cả nước, { $year }

FitTitle = Độ khớp hiệu chỉnh
FitLead = Xám: khoảng theo bằng chứng đã công bố; vạch: giá trị công bố; dấu: giá trị mô phỏng, trong (tròn) hoặc ngoài (chéo) khoảng, kèm hai lần sai số chuẩn. { $scenario }.
FitOut = Ngoài khoảng: { $ids }.
FitIn = trong
FitOutWord = NGOÀI
FitShown = chỉ hiển thị, không đánh giá

UncertaintyTitle = Độ bất định đến từ đâu
UncertaintyLead = Bao nhiêu phần của độ bất định đến từ ngẫu nhiên, từ cường độ biện pháp và từ các tham số khác.
UncertaintyPanel = Độ bất định của chênh lệch: { $measure }
Chance = Ngẫu nhiên
Levers = Cường độ biện pháp
Parameters = Tham số

AssumptionsTitle = Các giả định
AssumptionsLead = Mỗi tham số kèm khoảng hợp lý và mức độ tin cậy: { $counts }. Biện pháp tác động lên các điều kiện nguy cơ đã được thử nghiệm đo lường; mối liên hệ từ đó đến mua bán người là phần bất định.
AssumptionsTable = Bảng tham số

ProvenanceTitle = Nguồn gốc
ProvenanceLead = Cùng lệnh, phiên bản và số khởi tạo sẽ tạo lại đúng từng byte trên mọi máy.
Command = Lệnh tạo lại kết quả
Version = Phiên bản
Seed = Số khởi tạo (seed)
Replicates = Số lần lặp
ConfigHash = Mã băm của cấu hình
GapRules = Quy tắc điền ô trống
GapRule = { $rule }: { $column }, { $count } tỉnh
Boundaries = Ranh giới: geoBoundaries (geoboundaries.org), CC BY 4.0; Runfola và cộng sự 2020, doi:10.1371/journal.pone.0231866; nguồn Wikimedia Commons, phạm vi công cộng.
Colours = Màu: viridis (mức), ColorBrewer PuOr (chênh lệch), Okabe-Ito (kịch bản); phù hợp người mù màu.

Scenario = Kịch bản
Year = Năm
Measure = Chỉ số
Group = Nhóm
Province = Tỉnh, thành phố
PlaceCode = Mã số
Region = Vùng
Value = Giá trị
Reference = Tham chiếu
Difference = Chênh lệch
Low = Thấp
High = Cao
PBetter = P(tốt hơn)
Effect = Tác động
Averted = Tránh được
ChildrenProtected = trẻ em được bảo vệ
PersonMonthsAverted = tháng bị bóc lột tránh được
ExtraCost = Chi phí tăng thêm
CostOfOne = Chi phí mỗi đơn vị
Frontier = Trên đường biên hiệu quả
AssumedShare = Phần tác động dựa trên cường độ biện pháp giả định
Yes = có
No = không
Lever = Biện pháp
Cost = Chi phí
Pattern = Chỉ tiêu đối chiếu
Target = Mục tiêu
Simulated = Mô phỏng
StandardError = Sai số chuẩn
InBand = Trong khoảng
Grade = Hạng
Unit = Đơn vị
Name = Tên
Source = Nguồn
Known = Mức tin cậy
Factor = Yếu tố
Index = Chỉ số độ nhạy
Part = Phần
ShareOf = Tỷ lệ
Respondents = Số người trả lời
LowOf = { $what }, thấp
HighOf = { $what }, cao
SurveyLow = Khảo sát, thấp
SurveyHigh = Khảo sát, cao
DifferenceUnit = Đơn vị của chênh lệch

# Units, money and periods within sentences.
PerThousandChildren = trên 1.000 trẻ em
UnitMillionDong = triệu đồng
UnitBillionDong = tỷ đồng
Trillions = { $amount } nghìn tỷ
Billions = { $amount } tỷ
Millions = { $amount } triệu
Thousands = { $amount } nghìn
Dong = { $amount } đồng
WithDollars = { $dong } ({ $dollars } USD)
PriceNote = Tiền: đơn giá theo giá hiện hành 2016–2021, không điều chỉnh lạm phát; 1 USD = { $rate } đồng, tỷ giá dùng để quy đổi các đơn giá trong levers.toml.
InYear = năm { $when }
InPeriod = giai đoạn { $when }

# How sure a comparison is.
AssumedOf = { $assumed } trên { $all } số liệu là giả định
EvidenceColumn = Bằng chứng của các biện pháp
FewReplicates = Chỉ có { $replicates } lần lặp: khoảng tin cậy rộng và bản thân nó cũng chưa chắc chắn. Nên chạy từ hai mươi lần trở lên.
HoldsChance = Khoảng tin cậy chỉ tính đến yếu tố ngẫu nhiên. Cường độ của biện pháp và phần hiệu chỉnh còn để ngỏ chưa được tính; dùng `--uncertainty all` để tính thêm.
HoldsLevers = Khoảng tin cậy tính đến yếu tố ngẫu nhiên và cường độ chưa biết chắc của biện pháp. Phần hiệu chỉnh còn để ngỏ chưa được tính.
HoldsEnsemble = Khoảng tin cậy tính đến yếu tố ngẫu nhiên và phần hiệu chỉnh còn để ngỏ của các tham số. Cường độ của biện pháp chưa được tính.
HoldsParameters = Khoảng tin cậy tính đến yếu tố ngẫu nhiên, cường độ chưa biết chắc của biện pháp và phần hiệu chỉnh còn để ngỏ của các tham số khác. Những gì mô hình bỏ qua không nằm trong khoảng nào.

# The page of a study.
StudyTitle = Nghiên cứu { $name }
StudyCounts = { $points } điểm của { $factors } yếu tố, mỗi điểm { $replicates } lần lặp, số khởi tạo (seed) { $seed }.
SweepHead = { $measure }, { $scenario }: thấp nhất { $least } tại { $at_least }, cao nhất { $most } tại { $at_most }.
MeansTitle = Trung bình theo điểm
MeansLead = Năm cuối. Đường là trung bình các lần lặp và, khi các yếu tố khác cũng thay đổi, trung bình theo các giá trị của chúng; dải là khoảng tin cậy 95% do ngẫu nhiên khi có nhiều lần lặp.
MeansTable = Trung bình của từng điểm, năm cuối
MoreInFile = Bảng chỉ có các điểm đầu; { $file } có tất cả.
OverFactor = { $measure }, theo { $factor }
Point = Điểm
RankingTitle = Yếu tố nào quan trọng
RankingLead = Mỗi con số kèm các yếu tố làm nó thay đổi nhiều nhất, lớn nhất đứng trước. Đoạn thẳng là khoảng tin cậy 95% từ việc lấy mẫu lại các điểm; khi các khoảng chồng lên nhau, thứ tự không chắc chắn.
RankingHead = { $measure } phụ thuộc nhiều nhất vào: { $factors }. Đo bằng: { $index }.
RankingPanel = { $measure }, { $period }, { $scenario }. { $index }
RankingTable = Mọi chỉ số độ nhạy
AllFactors = mọi yếu tố cùng nhau
PosteriorHead = { $known } trên { $all } yếu tố được biết rõ hơn trước; { $met } trên { $patterns } chỉ tiêu nằm trong khoảng ở ít nhất một nửa số điểm đã hiệu chỉnh.
PosteriorTitle = Các yếu tố: sau so với trước
PosteriorLead = Xám: khoảng trước khi hiệu chỉnh. Thanh: 90% của phân phối hậu nghiệm, kèm trung vị; màu nâu khi các chỉ tiêu không cho biết thêm gì về yếu tố.
PosteriorFitTitle = Độ khớp của mô hình đã hiệu chỉnh
PosteriorFitLead = Xám: khoảng theo bằng chứng đã công bố; dấu: trung bình của các điểm đã hiệu chỉnh, trong (tròn) hoặc ngoài (chéo) khoảng, kèm 90% ở giữa.
KnownBetter = được biết rõ hơn trước
KnownAsBefore = không được biết rõ hơn trước
PriorRange = trước: { $low } đến { $high }
PriorLow = Trước, thấp
PriorHigh = Trước, cao
Median = Trung vị sau
PosteriorLow = Sau, phân vị 5%
PosteriorHigh = Sau, phân vị 95%
Shrinkage = Độ phân tán mà hiệu chỉnh làm giảm
ShareInBand = { $share } số điểm nằm trong khoảng
Role = Vai trò trong hiệu chỉnh
InBandShare = Số điểm nằm trong khoảng

# How far a map can be read.
MapUncertain = chưa chắc chắn
MapHoldsChance = Khoảng tin cậy của tỉnh chỉ tính đến yếu tố ngẫu nhiên.
MapHoldsParameters = Khoảng tin cậy của tỉnh chứa độ phân tán giữa các lần lặp, vốn khác nhau cả do ngẫu nhiên và do các tham số được rút thăm.
MapUncertainNote = Mức có sai số chuẩn trên 30% giá trị, hoặc không biết sai số, được gạch chéo và coi là chưa chắc chắn: không nên đọc riêng lẻ.

# What was compared.
ComparedTitle = Các kịch bản được so sánh
Where = Ở đâu
ForWhom = Cho ai
From = Từ
Until = Đến
NoEnd = không kết thúc
Warning = Cảnh báo
Coverage = Độ bao phủ
HandedOut = Trợ cấp mỗi đơn vị
NoLever = không có biện pháp nào
WholeCountry = cả nước
SomePlaces = { $places } ({ $count } tỉnh)
TowardsRisk = { $target }, ưu tiên hộ có nguy cơ
CannotAct = không thể tác động
CannotActNote = { $lever } không thể tác động trong { $scenario }: bắt đầu quá muộn, không chọn tỉnh nào hoặc không đến được ai. Chênh lệch bằng 0 khi đó không phải là kết quả.
TakenAwayNote = { $lever } không tác động trong { $scenario } nhưng tác động trong { $reference }: chênh lệch là những gì thay đổi khi không có biện pháp này.
Reliable = Đáng tin cậy
NotReliable = chưa đáng tin cậy
DoubtedNote = { $doubted } trong { $all } chỉ số chưa đáng tin cậy, vì ít điểm, ít lần lặp hoặc khoảng tin cậy vượt ngoài giá trị có thể có; cột note của sensitivity.csv nói rõ lý do.
MapReadable = Các tỉnh ở quy mô { $scale } với { $replicates } lần lặp: hệ số biến thiên (sai số chuẩn chia cho giá trị) là { $median } ở tỉnh trung vị và { $worst } ở tỉnh kém chắc chắn nhất, còn { $unknown } tỉnh không biết được; { $unreadable } trong { $all } tỉnh không nên đọc riêng lẻ.
MapRegionsAlone = Quy mô nhân số lần lặp dưới 0,005: hãy đọc theo vùng, không đọc theo tỉnh.
MapSmall = Quy mô nhân số lần lặp dưới 0,02: không đọc riêng từng tỉnh, và đọc các bậc màu một cách thận trọng. Từ 0,02 trở lên có thể đọc bản đồ theo bậc màu; muốn phân biệt các tỉnh chênh nhau một phần mười thì cần 0,2.
MapByClasses = Đọc bản đồ theo bậc màu: các tỉnh có hạng chồng lên nhau có thể đổi chỗ cho nhau. Muốn phân biệt các tỉnh chênh nhau một phần mười, quy mô nhân số lần lặp phải đạt 0,2.
MapMergedErrors = Không biết sai số của các đơn vị gồm nhiều tỉnh, nên chúng không bao giờ được gạch chéo. Thứ hạng các tỉnh có ở trang 63 tỉnh.
RanksTitle = Thứ hạng các tỉnh, { $scenario }, { $year }
RankFrom = Hạng cao nhất có thể
RankTo = Hạng thấp nhất có thể
RankTold = hạng { $from }–{ $to }
CoefficientOfVariation = Hệ số biến thiên

LeverExpected = Kỳ vọng: { $effect }.
LeverMoves = Tác động lên: { $targets }.
LeverScope = Độ bao phủ: { $scope }.
LeverUnitCost = Chi phí đơn vị: { $unit }.
LeverInBaseline = Trong kịch bản cơ sở:
LeverRange = { $name } = { $value } [{ $low } đến { $high }] { $unit }
LeverNoEvidence = Bằng chứng: không tìm thấy; mọi mức tác động đều là giả định.
LeverEvidence = Bằng chứng:
LeverCounts = { $assumed } trong { $all } số liệu là giả định; { $cite } số liệu dẫn bằng chứng.

WhyTitle = Vì sao: hiệu quả theo từng kênh
WhyLead = Qua kênh tác động nào mà một kịch bản bảo vệ trẻ em (mô phỏng, không phải quan sát), so với tham chiếu. Phần của một kênh là những gì kịch bản làm được chỉ qua kênh đó, cùng mọi hệ quả về sau.
WhyPanel = Số trẻ được bảo vệ, theo kênh: { $scenario }
WhyNote = Các phần và những gì chúng cùng tạo ra cộng lại đúng bằng tổng thể trong mỗi lần lặp. Cách tách theo kênh cho biết kịch bản tác động trong mô hình qua yếu tố nào; nó không nói rủi ro đến với trẻ bằng con đường nào, và một phần dựa trên số liệu giả định chỉ chắc chắn như chính số liệu đó.
MovesFirst = Tác động trước hết lên
OfTheWhole = So với toàn bộ
CasesAverted = Số vụ tránh được
