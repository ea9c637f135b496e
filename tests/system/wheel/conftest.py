"""A tiny world, and the program beside the engine."""

import os
import subprocess

import lachan as la
import pytest

# As settings and as words of the command line.
SMALL = {"simulation.warm_up_months": 12, "synthesis.commune_households": 400}
WORDS = [word for key, value in SMALL.items() for word in ("--set", f"{key}={value}")]
TINY = {"scale": 0.001, "years": 1}
TINY_WORDS = ["--scale", "0.001", "--years", "1", *WORDS]


def files(directory):
    """Bytes of every file below a directory, by path; but for its lock."""
    paths = (path for path in directory.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(directory)): path.read_bytes() for path in paths}


@pytest.fixture(scope="session")
def program():
    """Runs the program and gives what it said on standard error; an exit code that was not expected fails."""

    def call(*words, code=0):
        done = subprocess.run([os.environ["LACHAN_BINARY"], *map(str, words)], capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return done.stderr

    return call


@pytest.fixture(scope="session")
def base():
    """The baseline of a tiny world."""
    return la.Scenario("baseline").set(**SMALL)


@pytest.fixture(scope="session")
def compared(base):
    """A small comparison."""
    more = base.with_lever("cash_transfer", coverage=0.5, provinces=["Lai Châu"]).named("lai_chau")
    return la.compare([more, base.with_lever("law_enforcement")], against=base, replicates=2, **TINY)
