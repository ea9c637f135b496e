"""Results of Lachan as data frames.

    from lachan_results import results, table, tables, to_parquet
    tables("output/run")                 # the names of a directory's tables
    table("output/run", "provinces")     # one of them; codes are text, "01", and each column has the type it was written with
    results("output/sweep")              # a study's numbers with the values of its factors beside them
    to_parquet("output/sweep")           # every table beside its CSV, for polars, R or DuckDB

Types, units and meanings come from `datapackage.json`, which every command writes: `meanings("output/run", "costs")`. Only files that
`manifest.json` names are read, and each is held to its hash where the package `blake3` is there.

Modelled, not observed: `frame.attrs["basis"]` says so, and is kept in Parquet.
"""

import json
import warnings
from pathlib import Path

try:
    import pandas
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError("lachan_results needs pandas: pip install 'lachan[results]'", name=missing.name) from None

try:
    import blake3
except ModuleNotFoundError:
    blake3 = None

__all__ = ["ResultsError", "meanings", "points", "results", "table", "tables", "to_parquet"]

# Types of Table Schema as pandas has them; all of them can be missing.
DTYPES = {"string": "string", "yearmonth": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}


class ResultsError(ValueError):
    """A directory that holds no results, a table that it does not have, or a file that is not the one that was written."""


def _json(directory, name):
    path = Path(directory) / name
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ResultsError(f"{path} is missing: name a directory that lachan run, compare or study has written whole") from None
    except ValueError as fault:
        raise ResultsError(f"{path} cannot be read: {fault}") from None


def _resources(directory):
    """The tables of a directory by name: those that its data package describes and its manifest names."""
    files = _json(directory, "manifest.json")["files"]
    if "datapackage.json" not in files:
        raise ResultsError(f"{directory} was written by an older version: make the results again")
    _checked(directory, "datapackage.json", files)
    package = _json(directory, "datapackage.json")
    return {resource["name"]: resource for resource in package["resources"] if resource["path"] in files}, files


def _checked(directory, name, files):
    """The bytes of a file, which must be those that the manifest names."""
    path = Path(directory) / name
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ResultsError(f"{path} is missing: make the results again") from None
    if blake3 is None:
        warnings.warn("files are not held to their hashes: pip install blake3", stacklevel=3)
    elif blake3.blake3(content).hexdigest() != files[name]:
        raise ResultsError(f"{path} is not the file that manifest.json names: it was cut or changed after it was written")
    return content


def _resource(directory, name):
    resources, files = _resources(directory)
    if name not in resources:
        raise ResultsError(f"{directory} has no table {name!r}; it has {', '.join(sorted(resources))}")
    return resources[name], files


def tables(directory):
    """The names of a directory's tables."""
    return sorted(_resources(directory)[0])


def meanings(directory, name, language="en"):
    """What the columns of a table mean: a frame with name, type, unit and meaning, in English or (`"vi"`) Vietnamese."""
    fields = _resource(directory, name)[0]["schema"]["fields"]
    key = {"en": "description", "vi": "description_vi"}[language]
    rows = [(field["name"], field["type"], field.get("unit", ""), field[key]) for field in fields]
    return pandas.DataFrame(rows, columns=["name", "type", "unit", "meaning"], dtype="string").set_index("name")


def table(directory, name):
    """A table of results. Suppressed or missing numbers are missing."""
    resource, files = _resource(directory, name)
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    _checked(directory, resource["path"], files)
    texts = {column for column, kind in types.items() if DTYPES[kind] == "string"}
    frame = pandas.read_csv(
        Path(directory) / resource["path"],
        dtype={column: DTYPES[kind] for column, kind in types.items()},
        keep_default_na=False,
        na_values={column: [""] for column in types if column not in texts},
        true_values=["true"],
        false_values=["false"],
        encoding="utf-8",
    )
    basis = frame.pop("basis").iloc[0] if len(frame) else "modelled, not observed"
    frame.attrs["basis"] = str(basis)
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
    """Writes every table of a directory as Parquet, into `target` or beside the CSV; gives the paths."""
    try:
        import pyarrow  # noqa: F401
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError("Parquet needs pyarrow: pip install 'lachan[results]'", name=missing.name) from None
    target = Path(target or directory)
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name in tables(directory):
        written.append(target / f"{name}.parquet")
        table(directory, name).to_parquet(written[-1], index=False)
    return written
