# Phrases of the report, English.
# Fluent (projectfluent.org). The same ids and the same $gaps stand in both languages.

Title = Risk of child trafficking in Viet Nam
Notice = Modelled, not observed
MadeUp = Made up: { $title } is an invented country. Nothing on this page is about a real place.
PackOf = Data of the country
NoticeLong = All figures come from a simulation of risk conditions and services. They describe no real person, and they are not counts of real cases.
SuppressedNote = Numbers of provinces that rest on fewer than five simulated people, or on one to four affected ones, are hidden and stay hidden in merged units.
ReplicatesNote = { $replicates ->
    [one] One replicate
   *[other] { $replicates } replicates
 } of each scenario, seed { $seed }, simulated at one family in { $scale }.
ShortForm = Short form for mail. It leaves out: maps and panels of scenarios other than the reference and the headline's; series by month, of conditions and of service flows; services and human security by province of other scenarios; contrasts of other indicators; plans, units and sources of lever numbers; hashes of files; downloads. The full page holds all.
Contents = Contents
ShowScenario = Show scenario
AllScenarios = All
DownloadCsv = Download CSV
SortHint = Column headings sort the tables. Arrow keys move through a figure.
To = to
Unlimited = and more
Below = below
PercentagePoints = pp
Hidden = hidden
HiddenOrNone = hidden or none
NotAvailable = not available
WholePeriod = { $first }–{ $last }
Evidence = Evidence { $grade } ({ $rows })

HeadLevel = { $value } of people aged 12–24 had an experience of trafficking before 18 ({ $reference }, { $year }; 95 % interval { $interval }).
HeadLevelBare = { $value } of people aged 12–24 had an experience of trafficking before 18 ({ $reference }, { $year }; one replicate, no interval).
HeadContrast = { $scenario } lowers the risk most. { $measure }: { $value } instead of { $reference_value } with { $reference } { $when }, a difference of { $difference } (95 % interval { $interval }).
HeadNoContrast = No scenario differs from { $reference } by more than its 95 % interval. Lowest with { $scenario }: { $measure }, { $value } instead of { $reference_value } { $when }, a difference of { $difference } (95 % interval { $interval }).
HeadBetter = Probability of being better than { $reference }: { $probability }.
HeadCost = It protects { $averted } children (95 % interval { $interval }), at { $cost } a child.
HeadFit = { $held } of { $all } calibration patterns are in their band.
HeadAssumed = { $assumed } of { $all } parameters are assumed.

ScenariosTitle = Scenarios against { $reference }
ScenariosLead = Paired differences from { $reference }: the same simulated children live through each scenario. A line is a 95 % interval; where it crosses zero, the difference may be chance.
DifferenceOf = { $measure }: difference, { $period }
Better = P(better) { $p }
SideBetter = ← less risk
SideWorse = more risk →
Protected = Children protected, whole period
CostPerChild = Cost per child protected (dong)
CostNote = A scenario that protects nobody has no cost per child. How much of each effect rests on lever strengths that are assumed: see the table.
CostTable = Effects and costs
LeverCosts = Cost by lever, all years
ContrastTable = Differences, whole country

MapTitle = Provinces
MapLead63 = The 63 provinces of 2008 to June 2025.
MapLead34 = The 34 units since July 2025, made of whole provinces: numerators and denominators are added.
MapSea = The map ends at 110° E; islands further out hold no simulated home. Boundaries are for charts only and take no position.
MapLevel = { $measure }, { $scenario }, { $year }
MapDifference = { $measure }: { $scenario } less { $reference }, { $period }
MapDescription = Map of Viet Nam in { $count } areas; highest: { $highest }; lowest: { $lowest }.
MapHatched = may be zero
MapHatchedNote = Hatched: the 95 % interval crosses zero, or there is none.
MapMergedNote = Differences of merged units are paired as those of provinces are: numerators and denominators add up in each replicate. Where a number of one of its provinces is hidden, the unit's is hidden too.

