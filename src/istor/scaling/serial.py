"""One report after another, in this process. What it holds is one report, however many there are."""

from collections.abc import Iterable, Iterator

from istor.model import Claim, Report
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
            yield report, code_report(report, self.model) if self.model else code_report(report)


def code_report(report: Report, model: str | None = None) -> tuple[Claim, ...]:
    """What ``report`` claims, read with ``model``; ``ModelError`` when the trained model cannot be used."""
    # Imported here: the model's libraries take longer to load than most commands take to run.
    from istor.annotating import annotate
    from istor.coding import code

    return code(annotate(report, model))
