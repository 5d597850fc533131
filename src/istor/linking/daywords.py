"""Words that say of one day two things, which are both true on few days only: "tomorrow, Friday", "yesterday, 9 March".

The one is counted from the day of the report, the other is a weekday or a day of the year. Which days they leave is
asked day by day, among those that other clues leave.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from istor.linking.clues import ANY_DAY, DAY, YEARLY, Meaning, Timed, Times
from istor.linking.wording import WORD, sentences
from istor.model import Report, Span, When

WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
"""The value of a weekday with nothing beside it."""
WEIGHT = 3.0
"""What such words count for: a report does not err about the day on which it is written."""


@dataclass(frozen=True)
class DayWords:
    """Words that mean a day on each day, and what else the report says of that day."""

    text: str
    meaning: Callable[[date], When | None]
    weekday: int | None = None
    month: int | None = None
    day: int | None = None

    def fits(self, day: date) -> bool:
        """Whether the report can have come out on ``day``."""
        found = self.meaning(day)
        if found is None or found.first is None:
            return True
        told = found.first
        is_weekday = self.weekday is None or told.isoweekday() == self.weekday
        return is_weekday and (self.month is None or (told.month, told.day) == (self.month, self.day))


def day_words(report: Report, times: Times) -> Iterator[DayWords]:
    """Where the report says of a day two things: "tomorrow, Friday", "Wednesday 9 July", "yesterday, 29 February"."""
    for block in report.body:
        on_a_day = {t.span: t for t in times(report.text, None, sentences=[block.span])}
        for found in times(report.text, ANY_DAY, sentences=[block.span]):
            parts = [Span(m.start(), m.end()) for m in WORD.finditer(report.text, found.span.start, found.span.end)]
            if found.when is None or len(parts) == 1:
                continue
            number = next((n for part in parts if (n := _weekday(report.text, part, times))), None)
            if number is not None:
                sentence = _around(report.text, block.span, found.span)
                yield DayWords(found.text, Meaning(report.text, sentence, found.span, times), number)
            yearly = YEARLY.match(on_a_day[found.span].value) if found.span in on_a_day else None
            if yearly and (meaning := _counted(report.text, found, times)):
                yield DayWords(found.text, meaning, None, int(yearly[1]), int(yearly[2]))


def _around(text: str, block: Span, span: Span) -> Span:
    return next(s for s in sentences(text, block) if s.start <= span.start < s.end)


def _weekday(text: str, part: Span, times: Times) -> int | None:
    """The weekday that a word names (1 is Monday)."""
    word = part.of(text)
    values = [t.value for t in times(word, None, sentences=[Span(0, len(word))])]
    return next((int(m[1]) for v in values if (m := WEEKDAY.fullmatch(v))), None)


def _counted(text: str, found: Timed, times: Times) -> Meaning | None:
    """What the first words mean, where they are counted from the report's day: "yesterday" before a day of the year."""
    ends = [m.end() for m in WORD.finditer(text, found.span.start, found.span.end)]
    for end in ends[:-1]:
        before = Span(found.span.start, end)
        for part in times(before.of(text), ANY_DAY, sentences=[Span(0, end - before.start)]):
            meaning = Meaning(text, before, Span(before.start + part.span.start, end), times)
            told, later = part.when, meaning(ANY_DAY + DAY)
            if told and later and told.first and later.first and later.first - told.first == DAY:  # no weekday moves so
                return meaning
    return None
