"""Progress of a run: a bar, a line, or a function of the user's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Follow = Callable[[int, int], object]


@contextmanager
def shown(progress: bool | Follow) -> Iterator[Follow | None]:
    """What is called with the months that are done and all of them."""
    if progress is False or progress is None:
        yield None
    elif progress is not True:
        yield progress
    else:
        try:
            from tqdm.auto import tqdm
        except ModuleNotFoundError:
            yield from _line()
        else:
            with tqdm(unit=" months") as bar:
                yield lambda done, months: _advance(bar, done, months)


def _advance(bar: Any, done: int, months: int) -> None:
    bar.total = months
    bar.update(done - bar.n)


def _line() -> Iterator[Follow]:
    def follow(done: int, months: int) -> None:
        print(f"\r{done}/{months} months", end="", file=sys.stderr, flush=True)

    try:
        yield follow
    finally:
        print(file=sys.stderr)
