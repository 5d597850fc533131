"""What stands around every request: whatever goes wrong behind it becomes a page or JSON, never a traceback."""

import logging

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from istor.web.answers import fail
from istor.web.failures import Failure, failure_of
from istor.web.limits import LARGEST_REQUEST, TooLarge
from istor.web.security import check_host

_log = logging.getLogger("istor.web")


class Guard:
    """Refuses requests for another host, and tells what nobody foresaw: to the reader in a line, to the log in full."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an error that comes after the answer has begun can only be logged."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        request = Request(scope, receive)
        try:
            check_host(request)
            await self._app(scope, receive, noting)
        except Exception as error:  # noqa: BLE001 - the last place where a bug can become a page
            response = failed(request, error)
            if not has_begun:
                await response(scope, receive, send)


def failed(request: Request, error: Exception) -> Response:
    """The answer to what went wrong."""
    failure = _failure(request, error)
    if failure.status == 500:
        _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return fail(request, failure)


def _failure(request: Request, error: Exception) -> Failure:
    if isinstance(error, TooLarge):
        return Failure(413, f"larger than {LARGEST_REQUEST // 2**20} MiB: give less at once, or use 'istor add'")
    if isinstance(error, HTTPException):
        return Failure(error.status_code, _words(error, request))
    if isinstance(error, RequestValidationError):
        return Failure(400, "; ".join(f"{each['loc'][-1]}: {each['msg']}" for each in error.errors()))
    return failure_of(error)


def _words(error: HTTPException, request: Request) -> str:
    if error.status_code == 404:
        return "there is no such page"
    if error.status_code == 405:
        return f"this address takes no {request.method}"
    return str(error.detail)
