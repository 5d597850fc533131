"""Fetches what the user named by address, and trusts nobody on the way: no name, no server, nor where it sends us.

Only http and https, only public addresses (:mod:`istor.reading.addresses`), checked anew at every redirect;
certificates are checked; sizes, seconds and redirects have limits, before and after unpacking. No cookies, no proxies,
no scripts.
"""

import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from istor.errors import InputError
from istor.reading.addresses import Resolver, addresses_of
from istor.reading.outcome import LARGEST, MEBIBYTE, said, shown

AGENT = "istor (reads news reports; +https://pypi.org/project/istor/)"
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 47, "identity": 0, "": 0}
"""Content encodings that are asked for or usual, and the window that zlib wants for each (47: with either head)."""
PIECE = 65536
_SAFE = "!$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True)
class Limits:
    """How much a fetch may cost.

    ``seconds`` in all, ``silence`` between two pieces, ``size`` in bytes before and after unpacking, ``redirects`` in a
    row, and the ``pause`` in seconds between two requests to one host.
    """

    seconds: float = 30.0
    silence: float = 10.0
    size: int = LARGEST
    redirects: int = 5
    pause: float = 1.0


class NotThere(InputError):
    """The server was reached and has nothing there for us: a status from 400 to 499."""


@dataclass(frozen=True)
class Version:
    """By what a server tells one version of a page from another: its ``ETag`` and ``Last-Modified``, as sent."""

    tag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Fetched:
    """What a server gave: the address that it came from in the end, the bytes unpacked, and what it says they are.

    ``is_unchanged`` says that the version asked about is still the last; there are no bytes then.
    """

    url: str
    data: bytes
    media_type: str = ""
    charset: str = ""
    version: Version = Version()
    is_unchanged: bool = False


