#!/usr/bin/env python3
"""Faults that befall a program from outside, each tried on the real one, and what must hold after each.

    cargo build --release && cargo build
    python3 tests/system/faults.py target/release/lachan target/debug/lachan
    python3 tests/system/faults.py target/release/lachan target/debug/lachan --only 3 4

Prints `fault N: tried K held K` for each; what this machine does not allow (mounts need root) is said as NOT RUN. The numbers are those
of the list of faults that this project holds itself to. Kills at random moments (fault 1) are in resume.py; memory (fault 9) is refused
before a run begins and tested with the command line; torn and flipped bytes (5, 6) and numbers that are none (15) are also tested byte by
byte in the unit tests. Exit code: 0 when all held. Needs only Python's standard library and a system with signals.
"""

import argparse
import contextlib
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# No run is read from the store of whoever tests.
os.environ["LACHAN_STORE"] = ""

SMALL = ["--scale", "0.0002", "--years", "2"]
SMALL += ["--set", "synthesis.commune_households=100", "--set", "simulation.warm_up_months=12"]
KEPT = [*SMALL, "--checkpoint-every", "1"]
# A run of some seconds: a signal after one second finds it at work.
LONG = ["--scale", "0.01", "--years", "40"]

STUDY = """
[study]
name = "faults"
kind = "sweep"
seed = 5
scale = 0.001
years = 1
set = ["simulation.warm_up_months=3"]
[[factor]]
name = "recruiters.per_100k"
levels = 4
"""


class NotAllowed(Exception):
    """This machine does not allow a fault to be made."""


