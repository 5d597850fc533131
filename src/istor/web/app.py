"""The application put together: routes, pages' files, and what stands around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from threading import Thread

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from istor.annotating.meaning import vector_of
from istor.scaling.release import version
from istor.storing import Archive
from istor.web.answers import JSON
from istor.web.current import Current
from istor.web.guard import Guard, failed
from istor.web.helper import Helper
from istor.web.jobs import Jobs
from istor.web.limits import Limit
from istor.web.routers import (
    actors,
    adding,
    conflicts,
    events,
    exports,
    figures,
    judging,
    network,
    places,
    reports,
    search,
    sources,
    stories,
    timeline,
)
from istor.web.security import Headers, ReadOnly
from istor.web.site import Site

ROUTERS = (timeline, stories, search, events, reports, actors, network, places, figures, conflicts, sources, exports,
           judging, adding)  # fmt: skip
STATIC = "/static"
OPENAPI = "/openapi.json"


def create_app(archive: Archive, by: str, helper: Helper | None = None, *, is_read_only: bool = False) -> FastAPI:
    """The application on ``archive``; ``by`` signs the judgements made in it. The archive is the caller's to close.

    ``helper`` does what takes long; without one, another process does. ``is_read_only`` refuses whatever would change
    the archive.
    """
    helper = helper or Helper()
    app = FastAPI(
        title="istor",
        version=version(),
        summary="Who did what to whom, when, where, and on whose word: the record of an archive.",
        description="Every page is JSON at the same address: add .json, or accept application/json alone.",
        openapi_url=OPENAPI,
        docs_url=None,  # its pages fetch scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan,
    )
    current = Current(archive, helper, links=not is_read_only)
    app.state.site = Site(archive, current, Jobs(archive, helper), by, helper, is_read_only)
    for module in ROUTERS:
        app.include_router(module.router)
    app.mount(STATIC, StaticFiles(directory=str(files("istor.web") / "static")))
    for layer in (ReadOnly, Limit, Guard, Suffix, Headers):  # the last one is the outermost
        app.add_middleware(layer)
    for kind in (HTTPException, RequestValidationError):  # which the framework would answer itself
        app.add_exception_handler(kind, _answered)
    return app


async def _answered(request: Request, error: Exception) -> Response:
    return failed(request, error)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    site: Site = app.state.site
    site.current.begin()
    if site.archive.has_vectors():  # loading the model takes longer than any search: nobody should wait for it
        Thread(target=vector_of, args=("istor",), daemon=True).start()
    yield
    site.current.close()
    site.jobs.close()
    site.helper.end()


class Suffix:
    """Takes ``.json`` off an address and remembers that JSON is wanted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        path = scope.get("path", "")
        is_page = path != OPENAPI and not path.startswith(f"{STATIC}/")
        if scope["type"] == "http" and is_page and path.endswith(JSON):
            scope = {**scope, "path": path.removesuffix(JSON), "istor.json": True}
        await self._app(scope, receive, send)
