"""Where the title of a page stands among the lines before its first paragraph."""

from istor.reading.lines import Line
from istor.reading.rules import Rule, Rules

MENU = 3
"""Words up to which a line may be part of a menu, and lines from which there is one; a title has as many words."""


def titles(head: list[Line], rules: list[Rule | None], is_name: list[bool], known: Rules) -> tuple[int, ...]:
    """Where the title stands among the lines before the first paragraph: wherever it is said again, if it is.

    A page's own title often has the outlet's name at its end ("… | Ο Φάρος"). Said once, it is the first line that no
    rule knows and that is no menu: one with small words in it, if there is any, and not all in capitals.
    """
    likely = [
        at for at, line in enumerate(head)
        if rules[at] is None and len(line.words) >= MENU and line.is_short and not line.ends_in_stop
        and not line.is_menu and not line.is_bullet and not line.goes_on
    ]  # fmt: skip
    for at in likely:
        if alike := [place for place in likely if place > at and _is_said_again(head[at], head[place])]:
            return (at, *alike)
    if not likely or any(rule and rule.heads(line) for rule, line in zip(rules, head[: likely[-1]], strict=False)):
        return ()  # after a list of links, only what follows tells
    said = [at for at in likely if not is_name[at]]
    calm = [at for at in said if not head[at].plain.isupper() and known.unfinished & set(head[at].folded.split())]
    return tuple((calm or said or likely)[:1])


def is_name(line: Line, known: Rules) -> bool:
    """Whether only small words stand beside capitalised ones, as in the names of outlets."""
    words = [word for word in line.words if word.lower() not in known.unfinished]
    return line.is_open and not line.plain.isupper() and bool(words) and all(word[0].isupper() for word in words)


def _is_said_again(line: Line, other: Line) -> bool:
    short, long = sorted((line.folded, other.folded), key=len)
    return f" {short} " in f" {long} "
