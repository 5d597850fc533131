"""One report after another, in this process. What it holds is one report, however many there are."""

from collections.abc import Iterable, Iterator

from istor.languages.coded import coded
from istor.model import Claim, Report
from istor.scaling.runner import Coded


class Serial:
    """The runner for one machine."""

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report with its claims, in the order given."""
        for report in reports:
            yield report, code_report(report)


def code_report(report: Report) -> tuple[Claim, ...]:
    """What ``report`` claims, nothing in a language with no coder; ``ModelError`` when the model cannot be used."""
    if report.lang not in coded():
        return ()
    # Imported here: the model's libraries take longer to load than most commands take to run.
    from istor.annotating import annotate
    from istor.coding import code

    return code(annotate(report))
