"""Fetching from a real server that tries every trick, and which addresses are public at all."""

import gzip
import shutil
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from istor.errors import InputError
from istor.reading.addresses import is_public
from istor.reading.fetch import AGENT, Fetcher, Limits

from . import servers
from .servers import HERE, given, named, sent_to, served

QUICK = Limits(seconds=3, silence=1.5, size=2**20, redirects=3, pause=0.0)
PAGE = "<p>Καλημέρα</p>".encode()

ADDRESSES = {
    "1.1.1.1": True, "8.8.8.8": True, "2606:4700:4700::1111": True, "127.0.0.1": False, "127.9.9.9": False,
    "0.0.0.0": False, "10.0.0.1": False, "172.16.5.4": False, "192.168.1.1": False, "169.254.169.254": False,
    "100.64.0.1": False, "192.0.2.1": False, "198.18.0.1": False, "224.0.0.1": False, "240.0.0.1": False,
    "255.255.255.255": False, "::": False, "::1": False, "fe80::1": False, "fe80::1%eth0": False, "fc00::1": False,
    "fd00:ec2::254": False, "ff02::1": False, "::ffff:127.0.0.1": False, "::ffff:169.254.169.254": False,
    "::ffff:8.8.8.8": True, "64:ff9b::7f00:1": False, "64:ff9b::808:808": True, "2002:7f00:1::": False, "no": False,
}  # fmt: skip


@pytest.mark.parametrize(("address", "public"), ADDRESSES.items(), ids=ADDRESSES)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    bomb = gzip.compress(b"a" * 30_000_000)
    answers = {
        "/page": given(PAGE),
        "/latin": given("Αθήνα".encode("cp1253"), "text/html; charset=windows-1253"),
        "/gzip": given(gzip.compress(PAGE), Content_Encoding="gzip"),
        "/deflate": given(zlib.compress(PAGE), Content_Encoding="deflate"),
        "/brotli": given(PAGE, Content_Encoding="br"),
        "/not-gzip": given(PAGE, Content_Encoding="gzip"),
        "/bomb": given(bomb, Content_Encoding="gzip"),
        "/large": given(b"a" * (2**20 + 1)),
        "/just": given(b"a" * 2**20),
        "/gone": given(b"", status=410),
        "/once": sent_to("/page"),
        "/circle": sent_to("/circle"),
        "/file": sent_to("file:///etc/hostname"),
        "/loopback": sent_to("http://127.0.0.2/"),
        "/metadata": sent_to("http://169.254.169.254/latest/meta-data/"),
        "/named": sent_to("http://inside.example/"),
        "/decimal": sent_to("http://2130706434/"),
        "/drip": servers.dripping,
        "/endless": servers.endless,
        "/endless-head": servers.endless_head,
        "/silent": servers.silent,
        "/short": given(PAGE, Content_Length="5000"),
        "/odd-type": given(PAGE, "text/html; charset=\x22"),
    }
    with served(answers) as made:
        yield made


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(QUICK, allowed={HERE})


def failed(fetcher: Fetcher, url: str) -> str:
    """The one line with which fetching ``url`` fails, within twice the seconds allowed."""
    began = time.monotonic()
    with pytest.raises(InputError) as error:
        fetcher.get(url)
    assert time.monotonic() - began < 2 * QUICK.seconds + 2
    message = str(error.value)
    assert message.startswith(url) and message.isprintable()
    return message.removeprefix(url)


def test_a_page_is_fetched_from_an_allowed_address(server: Any, fetcher: Fetcher) -> None:
    fetched = fetcher.get(server.at("/page?a=Αθήνα#part"))
    assert (fetched.data, fetched.media_type, fetched.charset) == (PAGE, "text/html", "utf-8")
    assert server.asked[-1] == "/page?a=%CE%91%CE%B8%CE%AE%CE%BD%CE%B1"
    assert fetcher.get(server.at("/latin")).charset == "windows-1253"


def test_the_same_address_is_refused_where_it_is_not_allowed(server: Any) -> None:
    before = list(server.asked)
    assert "leads to 127.0.0.1, an address that is not public" in failed(Fetcher(QUICK), server.at("/page"))
    assert server.asked == before


@pytest.mark.parametrize("path", ["/gzip", "/deflate"])
def test_packed_pages_are_unpacked(server: Any, fetcher: Fetcher, path: str) -> None:
    assert fetcher.get(server.at(path)).data == PAGE


def test_a_redirect_is_followed_and_told(server: Any, fetcher: Fetcher) -> None:
    assert fetcher.get(server.at("/once")).url == server.at("/page")


def test_the_limit_is_the_last_byte_that_fits(server: Any, fetcher: Fetcher) -> None:
    assert len(fetcher.get(server.at("/just")).data) == QUICK.size


