"""A part as a task: a call of the program, which writes a file beside its place and renames it, and skips what is whole.

A task may therefore run twice, on two workers at once or after one of them died, and its return value is a number.
"""

import subprocess


class ShardFailed(Exception):
    """The program ended with an error; its last words are the message."""


def command(binary, study, out, index, of, threads=1, store=()):
    """The words that run a shard; `store` are those that say where runs are kept."""
    words = [binary, "study", "shard", study, "--out", out, "--index", str(index), "--of", str(of)]
    return [*words, "--threads", str(threads), *store]


def run_part(words, folder, index, of):
    """Runs a part of a comparison, typed in a folder, and gives its index back."""
    done = subprocess.run([*words, "--part", f"{index}/{of}"], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise ShardFailed(f"part {index} of {of}: exit code {done.returncode}: {done.stderr.strip()[-2000:]}")
    return index


def run_shard(binary, study, out, index, of, threads=1, store=()):
    """Runs a shard and gives its index back."""
    done = subprocess.run(command(binary, study, out, index, of, threads, store), capture_output=True, text=True)
    if done.returncode != 0:
        raise ShardFailed(f"shard {index} of {of}: exit code {done.returncode}: {done.stderr.strip()[-2000:]}")
    return index
