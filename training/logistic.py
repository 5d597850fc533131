"""Logistic regression over named features, by penalised maximum likelihood; its weights as a table."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from istor.knowledge.learnt import Weights

LEAST_SEEN = 3  # a feature of fewer examples is left out
STEPS = 200
SMALLEST = 0.02  # weights below are not written


def fit(
    features: Sequence[Sequence[str]], targets: Sequence[int], classes: int, least: Mapping[str, float],
    penalty: float = 0.5,
) -> Weights:
    """Weights for ``targets`` between 0 and ``classes``; class 0 has none. ``penalty`` holds them near 0."""
    counts = Counter(f for some in features for f in some)
    places = {f: n for n, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST_SEEN))}
    pairs = [(row, places[f]) for row, some in enumerate(features) for f in some if f in places]
    matrix = torch.sparse_coo_tensor(torch.tensor(pairs).T, torch.ones(len(pairs)), (len(features), len(places)))
    weights = torch.zeros(len(places), classes, requires_grad=True)
    wanted, nothing = torch.tensor(targets), torch.zeros(len(targets), 1)
    optimiser = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.cat([nothing, torch.sparse.mm(matrix, weights)], 1)
        value = torch.nn.functional.cross_entropy(scores, wanted, reduction="sum") + penalty * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    rows = weights.detach().tolist()
    return Weights({f: tuple(round(x, 3) for x in rows[n]) for f, n in places.items()}, classes, least)


def write(weights: Weights, path: Path) -> None:
    """The table that ``Weights.read`` reads, a feature a line."""
    rows = {k: list(v) for k, v in sorted(weights.rows.items()) if any(abs(x) >= SMALLEST for x in v)}
    lines = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in rows.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{{"least": {json.dumps(dict(weights.least))}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")
