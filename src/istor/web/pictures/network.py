"""The picture of a network: its busiest actors, placed so that those who deal with one another stand near."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from istor.telling.ties import Tie

SIZES = (16, 40, 100, 250)
"""How many actors may be shown."""
WIDTH, HEIGHT, MARGIN = 1000, 620, 70
MOST_LABELS = 45
SEED = 7
ROUNDS = 300


@dataclass(frozen=True)
class Node:
    """One actor: where it stands, and in how many of the events it is."""

    id: str
    x: float
    y: float
    radius: float
    count: int
    is_labelled: bool


@dataclass(frozen=True)
class Edge:
    """One tie between two nodes, drawn from border to border."""

    tie: Tie
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    kind: str
    points_forth: bool
    points_back: bool


@dataclass(frozen=True)
class Network:
    """What is drawn, and how many actors are left out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def drawn(found: Sequence[Tie], most: int) -> Network:
    """The ``most`` busiest actors of ``found`` with the ties among them. The same ties give the same picture."""
    counts: Counter[str] = Counter()
    for tie in found:
        counts.update({tie.left: tie.count, tie.right: tie.count})
    kept = [actor for actor, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]]
    among = [tie for tie in found if tie.left in kept and tie.right in kept]
    places = _places(kept, among)
    nodes = {actor: _node(actor, places[actor], counts[actor], n < MOST_LABELS) for n, actor in enumerate(kept)}
    edges = tuple(_edge(tie, nodes[tie.left], nodes[tie.right]) for tie in among)
    return Network(tuple(nodes.values()), edges, len(counts) - len(kept))


def _places(kept: Sequence[str], among: Sequence[Tie]) -> dict[str, tuple[float, float]]:
    """A spring layout (Fruchterman and Reingold 1991), stretched over the picture."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(kept)
    graph.add_weighted_edges_from((tie.left, tie.right, math.sqrt(tie.count)) for tie in among)
    if not kept:
        return {}
    spread = 2.2 / math.sqrt(len(kept))
    found = networkx.spring_layout(graph, k=spread, iterations=ROUNDS, seed=SEED)
    xs, ys = ([float(point[axis]) for point in found.values()] for axis in (0, 1))
    return {
        actor: (_scaled(point[0], xs, MARGIN, WIDTH - MARGIN), _scaled(point[1], ys, MARGIN // 2, HEIGHT - MARGIN))
        for actor, point in found.items()
    }


def _scaled(value: float, among: Sequence[float], low: float, high: float) -> float:
    least, most = min(among), max(among)
    share = (float(value) - least) / (most - least) if most > least else 0.5
    return round(low + (high - low) * share, 1)


def _node(actor: str, place: tuple[float, float], count: int, is_labelled: bool) -> Node:
    return Node(actor, *place, round(4 + 2.2 * math.sqrt(count), 1), count, is_labelled)


def _edge(tie: Tie, left: Node, right: Node) -> Edge:
    apart = math.hypot(right.x - left.x, right.y - left.y) or 1.0
    dx, dy = (right.x - left.x) / apart, (right.y - left.y) / apart
    return Edge(
        tie=tie,
        x1=round(left.x + dx * (left.radius + 3), 1),
        y1=round(left.y + dy * (left.radius + 3), 1),
        x2=round(right.x - dx * (right.radius + 3), 1),
        y2=round(right.y - dy * (right.radius + 3), 1),
        width=round(min(1 + 0.8 * math.sqrt(tie.count), 8), 1),
        kind="cooperation" if tie.balance > 0.2 else "conflict" if tie.balance < -0.2 else "mixed",
        points_forth=tie.forth > 0,
        points_back=tie.back > 0,
    )
