"""Scenarios: what a run or a comparison is of."""

from __future__ import annotations

import math
import numbers
import os
from collections.abc import Iterable
from typing import Any

from . import _engine

Value = Any  # a number, a truth value, a text, or an iterable of numbers or of texts


def _toml(value: Value) -> str:
    """A value as it stands behind `--set key=`."""
    if isinstance(value, str):
        escaped = "".join(
            f"\\u{ord(letter):04x}" if letter in '"\\' or ord(letter) < 32 or ord(letter) == 127 else letter for letter in value
        )
        return f'"{escaped}"'
    if type(value).__name__ in ("bool", "bool_"):
        return "true" if value else "false"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        number = float(value)
        return repr(number) if math.isfinite(number) else str(number)
    if isinstance(value, Iterable):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    raise TypeError(f"a setting cannot be {value!r}: give a number, a truth value, a text, or a list of these")


class Scenario:
    """A scenario: a built-in one by its name (`lachan.scenarios()`), or a file by its path, with settings laid over it.

    It never changes: each method gives another one. What cannot be run is refused at once, with a `ConfigError` that says where and how
    to mend it.
    """

    __slots__ = ("_asked", "_name", "_sets", "_source")
    _source: str
    _sets: tuple[str, ...]
    _name: str | None
    _asked: _engine.Asked

    def __init__(self, source: str | os.PathLike[str] = "baseline"):
        self._become(os.fspath(source), (), None)

    def _become(self, source: str, sets: tuple[str, ...], name: str | None) -> Scenario:
        put = super().__setattr__
        put("_source", source)
        put("_sets", sets)
        put("_name", name)
        put("_asked", _engine.Asked(source, list(sets), name))
        return self

    def _with(self, sets: Iterable[str], name: str | None = None) -> Scenario:
        return object.__new__(Scenario)._become(self._source, (*self._sets, *sets), name or self._name)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a scenario does not change: set, with_lever and named give another one")

    @property
    def name(self) -> str:
        """Its name in results."""
        return self._asked.name

    @property
    def description(self) -> str:
        """What it is, in words."""
        return self._asked.description

    def named(self, name: str) -> Scenario:
        """The same under another name: 1 to 64 of a-z, 0-9, _ and -."""
        return self._with((), name)

    def set(self, key: str | None = None, value: Value = None, /, **settings: Value) -> Scenario:
        """The same with a parameter or setting by its dotted name, or with several.

        `scenario.set("recruiters.per_100k", 50)`; `scenario.set(**{"recruiters.per_100k": 50, "recruitment.contact": 0.4})`. Names:
        `lachan.parameters()`, and `lachan params` for settings too. Numbers are in the unit of the parameter.
        """
        if key is not None:
            settings = {key: value, **settings}
        if not settings:
            raise TypeError("set takes a name and a value")
        return self._with(f"{key}={_toml(value)}" for key, value in settings.items())

    def with_lever(self, lever: str, **settings: Value) -> Scenario:
        """The same with a lever at work, named after it unless it has a name of its own.

        `scenario.with_lever("cash_transfer", coverage=0.5, provinces=["Lai Châu"])`. What is not given stays as it is in the scenario;
        without any setting, the lever is at the strength of the built-in scenario of its name. Every lever has `coverage` (share from 0
        to 1), `start` and `stop` ("2018-01"), `provinces` (names or codes, `lachan.provinces()`); `lachan levers NAME` lists the rest.
        Levers: `lachan.levers()`.
        """
        name = self._name or f"{self.name}_{lever}"
        if settings:
            return self._with((f"levers.{lever}.{key}={_toml(value)}" for key, value in settings.items()), name)
        if lever not in dict(_engine.levers()):
            # Said as of any other key.
            self._with([f"levers.{lever}.coverage=0"])
        planned = _engine.Asked(lever, [], None).changes(f"levers.{lever}.")
        return self._with(planned, name)

    def __getitem__(self, key: str) -> str:
        """The value of a parameter or setting, as it stands in a file."""
        text = self._asked.text_of(key)
        if text is None:
            raise KeyError(key)
        return text

    def to_toml(self) -> str:
        """The whole configuration as the text of a file, which `Scenario(path)` and `lachan run FILE` read."""
        return self._asked.to_toml()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.to_toml() == other.to_toml()

    def __hash__(self) -> int:
        return hash(self.to_toml())

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self._source, self._sets, self._name))

    def __repr__(self) -> str:
        text = f"Scenario({self._source!r})"
        for setting in self._sets:
            key, _, value = setting.partition("=")
            text += f".set({key!r}, {value})"
        return text + (f".named({self._name!r})" if self._name else "")


def _again(source: str, sets: tuple[str, ...], name: str | None) -> Scenario:
    return object.__new__(Scenario)._become(source, sets, name)


def scenario_of(given: Scenario | str | os.PathLike[str]) -> Scenario:
    """A scenario, or that of a name or path."""
    return given if isinstance(given, Scenario) else Scenario(given)


def told_apart(scenarios: list[Scenario]) -> list[Scenario]:
    """The same with a number behind names that settings alone tell apart: results are kept by name."""
    seen: set[str] = set()
    found: list[Scenario] = []
    for scenario in scenarios:
        number, own = 2, scenario
        while own.name in seen and own._sets:
            own, number = scenario.named(f"{scenario.name}_{number}"), number + 1
        seen.add(own.name)
        found.append(own)
    return found
