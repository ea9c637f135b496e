#!/usr/bin/env python3
"""A command that is killed at random moments and typed again ends with the bytes of one that was not, and lives no run twice.

Over a comparison, a comparison with a budget, a study of several scenarios and a calibration: each goes once without a store; then, for
every kill, the same command with a fresh store is killed with SIGKILL after a random time, up to three times, and taken to its end. Then
two processes share a store, records are torn and flipped, and a store lies on a full disk.

    cargo build --release
    python3 tests/system/kills.py target/release/lachan
    python3 tests/system/kills.py target/release/lachan --kills 100 --seed 7

Exit code: 0 when all bytes are equal, 1 otherwise. Needs only Python's standard library; the full disk a `mount` of a tmpfs.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TINY = ["--scale", "0.0005", "--years", "1", "--threads", "2"]
TINY += ["--set", "synthesis.commune_households=50", "--set", "simulation.warm_up_months=24"]

STUDY = """
[study]
name = "killed"
kind = "sweep"
seed = 5
scale = 0.0005
years = 1
replicates = 2
scenarios = ["baseline", "cash_transfer"]
set = ["simulation.warm_up_months=24", "synthesis.commune_households=50"]
[[factor]]
name = "recruiters.per_100k"
levels = 2
[[factor]]
name = "levers.cash_transfer.coverage"
low = 0.1
high = 0.9
levels = 2
"""

CALIBRATION = """
[study]
name = "killed_calibration"
kind = "calibration"
design = "latin_hypercube"
points = 24
waves = 1
ensemble = 4
seed = 5
scale = 0.0005
years = 1
set = ["simulation.warm_up_months=12", "synthesis.commune_households=50"]
[[factor]]
name = "recruitment.contact"
[[factor]]
name = "recruiters.per_100k"
"""


def commands(folder):
    """The words of each command, but for its directory."""
    for name, text in (("study", STUDY), ("calibration", CALIBRATION)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return {
        "compare": ["compare", "cash_transfer", "law_enforcement", "--replicates", "4", *TINY],
        "budget": ["compare", "--budget", "2000000", "--replicates", "2", *TINY],
        "study": ["study", "run", str(folder / "study.toml"), "--threads", "2"],
        "calibrate": ["study", "run", str(folder / "calibration.toml"), "--threads", "2"],
    }


def sums(directory):
    """A hash of every file of results."""
    files = (path for path in sorted(directory.rglob("*")) if path.is_file())
    shown = [path for path in files if path.suffix in (".csv", ".toml", ".json", ".xlsx") and not path.name.startswith(".")]
    return {str(path.relative_to(directory)): hashlib.blake2b(path.read_bytes()).hexdigest() for path in shown}


def run(binary, words, out, store):
    environment = {**os.environ, "LACHAN_STORE": str(store)}
    done = subprocess.run([binary, *words, "--out", str(out)], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"{' '.join(words)}: exit code {done.returncode}\n{done.stderr}")
        sys.exit(1)
    return done.stderr


def killed(binary, words, out, store, seconds):
    """Starts a command and kills it after so long; whether it had ended before."""
    environment = {**os.environ, "LACHAN_STORE": str(store)}
    child = subprocess.Popen(
        [binary, *words, "--out", str(out)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        child.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
        return False


def records(store):
    return [path for kind in ("runs", "warm-ups") for path in sorted((store / kind).glob("[0-9a-f]*"))]


def written(store):
    """By record, which file it is: one that is lived and kept again is another."""
    return {path: path.stat().st_ino for path in records(store)}


def lost(what, before, store):
    """How many records of before a kill are gone, or were lived once more."""
    now = written(store)
    changed = [path for path, file in before.items() if now.get(path) != file]
    if changed:
        print(f"{what}: {len(changed)} of {len(before)} records were lost or lived again")
    return len(changed)


def unequal(whole, found):
    return sorted(name for name in whole | found if whole.get(name) != found.get(name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    binary, chance = str(Path(given.binary).resolve()), random.Random(given.seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        plain, took = {}, {}
        for name, words in commands(folder).items():
            begun = time.monotonic()
            run(binary, words, folder / f"{name}-whole", "")
            took[name] = time.monotonic() - begun
            plain[name] = sums(folder / f"{name}-whole")
            print(f"{name}: {took[name]:.1f} s, {len(plain[name])} files", flush=True)
        kills = number = 0
        while kills < given.kills:
            number += 1
            name, words = list(commands(folder).items())[number % 4]
            out, store = folder / f"{name}-{number}", folder / f"store-{number}"
            before = {}
            for _ in range(chance.randint(1, 3)):
                if killed(binary, words, out, store, chance.uniform(0.02, took[name])):
                    break
                kills += 1
                wrong += lost(f"{name} {number}", before, store)
                before = written(store)
            run(binary, words, out, store)
            wrong += lost(f"{name} {number}", before, store)
            differ = unequal(plain[name], sums(out))
            if differ:
                wrong += 1
                print(f"{name} {number}: {', '.join(differ)} differ")
        print(f"{kills} kills in {number} directories: {wrong} unequal", flush=True)
        wrong += others(binary, folder, plain["compare"], chance)
    return 1 if wrong else 0


def others(binary, folder, whole, chance):
    """Two processes on one store, damaged records, a full disk; how many ended in other bytes."""
    words, wrong = commands(folder)["compare"], 0

    def check(what, out):
        differ = unequal(whole, sums(out))
        print(f"{what}: {'equal' if not differ else ', '.join(differ) + ' differ'}", flush=True)
        return bool(differ)

    store = folder / "shared"
    environment = {**os.environ, "LACHAN_STORE": str(store)}
    pair = [
        subprocess.Popen([binary, *words, "--out", str(folder / f"pair-{side}")], env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for side in (1, 2)
    ]
    for child in pair:
        said = child.communicate()[1].decode()
        if child.returncode != 0:
            print(f"one of two processes: exit code {child.returncode}\n{said}")
            wrong += 1
    wrong += check("two processes on one store", folder / "pair-1") + check("and the other", folder / "pair-2")
    for path in records(store):
        found = path.read_bytes()
        cut = chance.randrange(len(found))
        flipped = found[:cut] + bytes([found[cut] ^ 1 << chance.randrange(8)]) + found[cut + 1 :]
        path.write_bytes(chance.choice([found[:cut], flipped, b""]))
    said = run(binary, words, folder / "damaged", store)
    wrong += check("every record damaged", folder / "damaged") + ("is lived again" not in said)
    small = folder / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(small)], capture_output=True).returncode != 0:
        print("NOT RUN: a full disk (no tmpfs can be mounted here)")
        return wrong
    try:
        said = run(binary, words, folder / "full", small / "store")
    finally:
        subprocess.run(["umount", str(small)], check=False)
    return wrong + check("a full disk", folder / "full") + ("nothing more is kept" not in said)


if __name__ == "__main__":
    sys.exit(main())
