"""The process set apart for queries. The engine cannot be interrupted, so each query runs where it can be ended.

Started by `kg.query.apart`. It loads the graph and answers: one job, or, with `serve_jobs`, many, each in a fork of its
own that shares the loaded graph. Such a process ends itself at the limit of time, gets no more memory than its limit,
and can open neither file nor connection, whatever a query asks for.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Store

from kg.errors import KgError, LimitError, TimeError
from kg.query.evaluate import Job, evaluate, evaluate_to_text
from kg.query.kept import is_worth_it, keep_later, open_kept
from kg.query.load import load_store, stamp

try:
    import resource
except ImportError:  # Windows has none: there, time and rows are limited, memory is not
    resource = None  # type: ignore[assignment]

__all__ = ["TOO_LONG", "TOO_LONG_AN_ANSWER", "TOO_MUCH", "answer_one", "answer_piped", "serve_jobs"]

TOO_MUCH = "the query needs more memory than its limit of {:,} MB, or is nested too deeply; ask for less"
TOO_LONG_AN_ANSWER = "the answer is longer than {} MB; ask for less, or for a part (LIMIT, OFFSET)"
TOO_LONG = "the query took longer than {:g} s and was stopped; ask for less, or give it more time"
_SENDING = 60.0  # seconds

Files = dict[str, Path]


def answer_one(files: Files, job: Job, out: BinaryIO, *, keeping: bool = False) -> None:
    """Load files, answer a job and write the reply; this process is good for nothing else afterwards.

    With `keeping`, a copy of a large graph is made for the next question, once this one is answered.
    """
    try:
        store = open_kept(files)
        if store is None:
            if keeping and is_worth_it(files):
                keep_later(files)
            store = load_store(files)
    except (KgError, OSError) as error:
        _send(out, error)
        return
    _answer(store, job, out)


def answer_piped() -> None:
    """Read files and a job from standard input, and write the reply to standard output."""
    files, job = pickle.load(sys.stdin.buffer)
    answer_one(files, job, sys.stdout.buffer)


def serve_jobs(descriptor: int) -> None:
    """Answer jobs until the other end of a socket closes: each message brings the socket of one job.

    The first message names the files. When these change on the disk, they are loaded again; what cannot be loaded
    leaves the graph as it was.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no child is waited for
    control = socket.socket(fileno=descriptor)
    files: Files = pickle.loads(_read(control))
    try:
        loaded, store = stamp(files), load_store(files)
    except (KgError, OSError) as error:
        control.sendall(pickle.dumps(error))
        return
    control.sendall(pickle.dumps(len(store)))
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if stamp(files) != loaded:
            with suppress(KgError, OSError):
                loaded, store = stamp(files), load_store(files)
        _fork(store, descriptors[0], control)


def _fork(store: Store, descriptor: int, control: socket.socket) -> None:
    """Answer one job in a process of its own; where none can be had, the job's socket just closes."""
    with suppress(OSError):
        if os.fork() == 0:
            try:
                control.close()
                with socket.socket(fileno=os.dup(descriptor)) as asked, asked.makefile("wb") as out:
                    _answer(store, pickle.loads(_read(asked)), out)
            finally:
                os._exit(0)
    os.close(descriptor)


def _read(asked: socket.socket) -> bytes:
    """Read a message with its length before it."""
    with asked.makefile("rb") as lines:
        return lines.read(int.from_bytes(lines.read(8), "big"))


def _answer(store: Store, job: Job, out: BinaryIO) -> None:
    """Answer a job within its limits, and send the reply: an answer, a text, or an error."""
    clock = _Deadline(job.limits.seconds, out)
    _confine(job.limits.megabytes)
    reply: object
    try:
        reply = evaluate(store, job) if job.form is job.graph_form is None else evaluate_to_text(store, job)
    except (KgError, MemoryError) as error:
        reply = LimitError(TOO_MUCH.format(job.limits.megabytes)) if isinstance(error, MemoryError) else error
    if clock.stop():
        try:
            _send(out, reply, megabytes=job.limits.answer_megabytes)
        except MemoryError:
            _send(out, LimitError(TOO_MUCH.format(job.limits.megabytes)))


def _send(out: BinaryIO, reply: object, *, megabytes: int = 1) -> None:
    data = pickle.dumps(reply)
    if len(data) > megabytes * 1_000_000:
        data = pickle.dumps(LimitError(TOO_LONG_AN_ANSWER.format(megabytes)))
    out.write(len(data).to_bytes(8, "big") + data)
    out.flush()


class _Deadline:
    """Ends the process when the time is over, and says so before."""

    def __init__(self, seconds: float, out: BinaryIO) -> None:
        self._seconds, self._out = seconds, out
        self._lock, self._over = threading.Lock(), False
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()
        self._alarm(seconds + 1)

    def stop(self) -> bool:
        """Stop the clock and say that there was time left; where there was none, the process ends here.

        From here on the reply is sent, for which there is a time of its own.
        """
        with self._lock:
            left, self._over = not self._over, True
        if left:
            self._timer.cancel()
            self._alarm(_SENDING)
        else:
            self._timer.join()
        return left

    def _alarm(self, seconds: float) -> None:
        """Have the system end the process, should the thread not get its turn."""
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)

    def _expire(self) -> None:
        with self._lock:
            if self._over:
                return
            self._over = True
        try:
            _send(self._out, TimeError(TOO_LONG.format(self._seconds)))
        finally:
            os._exit(1)


def _confine(megabytes: int) -> None:
    """Take the right to open files and connections from this process, and bound its memory."""
    if resource is None:
        return
    for what, most in (
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, _size() + megabytes * 1_000_000),
    ):
        _, hard = resource.getrlimit(what)
        with suppress(ValueError, OSError):  # macOS does not bound the address space
            resource.setrlimit(what, (most, hard if hard != resource.RLIM_INFINITY and hard < most else most))


def _size() -> int:
    """Return the bytes of address space that the process has now."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 0
