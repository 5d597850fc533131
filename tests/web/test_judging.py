"""Same, different, undo: what a person says through the site, and what the archive holds after it."""

import re
from pathlib import Path

import httpx
import pytest

from istor.scaling.judging import judge
from istor.storing import Archive
from istor.web.helper import Helper
from tests.scaling import stories

from .browsing import served, settled
from .conftest import asking, parsed


def events(client: httpx.Client) -> list[dict[str, object]]:
    return list(client.get("/timeline.json").json()["items"])


def of_type(client: httpx.Client, kind: str) -> list[str]:
    return [str(event["id"]) for event in events(client) if event["type"] == kind]


def post(client: httpx.Client, address: str, **fields: object) -> httpx.Response:
    """The answer to a form, when what it says is linked with the rest."""
    answer = send(client, address, **fields)
    settle(client)
    return answer


def send(client: httpx.Client, address: str, **fields: object) -> httpx.Response:
    token = parsed(client.get("/add")).hidden("csrf")[0]
    return client.post(address, data={"csrf": token, **fields})


def settle(client: httpx.Client) -> None:
    settled(str(client.base_url))


def test_two_events_become_one_and_two_again(client: httpx.Client) -> None:
    left, right = of_type(client, "ASSAULT")
    before = client.get("/timeline.json").content
    answer = post(client, "/judge", left=left, right=right, judgement="same")
    assert answer.status_code == 303 and re.match("/event/(event|claim)-", answer.headers["location"])
    assert len(of_type(client, "ASSAULT")) == 1
    assert "Κρατήθηκε" in client.get(answer.headers["location"]).text
    (judged,) = client.get("/judgements.json").json()["items"]
    assert (judged["judgement"], judged["by"]) == ("same", "anna")
    pairs = parsed(client.get("/judgements")).hidden("pair")
    assert post(client, "/judgements/undo", pair=pairs).status_code == 303
    assert client.get("/judgements.json").json()["items"] == []
    assert client.get("/timeline.json").content == before


def test_a_claim_leaves_its_event_and_comes_back(client: httpx.Client) -> None:
    (meeting,) = [event for event in events(client) if event["type"] == "CONSULT"]
    claim = meeting["said"][-1]["claim"]  # type: ignore[index]
    assert post(client, "/judge", left=claim, right=meeting["id"], judgement="different").status_code == 303
    found = [event for event in events(client) if event["type"] == "CONSULT"]
    assert len(found) == 2 and [claim] in [[said["claim"] for said in event["said"]] for event in found]  # type: ignore[attr-defined]
    pairs = parsed(client.get("/judgements")).hidden("pair")
    assert len(pairs) == len(meeting["said"]) - 1  # type: ignore[arg-type]
    post(client, "/judgements/undo", pair=pairs)
    assert [event for event in events(client) if event["type"] == "CONSULT"] == [meeting]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"left": "event-x", "right": "event-y", "judgement": "same"}, 404),
        ({"left": "LEFT", "right": "LEFT", "judgement": "same"}, 400),
        ({"left": "LEFT", "right": "event-y", "judgement": "same"}, 404),
        ({"left": "LEFT", "right": "event-y", "judgement": "perhaps"}, 400),
        ({}, 400),
    ],
)
def test_what_cannot_be_judged(client: httpx.Client, fields: dict[str, str], status: int) -> None:
    left = of_type(client, "ASSAULT")[0]
    given = {key: value.replace("LEFT", left) for key, value in fields.items()}
    assert post(client, "/judge", **given).status_code == status
    assert client.get("/judgements.json").json()["items"] == []


def acts(client: httpx.Client) -> list[dict[str, object]]:
    return list(client.get("/judgements.json").json()["acts"]["items"])


