"""The network of parties as GraphML (graphml.graphdrawing.org)."""

from collections.abc import Iterator

import networkx as nx

from istor.telling.exports.network import network
from istor.telling.record import Record


def write(record: Record) -> Iterator[str]:
    """The file."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    for line in nx.generate_graphml(network(record), named_key_ids=True):
        yield line + "\n"
