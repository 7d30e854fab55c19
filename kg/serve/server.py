"""The server: a socket, waitress, and an end that waits for nobody."""

from __future__ import annotations

import errno
import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

from waitress.server import create_server

from kg.errors import KgError
from kg.serve.app import REQUEST_BYTES, App

__all__ = ["Listener"]

HEADER_BYTES = 64_000


class Listener:
    """A socket that is bound; `run` answers until Ctrl-C. Port 0 takes any that is free.

    Raises KgError where the port is taken or the host is none of this machine.
    """

    def __init__(self, host: str, port: int) -> None:
        self._socket = _bind(host, port)
        address, self.port = self._socket.getsockname()[:2]
        self.url = f"http://{f'[{address}]' if ':' in address else address}:{self.port}/"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def run(self, app: App, *, threads: int, end: Callable[[], None]) -> None:
        """Answer requests until the process is told to end (Ctrl-C, or SIGTERM); then call `end`, for a quick one."""
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a request that waits its turn is no news
        server = create_server(
            app,
            sockets=[self._socket],
            threads=threads,
            ident="",  # tells nobody what runs here
            max_request_body_size=2 * REQUEST_BYTES,  # the app itself refuses earlier, with a reason
            max_request_header_size=HEADER_BYTES,
            connection_limit=200,
            channel_timeout=60,
        )

        def interrupt(number: int, frame: FrameType | None) -> None:
            end()
            raise KeyboardInterrupt

        signal.signal(signal.SIGTERM, interrupt)
        signal.signal(signal.SIGINT, interrupt)
        try:
            server.run()
        finally:
            server.close()


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address, family=family, backlog=128)
    except socket.gaierror as error:
        raise KgError(f"--host {host}: there is no such host") from error
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None)
        if number == errno.EADDRINUSE:
            raise KgError(f"port {port} of {host} is taken by another program; choose another: --port N") from error
        if number == errno.EADDRNOTAVAIL:
            raise KgError(f"--host {host}: that is no address of this machine") from error
        if number == errno.EACCES:
            raise KgError(f"port {port} may not be taken by everyone; choose one above 1023: --port N") from error
        raise KgError(f"{host}, port {port}: {getattr(error, 'strerror', None) or error}") from error
