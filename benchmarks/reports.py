"""Invented reports with their claims, as coding would give them: seeded, with stories, copies and undated ones.

Nothing here is Greek prose: words are made of syllables, so that their number and rarity are what is set, and coding is
left out. A story is told by some reports over some weeks; of these every fourth repeats another's text.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from istor.model import Block, Claim, Made, Party, Report, Span, When
from istor.model.ids import content_id

MADE = Made("benchmark", "1", "invented")
STORY = 12
"""Reports to a story."""
EVENTS = 6
"""Events in a story; each report tells three of them."""
COPIES = 4
"""One report in so many repeats the one before it."""
CODES = ("ESP", "ITA", "FRA", "DEU", "GBR", "GRC", "TUR", "EGY", "MAR", "DZA", "TUN", "CYP", "POL", "ROU", "BGR", "SRB")
VERBS = {"συναντήθηκε": "CONSULT", "κατηγόρησε": "ACCUSE", "κάλεσε": "REQUEST", "βοήθησε": "AID", "απέρριψε": "REJECT",
         "βομβάρδισε": "ASSAULT"}
SYLLABLES = tuple(c + v for c in "βγδζκλμνπρστφχ" for v in ("α", "ε", "ι", "ο", "ου"))


@dataclass(frozen=True)
class _Happening:
    verb: str
    parties: tuple[Party, Party]
    day: date
    words: tuple[str, ...]


def coded(count: int, seed: int = 1) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """So many reports with their claims; the first of them are the same whatever the count."""
    made = 0
    for number in range(count // STORY + 1):
        for pair in _story(random.Random(f"{seed}-{number}"), number):
            if made == count:
                return
            made += 1
            yield pair


def _story(rng: random.Random, number: int) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    begins = date(2015, 1, 1) + timedelta(days=rng.randrange(3650))
    vocabulary = [_word(rng) for _ in range(40)]
    cast = [Party(code, f"{_word(rng)} {_word(rng)}".title()) for code in rng.sample(CODES, 2)]
    events = [_happening(rng, begins + timedelta(days=4 * n), cast, vocabulary) for n in range(EVENTS)]
    before: list[str] = []
    for n in range(STORY):
        told = sorted(rng.sample(range(EVENTS), 3))
        published = max(events[t].day for t in told) + timedelta(days=rng.randrange(2))
        is_copy = n % COPIES == COPIES - 1
        sentences = before if is_copy else [_sentence(rng, events[t], vocabulary) for t in told]
        if not is_copy:
            last = told
        before = sentences
        yield _report(f"{number}-{n}", sentences, [events[t] for t in last], published)


def _happening(rng: random.Random, day: date, cast: list[Party], vocabulary: list[str]) -> _Happening:
    one, other = cast if rng.random() < 0.7 else cast[::-1]
    return _Happening(rng.choice(sorted(VERBS)), (one, other), day, tuple(rng.sample(vocabulary, 5)))


def _sentence(rng: random.Random, event: _Happening, vocabulary: list[str]) -> str:
    words = [*rng.sample(event.words, 4), *rng.sample(vocabulary, 8), *(_word(rng) for _ in range(3))]
    return f"{event.parties[0].name} {event.verb} {event.parties[1].name} {' '.join(words)}."


def _report(name: str, sentences: list[str], events: list[_Happening], day: date) -> tuple[Report, tuple[Claim, ...]]:
    text, spans = "\n".join(sentences), []
    for sentence in sentences:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(sentence)))
    identity = content_id("report", name, text)
    report = Report(identity, name, text, tuple(Block("body", s) for s in spans), MADE, published=_day(day))
    return report, tuple(_claim(report, s, e) for s, e in zip(spans, events, strict=True))


def _claim(report: Report, sentence: Span, event: _Happening) -> Claim:
    start = report.text.index(event.verb, sentence.start)
    kind, (one, other) = VERBS[event.verb], event.parties
    return Claim(
        content_id("claim", report.id, start), report.id, Span(start, start + len(event.verb)), sentence, kind, (one,),
        (other,), "actual", MADE, 0.8, when=_day(event.day),
    )


def _day(day: date) -> When:
    return When.between(day, day, "stated")


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))