SeriesTitle = Over time
SeriesLead = Lines are means over replicates; bands reach from the lowest to the highest replicate, and are drawn where there are several.
MonthlyHeld = In exploitation, by month
MonthlyCases = New cases of children, by month
Recruiters = Recruiters at work, by month
SeriesDescription = Line for each scenario from { $first } to { $last }.
AssumedFrom = assumed from { $year }
Legend = Scenarios

SeenTitle = Truth, survey and register
SeenLead = One hidden truth, seen in two ways: a survey asks people aged 12–24 and misses those who do not disclose; authorities record the few victims they identify.
SeenSurvey = Truth and survey, people aged 12–24
SeenRegister = Victims recorded by authorities a year
SeenCases = New cases of children a year, for comparison
Truth = Truth
Survey = Survey with 95 % interval
SurveyColumn = Survey
SurveyOfAll = Survey of everyone
Counted = Counted
Expected = Expected
ExpectedAbroad = Expected, cross-border
ExpectedUnder16 = Expected, under 16
SeenNote = Recorded victims are few; the expectation adds up the chance each victim had of being recorded, and is steadier than a count.

EquityTitle = Who bears the risk
EquityLead = { $measure }, { $year }. Lines are 95 % intervals of the mean over replicates where there are several.
EquityPanel = { $scenario } and { $reference }

ServicesTitle = Service load
ServicesLead = Caseworkers can take a number of cases. What exceeds it waits, and is dropped unserved when it waits too long.
Referred = Referrals a year
Opened = Cases opened a year
Unmet = Referrals dropped unserved a year
Places = Cases that caseworkers can take, end of the year
Open = Open cases, end of the year
Waiting = Referrals waiting, end of the year
ServicesTable = Services by province, { $year }

SecurityTitle = Human security
SecurityLead = Seven dimensions, each an indicator of a home from 0 (insecure) to 1 (secure), averaged over homes with children, { $year }. Each is narrower than its name: the documentation says what is left out.
SecurityGrid = Human security by province, { $scenario }, { $year }
SecurityMerged = Shown for each of the 63 provinces: this file holds means of provinces without weights, so means of merged units would not be exact.
SecurityNational = Human security, whole country, { $year }

FitTitle = Calibration fit
FitLead = Grey: the band of published evidence; tick: the published value; mark: the simulated value, inside (disc) or outside (cross), with twice its standard error. { $scenario }.
FitOut = Out of band: { $ids }.
FitIn = in
FitOutWord = OUT
FitShown = shown, not judged

UncertaintyTitle = Where the uncertainty comes from
UncertaintyLead = How much of the uncertainty of a difference comes from chance, from the strengths of the levers and from the other parameters.
UncertaintyPanel = Uncertainty of the difference: { $measure }
Chance = Chance
Levers = Strength of levers
Parameters = Parameters

AssumptionsTitle = Assumptions
AssumptionsLead = Each parameter with its plausible range and how well it is known: { $counts }. Levers act on risk conditions that trials measured; how these lead to trafficking is the uncertain part.
AssumptionsTable = Parameters

ProvenanceTitle = Provenance
ProvenanceLead = The same command, version and seed make the same bytes again on any machine.
Command = Command that makes the results again
Version = Version
Seed = Seed
Replicates = Replicates
ConfigHash = Hash of the configuration
GapRules = Rules that filled empty cells
GapRule = { $rule }: { $column }, { $count } provinces
Boundaries = Boundaries: geoBoundaries (geoboundaries.org), CC BY 4.0; Runfola et al. 2020, doi:10.1371/journal.pone.0231866; source Wikimedia Commons, public domain.
Colours = Colours: viridis (levels), ColorBrewer PuOr (differences), Okabe-Ito (scenarios); safe for colour-blind readers.

