"""A study's files as data frames."""

from pathlib import Path

import pandas


def points(directory):
    """The factors' values, one row a point."""
    return pandas.read_csv(Path(directory) / "points.csv", index_col="point").drop(columns="basis")


def results(directory):
    """Every number of every run, one row each, with the values of the factors beside it."""
    table = pandas.read_csv(Path(directory) / "results.csv").drop(columns="basis")
    return table.join(points(directory), on="point")


def sensitivity(directory):
    """The indices of a sensitivity study."""
    return pandas.read_csv(Path(directory) / "sensitivity.csv").drop(columns="basis")
