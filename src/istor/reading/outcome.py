"""What came of one input: a report or the reason why there is none. A run over a million files never stops for one."""

from dataclasses import dataclass

from istor.model import Report


@dataclass(frozen=True)
class Outcome:
    """One input as the user named it (``path``), and either its report or, in one line, what was wrong with it.

    ``warning`` is for a report that could be read but not in full, such as one whose date is impossible.
    """

    path: str
    report: Report | None = None
    problem: str | None = None
    warning: str | None = None


def shown(path: object) -> str:
    """``path`` as it can be printed on one line: what no terminal or UTF-8 file can hold becomes ``?``."""
    text = str(path).encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "?" for char in text)
