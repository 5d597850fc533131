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
_MESSAGES = (
    _("the same parties"),
    _("other parties"),
    _("the parties agree by %(a)s%%"),
    _("the dates agree (%(a)s)"),
    _("the dates agree within a month (%(a)s)"),
    _("the dates agree within %(a)s days (%(b)s)"),
    _("the dates may agree, one end is open (%(a)s)"),
    _("the dates miss by %(a)s days, but one is approximate (%(b)s)"),
    _("the dates differ (%(a)s)"),
    _("neither is dated"),
    _("only one is dated"),
    _("only one is dated, and the other is told %(a)s days later"),
    _("neither tells a day of its own"),
    _("one lies %(a)s days after the other, as what is kept may"),
    _("one lies %(a)s days after the other, as what is cancelled may"),
    _("one lies %(a)s days after the other, as what is denied may"),
    _("the same trigger word"),
    _("trigger words of one root"),
    _("trigger words for one act"),
    _("each stage has its word"),
    _("other trigger words"),
    _("the same sentence printed twice"),
    _("%(a)s%% of the sentences' words are shared, by weight"),
    _("the sentences mean much the same (cosine %(a)s)"),
    _("the sentences mean different things (cosine %(a)s)"),
    _("the same place (%(a)s)"),
    _("two triggers in one sentence are usually two events"),
    _("two coders on the same words"),
    _("told by two reports"),
    _("a promise and what it promises"),
    _("%(a)s and %(b)s, told of one promise"),
    _("it does not name %(a)s"),
    _("%(a)s named in the sentence that names no other party"),
    _("others of the two groups do not agree"),
    _("mode %(a)s"),
    _("one is %(a)s, the other %(b)s"),
    _("%(a)s is not %(b)s"),
    _("%(a)s judged the two same"),
    _("%(a)s judged the two different"),
    _("%(a)s%% of the shorter text's word pairs stand in the other"),
    _("%(a)s%% of all word pairs stand in both"),
    _("status: %(a)s"),
    _("date: %(a)s"),
    _("place: %(a)s"),
)


def _pattern(message: str) -> re.Pattern[str]:
    """What reads a sentence that was made of ``message``, with what stands inside by its name."""
    parts = re.split(r"%\((\w)\)s", message.replace("%%", "%"))
    return re.compile("".join(f"(?P<{part}>.+)" if n % 2 else re.escape(part) for n, part in enumerate(parts)))


_PATTERNS = tuple((_pattern(message), message) for message in _MESSAGES)


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
