"""What the site says of its addresses (OpenAPI), asked in every way that it allows: no answer is a server's error."""

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .browsing import unasked

schemathesis = pytest.importorskip("schemathesis")

SHAPE = {"status", "title", "message"}


@pytest.mark.slow
def test_no_allowed_request_breaks_the_server(reader: httpx.Client) -> None:
    """Values of every kind for every parameter of every address; what is refused is refused in the one shape."""
    described = schemathesis.openapi.from_dict(reader.get("/openapi.json").json())
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 15
    for operation in operations:
        _ask(reader, operation.method, operation.path, operation.as_strategy())


def test_what_is_asked_is_every_page_that_there_is(reader: httpx.Client) -> None:
    """What the description leaves out is not asked above: the way to the timeline, and a form."""
    assert unasked(reader.get("/openapi.json").json()["paths"]) == {"/", "/add"}


def _ask(reader: httpx.Client, method: str, path: str, cases: st.SearchStrategy[object]) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(cases)
    def ask(case: object) -> None:
        sent = case.as_transport_kwargs(base_url=str(reader.base_url))  # type: ignore[attr-defined]
        wanted = {"accept": "application/json"}
        try:
            answer = reader.request(method, sent["url"], params=sent.get("params"), headers=wanted)
        except (httpx.InvalidURL, UnicodeError, ValueError):
            return  # no client can send it
        assert answer.status_code < 500, (method, path, sent)
        if answer.status_code >= 400:
            assert set(answer.json()["error"]) == SHAPE

    ask()