class Bench:
    """The programs, a folder for each fault, and what the uninterrupted run gives."""

    def __init__(self, release, debug, folder):
        self.release, self.debug, self.folder = release, debug, folder
        self.straight = folder / "straight"
        self.run(["run", *KEPT, "--out", self.straight]).check_returncode()
        self.files = hashes(self.straight)
        self.study = folder / "study.toml"
        self.study.write_text(STUDY, encoding="utf-8")
        self.run(["study", "run", self.study, "--out", folder / "study"]).check_returncode()
        self.study_files = hashes(folder / "study")

    def run(self, arguments, debug=False, **more):
        """Runs the program to its end. What it says is one line, wherever it is broken for a terminal."""
        command = [self.debug if debug else self.release, *map(os.fspath, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", **more)
        done.stderr = " ".join(done.stderr.split())
        return done

    def start(self, arguments, stdout=subprocess.PIPE):
        """Starts the program."""
        command = [self.release, *map(os.fspath, arguments)]
        return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, text=True)

    def resumed(self, out):
        """Whether `resume` ends a run with the files of the uninterrupted one."""
        done = self.run(["resume", out])
        return done.returncode == 0 and hashes(out) == self.files

    def studied(self, out):
        """Whether the same command again ends a study with the files of the uninterrupted one."""
        done = self.run(["study", "run", self.study, "--out", out])
        return done.returncode == 0 and hashes(out) == self.study_files

    def killed(self, out, states=2):
        """A run that was killed when so many states were kept."""
        process = self.start(["run", *KEPT, "--out", out])
        while process.poll() is None and len(kept(out)) < states:
            time.sleep(0.001)
        process.kill()
        process.communicate()
        return out


def hashes(directory):
    """A hash of each file of results."""
    shown = [path for path in directory.iterdir() if path.is_file()]
    names = sorted(path.name for path in shown if not path.name.startswith((".", "ledger")))
    return {name: hashlib.blake2b((directory / name).read_bytes()).hexdigest() for name in names}


def kept(out):
    """The states that are kept of a run, oldest first."""
    months = lambda path: int(re.search(r"month-(\d+)", path.name)[1])
    return sorted((out / ".checkpoint").glob("*.state"), key=months)


@contextlib.contextmanager
def mounted(place, *options):
    """A directory with a file system of its own."""
    place.mkdir()
    made = subprocess.run(["mount", *options, os.fspath(place)], capture_output=True, text=True)
    if made.returncode != 0:
        raise NotAllowed(made.stderr.strip())
    try:
        yield place
    finally:
        subprocess.run(["umount", os.fspath(place)], check=True)


def fault_2_a_kill_inside_the_write_of_a_state(bench, folder):
    """The program dies at each step of writing its third state: the one before it is used."""
    for step in ["begun", "written", "synced", "renamed"]:
        out = folder / step
        died = bench.run(["run", *KEPT, "--out", out], debug=True, env={**os.environ, "LACHAN_DIES_AT": f"{step}:.state:3"})
        newest = kept(out)[-1].name if kept(out) else ""
        expected = "month-3." if step == "renamed" else "month-2."
        yield died.returncode == -signal.SIGABRT and expected in newest and bench.resumed(out)
    ignored = bench.run(["run", *KEPT, "--out", folder / "release"], env={**os.environ, "LACHAN_DIES_AT": "begun:.state:1"})
    yield ignored.returncode == 0 and hashes(folder / "release") == bench.files


def fault_3_a_full_disk(bench, folder):
    """A state, a result, a ledger that do not fit: the path is named, and the run goes on when there is room."""
    with mounted(folder / "small", "-t", "tmpfs", "-o", "size=700k", "tmpfs") as disk:
        full = bench.run(["run", *KEPT, "--out", disk / "run"])
        named = ".state, which needs" in full.stderr and "bytes" in full.stderr
        yield full.returncode == 74 and named and not (disk / "run" / "manifest.json").exists()
        subprocess.run(["mount", "-o", "remount,size=64m", os.fspath(disk)], check=True)
        yield bench.resumed(disk / "run")
    with mounted(folder / "smaller", "-t", "tmpfs", "-o", "size=256k", "tmpfs") as disk:
        full = bench.run(["run", *SMALL, "--checkpoint-every", "0", "--out", disk / "run"])
        yield full.returncode == 74 and "indicators.csv" in full.stderr and not (disk / "run" / "manifest.json").exists()
    with mounted(folder / "smallest", "-t", "tmpfs", "-o", "size=64k", "tmpfs") as disk:
        (disk / "ballast").write_bytes(bytes(40 * 1024))
        full = bench.run(["study", "run", bench.study, "--out", disk / "study"])
        yield full.returncode == 74 and str(disk / "study") in full.stderr
        subprocess.run(["mount", "-o", "remount,size=8m", os.fspath(disk)], check=True)
        yield bench.studied(disk / "study")
    for arguments in printing(bench, folder):
        with open("/dev/full", "w") as full:
            done = subprocess.run([bench.release, *map(os.fspath, arguments)], stdout=full, stderr=subprocess.PIPE, text=True)
        yield done.returncode == 74 and "standard output" in done.stderr and "panicked" not in done.stderr
    limited = f"ulimit -f 8; exec '{bench.release}'"
    for number, arguments in enumerate([["run", *SMALL], ["compare", "no_programme", *SMALL, "--replicates", "2"]]):
        out = folder / f"limited{number}"
        done = subprocess.run(["bash", "-c", f'{limited} "$@"', "-", *arguments, "--out", out], capture_output=True, text=True)
        yield done.returncode == 74 and not (out / "manifest.json").exists()


def printing(bench, folder):
    """Every command that prints and ends by itself."""
    yield from [["--help"], ["--version"], ["run", "--help"], ["check"], ["params"], ["levers"], ["levers", "cash_transfer"]]
    yield from [["sources"], ["sources", "C03"], ["schema"], ["completions", "bash"]]
    yield ["sweep", "recruiters.per_100k=50,100", "--print"]
    yield ["study", "status", bench.study, "--out", bench.folder / "study"]
    yield ["report", bench.straight, "-o", folder / "page.html"]
    yield ["run", *SMALL, "--out", folder / "printed"]
    yield ["resume", bench.straight]


def fault_4_a_read_only_directory(bench, folder):
    """Refused before any work: rights do not stop root, a read-only mount does."""
    with mounted(folder / "locked", "-t", "tmpfs", "-o", "ro", "tmpfs") as disk:
        for arguments in [["run", *LONG], ["compare", "no_programme", *LONG], ["study", "run", bench.study]]:
            begun = time.monotonic()
            refused = bench.run([*arguments, "--out", disk / "out"])
            quickly = time.monotonic() - begun < 0.5
            yield refused.returncode == 73 and str(disk / "out") in refused.stderr and quickly


def fault_5_a_torn_last_record(bench, folder):
    """A ledger cut anywhere in its last line, and a state cut anywhere, cost what was cut off."""
    moments = random.Random(5)
    whole = (bench.folder / "study" / "ledger.jsonl").read_bytes()
    last = whole[:-1].rindex(b"\n") + 1
    for cut in sorted(moments.sample(range(last + 1, len(whole)), 6)):
        out = folder / f"ledger{cut}"
        out.mkdir()
        (out / "ledger.jsonl").write_bytes(whole[:cut])
        done = bench.run(["study", "run", bench.study, "--out", out])
        yield done.returncode == 0 and done.stderr.count("was torn") == 1 and hashes(out) == bench.study_files
    killed = bench.killed(folder / "killed")
    for number in range(6):
        out = folder / f"state{number}"
        shutil.copytree(killed, out)
        newest = kept(out)[-1]
        os.truncate(newest, moments.randrange(newest.stat().st_size))
        done = bench.run(["resume", out])
        yield done.returncode == 0 and newest.name in done.stderr and hashes(out) == bench.files


def fault_6_flipped_bits(bench, folder):
    """One bit anywhere in a ledger or in a state is seen, named, and changes no result."""
    moments = random.Random(6)
    whole = (bench.folder / "study" / "ledger.jsonl").read_bytes()
    first = whole.index(b"\n") + 1
    for number in range(6):
        out = folder / f"ledger{number}"
        out.mkdir()
        (out / "ledger.jsonl").write_bytes(flipped(whole, moments.randrange(first, len(whole) - 1), moments))
        done = bench.run(["study", "run", bench.study, "--out", out])
        yield done.returncode == 0 and "ledger.jsonl" in done.stderr and hashes(out) == bench.study_files
    killed = bench.killed(folder / "killed")
    for number in range(12):
        out = folder / f"state{number}"
        shutil.copytree(killed, out)
        damaged = kept(out)[-1:] if number < 9 else kept(out)
        for state in damaged:
            state.write_bytes(flipped(state.read_bytes(), moments.randrange(state.stat().st_size), moments))
        done = bench.run(["resume", out])
        named = all(state.name in done.stderr for state in damaged)
        yield done.returncode == 0 and named and hashes(out) == bench.files


def flipped(whole, at, moments):
    """Some bytes with one bit of one of them turned over."""
    return whole[:at] + bytes([whole[at] ^ 1 << moments.randrange(8)]) + whole[at + 1 :]


def fault_7_a_killed_worker(bench, folder):
    """A shard whose process is killed is run again by whoever asks; the merged files are those of one process."""
    shards = ["study", "shard", bench.study, "--of", "2", "--out", folder / "study", "--index"]
    worker = bench.start([*shards, "1"])
    time.sleep(0.2)
    worker.kill()
    worker.communicate()
    done = [bench.run([*shards, index]).returncode for index in ["1", "2"]]
    bench.run(["study", "merge", bench.study, "--out", folder / "study"])
    yield done == [0, 0] and hashes(folder / "study") == bench.study_files


def fault_9_too_little_memory(bench, folder):
    """A limit on address space or of a control group is seen before it is met: exit code 71 or the whole run, never a death by signal."""
    commands = [
        ["run", *SMALL, "--threads", "1"],
        ["compare", "no_programme", *SMALL, "--replicates", "2", "--threads", "1"],
        ["study", "run", bench.study, "--threads", "1"],
    ]
    # The program itself, loaded and with its data read, takes some 20 MB of addresses before it can reckon.
    for kilobytes in [24_000, 40_000, 60_000, 90_000, 150_000, 300_000]:
        for number, command in enumerate(commands):
            words = [*map(os.fspath, command), "--out", os.fspath(folder / f"v{kilobytes}-{number}")]
            limited = ["bash", "-c", f'ulimit -v {kilobytes}; exec "$@"', "-", bench.release, *words]
            # The C library reserves 64 MB of addresses for a thread where chance lets them fit, which no limit on memory counts.
            done = subprocess.run(limited, capture_output=True, text=True, env={**os.environ, "MALLOC_ARENA_MAX": "1"})
            yield done.returncode in (0, 71)
    yield done.returncode == 0
    yield from in_a_control_group(bench, folder)


def in_a_control_group(bench, folder):
    """A group of 30 MB refuses a run before it begins. Needs root and a controller for memory."""
    base = Path("/sys/fs/cgroup")
    for parent, limit in [(base, "memory.max"), (base / "memory", "memory.limit_in_bytes")]:
        group = parent / f"lachan-{os.getpid()}"
        try:
            group.mkdir()
        except OSError:
            continue
        # The system makes the files of a group; where it does not, this is some other folder.
        if not (group / limit).exists():
            group.rmdir()
            continue
        (group / limit).write_text("30000000")
        try:
            enter = f'echo $$ >{group}/cgroup.procs; exec "$@"'
            words = [bench.release, "run", "--scale", "0.05", "--out", os.fspath(folder / "grouped")]
            done = subprocess.run(["bash", "-c", enter, "-", *words], capture_output=True, text=True)
            yield done.returncode == 71 and "GB are free" in done.stderr
        finally:
            group.rmdir()


def fault_8_a_clock_that_jumps(bench, folder):
    """A year back and a year on: the results are the same. Needs faketime."""
    if shutil.which("faketime") is None:
        raise NotAllowed("faketime is not installed")
    for number, jump in enumerate(["-1y", "+1y"]):
        out = folder / f"jump{number}"
        killed = bench.killed(out)
        done = subprocess.run(["faketime", "-f", jump, bench.release, "resume", os.fspath(killed)], capture_output=True)
        yield done.returncode == 0 and hashes(out) == bench.files


def fault_10_interruption(bench, folder):
    """Ctrl-C: once, the month ends, all is kept, 130 within 2 s, a line says how to go on. Twice: at once, and still resumable."""
    for number, command in enumerate([["run"], ["run", "--replicates", "2"], ["compare", "no_programme"]]):
        out = folder / f"once{number}"
        process = bench.start([*command, *LONG, "--out", out])
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        _, told = process.communicate()
        quickly = time.monotonic() - begun < 2
        says = "interrupted" in told and (command[0] != "run" or f"lachan resume {out}" in told)
        yield process.returncode == 130 and quickly and says and not (out / "manifest.json").exists()
    bench.run(["run", *LONG, "--out", folder / "straight"])
    done = bench.run(["resume", folder / "once0"])
    yield done.returncode == 0 and hashes(folder / "once0") == hashes(folder / "straight")
    out = folder / "twice"
    process = bench.start(["run", *KEPT, "--out", out])
    while len(kept(out)) < 2:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    process.communicate()
    yield process.returncode == 130 and bench.resumed(out)
    out = folder / "study"
    process = bench.start(["study", "run", bench.study, "--out", out])
    while not (out / "ledger.jsonl").exists():
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    yield process.returncode == 130 and "the same command goes on" in told and bench.studied(out)


def fault_11_a_closed_pipe(bench, folder):
    """Whoever reads one line and leaves sees no panic."""
    for arguments in [["params"], ["levers"], ["sources"], ["schema"], ["run", *SMALL, "--out", folder / "run"]]:
        # The reader has left before the first word: what is printed at once could be taken in whole before.
        read, write = os.pipe()
        os.close(read)
        process = bench.start(arguments, stdout=write)
        os.close(write)
        told = process.stderr.read()
        process.stderr.close()
        yield process.wait() == 141 and "panicked" not in told
    yield (folder / "run" / "manifest.json").exists()
    for arguments, code in [(["report", folder / "nowhere"], 65), (["run", "--scale", "7"], 2), (["nonsense"], 2)]:
        process = bench.start(arguments)
        process.stderr.close()
        process.stdout.read()
        process.stdout.close()
        yield process.wait() == code


def fault_12_two_runs_in_one_directory(bench, folder):
    """The second is refused at once and told the first's number; a kill frees the directory."""
    out = folder / "out"
    first = bench.start(["run", *KEPT, "--out", out])
    while not kept(out):
        time.sleep(0.001)
    for command in [["run", *SMALL], ["compare", "no_programme", *SMALL], ["study", "run", bench.study]]:
        begun = time.monotonic()
        second = bench.run([*command, "--out", out])
        at_once = time.monotonic() - begun < 0.5
        yield second.returncode == 73 and f"process {first.pid}" in second.stderr and at_once
    first.kill()
    first.communicate()
    yield bench.resumed(out)


def fault_13_strange_paths(bench, folder):
    """Names that are no UTF-8, hold blanks, or are as long as a name can be."""
    for name in [b"na\xffme", b"two words \xc4\x91", b"x" * 255]:
        out = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        done = bench.run(["run", *KEPT, "--out", out])
        yield done.returncode == 0 and hashes(out) == bench.files
    yield bench.resumed(bench.killed(Path(os.fsdecode(os.fsencode(folder) + b"/kept\xff"))))


def fault_14_what_has_changed(bench, folder):
    """Another number or table: refused, with the keys that differ (a version likewise, in the unit tests); threads may change."""
    killed = bench.killed(folder / "killed")
    config = killed / ".checkpoint" / "effective_config.toml"
    text = config.read_text(encoding="utf-8")
    for before, after, key in [
        ("seed = 1\n", "seed = 2\n", "config.simulation.seed: 1 before, 2 now"),
        ("years = 2\n", "years = 3\n", "config.simulation.years: 2 before, 3 now"),
    ]:
        assert before in text
        config.write_text(text.replace(before, after), encoding="utf-8")
        refused = bench.run(["resume", killed])
        yield refused.returncode == 2 and key in refused.stderr
    config.write_text(text, encoding="utf-8")
    # Tables are compiled in: a program with another one is this one with a byte changed.
    program = Path(bench.release).read_bytes()
    assert b"3358.6,105.7654" in program
    other = folder / "other"
    other.write_bytes(program.replace(b"3358.6,105.7654", b"3358.7,105.7654"))
    other.chmod(0o755)
    refused = subprocess.run([other, "resume", os.fspath(killed)], capture_output=True, text=True)
    yield refused.returncode == 2 and "provinces.csv: " in refused.stderr and "before" in refused.stderr
    done = bench.run(["resume", killed, "--threads", "1", "--checkpoint-every", "7"])
    yield done.returncode == 0 and hashes(killed) == bench.files


# What a process has used at most counts from its fork, when it is as large as its parent: a small parent measures.
MEASURE = """import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(child.pid, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))"""


def fault_15_a_huge_line(bench, folder):
    """A line of 100 MiB in a scenario and in a table is refused in less than 64 MiB of memory."""
    for name, start, code in [("huge.toml", b'name = "', 2), ("huge.csv", b"recruiters.per_100k,", 65)]:
        path = folder / name
        with path.open("wb") as file:
            file.write(start)
            file.writelines(b"7" * (1 << 20) for _ in range(100))
        option = f"--ensemble={path}" if name.endswith("csv") else str(path)
        command = [sys.executable, "-c", MEASURE, bench.release, "run", option, "--out", folder / "out"]
        done = subprocess.run(command, capture_output=True, text=True)
        refused = done.returncode == code and name in done.stderr and "panicked" not in done.stderr
        yield refused and int(done.stdout) < 64 << 10 and not (folder / "out").exists()


def fault_16_what_is_planted(bench, folder):
    """Links, pipes and code in a folder from a stranger: nothing outside is written, nothing waits, nothing of it runs."""
    victim = folder / "victim"
    for name, command in [
        (".lock", ["run", *SMALL]),
        (".lachan.json", ["compare", "no_programme", *SMALL, "--replicates", "2"]),
        ("manifest.json", ["run", *SMALL]),
        ("slurm.sh", ["study", "run", bench.study, "--engine", "slurm"]),
        ("ledger.jsonl", ["study", "run", bench.study]),
        ("shards", ["study", "shard", bench.study, "--index", "1", "--of", "2"]),
    ]:
        for plant in [lambda path: path.symlink_to(victim), os.mkfifo]:
            victim.write_text("precious")
            out = folder / f"planted{time.monotonic_ns()}"
            out.mkdir()
            plant(out / name)
            done = bench.run([*command, "--out", out], timeout=60)
            yield done.returncode in (0, 73, 74) and victim.read_text() == "precious"
    killed = bench.killed(folder / "killed")
    for number, state in enumerate([*kept(killed)[-1:], killed / ".checkpoint" / "asked.json"]):
        out = folder / f"piped{number}"
        shutil.copytree(killed, out)
        planted = out / state.relative_to(killed)
        planted.unlink()
        os.mkfifo(planted)
        done = bench.run(["resume", out], timeout=60)
        yield done.returncode == (0 if number == 0 else 74) and "a pipe" in done.stderr
    for target in [bench.straight / "indicators.csv", bench.straight / "manifest.json", Path("/dev/null"), victim]:
        before = target.read_bytes()
        done = bench.run(["report", bench.straight, "-o", target])
        yield done.returncode == 2 and target.read_bytes() == before and (target != Path("/dev/null") or target.is_char_device())
    pack = folder / "pack"
    (pack / "lachan_cluster").mkdir(parents=True)
    for name in ["__init__.py", "__main__.py", "cluster.py"]:
        (pack / "lachan_cluster" / name).write_text(f"open({os.fspath(folder / 'ran')!r}, 'w')\n")
    bench.run(["study", "run", bench.study, "--engine", "dask", "--out", folder / "dask"], cwd=pack, timeout=60)
    yield not (folder / "ran").exists()
    source = folder / "source.toml"
    source.write_text('schema = 1\n[recruiters]\nper_100k = { value = 100, source = "x\\u001b[31mred" }\n', encoding="utf-8")
    yield "\x1b" not in bench.run(["params", source]).stdout


def fault_17_a_directory_that_is_replaced(bench, folder):
    """Killed at random while new results take the place of old ones: the directory holds one or the other whole, a user's notes are never
    lost, and the same command again ends with the new ones."""
    moments = random.Random(17)
    other = ["run", *SMALL, "--seed", "9", "--replace"]
    fresh = folder / "fresh"
    bench.run([*other, "--out", fresh]).check_returncode()
    new = hashes(fresh)
    begun = time.monotonic()
    bench.run([*other, "--out", folder / "timed"])
    takes = time.monotonic() - begun
    for number in range(25):
        place = folder / f"place{number}"
        out = place / "out"
        shutil.copytree(bench.straight, out)
        (out / "notes.txt").write_text("mine")
        process = bench.start([*other, "--out", out])
        # Most of the kills fall on the end, when files are written and directories change places.
        time.sleep(takes * (1 - moments.random() ** 2 * 0.5) if number % 5 else takes * moments.random())
        process.kill()
        process.communicate()
        everywhere = list(place.rglob("notes.txt*"))
        found = {name: digest for name, digest in hashes(out).items() if name != "notes.txt"}
        whole = found in (bench.files, new)
        done = bench.run([*other, "--discard", "--out", out])
        ended = {name: digest for name, digest in hashes(out).items() if name != "notes.txt"}
        kept_notes = (out / "notes.txt").exists() and (out / "notes.txt").read_text() == "mine"
        clean = sorted(path.name for path in place.iterdir()) == ["out"] and not list(out.glob(".writing-*"))
        yield len(everywhere) == 1 and whole and done.returncode == 0 and ended == new and kept_notes and clean


FAULTS = {int(name.split("_")[1]): test for name, test in list(globals().items()) if name.startswith("fault_")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", help="path of the release binary")
    parser.add_argument("debug", help="path of the debug binary, which can be told where to die")
    parser.add_argument("--only", type=int, nargs="+", default=sorted(FAULTS), help="numbers of faults")
    given = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(given.release), os.path.abspath(given.debug), Path(folder))
        for number in given.only:
            place = Path(folder) / f"fault{number}"
            place.mkdir()
            begun = time.monotonic()
            held = []
            try:
                held.extend(FAULTS[number](bench, place))
            except NotAllowed as reason:
                print(f"fault {number}: NOT RUN ({reason})")
                continue
            wrong = [str(place + 1) for place, sound in enumerate(held) if not sound]
            told = f" (not: {', '.join(wrong)})" if wrong else ""
            print(f"fault {number}: tried {len(held)} held {sum(held)}{told}, {time.monotonic() - begun:.0f} s", flush=True)
            failed |= bool(wrong) or not held
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
