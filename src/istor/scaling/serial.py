"""One report after another, in this process. What it holds is one report, however many there are."""

from collections.abc import Iterable, Iterator

from istor.languages.coded import coded
from istor.model import Report
from istor.scaling.runner import Coded


class Serial:
    """The runner for one machine; ``model`` names a spaCy pipeline to read with instead of istor's own.

    ``ModelError`` when there is no such pipeline.
    """

    def __init__(self, model: str | None = None) -> None:
        self.model = model
        if model:
            from istor.annotating import standard

            standard(model)

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report with its claims, in the order given."""
        for report in reports:
            yield code_report(report, self.model) if self.model else code_report(report)


def code_report(report: Report, model: str | None = None) -> Coded:
    """``report`` with its claims, none in a language with no coder; ``ModelError`` when the model cannot be used.

    Read by the spaCy pipeline ``model`` it has no vectors: those of other networks cannot be compared.
    """
    if report.lang not in coded():
        return Coded(report, ())
    # Imported here: the model's libraries take longer to load than most commands take to run.
    from istor.annotating import annotate
    from istor.annotating.meaning import vectors_of
    from istor.coding import Coder

    doc = annotate(report, model)
    coder = Coder(doc)
    claims = tuple(coder.claims())
    return Coded(report, claims, None if model else vectors_of(doc), tuple(coder.statements.found))
