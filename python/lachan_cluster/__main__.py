"""Runs all shards of a study, or all parts of a comparison, on a Dask cluster and shows progress.

    python -m lachan_cluster STUDY.toml --out DIR --shards 64
    python -m lachan_cluster STUDY.toml --out DIR --shards 64 --scheduler tcp://HOST:8786
    python -m lachan_cluster STUDY.toml --out DIR --shards 512 --batch slurm --workers 100 --option queue=normal \\
        --option cores=2 --option 'job_extra_directives=["--qos=low", "--exclusive"]'

    python -m lachan_cluster --shards 64 --comparison lachan compare law_enforcement --replicates 20 --store DIR

Exit code: 0 when every shard is there, 1 when one failed, 2 for wrong arguments, 71 when the batch system gives no worker.
`lachan study merge`, or the command of the comparison, then writes the files.
"""

import argparse
import ast
import asyncio
import os
import sys
import time

from .cluster import ClusterRefused, client
from .shards import run_part, run_shard


def arguments(words=None):
    parser = argparse.ArgumentParser(
        prog="lachan_cluster", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("study", nargs="?", help="the study file, on a disk that all workers share")
    parser.add_argument("--out", help="the study's output directory, on the same disk")
    parser.add_argument(
        "--comparison",
        nargs=argparse.REMAINDER,
        help="in place of a study: the words of a comparison that keeps its runs in a --store on a disk that all workers share",
    )
    parser.add_argument("--shards", type=int, required=True, help="parts of the study")
    parser.add_argument("--binary", default="lachan", help="the program, as workers find it")
    parser.add_argument("--scheduler", help="address of a running scheduler")
    parser.add_argument("--batch", choices=("slurm", "pbs"), help="start workers as jobs of a batch system")
    parser.add_argument("--workers", type=int, help="workers to start; as many as there are processors")
    parser.add_argument("--threads", type=int, default=1, help="threads of each shard")
    parser.add_argument("--store", help="where the shards of a study look for runs and keep them, as workers find it")
    parser.add_argument("--no-store", action="store_true", help="shards of a study keep no runs and look for none")
    parser.add_argument("--keep-all", action="store_true", help="shards of a study let nothing go from the store")
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        type=option,
        metavar="KEY=VALUE",
        help="for the batch system; a VALUE that is a number, a list, True, False or None is passed on as such",
    )
    given = parser.parse_args(words)
    if given.shards < 1:
        parser.error("--shards must be 1 or more")
    if bool(given.comparison) == bool(given.study and given.out):
        parser.error("name a study and --out, or a --comparison")
    if given.no_store and (given.store or given.keep_all):
        parser.error("--no-store leaves nothing for --store or --keep-all")
    return given


def store_words(given):
    """The words by which a shard is told where runs are kept."""
    words = ["--store", os.path.abspath(given.store)] if given.store else []
    return [*words, *["--no-store"] * given.no_store, *["--keep-all"] * given.keep_all]


def option(text):
    """`cores=2` as `("cores", 2)`. What is no literal of Python, such as `queue=normal` or `walltime=01:00:00`, is text."""
    key, equals, value = text.partition("=")
    if not key.isidentifier() or not equals:
        raise argparse.ArgumentTypeError(f"`{text}` is not KEY=VALUE")
    try:
        read = ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return key, value
    return key, read if isinstance(read, (int, float, list, tuple, bool, type(None), str)) else value


def follow(futures, show, check):
    """Waits for all futures; a list of what failed. Those that failed do not stop the others. `check` raises where nothing can come."""
    from distributed import wait

    begun, failed, pending = time.monotonic(), [], set(futures)
    while pending:
        try:
            finished, pending = wait(pending, timeout=5, return_when="FIRST_COMPLETED")
        except asyncio.TimeoutError:
            check()
            continue
        failed.extend(str(future.exception()) for future in finished if future.status != "finished")
        done = len(futures) - len(pending)
        left = (time.monotonic() - begun) / done * len(pending)
        show(f"{done}/{len(futures)} shards, {left:.0f} s left")
    return failed


def show_on_terminal(line):
    if sys.stderr.isatty():
        print(f"\r{line}   ", end="", file=sys.stderr, flush=True)


def main(words=None):
    given = arguments(words)
    try:
        failed = run_all(given)
    except ClusterRefused as error:
        print(f"error: the batch system gives no worker: {error}", file=sys.stderr)
        print("help: correct --option, --workers or the study's needs; the shards that are there stay", file=sys.stderr)
        return 71
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for line in failed:
        print(f"error: {line}", file=sys.stderr)
    return 1 if failed else 0


def run_all(given):
    """Runs every part; a list of what failed."""
    opened, check = client(given.scheduler, given.batch, given.workers, dict(given.option))
    with opened as cluster:
        indices = range(1, given.shards + 1)
        if given.comparison:
            task = (run_part, given.comparison, os.getcwd())
            futures = [cluster.submit(*task, index, given.shards, pure=False, retries=1) for index in indices]
        else:
            task = (run_shard, given.binary, os.path.abspath(given.study), os.path.abspath(given.out))
            rest = (given.shards, given.threads, store_words(given))
            futures = [cluster.submit(*task, index, *rest, pure=False, retries=1) for index in indices]
        return follow(futures, show_on_terminal, check)


if __name__ == "__main__":
    sys.exit(main())
