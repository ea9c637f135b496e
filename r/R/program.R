# Calling the program. Options of the program are given as named arguments: `scale = 0.01`, `replicates = 5`,
# `set = c("recruiters.per_100k=50")`; `TRUE` gives an option without a value.

binary <- function() {
  named <- getOption("lachan.binary", Sys.which("lachan")[[1]])
  if (!nzchar(named)) {
    stop("the program lachan is not on the PATH; name it with options(lachan.binary = \"/path/to/lachan\")", call. = FALSE)
  }
  named
}

# The words of some options; a vector gives its option once for each value.
words <- function(options) {
  if (length(options) && (is.null(names(options)) || !all(nzchar(names(options))))) {
    stop("options of lachan have names, such as scale = 0.01", call. = FALSE)
  }
  of_option <- function(name) {
    flag <- paste0("--", gsub("_", "-", name))
    value <- options[[name]]
    if (isTRUE(value)) return(flag)
    if (isFALSE(value) || is.null(value)) return(character())
    shown <- if (is.numeric(value)) format(value, digits = 15, scientific = FALSE, trim = TRUE) else as.character(value)
    as.vector(rbind(flag, shown))
  }
  unlist(lapply(names(options), of_option))
}

call_program <- function(arguments) {
  # Its words go to the console; what it refuses is its own message.
  status <- system2(binary(), shQuote(arguments))
  if (status != 0) {
    stop(sprintf("lachan %s ended with exit code %d", arguments[[1]], status), call. = FALSE)
  }
  invisible(status)
}

#' Simulates and reads the results: `lachan run`.
lachan_run <- function(out = "output/run", config = NULL, scenario = NULL, ...) {
  call_program(c("run", config, words(c(list(out = out, scenario = scenario), list(...)))))
  read_results(out)
}

#' Compares scenarios with a reference and reads the results: `lachan compare`.
lachan_compare <- function(scenarios, against = "baseline", out = "output/compare", ...) {
  call_program(c("compare", scenarios, words(c(list(against = against, out = out), list(...)))))
  read_results(out)
}
