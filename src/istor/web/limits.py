"""How large a request may be: what is larger is refused before it is held."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_REQUEST = 64 * 2**20
"""Bytes of one request. A larger batch belongs to ``istor add``, which reads file by file."""


class TooLarge(Exception):
    """The request has more bytes than it may."""


class Limit:
    """Stops reading a request at :data:`LARGEST_REQUEST` bytes, whatever its header said."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting."""
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > LARGEST_REQUEST:
                raise TooLarge
            return message

        declared = dict(scope.get("headers", [])).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > LARGEST_REQUEST:
            raise TooLarge
        await self._app(scope, counted, send)
