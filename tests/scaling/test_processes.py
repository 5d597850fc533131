"""Several processes: the same as one, in the same order, whatever ends them."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from istor.errors import InputError, IstorError, ModelError
from istor.model import Report
from istor.reading import gather
from istor.scaling import Serial, processes
from istor.scaling.adding import add_to
from istor.scaling.processes import AHEAD, Processes, runner_for
from istor.scaling.release import manifest
from tests.scaling import stories

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
ENGLISH = "The minister said on Tuesday that the talks in Athens would go on for a week, number {}."


def english(count: int) -> list[Report]:
    """Reports that no process needs a model for: their language is not coded."""
    return [stories.report(f"r{n:03}", ENGLISH.format(n)) for n in range(count)]


def test_one_job_is_this_process() -> None:
    assert isinstance(runner_for(1), Serial) and isinstance(runner_for(2), Processes)


def test_results_come_in_the_order_of_the_reports_and_few_are_drawn_ahead() -> None:
    drawn: list[str] = []

    def reports() -> Iterator[Report]:
        for report in english(30):
            drawn.append(report.name)
            yield report

    results = Processes(2).run(reports())
    first = next(results)
    assert len(drawn) <= 2 * AHEAD
    assert [first.report.name, *(coded.report.name for coded in results)] == [f"r{n:03}" for n in range(30)]


def test_what_is_not_drawn_to_the_end_lets_go_of_its_processes() -> None:
    results = Processes(2).run(iter(english(20)))
    next(results)
    results.close()  # type: ignore[attr-defined]


def _end(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_killed_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_coded", _end)
    with pytest.raises(IstorError, match=r"ended from outside.*give fewer --jobs"):
        list(Processes(2).run(english(3)))


def test_a_wrong_model_is_told_before_anything_is_read() -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline"):
        Processes(2, "no_such_pipeline")


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(not manifest().is_file(), reason="no trained model here")
def test_an_archive_does_not_depend_on_how_many_there_were(tmp_path: Path) -> None:
    from istor.storing import Archive

    found = []
    for jobs in (1, 2):
        where = tmp_path / f"{jobs}.db"
        assert add_to(where, gather([EXAMPLES]), runner_for(jobs)).kept == 12
        with Archive.open(where, create=False) as archive:
            found.append([list(archive.reports()), list(archive.claims()), list(archive.links()),
                          [archive.vectors(report.id) for report in archive.reports()]])
    assert found[0] == found[1]


def test_each_process_takes_its_share_unless_a_person_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from istor.annotating.encoder import THREADS

    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    names = (THREADS, processes.OF_PRODUCTS)
    for name in names:
        monkeypatch.setenv(name, "")  # so that it is unset again after the test
    for said, jobs, wanted in ((None, 2, "4"), (None, 16, "1"), ("3", 2, "3")):
        for name in names:
            monkeypatch.delenv(name, raising=False)
            if said:
                monkeypatch.setenv(name, said)
        processes.take_share(jobs)
        assert [os.environ[name] for name in names] == [wanted, wanted]


def test_a_wrong_number_of_threads_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from istor.annotating import encoder

    monkeypatch.setenv(encoder.THREADS, "many")
    with pytest.raises(InputError, match="ISTOR_THREADS=many: is no number of threads"):
        encoder.Encoder.shipped("no such language")
