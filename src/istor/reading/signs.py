"""What is seen of each line of a page: how it looks, which rule it fits, where it stands, what stands beside it.

A sign is a short name; the learnt labeller (``labeller.py``) has weights for each. Words count by their beginnings, and
as far as rules know them or the report's own paragraphs say them again.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from istor.languages.folding import fold
from istor.reading.layout import Layout
from istor.reading.lines import Line

STEM = 5
"""Letters by which two forms of a word are known as one."""
SHORTEST = 3
"""Letters of a word that counts wherever it stands in a line."""
WORDS = (1, 2, 3, 4, 6, 9, 13, 19, 29)
STEPS = (1, 2, 3, 5, 9, 17)
SHARES = (0.01, 0.2, 0.4, 0.6, 0.8)
LEAST = 12
"""Letters from which one line may be found within another."""
BESIDE = (-3, -2, -1, 1, 2, 3)
_LOOKS = {
    "digits": re.compile(r"\d"),
    "day": re.compile(r"\d{1,2}[./-]\d{1,2}|\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b"),
    "parts": re.compile(r"\s[|/›»>•·–-]\s|,\s\S+,"),
    "colon inside": re.compile(r"[^\d]:\s"),
    "quote first": re.compile(r"^[«\"“]"),
    "quote inside": re.compile(r".«"),
    "bracketed": re.compile(r"^[(\[].*[)\]]$"),
    "asks": re.compile(r"[;?][»”\"]?$"),
    "trails off": re.compile(r"(?:…|\.\.\.)$"),
    "colon last": re.compile(r":$"),
    "Latin only": re.compile(r"^[^\u0370-\u03ff\u1f00-\u1fff]*[A-Za-z][^\u0370-\u03ff\u1f00-\u1fff]*$"),
    "Latin inside": re.compile(r"[A-Za-z]{2}"),
    "no letters": re.compile(r"^[\W\d_]*$"),
    "money": re.compile(r"[€$%]"),
    "run together": re.compile(r"[a-zα-ωά-ώ][A-ZΑ-ΩΆ-Ώ]"),
}
_LINK = re.compile(r"^(?:[*+o#] )?\[\d{1,4}\]")
"""A line that is a link, as lynx writes it."""
_SEEN_BESIDE = ("words", "rule", "is_full", "ends_in_stop", "goes_on", "is_named", "is_bullet", "day")
_READER = frozenset(fold(word) for word in "σας σου μας εδώ εμάς you your our us".split())
_ORDER = re.compile(r"^\w{2,}(?:στε|ψτε|ξτε|ιτε|ειτε|ετε|ατε)$")


def signs(layout: Layout, said: Sequence[str]) -> list[list[str]]:
    """The signs of each line of ``layout``; ``said`` is what the rules take each for."""
    told, twins, runs = _told(layout), _twins(layout), _runs(layout)
    looks = [list(_looks(layout, at)) for at in range(len(layout.lines))]
    found = []
    for at, own in enumerate(looks):
        place = list(_place(layout, at, said[at], told[at], twins[at]))
        beside = [f"{step:+}{sign}" for step in BESIDE for sign in _beside(looks, said, at + step)]
        found.append(["bias", *own, *place, *runs[at], *beside])
    return found


def _looks(layout: Layout, at: int) -> Iterator[str]:
    """How the line looks by itself, and which rule it fits."""
    line, rule = layout.lines[at], layout.rules[at]
    words = line.words
    yield f"words {bisect_right(WORDS, len(words))}"
    yield f"rule {rule.name if rule else 'none'}"
    yield from (name for name, pattern in _LOOKS.items() if pattern.search(line.plain))
    for name in ("is_full", "is_open", "ends_in_stop", "is_bullet", "is_menu", "is_named", "goes_on"):
        if getattr(line, name):
            yield name
    if len(words) > 1 and line.plain.isupper():
        yield "capitals"
    folded = line.folded.split()
    if _READER & set(folded):
        yield "speaks to the reader"
    if folded and _ORDER.match(folded[0]):
        yield "order"
    if _LINK.match(line.text):
        yield "link first"
    if folded:
        yield f"begins {folded[0][:STEM]}"
        yield from sorted({f"word {word[:STEM]}" for word in folded if len(word) >= SHORTEST and not word.isdigit()})
    if len(words) > 3:
        yield f"names {bisect_right(SHARES, sum(word[0].isupper() for word in words[1:]) / (len(words) - 1))}"


def _place(layout: Layout, at: int, said: str, told: str, twin: str) -> Iterator[str]:
    """Where the line stands on its page, and how much of it is said again."""
    zone = "head" if at < layout.first else "foot" if at > layout.last else "text"
    away = layout.first - at if zone == "head" else at - layout.last if zone == "foot" else 0
    line = layout.lines[at]
    yield f"said {said}"
    yield f"{zone}, said {said}"
    yield f"{zone} {bisect_right(STEPS, away)}"
    yield f"{zone}, words {bisect_right(WORDS, len(line.words))}"
    yield f"{zone}, {told}"
    yield f"{zone}, {'open' if line.is_open else 'stop' if line.ends_in_stop else 'other'}"
    if at >= layout.end:
        yield "after the end"
    if at == 0:
        yield "first of all"
    if twin:
        yield f"{zone}, {twin}"


def _beside(looks: list[list[str]], said: Sequence[str], at: int) -> Iterator[str]:
    if not 0 <= at < len(looks):
        yield "edge"
        return
    yield f"said {said[at]}"
    yield from (sign for sign in looks[at] if sign.startswith(_SEEN_BESIDE))


def _runs(layout: Layout) -> list[list[str]]:
    """For each line how long the run of lines without a sentence is that it stands in, and how much text is above."""
    is_text = [line.is_full or line.ends_in_stop for line in layout.lines]
    sizes = [len(line.text) if line.is_full and layout.rules[at] is None else 0 for at, line in enumerate(layout.lines)]
    whole, above = sum(sizes) or 1, 0
    since, until = _steps(is_text), _steps(is_text[::-1])[::-1]
    found = []
    for at, size in enumerate(sizes):
        share = bisect_right(SHARES, above / whole)
        run = 0 if is_text[at] else bisect_right(STEPS, since[at] + until[at] - 1)
        found.append([f"text above {share}", f"run {run}", f"text above {share}, run {run}",
                      f"since text {bisect_right(STEPS, since[at])}", f"until text {bisect_right(STEPS, until[at])}"])
        above += size
    return found


def _steps(is_text: list[bool]) -> list[int]:
    """For each line how many lines ago the last sentence was; from the beginning where there was none."""
    found, since = [], 0
    for is_one in is_text:
        since += 1
        found.append(since)
        since = 0 if is_one else since
    return found


def _told(layout: Layout) -> list[str]:
    """For each line, how much of what it names the other full paragraphs say too."""
    stems = [_stems(line) for line in layout.lines]
    full = [line.is_full and layout.rules[at] is None for at, line in enumerate(layout.lines)]
    counts = Counter(stem for at, own in enumerate(stems) if full[at] for stem in own)
    found = []
    for at, own in enumerate(stems):
        again = sum(counts[stem] > full[at] for stem in own)
        found.append(f"told {bisect_right(SHARES, again / len(own))}" if own else "told none")
    return found


def _twins(layout: Layout) -> list[str]:
    """For each line whether it is said again, whole or as part of another line, above or below."""
    said = [line.folded for line in layout.lines]
    long = [(at, own) for at, own in enumerate(said) if len(own) > LEAST]
    found = [""] * len(said)
    for at, own in long:
        first = next((n for n, other in long if n != at and (own in other or other in own)), None)
        if first is not None:
            found[at] = "again above" if first < at else "again below"
    return found


def _stems(line: Line) -> set[str]:
    return {word[:STEM] for word in line.folded.split() if len(word) >= STEM}
