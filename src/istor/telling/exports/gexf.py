"""The network of parties as GEXF 1.2 (gexf.net), with the days of each event, so that Gephi can play it."""

import re
from collections.abc import Iterator

import networkx as nx

from istor.telling.exports.network import network
from istor.telling.record import Record

_TODAY = re.compile(r' lastmodifieddate="[^"]*"')


def write(record: Record) -> Iterator[str]:
    """The file; the day of writing, which networkx puts in, is left out: same content, same bytes."""
    graph = network(record)
    graph.graph["mode"] = "dynamic"
    for line in nx.generate_gexf(graph, version="1.2draft"):
        yield _TODAY.sub("", line) + "\n"
