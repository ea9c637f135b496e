"""Why something failed. The text is that of the command line: what is wrong, where, and how to mend it."""

from __future__ import annotations


class LachanError(Exception):
    """What the model refused or could not do.

    `code` is the stable code of the first fault ("CFG003"), `place` where it is ("file.toml:3:12"; a setting of `Scenario.set` is shown
    as `--set key=value` on the command line), `help` how to mend it; each is None where there is none. `faults` has all faults, each a
    dict of code, message, place, expected and help.
    """

    def __init__(self, text: str, help: str | None = None, faults: list[dict[str, str | None]] | None = None):
        super().__init__(text)
        self.faults = faults or []
        first = self.faults[0] if self.faults else {}
        self.code = first.get("code")
        self.place = first.get("place")
        self.help = help


class ConfigError(LachanError, ValueError):
    """A scenario, a setting, a data table or an argument is at fault. Nothing was run and nothing was written."""


class MachineError(LachanError):
    """This machine has not the memory or the threads."""


class RunError(LachanError):
    """A run ended: its state is no longer one that the model can have."""


class SaveError(LachanError):
    """A directory cannot be used, belongs to other results, or a file could not be written."""


class LachanWarning(UserWarning):
    """What should be known beside results: a lever that can never act, a kept run that was damaged."""
