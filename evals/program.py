"""Runs the command line in this process: what is measured is what a user gets."""

import json
from collections.abc import Sequence

from evals.data import Figures, NothingToMeasureError


def run(command: str, paths: Sequence[str]) -> list[Figures]:
    """The JSON Lines that ``istor COMMAND PATH… --format jsonl`` prints."""
    try:
        from typer.testing import CliRunner

        from istor.cli import app
    except ImportError as error:
        raise NothingToMeasureError(f"the command line cannot be loaded: {error}") from error
    result = CliRunner().invoke(app, [command, *paths, "--format", "jsonl"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    if result.exit_code:
        raise NothingToMeasureError(f"istor {command} ended with {result.exit_code}: {result.stderr.strip()}")
    return [json.loads(line) for line in result.stdout.splitlines() if line.strip()]
