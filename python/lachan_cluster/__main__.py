"""Runs all shards of a study on a Dask cluster and shows progress.

    python -m lachan_cluster STUDY.toml --out DIR --shards 64
    python -m lachan_cluster STUDY.toml --out DIR --shards 64 --scheduler tcp://HOST:8786
    python -m lachan_cluster STUDY.toml --out DIR --shards 512 --batch slurm --workers 100 --option queue=normal

Exit code: 0 when every shard is there, 1 when one failed, 2 for wrong arguments. `lachan study merge` then writes the files.
"""

import argparse
import os
import sys
import time

from .cluster import client
from .shards import run_shard


def arguments(words=None):
    parser = argparse.ArgumentParser(
        prog="lachan_cluster", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("study", help="the study file, on a disk that all workers share")
    parser.add_argument("--out", required=True, help="the study's output directory, on the same disk")
    parser.add_argument("--shards", type=int, required=True, help="parts of the study")
    parser.add_argument("--binary", default="lachan", help="the program, as workers find it")
    parser.add_argument("--scheduler", help="address of a running scheduler")
    parser.add_argument("--batch", choices=("slurm", "pbs"), help="start workers as jobs of a batch system")
    parser.add_argument("--workers", type=int, help="workers to start; as many as there are processors")
    parser.add_argument("--threads", type=int, default=1, help="threads of each shard")
    parser.add_argument("--option", action="append", default=[], help="KEY=VALUE for the batch system")
    given = parser.parse_args(words)
    if given.shards < 1:
        parser.error("--shards must be 1 or more")
    return given


def follow(futures, show):
    """Waits for all futures; a list of what failed. Those that failed do not stop the others."""
    from distributed import as_completed

    begun, failed = time.monotonic(), []
    for done, future in enumerate(as_completed(futures), start=1):
        if future.status != "finished":
            failed.append(str(future.exception()))
        left = (time.monotonic() - begun) / done * (len(futures) - done)
        show(f"{done}/{len(futures)} shards, {left:.0f} s left")
    return failed


def show_on_terminal(line):
    if sys.stderr.isatty():
        print(f"\r{line}   ", end="", file=sys.stderr, flush=True)


def main(words=None):
    given = arguments(words)
    study, out = os.path.abspath(given.study), os.path.abspath(given.out)
    options = dict(option.split("=", 1) for option in given.option)
    with client(given.scheduler, given.batch, given.workers, options) as cluster:
        futures = [
            cluster.submit(run_shard, given.binary, study, out, index, given.shards, given.threads, pure=False, retries=1)
            for index in range(1, given.shards + 1)
        ]
        failed = follow(futures, show_on_terminal)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for line in failed:
        print(f"error: {line}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
