"""The picture of a network: its busiest actors on a circle, those of one state side by side, ties drawn between them.

A circle and not springs: the same actors stand in the same order whatever the ties, no name covers another, and the
lines between two states make a bundle that can be seen.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from istor.web.pictures.ties import Tie, Ties

SIZES = (20, 50, 100, 250)
"""How many actors may be shown."""
SPACE = 17
"""Units of the circle's line that each name needs at least."""
SMALLEST = 230
"""Radius of the smallest circle; the picture is as wide as the names beside it need."""
BESIDE, ABOVE = 290, 250
GAP = 0.6
"""Space between two states, in places of an actor."""
BENT = 0.25
"""How near the centre a tie is drawn, as a share of the radius."""


@dataclass(frozen=True)
class Node:
    """One actor by its number: where it stands, in how many ties' events it is, and how its name is turned."""

    actor: int
    x: float
    y: float
    radius: float
    count: int
    turn: float
    is_left: bool


@dataclass(frozen=True)
class Edge:
    """One tie, as the path of a curve."""

    tie: Tie
    path: str
    width: float
    kind: str


@dataclass(frozen=True)
class Network:
    """What is drawn, in what frame."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def drawn(found: Ties, kept: Sequence[int], counts: Mapping[int, int], states: Mapping[int, str]) -> Network:
    """The actors ``kept`` with the ties among them; ``counts`` and ``states`` hold the events and code of each."""
    radius = max(SMALLEST, round(SPACE * len(kept) * (1 + GAP / 3) / math.tau))
    centre = (radius + BESIDE, radius + ABOVE)
    nodes = {node.actor: node for node in _placed(_by_state(kept, counts, states), counts, centre, radius)}
    edges = tuple(_edge(tie, nodes[tie.left], nodes[tie.right], centre) for tie in reversed(found.among(list(kept))))
    return Network(2 * centre[0], 2 * centre[1], tuple(nodes.values()), edges)


def _by_state(kept: Sequence[int], counts: Mapping[int, int], states: Mapping[int, str]) -> list[list[int]]:
    """The actors of each state, the busiest state and actor first."""
    total: Counter[str] = Counter()
    for actor in kept:
        total[states[actor]] += counts[actor]
    codes = sorted(total, key=lambda code: (-total[code], code))
    return [[actor for actor in kept if states[actor] == code] for code in codes]


def _placed(
    groups: Sequence[Sequence[int]], counts: Mapping[int, int], centre: tuple[int, int], radius: int
) -> list[Node]:
    """Clockwise from the top, with a gap between two groups."""
    places = sum(map(len, groups)) + GAP * len(groups)
    nodes, at = [], GAP / 2
    for group in groups:
        for actor in group:
            angle = math.tau * (at + 0.5) / places - math.pi / 2
            nodes.append(_node(actor, angle, counts[actor], centre, radius))
            at += 1
        at += GAP
    return nodes


def _node(actor: int, angle: float, count: int, centre: tuple[int, int], radius: int) -> Node:
    is_left = math.cos(angle) < 0
    turn = math.degrees(angle) + (180 if is_left else 0)
    x, y = centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
    return Node(
        actor, round(x, 1), round(y, 1), round(min(3 + 1.3 * math.sqrt(count), 9), 1), count, round(turn, 1), is_left
    )


def _edge(tie: Tie, left: Node, right: Node, centre: tuple[int, int]) -> Edge:
    """A curve from actor to recipient, bent towards the centre; where both act, from the left one to the right."""
    start, end = (right, left) if tie.back > tie.forth else (left, right)
    bend = tuple(round(c + BENT * ((start_at + end_at) / 2 - c), 1) for c, start_at, end_at in (
        (centre[0], start.x, end.x), (centre[1], start.y, end.y)))  # fmt: skip
    apart = math.hypot(end.x - bend[0], end.y - bend[1]) or 1.0
    short = (end.radius + 4) / apart
    tip = (round(end.x - short * (end.x - bend[0]), 1), round(end.y - short * (end.y - bend[1]), 1))
    return Edge(
        tie=tie,
        path=f"M{start.x} {start.y}Q{bend[0]} {bend[1]} {tip[0]} {tip[1]}",
        width=round(min(1 + 0.8 * math.sqrt(tie.count), 8), 1),
        kind="cooperation" if tie.balance > 0.2 else "conflict" if tie.balance < -0.2 else "mixed",
    )
