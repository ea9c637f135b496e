# Names of what the model knows, English. A name has no unit: the page adds the one in which it shows the numbers.
# Levers are named where they are defined (src/levers).

measure-prevalence_lifetime_12_24 = Ever trafficked before 18, people aged 12–24
measure-prevalence_children = Children with an experience of trafficking
measure-prevalence_cross_border_12_24 = Ever trafficked across a border before 18, people aged 12–24
measure-cross_border_share_of_survivors = Survivors aged 12–24 who were trafficked across a border
measure-persons_ever_trafficked = People under 25 ever trafficked before 18
measure-incidence_12_months = Children newly trafficked a year
measure-person_months_in_exploitation = Months spent in exploitation a year, all people under 25
measure-persons_in_exploitation = People under 25 in exploitation
measure-cases = New cases of children a year
measure-case_share_cross_border = Cases of children across a border
measure-case_share_labour = Cases of forced labour
measure-case_share_courier = Cases of forced courier work and other illegal tasks
measure-case_share_sexual = Cases of sexual exploitation
measure-case_share_marriage = Cases of forced or sold marriage
measure-case_share_adoption = Cases of illegal adoption
measure-case_share_by_family = Cases recruited by family
measure-case_share_by_partner = Cases recruited by an intimate partner
measure-case_share_by_friend = Cases recruited by a friend or acquaintance
measure-case_share_by_other = Cases recruited by a stranger or agency
measure-case_share_own_migration = Cases that began with the child's own decision to migrate
measure-case_share_again = Cases of children trafficked before
measure-survivors_ever_supported = Survivors aged 12–24 who ever got support
measure-survivors_identified = Survivors aged 12–24 ever recorded by authorities
measure-identified = Victims under 25 recorded a year
measure-identified_expected = Victims under 25 recorded a year, expected
measure-identified_under_16 = Victims under 16 recorded a year
measure-identified_under_16_expected = Victims under 16 recorded a year, expected
measure-identified_cross_border_share = Recorded victims trafficked across a border, expected
measure-child_labour_5_17 = Child labour, ages 5–17
measure-attendance_primary = In school, ages 6–10
measure-attendance_lower_secondary = In school, ages 11–14
measure-attendance_upper_secondary = In school, ages 15–17
measure-violent_discipline_1_14 = Violent discipline, ages 1–14
measure-physical_violence_1_14 = Physical violence at home, ages 1–14
measure-married_before_18 = Women 18–24 married before 18
measure-away_12_17 = Away from home for work, ages 12–17
measure-online_exposure_12_17 = Unsafe exposure online, ages 12–17
measure-child_poverty = Children in poor homes
measure-indebted = Children in homes in debt
measure-debt_months = Mean debt of children's homes
measure-caregiver_absent = Children with a caregiver who migrated
measure-services_referred = Referrals to caseworkers a year
measure-services_opened = Cases that caseworkers opened a year
measure-services_unmet = Referrals dropped unserved a year
measure-services_places = Cases that caseworkers can take, end of year
measure-services_open = Open cases, end of year
measure-services_waiting = Referrals waiting, end of year
measure-recruiters_active_per_100k = Recruiters at work
measure-arrests = Recruiters of children arrested, expected
measure-prosecutions = Recruiters of children prosecuted, expected
measure-convictions = Recruiters of children convicted, expected
measure-children = Children

stratum-national = Viet Nam
stratum-sex = Sex
stratum-wealth_fifth = Wealth fifth
stratum-ethnicity = Ethnicity
stratum-residence = Residence
stratum-region = Region
stratum-province = Province
stratum-place_of_exploitation = Place of exploitation
stratum-age_band = Age

group-all = Viet Nam
group-male = Boys and men
group-female = Girls and women
group-1_poorest = Poorest fifth
group-2 = Second fifth
group-3 = Middle fifth
group-4 = Fourth fifth
group-5_richest = Richest fifth
group-kinh = Kinh
group-minority = Ethnic minorities
group-rural = Rural
group-urban = Urban

region-red_river_delta = Red River Delta
region-northern_midlands_mountains = Northern midlands and mountains
region-north_central_coast = North and South Central Coast
region-central_highlands = Central Highlands
region-southeast = Southeast
region-mekong_delta = Mekong River Delta

evidence-measured = measured
evidence-estimated = estimated
evidence-calibrated = calibrated
evidence-assumed = assumed

scenario-baseline = Baseline
scenario-no_programme = No programme
scenario-child_protection_programme = Child protection programme
scenario-risk_targeted = Targeted by risk
scenario-uniform = Uniform, same budget
scenario-enforcement_only = Enforcement only
scenario-prevention_only = Prevention only

dimension-economic = Economic
dimension-food = Food
dimension-health = Health
dimension-environmental = Environment
dimension-personal = Personal
dimension-community = Community
dimension-political = Political

target-all = all homes with children
target-poor = poor homes
target-minority = homes of ethnic minorities
target-young_children = homes with young children
target-adolescents = homes with adolescents
target-girls = homes with girls
target-rural = rural homes

scope-homes = coverage is the share of the target's homes that are reached
scope-everyone = coverage is the share of the full effort, felt by every home of the target
scope-services = coverage is the share of the full effort made by the province's services

index-change = Change of the number when the factor alone takes this value
index-morris_mean = Mean change over the factor's range (Morris μ)
index-morris_mean_absolute = Mean size of the change over the factor's range (Morris μ*)
index-morris_spread = Spread of the change (Morris σ)
index-sobol_first = Share of the variance, the factor alone (Sobol, first order)
index-sobol_total = Share of the variance, with interactions (Sobol, total)
index-pawn_median = Median shift of the distribution (PAWN)
index-pawn_maximum = Largest shift of the distribution (PAWN)
index-pawn_median_threshold = Median shift that chance alone gives (PAWN)
index-pawn_maximum_threshold = Largest shift that chance alone gives (PAWN)
index-variance_parameters = Variance from the factors
index-variance_shared_chance = Variance from chance that all points share
index-variance_own_chance = Variance from chance of each point's own
index-share_explained_by_parameters = Share of the variance that the factors explain

period-last_year = last year
period-mean_of_years = mean of the years
period-all_years = all years together

role-calibrated = fitted
role-held_out = left out on purpose
role-shown = shown, not judged