Scenario = Scenario
Year = Year
Measure = Indicator
Group = Group
Province = Province
PlaceCode = Code
Region = Region
Value = Value
Reference = Reference
Difference = Difference
Low = Low
High = High
PBetter = P(better)
Effect = Effect
Averted = Averted
ChildrenProtected = children protected
PersonMonthsAverted = months in exploitation averted
ExtraCost = Extra cost
CostOfOne = Cost of one
Frontier = On the efficiency frontier
AssumedShare = Share of the effect that rests on assumed lever strengths
Yes = yes
No = no
Lever = Lever
Cost = Cost
Pattern = Pattern
Target = Target
Simulated = Simulated
StandardError = Standard error
InBand = In band
Grade = Grade
Unit = Unit
Name = Name
Source = Source
Known = Known
Factor = Factor
Index = Index
Part = Part
ShareOf = Share
Respondents = Respondents
LowOf = { $what }, low
HighOf = { $what }, high
SurveyLow = Survey, low
SurveyHigh = Survey, high
DifferenceUnit = Unit of the difference

# Units, money and periods within sentences.
PerThousandChildren = per 1,000 children
UnitMillionDong = million dong
UnitBillionDong = billion dong
Trillions = { $amount } trillion
Billions = { $amount } billion
Millions = { $amount } million
Thousands = { $amount } thousand
Dong = { $amount } dong
WithDollars = { $dong } ({ $dollars } USD)
PriceNote = Money: unit costs in dong of 2016 to 2021, not adjusted for inflation; 1 USD = { $rate } dong, the rate at which the unit costs of levers.toml were converted.
InYear = in { $when }
InPeriod = in { $when }

# How sure a comparison is.
AssumedOf = { $assumed } of { $all } numbers assumed
EvidenceColumn = Evidence of its levers
FewReplicates = { $replicates ->
    [one] Only one replicate: there is no interval.
   *[other] Only { $replicates } replicates: intervals are wide and themselves uncertain. Twenty or more are better.
 }
HoldsChance = Intervals hold chance alone. How strong the levers are, and what calibration leaves open, is not in them; `--uncertainty all` adds both.
HoldsLevers = Intervals hold chance and the unknown strengths of the levers. What calibration leaves open is not in them.
HoldsEnsemble = Intervals hold chance and what calibration leaves open of the parameters. How strong the levers are is not in them.
HoldsParameters = Intervals hold chance, the unknown strengths of the levers, and what calibration leaves open of the other parameters. What the model itself leaves out is in no interval.

# The page of a study.
StudyTitle = Study { $name }
StudyCounts = { $points } points of { $factors ->
    [one] one factor
   *[other] { $factors } factors
 }, { $replicates ->
    [one] one replicate
   *[other] { $replicates } replicates
 } of each, seed { $seed }.
SweepHead = { $measure }, { $scenario }: lowest { $least } at { $at_least }, highest { $most } at { $at_most }.
MeansTitle = Means by point
MeansLead = The last year. A line is the mean over replicates and, where other factors vary too, over their values; a band is the 95 % interval of chance where there are several replicates.
MeansTable = Means of each point, last year
MoreInFile = The table shows the first points; { $file } has all.
OverFactor = { $measure }, over { $factor }
Point = Point
RankingTitle = Which factors matter
RankingLead = Each number with the factors that move it most, the largest first. A line is a 95 % interval from resampling the points; where intervals overlap, the order is not sure.
RankingHead = { $measure } depends most on: { $factors }. Measured by: { $index }.
RankingPanel = { $measure }, { $period }, { $scenario }. { $index }
RankingTable = All indices
AllFactors = all factors together
PosteriorHead = { $known } of { $all } factors are better known than before; { $met } of { $patterns } patterns are in their band in at least half of the calibrated points.
PosteriorTitle = The factors: after against before
PosteriorLead = Grey: the range before. Bar: 90 % of the posterior, with its median; brown where the patterns say nothing new of the factor.
PosteriorFitTitle = Fit of the calibrated model
PosteriorFitLead = Grey: the band of published evidence; mark: the mean of the calibrated points, inside (disc) or outside (cross), with the middle 90 % of them.
KnownBetter = better known than before
KnownAsBefore = no better known than before
PriorRange = before: { $low } to { $high }
PriorLow = Before, low
PriorHigh = Before, high
Median = Median after
PosteriorLow = After, 5 % quantile
PosteriorHigh = After, 95 % quantile
Shrinkage = Spread that calibration took away
ShareInBand = { $share } of the points in band
Role = Part in the calibration
InBandShare = Points in band

