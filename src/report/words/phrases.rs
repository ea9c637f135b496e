//! The phrases of the report by id. Their texts stand in `locales/page.en.ftl` and
//! `locales/page.vi.ftl`.

use crate::language::texts::phrases;

phrases! {
    Title, Notice, MadeUp, PackOf, NoticeLong, SuppressedNote, ReplicatesNote, ShortForm, Contents, ShowScenario,
    AllScenarios, DownloadCsv, SortHint, To, Unlimited, Below, PercentagePoints, Hidden,
    HiddenOrNone, NotAvailable, WholePeriod, Evidence,

    HeadLevel, HeadLevelBare, HeadContrast, HeadNoContrast, HeadBetter, HeadCost, HeadFit,
    HeadAssumed,

    ScenariosTitle, ScenariosLead, DifferenceOf, Better, SideBetter, SideWorse,
    Protected, CostPerChild, CostNote, CostTable, LeverCosts, ContrastTable,

    MapTitle, MapLead63, MapLead34, MapSea, MapLevel, MapDifference, MapDescription, MapHatched,
    MapHatchedNote, MapMergedNote,

    SeriesTitle, SeriesLead, MonthlyHeld, MonthlyCases, Recruiters, SeriesDescription, AssumedFrom, Legend,

    SeenTitle, SeenLead, SeenSurvey, SeenRegister, SeenCases, Truth, Survey, SurveyColumn,
    SurveyOfAll, Counted, Expected, ExpectedAbroad, ExpectedUnder16, SeenNote,

    EquityTitle, EquityLead, EquityPanel,

    ServicesTitle, ServicesLead, Referred, Opened, Unmet, Places, Open, Waiting, ServicesTable,

    SecurityTitle, SecurityLead, SecurityGrid, SecurityMerged, SecurityNational,

    FitTitle, FitLead, FitOut, FitIn, FitOutWord, FitShown,

    UncertaintyTitle, UncertaintyLead, UncertaintyPanel, Chance, Levers,
    Parameters,

    WhyTitle, WhyLead, WhyPanel, WhyNote, MovesFirst, OfTheWhole, CasesAverted,

    AssumptionsTitle, AssumptionsLead, AssumptionsTable,

    ProvenanceTitle, ProvenanceLead, Command, Version, Seed, Replicates, ConfigHash, GapRules,
    GapRule, Boundaries, Colours,

    Scenario, Year, Measure, Group, Province, PlaceCode, Region, Value, Reference, Difference, Low, High,
    PBetter, Effect, Averted, ChildrenProtected, PersonMonthsAverted, ExtraCost, CostOfOne,
    Frontier, AssumedShare, Yes, No, Lever, Cost, Pattern, Target, Simulated, StandardError,
    InBand, Grade, Unit, Name, Source, Known, Factor, Index, Part, ShareOf, Respondents,
    LowOf, HighOf, SurveyLow, SurveyHigh, DifferenceUnit,

    PerThousandChildren, UnitMillionDong, UnitBillionDong, Trillions, Billions, Millions, Thousands, Dong, WithDollars, PriceNote, InYear, InPeriod,

    AssumedOf, EvidenceColumn, FewReplicates, HoldsChance, HoldsLevers, HoldsEnsemble, HoldsParameters,

    StudyTitle, StudyCounts, SweepHead, MeansTitle, MeansLead, MeansTable, MoreInFile, OverFactor, Point, RankingTitle, RankingLead, RankingHead, RankingPanel, RankingTable, AllFactors, PosteriorHead, PosteriorTitle, PosteriorLead, PosteriorFitTitle, PosteriorFitLead, KnownBetter, KnownAsBefore, PriorRange, PriorLow, PriorHigh, Median, PosteriorLow, PosteriorHigh, Shrinkage, ShareInBand, Role, InBandShare,

    Reliable, NotReliable, DoubtedNote,

    MapUncertain, MapUncertainNote, MapHoldsChance, MapHoldsParameters, MapReadable, MapRegionsAlone, MapSmall, MapByClasses, MapMergedErrors,
    RanksTitle, RankFrom, RankTo, RankTold, CoefficientOfVariation,

    ComparedTitle, Where, ForWhom, From, Until, NoEnd, Warning, Coverage, HandedOut, NoLever, WholeCountry, SomePlaces, TowardsRisk, CannotAct, CannotActNote, TakenAwayNote,

    LeverExpected, LeverMoves, LeverScope, LeverUnitCost, LeverInBaseline, LeverRange, LeverNoEvidence,
    LeverEvidence, LeverCounts,
}
