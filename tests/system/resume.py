#!/usr/bin/env python3
"""A study or a run that is killed at any moment and started again ends with the bytes of one that was not.

A small sweep, and a small run of two replicates, go once without interruption. Then, for each kill, a fresh directory: the same command is
started and killed with SIGKILL after a random time of 5 ms to the time of the whole, again and again (up to three kills a directory), and
taken to its end: a study by the same command, a run by `lachan resume`. All files of results must have the BLAKE2 of the uninterrupted
ones, and no record or state may be lost that was there before a kill.

    cargo build --release
    python3 tests/system/resume.py target/release/lachan
    python3 tests/system/resume.py target/release/lachan --kills 100 --seed 7

Exit code: 0 when all are equal, 1 otherwise. Needs only Python's standard library, and a system with SIGKILL.
"""

import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# No run is read from the store of whoever tests.
os.environ["LACHAN_STORE"] = ""

STUDY = """
[study]
name = "resumed"
kind = "sweep"
seed = 5
scale = 0.001
years = 1
set = ["simulation.warm_up_months=3"]
[[factor]]
name = "recruiters.per_100k"
levels = 3
[[factor]]
name = "recruitment.contact"
levels = 2
"""

RUN = ["--scale", "0.0002", "--years", "2", "--replicates", "2", "--checkpoint-every", "2"]
RUN += ["--set", "synthesis.commune_households=100", "--set", "simulation.warm_up_months=12"]


class Study:
    """A sweep, which its own command goes on with."""

    name = "study"

    def __init__(self, binary, folder):
        self.file = folder / "study.toml"
        self.file.write_text(STUDY, encoding="utf-8")
        self.binary = binary

    def command(self, out):
        return [self.binary, "study", "run", str(self.file), "--out", str(out)]

    def progress(self, out):
        """Whole lines of the ledger."""
        ledger = out / "ledger.jsonl"
        return ledger.read_bytes().count(b"\n") if ledger.exists() else 0


class Run:
    """A run, which `resume` goes on with once it has begun."""

    name = "run"

    def __init__(self, binary, folder):
        self.binary = binary

    def command(self, out):
        if (out / "manifest.json").exists() or (out / ".checkpoint" / "asked.json").exists():
            return [self.binary, "resume", str(out), "--checkpoint-every", "2"]
        return [self.binary, "run", *RUN, "--out", str(out)]

    def progress(self, out):
        """Months of the newest states; a replicate that is done counts more than any."""
        if (out / "manifest.json").exists():
            return 1_000_000
        months = {}
        for path in (out / ".checkpoint").glob("replicate-*"):
            replicate, state = re.match(r"replicate-(\d+)\.(?:month-(\d+)|results)", path.name).groups()
            months[replicate] = max(months.get(replicate, 0), int(state or 1_000))
        return sum(months.values())


def hashes(directory):
    """A hash of each file of results."""
    names = sorted(path.name for path in directory.iterdir() if path.is_file() and not path.name.startswith(("ledger", ".")))
    return {name: hashlib.blake2b((directory / name).read_bytes()).hexdigest() for name in names}


def killed(work, folder, kills, moments):
    """Kills some work so many times; how many rounds ended with other files."""
    begun = time.monotonic()
    subprocess.run(work.command(folder / "straight"), check=True, capture_output=True)
    whole = time.monotonic() - begun
    straight = hashes(folder / "straight")
    print(f"{work.name} without interruption: {whole:.1f} s, {len(straight)} files")
    done = caught = rounds = unequal = 0
    while done < kills:
        rounds += 1
        out = folder / f"round{rounds}"
        for _ in range(min(3, kills - done)):
            before = work.progress(out)
            process = subprocess.Popen(work.command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(moments.uniform(0.005, whole))
            caught += process.poll() is None
            process.kill()
            process.wait()
            done += 1
            if work.progress(out) < before:
                print(f"{work.name}, round {rounds}: a kill lost what was there")
                unequal += 1
        ended = subprocess.run(work.command(out), capture_output=True, text=True)
        if ended.returncode != 0 or hashes(out) != straight:
            print(f"{work.name}, round {rounds}: exit code {ended.returncode}, files differ\n{ended.stderr}")
            unequal += 1
    print(f"fault 1, {work.name}: {done} kills in {rounds} rounds, {caught} of them at work: {unequal} rounds unequal", flush=True)
    return unequal


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", help="path of the release binary")
    parser.add_argument("--kills", type=int, default=20, help="kills of the study, and of the run")
    parser.add_argument("--seed", type=int, default=1, help="seed of the moments")
    given = parser.parse_args()
    moments = random.Random(given.seed)
    unequal = 0
    for kind in [Study, Run]:
        with tempfile.TemporaryDirectory() as folder:
            unequal += killed(kind(given.binary, Path(folder)), Path(folder), given.kills, moments)
    return 1 if unequal else 0


if __name__ == "__main__":
    sys.exit(main())
