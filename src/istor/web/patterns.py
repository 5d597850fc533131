"""Reasons and conflicts in another language: the linker writes them in English, with numbers and names inside.

A pattern finds what stands inside; the message around it is looked up. What fits no pattern is shown as it is written.
"""

import re
from collections.abc import Callable
from typing import Any

AGAINST = "against: "


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


_AGAINST = _("against")
_PATTERNS = tuple((re.compile(pattern), message) for pattern, message in (
    (r"the same parties", _("the same parties")),
    (r"other parties", _("other parties")),
    (r"the parties agree by (?P<a>\S+)%", _("the parties agree by %(a)s%%")),
    (r"the dates agree \((?P<a>.+)\)", _("the dates agree (%(a)s)")),
    (r"the dates agree within a month \((?P<a>.+)\)", _("the dates agree within a month (%(a)s)")),
    (r"the dates agree within (?P<a>\d+) days \((?P<b>.+)\)", _("the dates agree within %(a)s days (%(b)s)")),
    (r"the dates may agree, one end is open \((?P<a>.+)\)", _("the dates may agree, one end is open (%(a)s)")),
    (r"the dates miss by (?P<a>\d+) days, but one is approximate \((?P<b>.+)\)",
     _("the dates miss by %(a)s days, but one is approximate (%(b)s)")),
    (r"the dates differ \((?P<a>.+)\)", _("the dates differ (%(a)s)")),
    (r"neither is dated", _("neither is dated")),
    (r"only one is dated", _("only one is dated")),
    (r"the same trigger word", _("the same trigger word")),
    (r"trigger words of one root", _("trigger words of one root")),
    (r"trigger words for one act", _("trigger words for one act")),
    (r"other trigger words", _("other trigger words")),
    (r"the same sentence printed twice", _("the same sentence printed twice")),
    (r"(?P<a>\S+)% of the sentences' words are shared, by weight",
     _("%(a)s%% of the sentences' words are shared, by weight")),
    (r"the same place \((?P<a>.+)\)", _("the same place (%(a)s)")),
    (r"two triggers in one sentence are usually two events", _("two triggers in one sentence are usually two events")),
    (r"told by two reports", _("told by two reports")),
    (r"others of the two groups do not agree", _("others of the two groups do not agree")),
    (r"mode (?P<a>\S+)", _("mode %(a)s")),
    (r"one is (?P<a>actual|future|hypothetical|negated), the other (?P<b>\w+)", _("one is %(a)s, the other %(b)s")),
    (r"(?P<a>.+) is not (?P<b>.+)", _("%(a)s is not %(b)s")),
    (r"(?P<a>.+) judged the two same", _("%(a)s judged the two the same")),
    (r"(?P<a>.+) judged the two different", _("%(a)s judged the two different")),
    (r"(?P<a>\d+)% of the shorter text's five-word runs stand in the other",
     _("%(a)s%% of the shorter text's five-word runs stand in the other")),
    (r"(?P<a>\d+)% of all five-word runs stand in both", _("%(a)s%% of all five-word runs stand in both")),
    (r"status: (?P<a>.+)", _("status: %(a)s")),
    (r"date: (?P<a>.+)", _("date: %(a)s")),
    (r"place: (?P<a>.+)", _("place: %(a)s")),
))  # fmt: skip


def told(words: str, catalogue: Any) -> str:
    """``words`` in the language of ``catalogue``."""
    if words.startswith(AGAINST):
        return f"{catalogue.gettext(_AGAINST)}: {told(words.removeprefix(AGAINST), catalogue)}"
    for pattern, message in _PATTERNS:
        if match := pattern.fullmatch(words):
            return str(catalogue.gettext(message) % _inside(match, catalogue.pgettext))
    return words


def _inside(match: re.Match[str], term: Callable[[str, str], str]) -> dict[str, str]:
    """What stands inside, where it is one word of a vocabulary in that vocabulary's words."""
    found = match.groupdict()
    for key, value in found.items():
        for context in ("mode", "status", "type"):
            said = term(context, value)
            if said != value:
                found[key] = said
                break
    return found
