# Results as they are read: types, rows, suppressed cells, and standard errors against the package survey.
# The program is named by LACHAN_BINARY; without it only the readers are tried.
library(lachan)

# Tables have six significant digits, which leave fewer of a spread.
same <- function(one, other) stopifnot(isTRUE(all.equal(one, other, tolerance = 1e-4, check.attributes = FALSE)))
refused <- function(expression, words) {
  said <- tryCatch({ force(expression); "nothing" }, error = conditionMessage)
  if (!grepl(words, said, fixed = TRUE)) stop(sprintf("\"%s\" is not in: %s", words, said))
}

# The reader of JSON that stands in for jsonlite.
parsed <- lachan:::parse_json("{\"a\": [1, -2.5e3, true, null], \"b\": {\"c\": \"x\\n\\u1ebf\\\"\"}, \"d\": [], \"e\": {}}")
stopifnot(identical(parsed$a[1:3], list(1, -2500, TRUE)), is.null(parsed$a[[4]]), identical(parsed$b$c, "x\n\u1ebf\""))
refused(lachan:::parse_json("{\"a\" 1}"), "no JSON at letter")
refused(read_results(tempdir()), "is missing")
stopifnot(identical(lachan:::words(list(scale = 0.0005, set = c("a.b=1", "c=2"), report = TRUE, years = NULL)),
  c("--scale", "0.0005", "--set", "a.b=1", "--set", "c=2", "--report")))

program <- Sys.getenv("LACHAN_BINARY")
if (nzchar(program)) {
  options(lachan.binary = program)
  out <- file.path(tempdir(), "run")
  results <- lachan_run(out, scale = 0.001, years = 1, seed = 1, replicates = 6, threads = 2,
    set = c("simulation.warm_up_months=12", "synthesis.commune_households=100"))
  stopifnot(setequal(names(results), result_tables(out)), identical(attr(results, "basis"), "modelled, not observed"))

  # Codes are text with their zeros, flags logical, counts whole.
  provinces <- results$provinces
  stopifnot(is.character(provinces$code), all(nchar(provinces$code) == 2), "01" %in% provinces$code)
  stopifnot(is.logical(provinces$suppressed), is.logical(provinces$uncertain), is.integer(provinces$year))
  stopifnot(is.character(results$monthly$month), all(grepl("^[0-9]{4}-[0-9]{2}$", results$monthly$month)))
  stopifnot("Hà Nội" %in% provinces$name)

  # As many rows as the file has lines below its header.
  for (name in names(results)) {
    lines <- length(readLines(file.path(out, paste0(name, ".csv")))) - 1L
    if (nrow(results[[name]]) != lines) stop(sprintf("%s: %d rows of %d lines", name, nrow(results[[name]]), lines))
  }

  # A suppressed number is missing, and there are some.
  hidden <- results$indicators$suppressed
  stopifnot(any(hidden), all(is.na(results$indicators$value[hidden])), all(is.na(results$indicators$numerator[hidden])))
  stopifnot(any(provinces$suppressed), all(is.na(provinces$value[provinces$suppressed])))

  # With the reader of base R alone the tables are the same.
  if (requireNamespace("jsonlite", quietly = TRUE)) {
    text <- paste(readLines(file.path(out, "datapackage.json"), encoding = "UTF-8"), collapse = "\n")
    own <- lachan:::parse_json(text)$resources
    other <- jsonlite::read_json(file.path(out, "datapackage.json"))$resources
    of <- function(all) lapply(all, function(one) vapply(one$schema$fields, function(field) paste(field$name, field$type), ""))
    stopifnot(identical(of(own), of(other)))
  }

  refused(read_results(out, "contrasts"), "has no table contrasts")
  refused(lachan_run(out, scale = -1), "exit code 2")
  damaged <- file.path(tempdir(), "damaged")
  dir.create(damaged)
  file.copy(list.files(out, full.names = TRUE), damaged)
  text <- readLines(file.path(damaged, "fit.csv"))
  writeLines(sub(",(true|false),", ",perhaps,", text), file.path(damaged, "fit.csv"))
  refused(read_results(damaged, "fit"), "\"perhaps\" is no boolean")

  # The program's statistics against those of the package survey. The microdata of the simulated survey are not written, so two
  # things are held that the files allow: the standard error of a province's number over six replicates, whose ratio is a mean of
  # clusters; and the simple random sample behind the design effect.
  if (requireNamespace("survey", quietly = TRUE)) {
    runs <- subset(results$indicators, indicator == "children" & stratum == "province" & group == "01")
    design <- survey::svydesign(ids = ~replicate, weights = ~1, data = transform(runs, replicate = factor(replicate)))
    mean_of_runs <- survey::svymean(~value, design)
    written <- subset(provinces, indicator == "children" & code == "01")
    same(coef(mean_of_runs)[[1]], written$value)

    shares <- subset(results$indicators, indicator == "attendance_primary" & stratum == "province" & group == "01")
    written <- subset(provinces, indicator == "attendance_primary" & code == "01")
    stopifnot(nrow(shares) == 6, nrow(written) == 1)
    design <- survey::svydesign(ids = ~replicate, weights = ~1, data = shares)
    ratio <- survey::svyratio(~numerator, ~denominator, design)
    same(coef(ratio)[[1]], written$value)
    spread <- survey::SE(survey::svymean(~value, design))[[1]]
    same(spread / written$value, written$coefficient_of_variation)
    interval <- written$value + c(-1, 1) * qt(0.975, 5) * spread
    same(c(max(interval[[1]], 0), min(interval[[2]], 1)), c(written$low, written$high))

    surveyed <- subset(results$survey, reported > 0)[1, ]
    srs <- survey::svydesign(ids = ~1, weights = ~1,
      data = data.frame(yes = rep(c(1, 0), c(surveyed$reported, surveyed$respondents - surveyed$reported))))
    naive <- survey::SE(survey::svymean(~yes, srs))[[1]]
    # Respondents have weights, so that the estimate is near the share of those who reported, and no more.
    stopifnot(abs(surveyed$estimate / (surveyed$reported / surveyed$respondents) - 1) < 0.5)
    stopifnot(surveyed$standard_error > naive / 3, surveyed$standard_error < naive * 10)
    half <- qt(0.975, surveyed$degrees_of_freedom) * surveyed$standard_error
    stopifnot(surveyed$low <= surveyed$estimate, surveyed$high >= surveyed$estimate, half > 0)
    cat("held to the package survey\n")
  } else {
    cat("NOT RUN: statistics against the package survey (it is not installed)\n")
  }

  compared <- lachan_compare("cash_transfer", out = file.path(tempdir(), "compare"), scale = 0.0005, years = 1, replicates = 2,
    threads = 2, set = c("simulation.warm_up_months=1", "synthesis.commune_households=50"))
  stopifnot(is.logical(compared$contrasts$suppressed), "cash_transfer" %in% compared$contrasts$scenario)
  stopifnot(is.character(compared$contrasts$group), "01" %in% compared$contrasts$group)
}
cat("all held\n")
