"""The application put together: routes, pages' files, and what becomes of errors."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from istor.scaling.release import version
from istor.storing import Archive
from istor.web.answers import JSON, fail
from istor.web.current import Current
from istor.web.failures import Failure, failure_of
from istor.web.jobs import Jobs
from istor.web.limits import LARGEST_REQUEST, Limit, TooLarge
from istor.web.routers import actors, adding, events, judging, network, reports, sources, timeline
from istor.web.security import Headers, check_host
from istor.web.site import Site

ROUTERS = (timeline, events, reports, actors, sources, network, judging, adding)
_log = logging.getLogger("istor.web")


def create_app(archive: Archive, by: str) -> FastAPI:
    """The application on ``archive``; ``by`` signs the judgements made in it. The archive is the caller's to close."""
    app = FastAPI(
        title="istor",
        version=version(),
        summary="Who did what to whom, when, where, and on whose word: the record of an archive.",
        description="Every page is JSON at the same address: add .json, or accept application/json alone.",
        docs_url=None,  # its pages fetch scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.site = Site(archive, Current(archive), Jobs(archive), by)
    for module in ROUTERS:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=str(files("istor.web") / "static")))
    app.middleware("http")(_guarded)
    app.add_middleware(Limit)
    app.add_middleware(Suffix)
    app.add_middleware(Headers)
    for kind in (Failure, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _failed)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    site: Site = app.state.site
    site.jobs.close()


class Suffix:
    """Takes ``.json`` off an address and remembers that JSON is wanted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        path = scope.get("path", "")
        is_page = path != "/openapi.json" and not path.startswith("/static/")
        if scope["type"] == "http" and is_page and path.endswith(JSON):
            scope = {**scope, "path": path.removesuffix(JSON), "istor.json": True}
        await self._app(scope, receive, send)


async def _guarded(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    """Every answer, errors and what nobody foresaw included."""
    try:
        check_host(request)
        if request.scope.get("istor.too_large"):
            raise TooLarge
        return await go_on(request)
    except TooLarge:
        message = f"larger than {LARGEST_REQUEST // 2**20} MiB: give less at once, or use 'istor add'"
        return fail(request, Failure(413, message))
    except Exception as error:  # noqa: BLE001 - the last place where a bug can become a page and a line in the log
        return _told(request, error)


async def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return fail(request, Failure(error.status_code, _words(error, request)))
    if isinstance(error, RequestValidationError):
        return fail(request, Failure(400, "; ".join(_wrong(each) for each in error.errors())))
    return fail(request, failure_of(error))


def _told(request: Request, error: Exception) -> Response:
    failure = failure_of(error)
    if failure.status == 500:
        _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return fail(request, failure)


def _words(error: HTTPException, request: Request) -> str:
    if error.status_code == 404:
        return "there is no such page"
    if error.status_code == 405:
        return f"this address takes no {request.method}"
    return str(error.detail)


def _wrong(error: Any) -> str:
    return f"{error['loc'][-1]}: {error['msg']}"
