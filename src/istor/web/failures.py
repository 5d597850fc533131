"""Errors for a reader: one class, one shape in JSON, one page; never a traceback."""

from http import HTTPStatus

from istor.errors import ArchiveError, DataError, InputError, IstorError, MissingExtra, ModelError


class Failure(Exception):
    """What ends a request with ``status`` and one line that says what to do."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


_STATUS: tuple[tuple[type[IstorError], int], ...] = (
    (InputError, 400),
    (ArchiveError, 503),
    (ModelError, 503),
    (MissingExtra, 503),
    (DataError, 500),
)


def failure_of(error: Exception) -> Failure:
    """``error`` as a failure; what nobody foresaw says only that it happened."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, IstorError):
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
        return Failure(status, str(error))
    return Failure(500, "something went wrong here; the terminal that istor runs in says what")


def shape(failure: Failure) -> dict[str, object]:
    """The one shape of an error in JSON."""
    return {"error": {"status": failure.status, "title": title(failure.status), "message": failure.message}}


def title(status: int) -> str:
    """The name of a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
