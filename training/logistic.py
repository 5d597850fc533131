"""Logistic regression over named features, by penalised maximum likelihood; its weights as a table."""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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
    wanted, nothing = torch.tensor(targets), torch.zeros(len(targets), 1)

    def loss(sums: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.cross_entropy(torch.cat([nothing, sums], 1), wanted, reduction="sum")

    return Weights(_learnt(features, classes, loss, penalty), classes, least)


def fit_choice(choices: Sequence[Sequence[Sequence[str]]], right: Sequence[int], penalty: float) -> Weights:
    """Weights by whose sums the right one of each choice's candidates, told by its number, is the likeliest."""
    sizes = torch.tensor([len(some) for some in choices])
    first = torch.cumsum(sizes, 0) - sizes
    rows = torch.arange(int(sizes.max())) + first[:, None]
    is_one = torch.arange(int(sizes.max())) < sizes[:, None]
    wanted = torch.tensor(right)

    def loss(sums: torch.Tensor) -> torch.Tensor:
        scores = sums[torch.where(is_one, rows, 0), 0].masked_fill(~is_one, -torch.inf)
        return torch.nn.functional.cross_entropy(scores, wanted, reduction="sum")

    return Weights(_learnt([told for some in choices for told in some], 1, loss, penalty), 1, {})


def _learnt(
    features: Sequence[Sequence[str]], classes: int, loss: Callable[[torch.Tensor], torch.Tensor], penalty: float
) -> dict[str, tuple[float, ...]]:
    """The weights that make the ``loss`` of the rows' sums, and the weights' squares, least."""
    counts = Counter(f for some in features for f in some)
    places = {f: n for n, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST_SEEN))}
    pairs = [(row, places[f]) for row, some in enumerate(features) for f in some if f in places]
    matrix = torch.sparse_coo_tensor(torch.tensor(pairs).T, torch.ones(len(pairs)), (len(features), len(places)))
    weights = torch.zeros(len(places), classes, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def whole() -> torch.Tensor:
        optimiser.zero_grad()
        value = loss(torch.sparse.mm(matrix, weights)) + penalty * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(whole)  # type: ignore[no-untyped-call]
    rows = weights.detach().tolist()
    return {f: tuple(round(x, 3) for x in rows[n]) for f, n in places.items()}


def write(weights: Weights, path: Path) -> None:
    """The table that ``Weights.read`` reads, a feature a line."""
    rows = {k: list(v) for k, v in sorted(weights.rows.items()) if any(abs(x) >= SMALLEST for x in v)}
    lines = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in rows.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{{"least": {json.dumps(dict(weights.least))}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")


def options(about: str | None, table: str) -> argparse.Namespace:
    """The command line of those who learn a table of the coder: ``gold``, ``data``, ``to`` and ``folds``."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--to", type=Path, default=Path("src/istor/coding/models/el") / table)
    parser.add_argument("--folds", type=int, default=0)
    return parser.parse_args()
