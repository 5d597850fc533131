"""Makes the catalogue of an archive: works everything out once, and writes it down where pages will look for it."""

import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import fields
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from istor.linking import joined
from istor.linking.actors import actor_id, mention_id
from istor.linking.figures import Line
from istor.linking.stories import Story
from istor.model import Claim, Event, Party, Voice
from istor.storing import Archive
from istor.storing.filters import fold
from istor.telling import Record
from istor.telling.conflicts import conflicts, overruled
from istor.telling.describe import one_line
from istor.telling.quantities import quantities
from istor.telling.sources import sources
from istor.web.catalogue.columns import ACTS, KINDS, MEETS, NONE, OPEN, Columns
from istor.web.catalogue.documents import (
    CLAIMS,
    CONFLICTS,
    OVERRULED,
    QUANTITIES,
    SOURCES,
    STORIES,
    Tale,
    Told,
    head,
)
from istor.web.catalogue.schema import INDEXES, create
from istor.web.filters import STATUSES
from istor.web.looks import LOOKS, look
from istor.web.tongue import LANGUAGES, tongue

MOST_COMPARED = 20_000
"""Reports up to which stories are put together and figures compared. Both hold what all reports share with one another
in memory: on archives of a hundred thousand that is more than a machine has (``docs/explanation/limits.md``)."""
BATCH = 1000
Called = Mapping[str, Collection[tuple[str, str]]]
"""Code and name of the parties of each claim as it was coded: linking calls some otherwise, and people ask for both."""
GUESSES = ("inferred", "report date", "vague")


class Uncompared(Record):
    """A record of too many reports for what compares each with all others."""

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """None."""
        return ()

    @cached_property
    def ledger(self) -> tuple[Line, ...]:
        """Nothing."""
        return ()


def fill(archive: Archive, path: Path, about: Mapping[str, str]) -> None:
    """Write the catalogue of ``archive`` to ``path`` with what ``about`` says of it; whole or not at all.

    Takes memory for all claims and texts at once, as linking does, and gives it back when the process ends.
    """
    called: dict[str, set[tuple[str, str]]] = {}
    record = Record.read(archive, _noted(archive.claims(), called))
    write(record, called, path, about)


def _noted(claims: Iterable[Claim], called: dict[str, set[tuple[str, str]]]) -> Iterator[Claim]:
    """``claims`` as they are coded, with the parties of each noted."""
    for claim in claims:
        called[claim.id] = {(party.code, party.name) for party in claim.parties}
        yield claim


def write(record: Record, called: Called, path: Path, about: Mapping[str, str]) -> None:
    """Write the catalogue of ``record`` to ``path``, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    for left in path.parent.glob(f"{path.name}.*"):
        if not _is_alive(left.suffix[1:]):
            left.unlink(missing_ok=True)
    try:
        with closing(create(unfinished)) as connection, connection:
            _Filling(record, called, connection).write(about)
        _to_disk(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _is_alive(process: str) -> bool:
    """Whether there is a process of that number, so that what it left may not be finished yet."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (ValueError, PermissionError):
        return True
    return True