@dataclass
class Fetcher:
    """Fetches addresses one at a time. ``allowed`` addresses may be fetched from though they are not public."""

    limits: Limits = field(default_factory=Limits)
    allowed: Collection[str] = ()
    resolve: Resolver = socket.getaddrinfo
    pauses: dict[str, float] = field(default_factory=dict)
    """Longer pauses than usual, in seconds, by host and port as they stand in an address."""
    _last: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, known: Version | None = None) -> Fetched:
        """What lies at ``url``; InputError, in one line that begins with it, when that cannot or may not be had.

        With the version that is ``known`` already, nothing is sent where it is still the last.
        """
        where = shown(url)
        deadline = time.monotonic() + self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            found = self._ask(_checked(url, where), where, deadline, known or Version())
            if isinstance(found, Fetched):
                return found
            url = urljoin(url, found)
        raise InputError(f"{where}: sends from page to page more than {self.limits.redirects} times; check the address")

    def _ask(self, url: str, where: str, deadline: float, known: Version) -> Fetched | str:
        """What lies at ``url``, or the address to which the server sends us."""
        parts = urlsplit(url)
        self._wait(parts.netloc)
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        with _told(where, deadline, self.limits), self._connected(url, where, deadline) as connection:
            connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
            for name, value in _asked(parts.netloc, known).items():
                connection.putheader(name, value)
            connection.endheaders()
            with connection.getresponse() as response:
                found = self._answered(url, response, where)
            if time.monotonic() >= deadline:  # a connection that we cut looks like one that ended
                raise TimeoutError
            return found

    def _answered(self, url: str, response: http.client.HTTPResponse, where: str) -> Fetched | str:
        if response.status in REDIRECTS and (further := response.headers.get("Location")):
            return further
        if response.status == http.client.NOT_MODIFIED:
            return Fetched(url, b"", is_unchanged=True)
        if response.status != http.client.OK:
            reply = f"{response.status} ({shown(response.reason).lower():.40})"
            kind = NotThere if response.status // 100 == 4 else InputError
            raise kind(f"{where}: the server answers {reply}; check the address")
        return Fetched(url, self._body(response, where), *_described(response.headers))

    def _wait(self, host: str) -> None:
        """Not more than one request a pause to a host: whoever fetches a feed must not be felt."""
        ready = self._last.get(host, 0.0) + max(self.limits.pause, self.pauses.get(host, 0.0))
        time.sleep(max(0.0, ready - time.monotonic()) if host in self._last else 0.0)
        self._last[host] = time.monotonic()

    @contextmanager
    def _connected(self, url: str, where: str, deadline: float) -> Iterator[http.client.HTTPConnection]:
        """A connection to an address that was checked, cut when time is up however slowly the other side speaks."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        plain = self._socket(addresses_of(host, port, where, self.resolve, self.allowed))
        watchdog = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, (plain,))
        watchdog.daemon = True
        watchdog.start()
        connection = http.client.HTTPConnection(host, parts.port or port)
        try:
            secure = parts.scheme == "https"
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
            yield connection
        finally:
            watchdog.cancel()
            connection.close()
            plain.close()

    def _socket(self, addresses: list[tuple[object, ...]]) -> socket.socket:
        """A socket connected to the first of ``addresses`` that answers."""
        failed: OSError | None = None
        for family, kind, protocol, address in addresses:
            plain = socket.socket(family, kind, protocol)  # type: ignore[arg-type]
            plain.settimeout(self.limits.silence)
            try:
                plain.connect(address)  # type: ignore[arg-type]
            except OSError as error:
                plain.close()
                failed = error
            else:
                return plain
        raise failed or OSError("no address")

    def _body(self, response: http.client.HTTPResponse, where: str) -> bytes:
        packing = (response.headers.get("Content-Encoding") or "").strip().lower()
        if packing not in PACKED:
            raise InputError(f"{where}: is packed as {shown(packing):.20}, which was not asked for; it cannot be read")
        window = PACKED[packing]
        unpack = zlib.decompressobj(window) if window else None
        pieces, came, size = [], 0, 0
        while piece := response.read(PIECE):
            came += len(piece)
            if unpack:
                piece = unpack.decompress(piece, self.limits.size + 1 - size)
            size += len(piece)
            pieces.append(piece)
            if max(came, size) > self.limits.size or (unpack and unpack.unconsumed_tail):
                raise InputError(f"{where}: larger than {self.limits.size / MEBIBYTE:g} MiB; it is not read")
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(pieces)


def _checked(url: str, where: str) -> str:
    """``url`` as it can be sent; InputError when it is none that may be fetched."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise InputError(f"{where}: is no web address ({error}); check it") from error
    if parts.scheme not in ("http", "https"):
        raise InputError(f"{where}: leads to {shown(parts.scheme):.20}:, and only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{where}: holds a user's name; an address with a login is not fetched")
    if not host or not re.fullmatch(r"[\w.:-]+", host):
        raise InputError(f"{where}: names no host; check the address")
    net = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    return urlunsplit((parts.scheme, net, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))


def _asked(host: str, known: Version) -> dict[str, str]:
    """The head of a request to ``host``, as it stands in the address: with its port only where that is unusual."""
    conditions = {"If-None-Match": known.tag, "If-Modified-Since": known.modified}
    asked = {"Host": host, "User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}
    return asked | {name: value for name, value in conditions.items() if value}


def _described(headers: Message) -> tuple[str, str, Version]:
    version = Version(shown(headers.get("ETag") or ""), shown(headers.get("Last-Modified") or ""))
    return headers.get_content_type(), str(headers.get_content_charset() or ""), version


@contextmanager
def _told(where: str, deadline: float, limits: Limits) -> Iterator[None]:
    """Whatever the network or the server does wrong, as InputError in one line."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        why = error.verify_message
        raise InputError(f"{where}: its certificate cannot be trusted ({why}); it is not fetched") from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        if time.monotonic() >= deadline:
            raise InputError(f"{where}: took longer than {limits.seconds:g} seconds; try again later") from error
        if isinstance(error, TimeoutError):
            raise InputError(f"{where}: was silent for {limits.silence:g} seconds; try again later") from error
        raise InputError(f"{where}: cannot be fetched ({said(error).lower()}); try again later") from error


def _cut(plain: socket.socket) -> None:
    try:
        plain.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # closed already
