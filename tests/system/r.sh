#!/usr/bin/env bash
# The package for R reads results as they were written, and the program's statistics are those of R's package survey.
#
#     cargo build --release
#     bash tests/system/r.sh target/release/lachan
#
# Needs R: where it is missing, installs Debian's r-base-core, r-cran-jsonlite and r-cran-survey, or says NOT RUN with exit code 0.
set -euo pipefail
# No run is read from the store of whoever tests.
export LACHAN_STORE=
binary=$(realpath "$1")
not_run() { echo "NOT RUN: tests/system/r.sh ($1)"; exit 0; }
if ! command -v R >/dev/null; then
    { apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends r-base-core r-cran-jsonlite r-cran-survey
    } >/dev/null 2>&1 || true
fi
command -v R >/dev/null || not_run "R is not there and cannot be installed"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/library"
# A copy: building leaves nothing in the repository.
cp -r "$(dirname "$0")/../../r" "$work/lachan"
R CMD INSTALL --library="$work/library" "$work/lachan" >"$work/install.log" 2>&1 || { cat "$work/install.log" >&2; exit 1; }
said=$(cd "$work" && R_LIBS="$work/library" LC_ALL=C.UTF-8 LACHAN_BINARY="$binary" Rscript --vanilla lachan/tests/lachan.R)
echo "$said"
[[ $(tail -n 1 <<<"$said") == "all held" ]]
