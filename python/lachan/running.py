"""The two questions: what comes of a scenario, and what scenarios change against another one."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable

from . import _engine
from .errors import LachanWarning
from .progress import shown
from .results import Results
from .scenario import Scenario, Value, _toml, scenario_of, told_apart

Named = Scenario | str | os.PathLike[str]
Progress = bool | Callable[[int, int], object]
Store = None | bool | str | os.PathLike[str]
Ensemble = bool | str | os.PathLike[str]


def run(
    scenario: Named = "baseline",
    *,
    years: int | None = None,
    start_year: int | None = None,
    constant: bool = False,
    scale: float | None = None,
    seed: int | None = None,
    replicates: int | None = None,
    ensemble: Ensemble = False,
    store: Store = None,
    threads: int | None = None,
    progress: Progress = False,
) -> Results:
    """Simulates a scenario, as `lachan run` does, and gives its results.

    scenario     a `Scenario`, a built-in name or the path of a file
    years        years that are simulated (5)
    start_year   the first of them (2017; 2011 or later). The warm-up lives through the twenty years before
    constant     True: a world without a history, in which every month is like the reference time
    scale        simulated families for each real one, 1 is everyone (0.02)
    seed         of chance (1)
    replicates   runs that differ in chance alone (1; with `ensemble` 10)
    ensemble     True: replicate r has the parameters of point r of the posterior; a path: of another ensemble.csv
    store        where runs and states after warm-up are kept, so that nothing is lived twice: None is the user's own store
                 ($LACHAN_STORE, or lachan in the cache directory), a path another one, False none
    threads      None: one for each processor. Results do not depend on it
    progress     True shows a line, or tqdm's bar where tqdm is there; a function is called as `function(done, all)`, in months

    Raises `ConfigError`, `MachineError`, `RunError`, or KeyboardInterrupt at the end of the month in which Ctrl-C came. Warns with
    `LachanWarning` of levers that can never act.
    """
    asked = scenario_of(scenario)._asked
    with shown(progress) as follow:
        made = _engine.run(
            asked, _sets(years, start_year, constant, scale, seed), replicates, _ensemble(ensemble), _store(store), _threads(threads), follow
        )
    return _results(made)


def compare(
    scenarios: Named | Iterable[Named],
    against: Named = "baseline",
    *,
    years: int | None = None,
    start_year: int | None = None,
    constant: bool = False,
    scale: float | None = None,
    seed: int | None = None,
    replicates: int | None = None,
    precision: str | float | None = None,
    at_most: int = 100,
    uncertainty: str = "none",
    ensemble: Ensemble = False,
    store: Store = None,
    threads: int | None = None,
    progress: Progress = False,
) -> Results:
    """Compares scenarios with a reference, paired child by child, as `lachan compare` does.

    scenarios    what to compare: `Scenario`s, built-in names or paths; scenarios that settings alone tell apart get numbers
    against      the reference
    replicates   pairs of runs (10)
    precision    adds replicates until the 95 % interval of every difference in prevalence is this narrow on either side: percentage
                 points such as 0.1, or "20%" of the difference; `at_most` so many replicates
    uncertainty  "none", "levers" or "all": which parameters are drawn from their intervals

    All else as in `run`. Raises what `run` raises, and `ConfigError` for scenarios that cannot be paired.
    """
    several = [scenarios] if isinstance(scenarios, (Scenario, str, os.PathLike)) else list(scenarios)
    named = told_apart([scenario_of(given) for given in (against, *several)])
    wishes = {
        "replicates": replicates,
        "precision": None if precision is None else str(precision),
        "at_most": at_most,
        "uncertainty": uncertainty,
        "ensemble": _ensemble(ensemble),
        "store": _store(store),
    }
    with shown(progress) as follow:
        asked = [scenario._asked for scenario in named]
        made = _engine.compare(asked, _sets(years, start_year, constant, scale, seed), wishes, _threads(threads), follow)
    return _results(made)


def _sets(years: Value, start_year: Value, constant: bool, scale: Value, seed: Value) -> list[str]:
    given = {
        "population.scale": scale,
        "simulation.years": years,
        "simulation.start_year": start_year,
        "simulation.past": "constant" if constant else None,
        "simulation.seed": seed,
    }
    return [f"{key}={_toml(value)}" for key, value in given.items() if value is not None]


def _ensemble(ensemble: Ensemble) -> str | None:
    """A path, empty for the shipped ensemble."""
    if isinstance(ensemble, bool):
        return "" if ensemble else None
    return os.fspath(ensemble)


def _store(store: Store) -> str | None:
    """A path, empty for none, None for the user's own."""
    if store is None or store is True:
        return None
    return "" if store is False else os.fspath(store)


def _threads(threads: int | None) -> int | None:
    if threads is not None and not 1 <= threads < 65536:
        raise ValueError(f"threads cannot be {threads}: 1 or more")
    return threads


def _results(made: _engine.Made) -> Results:
    for sentence in made.said():
        warnings.warn(sentence, LachanWarning, stacklevel=3)
    return Results(made)
