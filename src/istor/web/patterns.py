"""Reasons, conflicts and failures in another language: all are written in English, with numbers and names inside.

A pattern finds what stands inside; the message around it is looked up. What fits no pattern is shown as it is written.
"""

import re
from typing import Any

from istor.telling.dates import edtf_words

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


_TWO = _("%(a)s and %(b)s")
_DAY = r"(?=\S*\d{4})([\dXT:~?%./-]+)"
_DAYS = re.compile(rf"{_DAY}(?:(?: and |, ){_DAY})?")
"""One date as the linker writes it, or two."""


_FAILURES = (
    _("%(a)s: there is no such event or claim"),
    _("%(a)s: there is no such report"),
    _("%(a)s: there is no such actor"),
    _("%(a)s: there is no such story; a report that was added may have joined two"),
    _("%(a)s: there is no such claim; it may be corrected to be no event already"),
    _("%(a)s: there is no such event, story or actor"),
    _("there is no such page"),
    _("there is no page %(a)s; the last is %(b)s"),
    _("there is no page %(a)s of this search"),
    _("there is no such addition: it may have been before the application was started anew"),
    _("the two names are not taken for one actor"),
    _("give the day, or the first and the last day, on which the report may have come out"),
    _("there is no act %(a)s"),
    _("act %(a)s is not yours: %(b)s did it"),
    _("act %(a)s was undone already, by %(b)s"),
    _("act %(a)s cannot be undone: a later act changed the same; undo that one first"),
    _("%(a)s made no such judgement: it may be undone already"),
    _("%(a)s events are too many to take away at once: ask for %(b)s at most by days or parties, or use "
      "'istor export'"),
    _("larger than %(a)s MiB: give less at once, or use 'istor add'"),
    _("the record of this archive is being worked out: load the page again in a minute"),
    _("this site only shows the archive: it was started with --read-only"),
    _("this form is no longer valid: open the page again and repeat what you did"),
    _("this form came from another page"),
    _("%(a)s and %(b)s are one: name two claims of an event to tell them apart"),
    _("%(a)s: say what is wrong: %(b)s"),
    _("%(a)s: no such date; write it as 2018, 2018-06, 2018-06-12 or 2018-06-12/2018-06-17"),
    _("%(a)s: no such day; write it as 2025, 2025-07 or 2025-07-14"),
    _("%(a)s: no party; write CODE or CODE:Name with commas between, or - for nobody"),
    _("nothing was given: paste a text, choose files or give an address"),
    _("something went wrong here; the terminal that istor runs in says what"),
)
"""What a reader is told who asks for what cannot be; rarer ones stay English."""


def _pattern(message: str) -> re.Pattern[str]:
    """What reads a sentence that was made of ``message``, with what stands inside by its name."""
    parts = re.split(r"%\((\w)\)s", message.replace("%%", "%"))
    return re.compile("".join(f"(?P<{part}>.+)" if n % 2 else re.escape(part) for n, part in enumerate(parts)))


_PATTERNS = tuple((_pattern(message), message) for message in (*_MESSAGES, *_FAILURES))


def told(words: str, catalogue: Any, lang: str) -> str:
    """``words`` in the language ``lang``, which is that of ``catalogue``."""
    if words.startswith(AGAINST):
        return f"{catalogue.gettext(_AGAINST)}: {told(words.removeprefix(AGAINST), catalogue, lang)}"
    for pattern, message in _PATTERNS:
        if match := pattern.fullmatch(words):
            return str(catalogue.gettext(message) % _inside(match, catalogue, lang))
    return words


def _inside(match: re.Match[str], catalogue: Any, lang: str) -> dict[str, str]:
    """What stands inside: days in words, and one word of a vocabulary in that vocabulary's words."""
    found = match.groupdict()
    for key, value in found.items():
        pair = _DAYS.fullmatch(value)
        if pair:
            days = [edtf_words(day, lang) for day in pair.groups() if day]
            found[key] = str(catalogue.gettext(_TWO) % dict(zip("ab", days, strict=True))) if days[1:] else days[0]
            continue
        for context in ("mode", "status", "type"):
            said = catalogue.pgettext(context, value)
            if said != value:
                found[key] = said
                break
    return found
