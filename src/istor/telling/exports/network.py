"""The network that GEXF and GraphML hold: parties, and an edge for every pair that an event joins.

Who acts is joined to whom it is done to. What is done together has no direction: each pair of its actors is joined by
one edge, from the lesser id to the greater, that says so (``is_joint``). An event with one party only joins nothing.
"""

from collections.abc import Iterator
from itertools import combinations, product

import networkx as nx

from istor.linking.actors import actor_id
from istor.model import Event
from istor.telling.describe import describe, party_names
from istor.telling.exports.fields import flat
from istor.telling.record import Record

SHOWN = ("mode", "quad", "status", "date", "place", "reports", "copies", "independent_voices")
"""What an edge says of its event, beside its id."""


def network(record: Record) -> "nx.MultiDiGraph[str]":
    """The parties of all events, and their edges by event; keys of edges are ``EVENT/NUMBER``."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in sorted(record.actors, key=lambda actor: actor.id):
        name = party_names([actor.party])[0]
        graph.add_node(actor.id, label=name, code=actor.party.code, claims=len(actor.claims))
    for event in record.events:
        entry = describe(event, record)
        row = flat(entry)
        said = {"label": entry.what, "event": entry.id, "event_type": entry.type, **{name: row[name] for name in SHOWN}}
        days = {"start": entry.first, "end": entry.last}
        said |= {name: day.isoformat() for name, day in days.items() if day}
        for number, (left, right) in enumerate(pairs(event), start=1):
            graph.add_edge(left, right, key=f"{entry.id}/{number}", is_joint=not event.recipients, **said)
    return graph


def pairs(event: Event) -> Iterator[tuple[str, str]]:
    """The actors' ids that the event joins."""
    did, met = (sorted({actor_id(party) for party in side}) for side in (event.actors, event.recipients))
    return product(did, met) if event.recipients else combinations(did, 2)