def _to_disk(path: Path) -> None:
    """What stands under the final name must be whole even after a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


K = TypeVar("K", bound=tuple[str, ...])


class Numbered(dict[K, int]):
    """Gives each thing a number when it is first met."""

    def __missing__(self, key: K) -> int:
        number = self[key] = len(self)
        return number


class _Filling:
    """One catalogue while it is made."""

    def __init__(self, record: Record, called: Called, connection: sqlite3.Connection) -> None:
        self._to, self._called = connection, called
        self._parties, self._voices = Numbered[tuple[str, str]](), Numbered[tuple[str, str]]()
        self._outlets, self._places = Numbered[tuple[str]](), Numbered[tuple[str]]()
        self._lists: dict[str, list[Any]] = {field.name: [] for field in fields(Columns)}
        self.is_large = len(record.reports) > MOST_COMPARED
        self.record = Uncompared(record.reports, record.claims, record.links, record.datings, record.names,
                                 record.statements) if self.is_large else record

    def write(self, about: Mapping[str, str]) -> None:
        """Everything."""
        record = self.record
        self._actor = {actor.id: number for number, actor in enumerate(record.actors)}
        self._report = {report.id: number for number, report in enumerate(record.reports)}
        self._story = {event: number for number, story in enumerate(record.stories) for event in story.events}
        self._insert("events", self._events())
        self._insert("reports", self._reports())
        self._insert("actors", self._actors())
        self._insert("joined", self._joined())
        self._insert("spellings", self._spellings())
        for table, people in (("parties", self._parties), ("voices", self._voices)):
            self._insert(table, ((number, *key, fold(key[1])) for key, number in people.items()))
        for table, names in (("outlets", self._outlets), ("places", self._places)):
            self._insert(table, ((number, *key) for key, number in names.items()))
        for name, items in self._listed():
            self._insert("listed", ((name, number, *item) for number, item in enumerate(items)))
        self._insert("columns", Columns.of(self._lists).bytes().items())
        self._to.executescript(INDEXES)
        counts = {"events": len(record.events), "claims": len(record.claims), "reports": len(record.reports)}
        told = {"is_large": "yes" if self.is_large else ""}
        self._insert("about", {**about, **told, **{name: str(count) for name, count in counts.items()}}.items())

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        waiting = iter(rows)
        while some := list(islice(waiting, BATCH)):
            marks = ", ".join("?" * len(some[0]))
            self._to.executemany(f"INSERT INTO {table} VALUES ({marks})", some)  # noqa: S608 - names of our own

    def _events(self) -> Iterator[tuple[Any, ...]]:
        told = 0
        for number, event in enumerate(self.record.events):
            self._note(number, event)
            claims = self.record.in_order(event.claims)
            self._insert("claims", ((claim.id, number, self._report[claim.report]) for claim in claims))
            for claim in claims:
                self._note_claim(told, number, claim)
                told += 1
            yield number, event.id, head(event), CLAIMS.write(*event.claims)

    def _note(self, number: int, event: Event) -> None:
        lists, when = self._lists, event.when
        lists["kind"].append(KINDS.index(event.type) if event.type in KINDS else 0)
        lists["status"].append(STATUSES.index(event.status))
        lists["look"].append(LOOKS.index(look(event)))
        lists["voices"].append(len(event.voices))
        lists["first"].append(when.first.toordinal() if when and when.first else 0)
        lists["last"].append(when.last.toordinal() if when and when.last else OPEN)
        lists["is_guess"].append(bool(when and when.basis in GUESSES))
        lists["place"].append(self._places[(event.place,)] if event.place else NONE)
        lists["story"].append(self._story.get(event.id, NONE))
        roles: Counter[int] = Counter()
        for role, side in ((ACTS, event.actors), (MEETS, event.recipients)):
            for actor in {self._actor[actor_id(party)]: None for party in side}:
                roles[actor] += role
        for actor, role in roles.items():
            lists["in_event"].append(number)
            lists["in_actor"].append(actor)
            lists["in_role"].append(role)

    def _note_claim(self, number: int, event: int, claim: Claim) -> None:
        lists = self._lists
        lists["told_event"].append(event)
        lists["told_kind"].append(KINDS.index(claim.type) if claim.type in KINDS else 0)
        source = self.record.report(claim.report).source
        lists["told_outlet"].append(NONE if claim.voices else self._outlets[(fold(source),)])
        now = {(party.code, party.name): None for party in claim.parties}
        for party in dict.fromkeys((*now, *sorted(self._called.get(claim.id, ())))):
            lists["named_claim"].append(number)
            lists["named_party"].append(self._parties[party])
        for voice in dict.fromkeys(self._voices[voice.code, voice.name] for voice in claim.voices):
            lists["rests_claim"].append(number)
            lists["rests_voice"].append(voice)

    def _reports(self) -> Iterator[tuple[Any, ...]]:
        told = Counter(claim.report for claim in self.record.claims)
        for report, number in self._report.items():
            held = self.record.report(report)
            yield number, report, fold(f"{held.name} {held.title} {held.source}"), told[report]

    def _actors(self) -> Iterator[tuple[Any, ...]]:
        events = Counter(self._lists["in_actor"])
        for number, actor in enumerate(self.record.actors):
            party, names = actor.party, [tongue(lang).party(actor.party).text for lang in LANGUAGES]
            known_as = "\n".join(map(fold, names))
            yield (number, actor.id, party.code, party.name, party.which, fold(party.name), *names, known_as,
                   len(actor.claims), events[number])

    def _joined(self) -> Iterator[tuple[str, str, str]]:
        """By actor the ids of the names that were taken for it, and what these are."""
        groups = joined(self.record.links)
        called = {actor_id(Party(code, name)): str(Party(code, name)) for code, name in self._parties} if groups else {}
        if groups.keys() - called.keys():  # what one report alone calls so: "the mayor"
            for claim in self.record.claims:
                for party in (Party(code, name) for code, name in self._called.get(claim.id, ())):
                    called.setdefault(mention_id(claim.report, party), str(party))
        for key, names in sorted(groups.items()):
            yield from ((key, name, called.get(name, "")) for name in sorted(names))

    def _spellings(self) -> Iterator[tuple[Any, ...]]:
        """By which words reports name each actor, those met most first."""
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for claim in self.record.claims:
            text = self.record.report(claim.report).text
            for party in claim.parties:
                if party.span:
                    found[self._actor[actor_id(party)]][one_line(party.span.of(text))] += 1
        for actor, held in sorted(found.items()):
            for position, (words, count) in enumerate(held.most_common()):
                yield actor, position, words, count

    def _listed(self) -> Iterator[tuple[str, Iterator[tuple[str, str, str, str]]]]:
        """Each list with its items in order: id, tags, the words that they are found by, and the JSON."""
        record = self.record
        voices = {str(voice): voice for claim in record.claims for voice in claim.voices}
        yield "sources", (
            (each.name, "", "", SOURCES.write(Told(each, voices.get(each.name) or Voice(each.name))))
            for each in sources(record)
        )
        yield "stories", (
            (story.id, "", "\n".join(_story_names(story, record)), STORIES.write(Tale(story, record.name_of(story))))
            for story in record.stories
        )
        yield "quantities", (
            (each.id, _tags(*each.told, *each.events), _counted(each.lines, record), QUANTITIES.write(each))
            for each in quantities(record)
        )
        for lang in LANGUAGES:
            told = conflicts(record, tongue(lang).words())
            yield f"conflicts {lang}", ((each.event, _tags(each.what), "", CONFLICTS.write(each)) for each in told)
        yield "overruled", ((each.left, "", "", OVERRULED.write(each)) for each in overruled(record))


def _tags(*words: str) -> str:
    return f" {' '.join(sorted(words))} "


def _story_names(story: Story, record: Record) -> Iterator[str]:
    return (fold(tongue(lang).story(story, record.name_of(story))) for lang in LANGUAGES)


def _counted(lines: Iterable[Line], record: Record) -> str:
    """The sentences of a quantity, and what it counts in all languages."""
    found: list[str] = []
    for line in lines:
        count = line.count
        found.append(count.sentence.of(record.report(count.report).text))
        found += (tongue(lang).counted(count.outcome, count.figure.what) for lang in LANGUAGES)
    return "\n".join(dict.fromkeys(map(fold, found)))
