"""Lachan in Python: a model of child-trafficking risk and its prevention in Viet Nam. Modelled, not observed.

    import lachan as la

    base = la.Scenario("baseline")
    more = base.with_lever("cash_transfer", coverage=0.5, provinces=["Lai Châu"])
    results = la.compare([more], against=base, replicates=20, ensemble=True)
    results.contrasts                       # a table: give it to pandas, polars, DuckDB or pyarrow
    results.save("output/compare")          # the files that `lachan compare` writes

The model runs in this process, on all processors, and lets other threads of Python run meanwhile. Ctrl-C ends it after the month that
it is in. Numbers are those of the command line, byte for byte.
"""

from .errors import ConfigError, LachanError, LachanWarning, MachineError, RunError, SaveError
from .names import Parameter, indicators, levers, parameters, provinces, scenarios
from .results import Results, Table
from .running import compare, run
from .scenario import Scenario
from ._engine import __version__

__all__ = [
    "ConfigError",
    "LachanError",
    "LachanWarning",
    "MachineError",
    "Parameter",
    "Results",
    "RunError",
    "SaveError",
    "Scenario",
    "Table",
    "__version__",
    "compare",
    "indicators",
    "levers",
    "parameters",
    "provinces",
    "run",
    "scenarios",
]