def test_a_name_that_a_person_gives_is_shown_and_taken_back(client: httpx.Client) -> None:
    (meeting,) = of_type(client, "CONSULT")
    answer = post(client, "/rename", named=meeting, name="Η σύνοδος του Βλαδιβοστόκ")
    assert answer.headers["location"] == f"/event/{meeting}?notice=named"
    assert "<h1>Η σύνοδος του Βλαδιβοστόκ" in client.get(f"/event/{meeting}").text
    assert "Η σύνοδος του Βλαδιβοστόκ" in client.get("/timeline").text
    (act,) = acts(client)
    assert (act["act"], act["by"], act["undone_at"]) == ("rename", "anna", None)
    assert post(client, "/judgements/undo-act", act=act["id"]).status_code == 303
    assert "Η σύνοδος του Βλαδιβοστόκ" not in client.get("/timeline").text
    assert acts(client)[0]["undone_by"] == "anna"
    assert post(client, "/judgements/undo-act", act=act["id"]).status_code == 400


def test_the_day_of_a_report_is_a_persons_to_say(client: httpx.Client) -> None:
    report = next(each for each in client.get("/reports.json").json()["items"] if each["name"] == "undated")
    answer = post(client, f"/report/{report['id']}/date", first="2030-07-01", last="2030-07-03", reason="το είδα")
    assert answer.status_code == 303
    assert client.get(f"/report/{report['id']}.json").json()["published"] == "2030-07-01/2030-07-03"
    assert "το είδα" in client.get(f"/report/{report['id']}").text
    post(client, "/judgements/undo-act", act=acts(client)[0]["id"])
    assert client.get(f"/report/{report['id']}.json").json()["published"] == report["published"]


def test_what_another_person_did_is_not_mine_to_undo(client: httpx.Client, tmp_path: Path) -> None:
    left, right = of_type(client, "ASSAULT")
    with Archive.open(tmp_path / "istor.db") as archive:
        judge(archive, (left, right), "same", "nikos")
    settle(client)
    assert post(client, "/judgements/undo-act", act=acts(client)[0]["id"]).status_code == 403
    assert len(of_type(client, "ASSAULT")) == 1


def test_what_is_wrong_in_a_claim_is_corrected_and_brought_back(client: httpx.Client) -> None:
    before = client.get("/timeline.json").content
    (raid, *_) = [event for event in events(client) if event["type"] == "ASSAULT"]
    claim = raid["said"][0]["claim"]  # type: ignore[index]
    form = {"type": "ACCUSE", "actors": "Ρωσία, PRK:Kim Jong Un", "recipients": "UKR", "date": "2030-06-09"}
    answer = post(client, f"/claim/{claim}/correct", **form, reason="λάθος")
    assert answer.headers["location"].endswith("?notice=corrected")
    found = client.get(answer.headers["location"].partition("?")[0] + ".json").json()
    assert (found["type"], found["date"], found["recipients"]) == ("ACCUSE", "2030-06-09", ["UKR"])
    assert set(found["actors"]) == {"RUS", "PRK:Kim Jong Un"}
    assert "Κρατήθηκε η διόρθωση" in client.get(answer.headers["location"], headers={"accept-language": "el"}).text
    (act,) = acts(client)
    assert (act["act"], act["reason"], act["subject"][0]) == ("correct", "λάθος", claim)  # type: ignore[index]
    post(client, "/judgements/undo-act", act=act["id"])
    assert client.get("/timeline.json").content == before


def test_what_is_no_event_goes_and_comes_back(client: httpx.Client) -> None:
    before = client.get("/timeline.json").content
    (meeting,) = [event for event in events(client) if event["type"] == "CONSULT"]
    for said in meeting["said"]:  # type: ignore[attr-defined]
        assert post(client, f"/claim/{said['claim']}/correct", event="none").status_code == 303
    assert of_type(client, "CONSULT") == [] and client.get(f"/event/{meeting['id']}").status_code == 404
    assert client.get("/judgements").status_code == 200
    for act in acts(client):
        assert post(client, "/judgements/undo-act", act=act["id"]).status_code == 303
    assert client.get("/timeline.json").content == before


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/rename", {"named": "event-x", "name": "x"}, 400), ("/rename", {"named": "event-x", "name": "x" * 200}, 400),
        ("/rename", {"named": "../../evil", "name": "x"}, 400), ("/report/x/date", {"first": "2030-01-01"}, 404),
        ("/report/REPORT/date", {"first": "soon"}, 400), ("/report/REPORT/date", {}, 400),
        ("/report/REPORT/date", {"first": "2030-02-01", "last": "2030-01-01"}, 400),
        ("/claim/x/correct", {"type": "ACCUSE"}, 404), ("/claim/CLAIM/correct", {"type": "DANCE"}, 400),
        ("/claim/CLAIM/correct", {"date": "soon"}, 400), ("/claim/CLAIM/correct", {"actors": "somebody"}, 400),
        ("/claim/CLAIM/correct", {"event": "perhaps"}, 400), ("/claim/CLAIM/correct", {}, 400),
        ("/judgements/undo-act", {"act": "99"}, 404), ("/judgements/undo-act", {"act": "x"}, 404),
    ],
)  # fmt: skip
def test_what_cannot_be_said(client: httpx.Client, address: str, fields: dict[str, str], status: int) -> None:
    report = client.get("/reports.json").json()["items"][0]["id"]
    claim = events(client)[0]["said"][0]["claim"]  # type: ignore[index]
    address = address.replace("REPORT", report).replace("CLAIM", claim)
    assert post(client, address, **fields).status_code == status
    assert acts(client) == []


