"""One archive for all tests here, in each database that istor can keep it in."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from istor.storing import Archive

POSTGRES = "ISTOR_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an archive can be made: nothing is there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "istor.db")
    elif POSTGRES not in os.environ:
        pytest.skip(f"set {POSTGRES} to a postgresql:// URL to test on PostgreSQL")
    else:
        yield from _schema(os.environ[POSTGRES])


@pytest.fixture
def archive(where: str) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.open(where) as archive:
        yield archive


def _schema(server: str) -> Iterator[str]:
    """A URL with a schema of its own on the test server."""
    name = f"istor_test_{uuid.uuid4().hex}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
        try:
            inside = url.update_query_dict({"options": f"-csearch_path={name}"})
            yield inside.render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()
