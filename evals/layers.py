"""The layers that can be measured, by name."""

from collections.abc import Callable
from importlib import import_module

from evals.data import Figures, Options

LAYERS = ("claims", "linking", "frames", "times", "syntax", "names", "vectors", "size", "start", "pages", "search",
          "furniture")


def measure(layer: str, options: Options | None = None) -> Figures:
    """The figures of ``layer``. A layer's module is loaded only when asked for, since some need much."""
    run: Callable[[Options], Figures] = import_module(f"evals.{layer}").measure
    return run(options or Options())
