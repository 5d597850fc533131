"""What a person says is shown at once, and linked with the rest beside: nobody waits, and nothing of it is lost."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from istor.errors import ArchiveError
from istor.scaling import judging, relinking
from istor.scaling.relinking import are_links_right
from istor.storing import Archive
from istor.web.current import Current
from istor.web.helper import Helper
from tests.scaling import stories

from .browsing import served
from .conftest import asking, parsed
from .test_judging import acts, of_type, send, settle


class Held(ThreadPoolExecutor):
    """A helper's executor that does nothing more until it is let go."""

    def __init__(self) -> None:
        super().__init__(1)
        self.go = Event()
        self.go.set()
        self.is_dead = False

    def submit(self, work: Any, /, *args: Any, **named: Any) -> "Future[Any]":
        def late() -> Any:
            assert self.go.wait(60) and not self.is_dead
            return work(*args, **named)

        return super().submit(late)


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def where(tmp_path: Path) -> Path:
    stories.fill(tmp_path / "istor.db", [stories.report(name) for name in stories.STORIES])
    return tmp_path / "istor.db"


@pytest.fixture
def client(where: Path, held: Held) -> Iterator[httpx.Client]:
    with served(where, helper=Helper(held)) as site, asking(site) as client:
        settle(client)
        held.go.clear()
        yield client
        held.go.set()


def first_claim(client: httpx.Client, kind: str) -> tuple[str, str]:
    """An event of that type, and a claim of it."""
    found = next(event for event in client.get("/timeline.json").json()["items"] if event["type"] == kind)
    return found["id"], found["said"][0]["claim"]


def test_a_correction_is_shown_at_once_and_linked_beside(client: httpx.Client, held: Held, where: Path) -> None:
    before = client.get("/timeline.json").content
    event, claim = first_claim(client, "ASSAULT")
    begun = time.monotonic()
    answer = send(client, f"/claim/{claim}/correct", type="ACCUSE", reason="λάθος είδος")
    page = client.get(answer.headers["location"], headers={"accept-language": "el"})
    assert time.monotonic() - begun < 20 and answer.status_code == 303  # two waits of a second, on any machine
    seen = parsed(page).text
    assert "λάθος είδος" in seen and "Όπως διορθώθηκε: Κατηγορία" in seen and "ενημερώνεται τώρα" in seen
    assert client.get("/timeline.json").content == before  # lists and pictures stay of one state
    (said,) = client.get(f"/event/{event}.json").json()["unlinked"]
    assert said["act"] == "correct" and said["by"] == "anna"
    told = client.get("/judgements.json").json()["linked"]
    assert (told["is_current"], told["waiting"]) == (False, 1)
    held.go.set()
    settle(client)
    assert claim in [each["claim"] for event in client.get("/timeline.json?type=ACCUSE").json()["items"]
                     for each in event["said"]]
    found = client.get(f"/event/{claim}")
    assert found.status_code == 200 and "data-behind" not in found.text and 'class="unlinked"' not in found.text
    with Archive.open(where) as archive:
        assert are_links_right(archive)


def test_what_is_taken_back_meanwhile_leaves_no_trace(client: httpx.Client, held: Held, where: Path) -> None:
    before = client.get("/timeline.json").content
    _, claim = first_claim(client, "ASSAULT")
    send(client, f"/claim/{claim}/correct", type="ACCUSE")
    (act,) = acts(client)
    assert send(client, "/judgements/undo-act", act=act["id"]).status_code == 303
    (act,) = acts(client)
    assert act["undone_by"] == "anna"
    assert "Όπως διορθώθηκε" not in client.get(f"/event/{claim}", headers={"accept-language": "el"}).text
    held.go.set()
    settle(client)
    assert client.get("/timeline.json").content == before
    with Archive.open(where) as archive:
        assert are_links_right(archive)


