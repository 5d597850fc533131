"""Lines of tab-separated values that cannot be broken by what a report holds: POLECAT and GDELT quote nothing."""

from collections.abc import Iterable

from istor.telling.describe import one_line


def line(cells: Iterable[object]) -> str:
    """One line; a tab, a line break or what does not show becomes a blank, ``None`` an empty cell."""
    return "\t".join("" if cell is None else one_line(str(cell)) for cell in cells) + "\n"
