"""Runs the application on this machine: loopback only, until it is stopped."""

import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from istor.errors import InputError, MissingExtra
from istor.storing import Archive

HOST = "127.0.0.1"
GRACE = 3
"""Seconds that answers under way are given when the server is stopped."""
IDLE = 75
"""Seconds that a connection may lie idle: longer than people look at a page, so that none is closed under a request."""


def serve(where: str | Path, by: str, port: int, ready: Callable[[], None], *, is_read_only: bool = False) -> None:
    """The site on the archive at ``where``, made where there is none, until Ctrl-C; calls ``ready`` when it is there.

    Raises ``MissingExtra`` without the extra ``web``, ``InputError`` when the port is taken, ``ArchiveError``.
    """
    try:
        import uvicorn

        from istor.web.app import create_app
    except ImportError as error:
        raise MissingExtra("istor serve", "web") from error
    with closing(listening(port)) as opened:
        with Archive.open(where) as archive:
            app = create_app(archive, by, is_read_only=is_read_only)
            config = uvicorn.Config(
                app, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACE, timeout_keep_alive=IDLE
            )
            ready()
            uvicorn.Server(config).run(sockets=[opened])
            current = app.state.site.current
            is_current = current.is_current()
        if is_current:  # closing an archive writes to its file
            current.keep()


def listening(port: int) -> socket.socket:
    """A socket on ``port`` (0: any that is free) of this machine alone.

    Taken before anything else is opened, so that a port in use is told at once.
    """
    # by its own number: asyncio sends small answers at once (TCP_NODELAY) on sockets that say that they are TCP
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
        opened.listen()
    except OSError as error:
        opened.close()
        why = (error.strerror or "").lower()
        raise InputError(f"port {port}: cannot be used ({why}); name another with --port") from error
    return opened
