"""Do one thing to many items, in this process or in several, with the same results in the same order."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

__all__ = ["Workers"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_shared: Any = None
"""In a worker process: what `Workers` was told to share. It travels once per process, not once per item."""


class Workers:
    """A number of processes that share one large value; with `jobs=1` everything happens in this process.

    The function given to `map` is called as `function(item, shared)`; it and the items must be picklable.
    """

    def __init__(self, jobs: int, shared: object) -> None:
        self._pool = None
        self._shared = shared
        self._jobs = jobs
        if jobs > 1:
            self._pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(shared,))
            with _uninterrupted():
                self._pool.submit(_nothing)  # starts the processes

    def map(self, function: Callable[[Item, Any], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Yield `function(item, shared)` for each item, in the order of the items."""
        if self._pool is None:
            return (function(item, self._shared) for item in items)
        chunk = max(1, len(items) // (self._jobs * 8))
        return self._pool.map(_call, [function] * len(items), items, chunksize=chunk)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: one that falls into a fork would be lost, since Python ignores what is raised there."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows, where nothing is forked
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _nothing() -> None:
    """Do nothing."""


def _begin(shared: object) -> None:
    """Prepare a worker: keep what is shared, and leave Ctrl-C to the process that waits for the results."""
    global _shared  # noqa: PLW0603 (a worker's only state)
    _shared = shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _call(function: Callable[[Item, Any], Result], item: Item) -> Result:
    return function(item, _shared)