@pytest.mark.parametrize(("pair", "status"), [("a b", 404), ("a", 400), ("", 400)])
def test_what_cannot_be_undone(client: httpx.Client, pair: str, status: int) -> None:
    assert post(client, "/judgements/undo", pair=pair).status_code == status


def actors_called(client: httpx.Client) -> dict[str, str]:
    found = client.get("/actors.json").json()["items"]
    return {f"{each['code']}:{each['name']}".rstrip(":"): str(each["id"]) for each in found}


def test_two_actors_become_one_and_two_again(client: httpx.Client) -> None:
    before = actors_called(client)
    one, other = before["RUS:Vladimir Putin"], before["RUS"]
    answer = post(client, "/actor/merge", actor=one, other="Ρωσία", reason="για τη δοκιμή")
    assert answer.status_code == 303 and answer.headers["location"] == f"/actor/{one}?notice=merged"
    merged = actors_called(client)
    assert merged.keys() == before.keys() - {"RUS"}
    page = client.get(f"/actor/{one}")
    assert "για τη δοκιμή" in page.text and "Κρατήθηκε" in client.get(answer.headers["location"]).text
    (act,) = acts(client)
    assert (act["act"], act["by"], act["undone_at"]) == ("merge", "anna", None)
    pairs = {name: parsed(page).hidden(name) for name in ("left", "right")}
    assert sorted([*pairs["left"], *pairs["right"]]) == sorted([one, other])
    assert post(client, "/actor/split", left=pairs["left"][0], right=pairs["right"][0]).status_code == 303
    assert actors_called(client) == before
    for _ in range(2):
        last = next(act for act in acts(client) if not act["undone_at"])
        assert post(client, "/judgements/undo-act", act=last["id"]).status_code == 303
    assert actors_called(client) == before and all(act["undone_at"] for act in acts(client))


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/actor/merge", {"actor": "ONE", "other": "nobody of this name"}, 404),
        ("/actor/merge", {"actor": "actor-x", "other": "ONE"}, 404),
        ("/actor/merge", {"actor": "ONE", "other": "ONE"}, 400),
        ("/actor/split", {"left": "ONE", "right": "actor-x"}, 404),
        ("/actor/split", {}, 404),
    ],
)
def test_what_cannot_be_one_actor_or_two(
    client: httpx.Client, address: str, fields: dict[str, str], status: int
) -> None:
    one = actors_called(client)["RUS"]
    given = {key: value.replace("ONE", one) for key, value in fields.items()}
    assert post(client, address, **given).status_code == status
    assert acts(client) == []


def test_what_a_person_says_is_done_by_another_process(tmp_path: Path) -> None:
    stories.fill(tmp_path / "istor.db", [stories.report(name) for name in stories.STORIES])
    with served(tmp_path / "istor.db", helper=Helper()) as site, asking(site) as client:
        left, right = of_type(client, "ASSAULT")
        assert post(client, "/judge", left=left, right=right, judgement="same").status_code == 303
        assert len(of_type(client, "ASSAULT")) == 1
        wrong = post(client, "/rename", named="event-x", name="Name")
        assert wrong.status_code == 400 and "event-x" in wrong.text
