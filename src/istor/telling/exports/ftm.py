"""The record as entities of FollowTheMoney, as JSON lines that OpenAleph loads.

Each value passes through FollowTheMoney's own types, which drop what they do not know (a code that is no country).
"""

import json
from collections.abc import Iterator

from followthemoney import model
from followthemoney.proxy import EntityProxy

from istor.knowledge.known import Kind, kind_of, state_name
from istor.linking.actors import actor_id
from istor.model import Actor, Event, Party, Report
from istor.telling.describe import describe, one_line, visible, web_address
from istor.telling.record import Record

SCHEMATA: dict[Kind, str] = {
    "state": "PublicBody", "person": "Person", "body": "Organization", "group": "LegalEntity", "unknown": "LegalEntity",
}  # fmt: skip


def write(record: Record) -> Iterator[str]:
    """Parties by id, then reports, then events in order of time."""
    for actor in sorted(record.actors, key=lambda actor: actor.id):
        yield _line(party_entity(actor))
    for report in record.reports:
        yield _line(article(report))
    for event in record.events:
        yield _line(event_entity(event, record))


def party_entity(actor: Actor) -> EntityProxy:
    """A party: a state is a public body of its country; of whom the tables know nothing, a legal entity."""
    party = actor.party
    kind = kind_of(party.code, party.name)
    entity = model.make_entity(SCHEMATA[kind])
    entity.id = actor.id
    entity.add("name", one_line(party.name) or state_name(party.code) or party.code)
    entity.add("country", _country(party))
    return entity


def article(report: Report) -> EntityProxy:
    """A report with its text."""
    entity = model.make_entity("Article")
    entity.id = report.id
    entity.add("title", one_line(report.title) or one_line(report.name))
    entity.add("name", one_line(report.name))
    entity.add("publisher", one_line(report.source))
    entity.add("sourceUrl", web_address(report.url))
    entity.add("language", report.lang)
    entity.add("publishedAt", report.published.first if report.published else None)
    entity.add("bodyText", "\n".join(visible(line) for line in report.text.split("\n")))
    return entity


def event_entity(event: Event, record: Record) -> EntityProxy:
    """An event: who acts is ``organizer``, to whom it is done ``involved``, the reports are its ``proof``."""
    entry = describe(event, record)
    entity = model.make_entity("Event")
    entity.id = entry.id
    entity.add("name", entry.headline)
    entity.add("summary", entry.sentence)
    entity.add("description", f"{entry.when} · {entry.word} · {entry.counts}")
    entity.add("notes", entry.conflicts)
    entity.add("keywords", [word for word in (entry.type, entry.mode, entry.status) if word])
    entity.add("startDate", entry.first)
    entity.add("endDate", entry.last)
    entity.add("location", entry.place)
    entity.add("organizer", [actor_id(party) for party in event.actors])
    entity.add("involved", [actor_id(party) for party in event.recipients])
    entity.add("country", [_country(party) for party in event.actors + event.recipients])
    entity.add("proof", list(event.reports))
    return entity


def _country(party: Party) -> str | None:
    """The code, unless it is that of a body: FollowTheMoney knows the European Union, but no UNO or NAT."""
    return {"EUE": "eu"}.get(party.code, party.code if party.code != "---" else None)


def _line(entity: EntityProxy) -> str:
    """Values in the order of the alphabet: FollowTheMoney keeps them in sets, whose order is another each time."""
    whole = entity.to_dict()
    whole["properties"] = {name: sorted(values) for name, values in sorted(whole["properties"].items())}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True) + "\n"
