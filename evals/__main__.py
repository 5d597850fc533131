"""Command line of the measurements: ``python -m evals LAYER`` or ``python -m evals gate``."""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from evals import gate
from evals.data import NothingToMeasureError, Options, flat
from evals.layers import LAYERS, measure


def main() -> int:
    """Run what was asked for. Exit code 1: below a floor; 2: nothing could be measured, or floors are wrong."""
    options = _parser().parse_args()
    try:
        return _gate(options.layers) if options.what == "gate" else _layer(options)
    except (NothingToMeasureError, gate.FloorsError) as error:
        print(f"evals: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure a layer, or hold all to floors.")
    parser.add_argument("what", choices=(*LAYERS, "gate"))
    parser.add_argument("layers", nargs="*", help="gate: only these layers (default: all that have floors)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--split", choices=("dev", "test"), default="dev", help="part of GDT or elNER-18")
    parser.add_argument("--model", type=Path, help="syntax, names, vectors: the folder of another encoder")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--train", dest="part", action="store_const", const="train", default="dev",
                      help="claims: five sixths of the training records")
    part.add_argument("--held-out", dest="part", action="store_const", const="held-out",
                      help="claims: the other sixth")
    parser.add_argument("--raise-floors", action="store_true", help="write better figures into floors.json")
    return parser


def _layer(options: argparse.Namespace) -> int:
    asked = Options(options.split, options.part, options.model)
    figures = measure(options.what, asked)
    if options.json:
        print(json.dumps({"layer": options.what, **figures}, ensure_ascii=False))
    else:
        for name, value in flat(figures):
            print(f"{name:44} {value:g}")
    if options.raise_floors and asked == Options():
        floors = gate.raised(json.loads(gate.PATH.read_text(encoding="utf-8")), options.what, figures)
        gate.PATH.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _gate(layers: list[str]) -> int:
    floors = [f for f in gate.read() if not layers or f.layer in layers]
    failed = passed = 0
    for good, line in gate.check(floors, partial(measure, options=None)):
        passed, failed = passed + good, failed + (not good)
        print(line, flush=True)
    for layer in (layer for layer in LAYERS if layer not in {f.layer for f in gate.read()}):
        print(f"--   {layer}: no floor yet")
    print(f"floors: {passed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
