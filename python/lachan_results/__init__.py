"""Results of Lachan as data frames.

    from lachan_results import results, table, to_parquet
    table("output/run", "provinces")     # any table of a directory of results; codes and names are text
    results("output/sweep")              # a study's numbers with the values of its factors beside them
    to_parquet("output/sweep")           # every table beside its CSV, for polars, R or DuckDB

Modelled, not observed: `frame.attrs["basis"]` says so, and is kept in Parquet.
"""

from pathlib import Path

import pandas

__all__ = ["points", "results", "table", "tables", "to_parquet"]

# Columns that are text whatever they look like: a province is "01", not 1.
TEXT = frozenset(
    "age_class border code command config_hash dimension effect evidence factor form grade group id index indicator lever month name "
    "name_ascii other outcome part pattern period province provinces reference region role scenario source stratum unit zone".split()
)


def tables(directory):
    """The names of a directory's tables."""
    return sorted(path.stem for path in Path(directory).glob("*.csv") if path.stem != "ensemble")


def table(directory, name):
    """A table of results. Suppressed or missing numbers are not a number."""
    path = Path(directory) / f"{name}.csv"
    header = pandas.read_csv(path, nrows=0).columns
    frame = pandas.read_csv(
        path,
        dtype={column: "string" for column in header if column in TEXT or column == "suppressed"},
        keep_default_na=False,
        na_values={column: [""] for column in header if column not in TEXT},
    )
    # Whether a row is suppressed; of a row with many numbers, which of them are.
    if "suppressed" in header and set(frame.suppressed.dropna()) <= {"true", "false"}:
        frame.suppressed = frame.suppressed.map({"true": True, "false": False}).astype("boolean")
    basis = frame.pop("basis").iloc[0] if len(frame) else "modelled, not observed"
    frame.attrs["basis"] = basis
    return frame


def points(directory):
    """The values of a study's factors, one row a point."""
    return table(directory, "points").set_index("point")


def results(directory, commands=False):
    """Every number of every run of a study, one row each, with seed, hash of the configuration and the values of the factors; on
    request also with the command that makes the run again."""
    frame = table(directory, "results")
    basis = frame.attrs
    if commands:
        runs = table(directory, "runs")[["point", "scenario", "replicate", "command"]]
        frame = frame.merge(runs, on=["point", "scenario", "replicate"], how="left", validate="many_to_one")
    frame = frame.join(points(directory), on="point")
    frame.attrs = basis
    return frame


def to_parquet(directory, target=None):
    """Writes every table of a directory as Parquet, into `target` or beside the CSV; gives the paths. Needs pyarrow."""
    target = Path(target or directory)
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name in tables(directory):
        written.append(target / f"{name}.parquet")
        table(directory, name).to_parquet(written[-1], index=False)
    return written
