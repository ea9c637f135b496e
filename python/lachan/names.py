"""What can be named. Each list is a dict by name, so that it can be iterated over, searched and looked up."""

from __future__ import annotations

from typing import NamedTuple

from . import _engine


class Parameter(NamedTuple):
    """A number of the model with what is known of it; `low` to `high` is its plausible range, in its unit."""

    value: float
    low: float
    high: float
    unit: str
    source: str
    evidence: str


def levers() -> dict[str, str]:
    """Levers by name, with what each does. `lachan levers NAME` says what it assumes and on what evidence."""
    return dict(_engine.levers())


def scenarios() -> dict[str, str]:
    """Built-in scenarios by name, with what each is."""
    return dict(_engine.scenarios())


def parameters() -> dict[str, Parameter]:
    """Parameters of the baseline by dotted name, with value, range, unit, source and grade of evidence."""
    return {name: Parameter(*own) for name, own in _engine.parameters()}


def provinces() -> dict[str, str]:
    """The 63 provinces by code ("01"), with their names. Scenarios take either."""
    return dict(_engine.provinces())


def indicators() -> dict[str, str]:
    """Indicators by name, with meaning and unit."""
    return {name: f"{meaning} ({unit})" for name, unit, meaning in _engine.indicators()}
