"""A web server on this machine that answers as it is told, and tricks."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]
HERE = "127.0.0.1"


def given(data: bytes, media_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    """An answer of these bytes."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content_Type": media_type, "Content_Length": str(len(data)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(data)

    return answer


def sent_to(target: str, status: int = 302) -> Answer:
    """A redirect."""
    return given(b"", status=status, Location=target)


def dripping(request: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever."""
    request.send_response(200)
    request.end_headers()
    for _ in range(600):
        request.wfile.write(b".")
        request.wfile.flush()
        time.sleep(0.05)


def endless(request: BaseHTTPRequestHandler) -> None:
    """Bytes as fast as they go, until nobody takes them."""
    request.send_response(200)
    request.end_headers()
    for _ in range(20_000):
        request.wfile.write(b"<p>" + b"a" * 65_536)


def endless_head(request: BaseHTTPRequestHandler) -> None:
    """A head that goes on and on, a line now and then."""
    request.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for _ in range(600):
        request.wfile.write(b"X: y")
        request.wfile.flush()
        time.sleep(0.05)


def silent(request: BaseHTTPRequestHandler) -> None:
    """Nothing at all."""
    time.sleep(6)


@contextmanager
def served(answers: dict[str, Answer]) -> Iterator[Any]:
    """A server with ``answers`` by path; it has ``at(path)``, ``port`` and ``asked``, the paths asked for so far."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            try:
                answers.get(self.path.partition("?")[0], given(b"", status=404))(self)
            except OSError:
                self.close_connection = True  # the other side has had enough

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer((HERE, 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    port = server.server_address[1]
    made: Any = server
    made.port, made.asked, made.at = port, asked, lambda path, host=HERE: f"http://{host}:{port}{path}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def named(**hosts: str | list[str]) -> Callable[..., list[Any]]:
    """A resolver that knows these hosts; a list gives another answer at each look-up."""
    answers = {name: iter(ips) if isinstance(ips, list) else None for name, ips in hosts.items()}

    def resolve(host: str, port: int, **_: object) -> list[Any]:
        key = host.replace(".", "_").replace("-", "_")
        if key not in hosts:
            raise socket.gaierror(-2, "Name or service not known")
        turn = answers[key]
        ips = next(turn) if turn is not None else hosts[key]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in str(ips).split()]

    return resolve