# How far a map can be read.
MapUncertain = uncertain
MapHoldsChance = Intervals of provinces hold chance alone.
MapHoldsParameters = Intervals of provinces hold the spread between replicates, which differ in chance and in the parameters that were drawn.
MapUncertainNote = A level whose standard error is above 30 % of it, or not known, is hatched and counts as uncertain: do not read it by itself.

# What was compared.
ComparedTitle = What was compared
Where = Where
ForWhom = For whom
From = From
Until = Until
NoEnd = no end
Warning = Warning
Coverage = Coverage
HandedOut = Handed out to each unit
NoLever = no lever
WholeCountry = whole country
SomePlaces = { $places } ({ $count ->
    [one] one province
   *[other] { $count } provinces
 })
TowardsRisk = { $target }, those at risk first
CannotAct = cannot act
CannotActNote = { $lever } cannot act in { $scenario }: it starts too late, selects no province or reaches nobody. A difference of 0 is then no finding.
TakenAwayNote = { $lever } does not act in { $scenario }, but does in { $reference }: the difference is what its absence changes.
Reliable = To be relied on
NotReliable = not to be relied on
DoubtedNote = { $doubted } of { $all } indices are not to be relied on, because points or replicates are few or an interval leaves what an index can be; the column note of sensitivity.csv says why of each.
MapReadable = Provinces at scale { $scale } with { $replicates ->
    [1] one replicate
   *[other] { $replicates } replicates
 }: the coefficient of variation (standard error over value) is { $median } in the median province and { $worst } in the worst, and not known of { $unknown }; { $unreadable } of { $all } are not to be read by themselves.
MapRegionsAlone = Scale times replicates is below 0.005: read regions, not provinces.
MapSmall = Scale times replicates is below 0.02: read no province by itself, and classes of colour with care. From 0.02 on a map may be read by its classes; to tell provinces apart that differ by a tenth it takes 0.2.
MapByClasses = Read the map by its classes of colour: provinces whose ranks overlap may stand in either order. To tell provinces apart that differ by a tenth, scale times replicates must be 0.2.
MapMergedErrors = No error is known of units made of several provinces, so they are never hatched. Provinces are ranked on the page of the 63.
RanksTitle = Ranks of provinces, { $scenario }, { $year }
RankFrom = First rank it may have
RankTo = Last rank it may have
RankTold = rank { $from }–{ $to }
CoefficientOfVariation = Coefficient of variation

LeverExpected = Expected: { $effect }.
LeverMoves = Moves: { $targets }.
LeverScope = Coverage: { $scope }.
LeverUnitCost = Unit cost: { $unit }.
LeverInBaseline = In the baseline:
LeverRange = { $name } = { $value } [{ $low } to { $high }] { $unit }
LeverNoEvidence = Evidence: none found; every strength is assumed.
LeverEvidence = Evidence:
LeverCounts = { $assumed } of its { $all } numbers are assumed; { $cite } cite evidence.

WhyTitle = Why: the effect by channel
WhyLead = Through which channel of its levers a scenario protects children (modelled, not observed), against the reference. A channel's part is what the scenario does by that channel alone, with all that follows from it later.
WhyPanel = Children protected, by channel: { $scenario }
WhyNote = The parts and what they do together add up to the whole in every replicate. A split by channel says by which of its own writings a scenario acts in the model; it does not say by which roads risk reaches a child, and a part that rests on an assumed number is as sure as that number.
MovesFirst = Moves first
OfTheWhole = Of the whole
CasesAverted = Cases averted
