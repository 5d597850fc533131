"""A site that is served for tests as it is for people, and how they reach it."""

import json
import os
import re
import shutil
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi.routing import APIRoute

from istor.storing import Archive
from istor.web import app
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
        site = create_app(archive, by, helper or Helper(ThreadPoolExecutor(1)), is_read_only=is_read_only)
        server = uvicorn.Server(uvicorn.Config(site, log_level="error", timeout_graceful_shutdown=1))
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


def settled(site: str) -> None:
    """Returns when what persons said is linked with the rest, and pages show it."""
    for _ in range(1200):
        if get_json(f"{site}/judgements.json")["linked"]["is_current"]:
            return
        time.sleep(0.05)
    raise AssertionError("the record was not worked out anew within a minute")


def unasked(addresses: Iterable[str]) -> set[str]:
    """The paths of pages, as the application knows them, that none of ``addresses`` leads to."""
    asked = [address.partition("?")[0] for address in addresses]
    paths = {route.path for module in app.ROUTERS for route in module.router.routes
             if isinstance(route, APIRoute) and "GET" in (route.methods or ())}  # fmt: skip
    forms = {path: re.compile(re.sub(r"{\w+}", "[^/]+", path)) for path in paths}
    taken = {address: min((path for path in paths if forms[path].fullmatch(address)), key=lambda path: "{" in path,
                          default="") for address in asked}  # fmt: skip
    return paths - set(taken.values())
