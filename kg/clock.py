"""Take the time of the stages of long work, and tell how far it has come."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Clock", "Progress"]

Progress = Callable[[str, int, int], None]
"""Told of each step: the stage's name, how much of it is done, and how much there is."""


@dataclass
class Clock:
    """Takes the time of each stage and tells of progress."""

    progress: Progress | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, steps: int = 1) -> Iterator[Callable[[], None]]:
        """Time one stage; the value yielded is to be called after each of its steps."""
        done, start = Counter[str](), time.perf_counter()
        self._tell(name, 0, steps)

        def step() -> None:
            done[name] += 1
            self._tell(name, done[name], steps)

        yield step
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
        if done[name] < steps:
            self._tell(name, steps, steps)

    def _tell(self, name: str, done: int, steps: int) -> None:
        if self.progress is not None:
            self.progress(name, done, steps)
