# Reading results: types come from datapackage.json, which every command writes. Base R alone; jsonlite reads the package where
# it is there.

# A reader of JSON for files that the program writes, where jsonlite is missing.
parse_json <- function(text) {
  letters <- strsplit(text, "", fixed = TRUE)[[1]]
  at <- 1L
  blank <- c(" ", "\n", "\t", "\r")
  skip <- function() while (at <= length(letters) && letters[at] %in% blank) at <<- at + 1L
  fault <- function() stop(sprintf("no JSON at letter %d", at), call. = FALSE)
  expect <- function(letter) {
    skip()
    if (at > length(letters) || letters[at] != letter) fault()
    at <<- at + 1L
  }
  string <- function() {
    expect("\"")
    from <- at
    while (letters[at] != "\"") {
      if (letters[at] == "\\") at <<- at + 1L
      at <<- at + 1L
      if (at > length(letters)) fault()
    }
    raw <- paste(letters[seq_len(at - from) + from - 1L], collapse = "")
    at <<- at + 1L
    unescape(raw)
  }
  series <- function(open, close, item) {
    expect(open)
    found <- list()
    skip()
    if (letters[at] == close) {
      at <<- at + 1L
      return(found)
    }
    repeat {
      found <- item(found)
      skip()
      if (letters[at] == ",") at <<- at + 1L else break
    }
    expect(close)
    found
  }
  value <- function() {
    skip()
    if (at > length(letters)) fault()
    switch(letters[at],
      "{" = series("{", "}", function(found) {
        skip()
        key <- string()
        expect(":")
        found[key] <- list(value())
        found
      }),
      "[" = series("[", "]", function(found) c(found, list(value()))),
      "\"" = string(),
      {
        from <- at
        while (at <= length(letters) && grepl("[-+.0-9A-Za-z]", letters[at])) at <<- at + 1L
        word <- paste(letters[seq_len(at - from) + from - 1L], collapse = "")
        switch(word, true = TRUE, false = FALSE, null = NULL, {
          number <- suppressWarnings(as.numeric(word))
          if (is.na(number)) fault()
          number
        })
      }
    )
  }
  value()
}

unescape <- function(raw) {
  if (!grepl("\\", raw, fixed = TRUE)) return(raw)
  pieces <- regmatches(raw, gregexpr("\\\\u[0-9a-fA-F]{4}|\\\\.|[^\\\\]+", raw))[[1]]
  plain <- function(piece) {
    if (!startsWith(piece, "\\")) return(piece)
    if (startsWith(piece, "\\u")) return(intToUtf8(strtoi(substring(piece, 3), 16L)))
    switch(substring(piece, 2), n = "\n", t = "\t", r = "\r", b = "\b", f = "\f", substring(piece, 2))
  }
  paste(vapply(pieces, plain, ""), collapse = "")
}

read_json <- function(directory, file) {
  path <- file.path(directory, file)
  if (!file.exists(path)) {
    stop(sprintf("%s is missing: name a directory that lachan run, compare or study has written whole", path), call. = FALSE)
  }
  if (requireNamespace("jsonlite", quietly = TRUE)) {
    return(jsonlite::read_json(path, simplifyVector = FALSE))
  }
  parse_json(paste(readLines(path, encoding = "UTF-8", warn = FALSE), collapse = "\n"))
}

# The tables of a directory by name: those that its data package describes and its manifest names.
resources <- function(directory) {
  files <- names(read_json(directory, "manifest.json")$files)
  all <- read_json(directory, "datapackage.json")$resources
  all <- Filter(function(resource) resource$path %in% files, all)
  names(all) <- vapply(all, function(resource) resource$name, "")
  all
}

#' Names of the tables of a directory of results.
result_tables <- function(directory) names(resources(directory))

read_table <- function(directory, resource) {
  fields <- resource$schema$fields
  types <- vapply(fields, function(field) field$type, "")
  names(types) <- vapply(fields, function(field) field$name, "")
  path <- file.path(directory, resource$path)
  # All as text first: R would guess numbers of codes such as 01.
  table <- read.csv(path,
    colClasses = "character", na.strings = character(), check.names = FALSE, encoding = "UTF-8",
    stringsAsFactors = FALSE
  )
  unknown <- setdiff(names(table), names(types))
  if (length(unknown)) {
    stop(sprintf("%s has columns that datapackage.json does not name: %s", path, toString(unknown)), call. = FALSE)
  }
  for (column in names(table)) {
    table[[column]] <- typed(table[[column]], types[[column]], sprintf("%s, column %s", path, column))
  }
  attr(table, "basis") <- "modelled, not observed"
  table
}

# A column with its type; an empty cell of a number or flag is missing.
typed <- function(text, type, place) {
  convert <- switch(type,
    integer = as.numeric,
    number = as.numeric,
    boolean = function(words) c(true = TRUE, false = FALSE)[words],
    identity
  )
  if (type %in% c("string", "yearmonth")) return(text)
  empty <- !nzchar(text)
  column <- suppressWarnings(unname(convert(replace(text, empty, NA))))
  wrong <- which(is.na(column) & !empty)
  if (length(wrong)) {
    stop(sprintf("%s, row %d: \"%s\" is no %s", place, wrong[[1]], text[wrong[[1]]], type), call. = FALSE)
  }
  # Seeds have 64 bits: what no integer of R holds stays a number.
  if (type == "integer" && all(abs(column) <= .Machine$integer.max, na.rm = TRUE)) as.integer(column) else column
}

#' Reads the tables of a directory of results with the types that they were written with.
read_results <- function(directory, tables = NULL) {
  all <- resources(directory)
  if (is.null(tables)) tables <- names(all)
  missing <- setdiff(tables, names(all))
  if (length(missing)) {
    stop(sprintf("%s has no table %s; it has %s", directory, toString(missing), toString(names(all))), call. = FALSE)
  }
  read <- lapply(all[tables], function(resource) read_table(directory, resource))
  structure(read, names = tables, basis = "modelled, not observed")
}

#' Writes a table as an Arrow IPC stream, for programs that read it; needs arrow or nanoarrow.
write_arrow <- function(table, path) {
  if (requireNamespace("arrow", quietly = TRUE)) {
    arrow::write_ipc_stream(table, path)
  } else if (requireNamespace("nanoarrow", quietly = TRUE)) {
    nanoarrow::write_nanoarrow(table, path)
  } else {
    stop("install arrow or nanoarrow to write Arrow streams", call. = FALSE)
  }
  invisible(path)
}
