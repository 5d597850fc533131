"""From a report to its annotated document: a checked list of steps.

A step is a function from a document to the same document with more in it. It declares what it requires and what it
assigns; a pipeline whose steps do not fit is refused when it is built, not when it runs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from istor.errors import DataError
from istor.model import Report

START = frozenset({"report"})


@dataclass(frozen=True)
class Step:
    """One step: its name, what it requires and assigns (``token.head``, ``doc.spans.times`` …), and its function."""

    name: str
    requires: frozenset[str]
    assigns: frozenset[str]
    run: Callable[[Doc], Doc]


class Pipeline:
    """Steps in order, run over reports one by one; a report's document never depends on its neighbours."""

    def __init__(self, start: Callable[[Report], Doc], steps: Sequence[Step]) -> None:
        known = set(START)
        for step in steps:
            if missing := step.requires - known:
                raise DataError(f"step {step.name} requires {', '.join(sorted(missing))}: no earlier step assigns it")
            known |= step.assigns
        self.start, self.steps = start, tuple(steps)

    def __call__(self, report: Report) -> Doc:
        """The annotated document of ``report``."""
        doc = self.start(report)
        for step in self.steps:
            doc = step.run(doc)
        return doc

    def pipe(self, reports: Iterable[Report]) -> Iterator[Doc]:
        """Documents of many reports, in their order."""
        return map(self, reports)