def test_several_acts_are_linked_at_once(
    client: httpx.Client, held: Held, where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked: list[Archive] = []

    def noted(archive: Archive) -> None:
        linked.append(archive)
        relinking.relink(archive)

    monkeypatch.setattr("istor.web.current.relink", noted)
    left, right = of_type(client, "ASSAULT")
    _, claim = first_claim(client, "CONSULT")
    send(client, "/judge", left=left, right=right, judgement="same")
    for kind in ("ACCUSE", "REQUEST", "AID"):
        send(client, f"/claim/{claim}/correct", type=kind)
    held.go.set()
    settle(client)
    assert 1 <= len(linked) <= 2  # the first may have begun before the others came
    assert len(of_type(client, "ASSAULT")) == 1 and len(of_type(client, "AID")) == 1


def test_two_writers_at_once_leave_what_one_after_the_other_would(where: Path, tmp_path: Path) -> None:
    """Both correct and judge the same events while the archive is being linked; the end is that of linking."""
    with served(where, helper=Helper()) as site, asking(site) as client:
        settle(client)
        left, right = of_type(client, "ASSAULT")
        _, claim = first_claim(client, "CONSULT")
        token = parsed(client.get("/add")).hidden("csrf")[0]

        def write(number: int) -> list[int]:
            codes = []
            with asking(site) as other:
                other.cookies.update(client.cookies)
                for kind in ("ACCUSE", "AID", "REQUEST"):
                    fields = {"csrf": token, "type": kind, "reason": f"{number}"}
                    codes.append(other.post(f"/claim/{claim}/correct", data=fields).status_code)
                    fields = {"csrf": token, "left": left, "right": right, "judgement": "same"}
                    codes.append(other.post("/judge", data=fields).status_code)
            return codes

        with ThreadPoolExecutor(2) as both:
            codes = [code for done in both.map(write, (1, 2)) for code in done]
        settle(client)
        assert set(codes) <= {303, 400, 404}  # who comes second may find that the two are one already, or no change
        assert codes.count(303) >= 4
        done = list(reversed(acts(client)))
    with Archive.open(where) as archive:
        assert are_links_right(archive)
        after = list(archive.links())
    other = tmp_path / "other.db"
    stories.fill(other, [stories.report(name) for name in stories.STORIES])
    with Archive.open(other) as archive:
        judging.judge(archive, (left, right), "same", "anna")
        for act in done:
            subject = list(act["subject"])  # type: ignore[call-overload]
            if act["act"] == "correct":
                field, _, value = subject[1].partition(": ")
                judging.correct(archive, subject[0], {field: value}, "anna", str(act["reason"]))
        assert list(archive.links()) == after


def test_what_was_said_before_the_end_is_linked_at_the_next_start(where: Path, held: Held) -> None:
    with served(where, helper=Helper(held)) as site, asking(site) as client:
        settle(client)
        held.go.clear()
        _, claim = first_claim(client, "CONSULT")
        send(client, f"/claim/{claim}/correct", type="ACCUSE")
        held.is_dead = True
        held.go.set()
    with Archive.open(where) as archive:
        assert archive.said() and not are_links_right(archive)
        shown = Current(archive, Helper(ThreadPoolExecutor(1)), links=False)  # a site that only shows links nothing
        assert shown.catalogue(60).about["said"] == "" and not are_links_right(archive)
        assert Current(archive, Helper(ThreadPoolExecutor(1))).catalogue(60).about["said"] == archive.said()
        assert are_links_right(archive)


def test_an_archive_that_is_gone_is_behind_nothing(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that tells so asks as of when it is: that must not be a second error."""
    with Archive.open(where) as archive:
        current = Current(archive, Helper(ThreadPoolExecutor(1)))
        assert current.catalogue(60).totals[2] and current.behind() is None

        def gone() -> str:
            raise ArchiveError("archive: the server has gone")

        monkeypatch.setattr(archive, "stamp", gone)
        assert current.behind() is None
