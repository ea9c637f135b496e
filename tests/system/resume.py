#!/usr/bin/env python3
"""A study that is killed at any moment and started again ends with the bytes of one that was not.

A small sweep runs once without interruption. Then, for each kill, a fresh directory: the same command is started and
killed with SIGKILL after a random time of 5 ms to the time of the whole run, again and again (up to three kills a directory), and
run to its end. All files of results must have the BLAKE2 of the uninterrupted ones, and no record may be lost that was
in the ledger before a kill.

    cargo build --release
    python3 tests/system/resume.py target/release/lachan
    python3 tests/system/resume.py target/release/lachan --kills 100 --seed 7

Exit code: 0 when all are equal, 1 otherwise. Needs only Python's standard library, and a system with SIGKILL.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def hashes(directory):
    """A hash of each file of results."""
    names = sorted(path.name for path in directory.iterdir() if path.is_file() and not path.name.startswith("ledger"))
    return {name: hashlib.blake2b((directory / name).read_bytes()).hexdigest() for name in names}


def records(directory):
    """Whole lines of the ledger."""
    ledger = directory / "ledger.jsonl"
    return ledger.read_bytes().count(b"\n") if ledger.exists() else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", help="path of the release binary")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="seed of the moments")
    given = parser.parse_args()
    moments = random.Random(given.seed)

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        study = folder / "study.toml"
        study.write_text(STUDY, encoding="utf-8")
        command = [given.binary, "study", "run", str(study), "--out"]
        begun = time.monotonic()
        subprocess.run([*command, str(folder / "straight")], check=True, capture_output=True)
        whole = time.monotonic() - begun
        straight = hashes(folder / "straight")
        print(f"without interruption: {whole:.1f} s, {len(straight)} files")

        kills = caught = rounds = unequal = 0
        while kills < given.kills:
            rounds += 1
            out = folder / f"round{rounds}"
            for _ in range(min(3, given.kills - kills)):
                before = records(out) if out.exists() else 0
                process = subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(moments.uniform(0.005, whole))
                caught += process.poll() is None
                process.kill()
                process.wait()
                kills += 1
                if out.exists() and records(out) < before:
                    print(f"round {rounds}: a kill lost records")
                    unequal += 1
            done = subprocess.run([*command, str(out)], capture_output=True, text=True)
            if done.returncode != 0 or hashes(out) != straight:
                print(f"round {rounds}: exit code {done.returncode}, files differ\n{done.stderr}")
                unequal += 1
        print(f"{kills} kills in {rounds} rounds, {caught} of them while the study ran: {unequal} rounds unequal")
    return 1 if unequal else 0


if __name__ == "__main__":
    sys.exit(main())
