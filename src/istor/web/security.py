"""What keeps a page from doing harm: headers, the names that the server answers to, and signed forms.

The server listens on loopback only, but any page that a browser has open can send requests there. So it answers only to
names of this machine (a foreign name that resolves here is DNS rebinding), and takes a form only with the token that it
put into it.
"""

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from istor.web.failures import Failure
from istor.web.site import site_of

HOSTS = ("127.0.0.1", "localhost", "::1")
SESSION = "istor_session"
FIELD = "csrf"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""``blob:`` is for the pictures that a page's own script makes into files."""
READING = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Headers:
    """Puts :data:`HEADERS` on every answer, errors and files included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        await self._app(scope, receive, with_headers)


class ReadOnly:
    """Refuses, where the site only shows, every request that could change something, whatever address it is for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http" and scope["method"] not in READING and site_of(Request(scope)).is_read_only:
            raise Failure(403, "this site only shows the archive: it was started with --read-only")
        await self._app(scope, receive, send)


def check_host(request: Request) -> None:
    """Refuses a request that was sent to another name than this machine's."""
    if _host(f"//{request.headers.get('host', '')}") not in HOSTS:
        raise Failure(421, "this server answers only to its own address: open http://127.0.0.1 with its port")


def session_of(request: Request) -> str:
    """The browser's session, a new one where it has none; not yet known to the browser then."""
    known = request.cookies.get(SESSION, "")
    return known if 20 <= len(known) <= 100 and known.isascii() else secrets.token_urlsafe(32)


def token(secret: bytes, session: str) -> str:
    """What a form of that session must carry."""
    return hmac.new(secret, session.encode(), hashlib.sha256).hexdigest()


def check_form(request: Request, secret: bytes, given: object) -> None:
    """Refuses a form that another page sent, or that was made for another session or by a server that has ended."""
    origin = request.headers.get("origin")
    is_foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if is_foreign or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Failure(403, "this form came from another page")
    expected = token(secret, request.cookies.get(SESSION, ""))
    if SESSION not in request.cookies or not hmac.compare_digest(expected.encode(), str(given).encode()):
        raise Failure(403, "this form is no longer valid: open the page again and repeat what you did")


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
