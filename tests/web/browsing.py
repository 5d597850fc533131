"""A site that is served for tests as it is for people, and how they reach it."""

import json
import os
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from istor.storing import Archive
from istor.web.app import create_app
from istor.web.helper import Helper
from istor.web.serving import HOST, listening

CHROMIUM = os.environ.get("ISTOR_CHROMIUM") or shutil.which("chromium") or ""
BY = "anna"


@contextmanager
def served(
    where: Path | str, by: str = BY, helper: Helper | None = None, *, is_read_only: bool = False
) -> Iterator[str]:
    """The address of the application on the archive at ``where``, in a thread of its own, on a free port.

    Its helper is a thread, too, unless another is given: what tests put in the place of the coder must meet it.
    """
    with listening(0) as opened, Archive.open(where) as archive:
        app = create_app(archive, by, helper or Helper(ThreadPoolExecutor(1)), is_read_only=is_read_only)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{opened.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


def get_json(address: str) -> Any:
    """What is at ``address``."""
    with urllib.request.urlopen(address, timeout=300) as answer:
        return json.load(answer)
