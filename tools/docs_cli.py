"""Writes ``docs/reference/cli.md`` from the command line itself, so that the page cannot say what is not so.

    python tools/docs_cli.py [--check]

``--check`` writes nothing and fails when the page is out of date.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from istor.cli import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"
TITLE = "# Commands\n\nWritten from the program by `make docs`.\n"


def page() -> str:
    """The whole page."""
    group: Any = typer.main.get_command(app)
    parts = [TITLE, f"```\nistor {'|'.join(group.commands)} …\n```\n", f"{group.help}\n", f"{group.epilog}\n"]
    parts += [section(name, command) for name, command in group.commands.items()]
    return "\n".join(parts)


def section(name: str, command: Any) -> str:
    """What one command does, its arguments and its options."""
    shown = " ".join(["istor", name, *usage(command)])
    lines = [f"## istor {name}\n", f"{command.help.strip()}\n", f"```\n{shown}\n```\n"]
    rows = [row(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        lines += ["| | default | |", "| --- | --- | --- |", *rows, ""]
    return "\n".join(lines)


def usage(command: Any) -> Iterator[str]:
    """The arguments as they are typed, then that there are options."""
    yield from (metavar(p) for p in command.params if p.param_type_name == "argument")
    if any(p.param_type_name == "option" for p in command.params):
        yield "[OPTIONS]"


def row(parameter: Any) -> str:
    """One argument or option as a row of the table."""
    is_option = parameter.param_type_name == "option"
    names = ", ".join(f"`{n}`" for n in (*parameter.opts, *parameter.secondary_opts)) if is_option else ""
    value = "" if is_option and parameter.is_flag else f"`{metavar(parameter)}`"
    default = "" if parameter.default in (None, "", False, ()) or callable(parameter.default) else parameter.default
    shown = f"`{default}`" if isinstance(default, str | int | float) and default != "" else ""
    text = " ".join((parameter.help or "").split())
    text += f" Environment: `{parameter.envvar}`." if parameter.envvar else ""
    return f"| {' '.join(filter(None, (names, value)))} | {shown} | {text} |".replace("FILE|URL", "FILE\\|URL")


def metavar(parameter: Any) -> str:
    """What stands for the value."""
    return str(parameter.metavar or parameter.name.upper())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail when the page is out of date")
    options = parser.parse_args()
    made = page()
    if not options.check:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    is_same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
    if not is_same:
        print(f"{PAGE.name} is out of date: make docs", file=sys.stderr)
    return int(not is_same)


if __name__ == "__main__":
    sys.exit(main())