TRICKS = {
    "/bomb": "larger than 1 MiB",
    "/large": "larger than 1 MiB",
    "/endless": "larger than 1 MiB",
    "/drip": "took longer than 3 seconds",
    "/endless-head": "took longer than 3 seconds",
    "/silent": "was silent for 1.5 seconds",
    "/circle": "more than 3 times",
    "/file": "leads to file:",
    "/loopback": "leads to 127.0.0.2",
    "/metadata": "leads to 169.254.169.254",
    "/named": "leads to 10.0.0.7",
    "/decimal": "not public",
    "/brotli": "packed as br",
    "/not-gzip": "cannot be fetched",
    "/gone": "the server answers 410 (gone)",
    "/none": "the server answers 404",
    "/short": "cannot be fetched",
}


@pytest.mark.parametrize(("path", "says"), TRICKS.items(), ids=TRICKS)
def test_tricks(server: Any, path: str, says: str) -> None:
    resolve = named(inside_example="10.0.0.7", **{"127_0_0_1": HERE, "127_0_0_2": "127.0.0.2"},
                    **{"169_254_169_254": "169.254.169.254", "2130706434": "127.0.0.2"})
    assert says in failed(Fetcher(QUICK, allowed={HERE}, resolve=resolve), server.at(path))


def test_a_name_whose_address_is_not_public_is_refused() -> None:
    resolve = named(news_example="127.0.0.1", mixed_example="8.8.8.8 192.168.0.9", many_example="")
    for host in ("news.example", "mixed.example"):
        assert "not public" in failed(Fetcher(QUICK, resolve=resolve), f"http://{host}/")
    assert "no address" in failed(Fetcher(QUICK, resolve=resolve), "http://many.example/")
    assert "there is no host" in failed(Fetcher(QUICK, resolve=resolve), "http://nowhere.example/")


def test_numbers_that_the_system_reads_as_addresses_are_refused() -> None:
    for host in ("127.1", "2130706433", "0x7f000001", "localhost", "[::1]", "[::ffff:127.0.0.1]"):
        assert "not public" in failed(Fetcher(QUICK), f"http://{host}/")


def test_the_connection_is_made_to_the_address_that_was_checked(server: Any) -> None:
    """A name that changes its answer after the look gains nothing: it is looked up once for each request."""
    resolve = named(rebound_example=[HERE, "10.0.0.8"])
    fetcher = Fetcher(QUICK, allowed={HERE}, resolve=resolve)
    url = server.at("/page", "rebound.example")
    assert fetcher.get(url).data == PAGE
    assert "leads to 10.0.0.8" in failed(fetcher, url)


BAD = {
    "ftp://a.example/": "only http and https",
    "file:///etc/hostname": "only http and https",
    "http://user:secret@a.example/": "login",
    "http:///nothing": "names no host",
    "http://a b.example/": "names no host",
    "http://a.example:99999/": "no web address",
    "http://[::1": "no web address",
}


@pytest.mark.parametrize(("url", "says"), BAD.items(), ids=BAD)
def test_addresses_that_are_none(url: str, says: str) -> None:
    assert says in failed(Fetcher(QUICK), url)


def test_nobody_there(fetcher: Fetcher) -> None:
    assert "cannot be fetched" in failed(fetcher, f"http://{HERE}:9/")


def test_a_line_break_cannot_smuggle_a_header(server: Any, fetcher: Fetcher) -> None:
    try:
        fetcher.get(server.at("/page") + "\r\nX-Evil: 1")
    except InputError as error:
        assert str(error).isprintable()
    assert not [path for path in server.asked if "Evil" in path and "\r" in path]


def test_a_host_is_not_asked_again_before_the_pause(server: Any) -> None:
    fetcher = Fetcher(Limits(pause=0.3), allowed={HERE})
    began = time.monotonic()
    fetcher.get(server.at("/page"))
    fetcher.get(server.at("/page"))
    assert time.monotonic() - began >= 0.3


def test_the_server_is_told_who_asks() -> None:
    seen: dict[str, str] = {}

    def note(request: BaseHTTPRequestHandler) -> None:
        seen.update(request.headers.items())
        given(PAGE)(request)

    with served({"/": note}) as server:
        Fetcher(QUICK, allowed={HERE}).get(server.at("/"))
        assert seen["Host"] == f"{HERE}:{server.port}"
    assert seen["User-Agent"] == AGENT
    assert "Cookie" not in seen


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate that nobody signed")
def test_a_certificate_that_nobody_signed_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    server = ThreadingHTTPServer((HERE, 0), BaseHTTPRequestHandler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        url = f"https://{HERE}:{server.server_address[1]}/"
        assert "its certificate cannot be trusted" in failed(Fetcher(allowed={HERE}), url)
    finally:
        server.shutdown()
        server.server_close()
