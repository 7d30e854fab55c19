"""Ask questions in a process set apart, which can be ended: see `kg.query.engine` for what happens there."""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import BusyError, LimitError, QueryError, TimeError
from kg.query.answer import Answer
from kg.query.engine import TOO_LONG, TOO_MUCH, answer_one
from kg.query.evaluate import Job
from kg.query.process import start_python

__all__ = ["Engine", "ask_once"]

_ENGINE = "kg.query.engine"
_PATIENCE = 90.0
"""Seconds beyond a query's own that its process may take to come to an end."""


def ask_once(files: Mapping[str, Path], job: Job) -> Answer:
    """Answer a query in a process of its own, which loads the graph first.

    Raises QueryError for a query that is not right or runs into a limit, or a file that is no Turtle.
    """
    alone = threading.active_count() == 1  # a fork takes but one thread along, and what the others had locked
    ask = _ask_fork if hasattr(os, "fork") and alone else _ask_started
    started = time.monotonic()
    answer = _open(ask(dict(files), job), job, started)
    assert isinstance(answer, Answer)
    return answer


def _ask_fork(files: dict[str, Path], job: Job) -> bytes:
    """Answer a job in a fork of this process: the quickest, where there is but one thread."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            faulthandler.disable()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the engine's last words when it gets no more memory
            with os.fdopen(writing, "wb") as out:
                answer_one(files, job, out, keeping=True)
        finally:
            os._exit(0)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as reply:
            return reply.read()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _ask_started(files: dict[str, Path], job: Job) -> bytes:
    """Answer a job in a Python that is started for it."""
    process = start_python(_ENGINE, "answer_piped", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        return process.communicate(pickle.dumps((files, job)))[0]
    except BaseException:
        process.kill()
        raise


def _open(data: bytes, job: Job, started: float) -> object:
    """Unpack a reply; one that is not whole comes from a process that was ended, by the system or at the limit."""
    if len(data) < 8 or len(data) != 8 + int.from_bytes(data[:8], "big"):
        if time.monotonic() - started > job.limits.seconds:
            raise TimeError(TOO_LONG.format(job.limits.seconds))
        raise LimitError(TOO_MUCH.format(job.limits.megabytes))
    reply = pickle.loads(data[8:])
    if isinstance(reply, BaseException):
        raise reply
    return reply


class Engine:
    """A graph loaded once in a process set apart, and asked many times, from any thread.

    At most `jobs` queries run at a time; one more waits `patience` seconds for its turn. A query that is ended takes
    nothing with it, and should the whole process be ended, the next query starts it again. Needs a system that forks.
    """

    def __init__(self, files: Mapping[str, Path], *, jobs: int = 2, patience: float = 5.0) -> None:
        self.files = dict(files)
        self._turns, self._patience = threading.BoundedSemaphore(jobs), patience
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._ending = False
        self.size = 0

    def __enter__(self) -> Self:
        """Load the graph. Raises QueryError where it is no Turtle, or where the system cannot do it."""
        if not hasattr(os, "fork") or not hasattr(socket, "send_fds"):
            raise QueryError("a graph can be served on Linux, macOS or WSL only; kg query works here too")
        with self._lock:
            self._begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        with self._lock:
            self._end()

    def stop(self) -> None:
        """End all that runs, without waiting; whoever still waits for an answer gets none."""
        self._ending = True
        if self._process is not None:
            _kill_all(self._process)

    def ask(self, job: Job) -> object:
        """Return the answer (`Answer`), or the name of its form and its text, as the job wants it.

        Raises BusyError where all places are taken, LimitError where the query runs into a limit, QueryError where it
        is not right.
        """
        if not self._turns.acquire(timeout=self._patience):
            raise BusyError("too many questions at a time; ask again in a moment")
        try:
            started = time.monotonic()
            reply = self._exchange(job)
            if self._ending:
                raise BusyError("the server is ending")
            return _open(reply, job, started)
        finally:
            self._turns.release()

    def _exchange(self, job: Job) -> bytes:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.settimeout(job.limits.seconds + _PATIENCE)
            self._hand_over(theirs)
            theirs.close()
            try:
                ours.sendall(_message(job))
                with ours.makefile("rb") as reply:
                    return reply.read()
            except OSError:  # ended while we wrote, or later than it should
                return b""

    def _hand_over(self, theirs: socket.socket) -> None:
        """Give the socket of a job to the process; where that has ended, start it again, once."""
        with self._lock:
            for last in (False, True):
                if self._ending:
                    raise BusyError("the server is ending")
                if self._control is None:
                    self._begin()
                assert self._control is not None
                try:
                    socket.send_fds(self._control, [b"j"], [theirs.fileno()])
                except OSError as error:
                    self._end()
                    if last:
                        raise QueryError("the process that answers questions has ended") from error
                else:
                    return

    def _begin(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = start_python(
                _ENGINE, "serve_jobs", theirs.fileno(), stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
            )
        self._control = ours
        ours.sendall(_message(self.files))
        try:
            reply = pickle.load(ours.makefile("rb"))
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self._end()
            raise QueryError("the graph could not be loaded: is there enough memory?") from error
        if isinstance(reply, BaseException):
            self._end()
            raise reply
        self.size = reply

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            _kill_all(self._process)
        self._control = self._process = None


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started, which is in a session of its own."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _message(value: object) -> bytes:
    data = pickle.dumps(value)
    return len(data).to_bytes(8, "big") + data
