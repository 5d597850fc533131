"""``istor serve``: the web application, on this machine alone."""

from typing import Annotated

import typer

from istor.cli.judging import person
from istor.cli.options import DEFAULT_DB, By, Db
from istor.cli.output import note

PORT = 8017
Port = Annotated[int, typer.Option(metavar="NUMBER", min=1, max=65535, help="The port to listen on.")]
Open = Annotated[bool, typer.Option("--open", help="Open the site in the browser.")]


ReadOnly = Annotated[bool, typer.Option("--read-only", help="Show the archive alone: nobody can judge or add.")]


def serve(
    db: Db = DEFAULT_DB, port: Port = PORT, by: By = "", is_opened: Open = False, is_read_only: ReadOnly = False
) -> None:
    """Open a site on the archive: timeline, events, reports, actors, sources, and buttons to judge. Ctrl-C ends it.

    It answers on this machine only (127.0.0.1), needs no login, and fetches nothing from elsewhere.
    """
    from istor.web.serving import HOST, serve

    address = f"http://{HOST}:{port}/"

    def ready() -> None:
        note(f"{address} shows {db}; Ctrl-C ends it")
        if is_opened:
            typer.launch(address)

    serve(db, by or person(), port, ready, is_read_only=is_read_only)
