"""Same, different, undo: what a person says through the site, and what the archive holds after it."""

import httpx
import pytest

from .conftest import parsed


def events(client: httpx.Client) -> list[dict[str, object]]:
    return list(client.get("/timeline.json").json()["items"])


def of_type(client: httpx.Client, kind: str) -> list[str]:
    return [str(event["id"]) for event in events(client) if event["type"] == kind]


def post(client: httpx.Client, address: str, **fields: object) -> httpx.Response:
    token = parsed(client.get("/add")).hidden("csrf")[0]
    return client.post(address, data={"csrf": token, **fields})


def test_two_events_become_one_and_two_again(client: httpx.Client) -> None:
    left, right = of_type(client, "ASSAULT")
    before = client.get("/timeline.json").content
    answer = post(client, "/judge", left=left, right=right, judgement="same")
    assert answer.status_code == 303 and answer.headers["location"].startswith("/event/event-")
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
        ({"left": "LEFT", "right": "event-y", "judgement": "same"}, 400),
        ({"left": "LEFT", "right": "event-y", "judgement": "perhaps"}, 400),
        ({}, 400),
    ],
)
def test_what_cannot_be_judged(client: httpx.Client, fields: dict[str, str], status: int) -> None:
    left = of_type(client, "ASSAULT")[0]
    given = {key: value.replace("LEFT", left) for key, value in fields.items()}
    assert post(client, "/judge", **given).status_code == status
    assert client.get("/judgements.json").json()["items"] == []


@pytest.mark.parametrize(("pair", "status"), [("a b", 404), ("a", 400), ("", 400)])
def test_what_cannot_be_undone(client: httpx.Client, pair: str, status: int) -> None:
    assert post(client, "/judgements/undo", pair=pair).status_code == status
