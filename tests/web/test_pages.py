"""Every page answers, in Greek and in English, as HTML and as JSON at the same address."""

import json
import re
import time

import httpx
import pytest

from .conftest import parsed

LISTS = ("/timeline", "/stories", "/search", "/reports", "/actors", "/network", "/map", "/figures", "/conflicts",
         "/sources", "/judgements")  # fmt: skip


def first(reader: httpx.Client, what: str) -> str:
    item = reader.get(f"/{what}.json").json()["items"][0]
    return str(item["id"])


@pytest.fixture
def addresses(reader: httpx.Client) -> list[str]:
    report, actor, event = first(reader, "reports"), first(reader, "actors"), first(reader, "timeline")
    story = first(reader, "stories")
    return [*LISTS, f"/event/{event}", f"/report/{report}", f"/actor/{actor}", f"/story/{story}", "/add"]


def test_every_page_in_both_languages(reader: httpx.Client, addresses: list[str]) -> None:
    for address in addresses:
        for lang, words in (("el", "Χρονολογία"), ("en", "Timeline")):
            response = reader.get(address, headers={"accept-language": lang})
            assert response.status_code == 200, (address, response.text)
            assert f'<html lang="{lang}"' in response.text and words in response.text


def test_greek_comes_first_and_a_choice_is_remembered(reader: httpx.Client) -> None:
    with httpx.Client(base_url=reader.base_url, timeout=120) as client:
        assert '<html lang="el"' in client.get("/sources").text
        assert '<html lang="en"' in client.get("/sources", headers={"accept-language": "fr, en;q=0.5, el;q=0.1"}).text
        assert '<html lang="en"' in client.get("/sources?lang=en").text
        assert '<html lang="en"' in client.get("/sources", headers={"accept-language": "el"}).text
        assert 'data-theme="dark"' in client.get("/sources?theme=dark").text
        assert 'data-theme="dark"' in client.get("/sources").text


def test_json_at_the_same_address(reader: httpx.Client, addresses: list[str]) -> None:
    for address in addresses:
        by_suffix = reader.get(f"{address}.json")
        by_header = reader.get(address, headers={"accept": "application/json"})
        assert by_suffix.headers["content-type"] == "application/json"
        assert by_suffix.content == by_header.content, address


def test_the_timeline_as_json(reader: httpx.Client) -> None:
    found = reader.get("/timeline.json?actor=putin").json()
    assert (found["total"], found["page"], found["pages"], found["next"]) == (1, 1, 1, None)
    (meeting,) = found["items"]
    assert (meeting["type"], meeting["date"], meeting["actors"]) == (
        "CONSULT", "2030-05-02", ["PRK:Kim Jong Un", "RUS:Vladimir Putin"],
    )  # fmt: skip
    event = reader.get(f"/event/{meeting['id']}.json").json()
    assert event["said"] == meeting["said"] and event["links"]
    assert reader.get(f"/event/{meeting['said'][0]['claim']}.json").json() == event


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", 5), ("type=ASSAULT", 2), ("type=assault", 2), ("type=material-conflict", 3),
        ("type=verbal-cooperation", 1),
        ("from=2030-06&to=2030-06", 1), ("source=KCNA", 1), ("place=vladi", 1), ("voices=2", 1), ("status=future", 0),
        ("actor=UKR&type=ASSAULT", 2), ("actor=&type=", 5),
        ("actor=Πούτιν", 1), ("actor=ΠΟΥΤΙΝ", 1), ("actor=Ρωσίας&type=ASSAULT", 2), ("actor=Russia&type=ASSAULT", 2),
        ("place=Βλαδιβοστόκ", 1), ("place=Αθήνα", 0), ("actor=ου", 0),
    ],
)  # fmt: skip
def test_filters(reader: httpx.Client, query: str, total: int) -> None:
    assert reader.get(f"/timeline.json?{query}").json()["total"] == total


@pytest.mark.parametrize(
    "query",
    ["from=2030-13", "to=never", "from=2031&to=2030", "type=DANCE", "status=maybe", "voices=many", "voices=0",
     "page=0", "page=x", "lanes=colour", f"actor={'α' * 300}", "page=99999999999999999999"],
)  # fmt: skip
def test_broken_filters_are_told(reader: httpx.Client, query: str) -> None:
    data = reader.get(f"/timeline?{query}", headers={"accept": "application/json"})
    assert data.content == reader.get(f"/timeline.json?{query}").content
    assert data.status_code == 400 and set(data.json()["error"]) == {"status", "title", "message"}
    page = reader.get(f"/timeline?{query}")
    assert page.status_code == 400 and "Traceback" not in page.text
    assert data.json()["error"]["message"][:40] in parsed(page).text


@pytest.mark.parametrize(
    "address",
    ["/nothing", "/event/event-x", "/event/%00", "/event/..%2f..%2fetc%2fpasswd", "/report/x", "/report/x/text",
     "/actor/x", "/add/x", "/timeline/x", "/static/../app.py", "/static/%2e%2e/app.py", "/static/nothing.css",
     "/report/a/beside/b", "/reports?page=999", "/event/" + "x" * 5000, "/story/x", "/stories?page=9",
     "/figures?page=9", "/conflicts?page=9", "/search?q=βομβάρδισε&page=9"],
)  # fmt: skip
def test_what_is_not_there(reader: httpx.Client, address: str) -> None:
    response = reader.get(address, headers={"accept-language": "en"})
    assert response.status_code == 404 and "This is not here" in response.text
    data = reader.get(address, headers={"accept": "application/json"})
    assert data.status_code == 404 and data.json()["error"]["status"] == 404


def test_another_method(reader: httpx.Client) -> None:
    response = reader.put("/timeline", headers={"accept": "application/json"})
    assert (response.status_code, response.json()["error"]["status"]) == (405, 405)


def test_nothing_is_sent_twice(reader: httpx.Client) -> None:
    for address in ("/timeline.json", "/timeline", "/static/istor.css"):
        known = reader.get(address)
        again = reader.get(address, headers={"if-none-match": known.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), address


def test_pages_of_a_list(reader: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from istor.web import lists

    whole = [item["id"] for item in reader.get("/timeline.json").json()["items"]]
    monkeypatch.setattr(lists, "SIZE", 2)
    parts = [reader.get(f"/timeline.json?page={n}").json() for n in (1, 2, 3)]
    assert [item["id"] for part in parts for item in part["items"]] == whole
    assert [part["next"] for part in parts] == [2, 3, None]
    assert "page=2" in reader.get("/timeline?page=1").text


def test_every_list_has_pages(reader: httpx.Client) -> None:
    for address in LISTS:
        found = reader.get(f"{address}.json").json()
        found = found["acts"] if address == "/judgements" else found
        assert {"items", "total", "page", "pages", "next"} <= set(found), address
        assert reader.get(f"{address}.json?page=x").status_code == 400, address


def test_the_text_of_a_report(reader: httpx.Client) -> None:
    report = first(reader, "reports")
    text = reader.get(f"/report/{report}/text")
    held = reader.get(f"/report/{report}.json").json()
    assert text.headers["content-type"] == "text/plain; charset=utf-8" and text.text == held["text"]
    for claim in held["claims"]:
        spans = {span["layer"]: held["text"][span["start"] : span["end"]] for span in claim["spans"]}
        assert spans["trigger"] in spans["evidence"]


def test_openapi_names_every_address(reader: httpx.Client) -> None:
    described = reader.get("/openapi.json").json()
    one = {"/event/{event_id}", "/report/{report_id}", "/actor/{key}", "/story/{story_id}"}
    assert set(LISTS) | one <= set(described["paths"])
    assert not re.search(r"https?://(?!127)", json.dumps(described["paths"]))


def test_what_is_shown_can_be_taken_away(reader: httpx.Client) -> None:
    for name, kind in (("csv", "text/csv"), ("jsonl", "application/jsonl"), ("html", "text/html")):
        response = reader.get(f"/export/{name}?type=ASSAULT")
        assert response.status_code == 200 and response.headers["content-type"].startswith(kind)
        assert response.headers["content-disposition"].startswith("attachment; filename=")
        assert "βομβάρδισε" in response.text and "συναντήθηκε" not in response.text
    shown = [item["id"] for item in reader.get("/timeline.json?type=ASSAULT").json()["items"]]
    rows = [json.loads(line) for line in reader.get("/export/plover-jsonl?type=ASSAULT").text.splitlines()]
    assert [row["id"] for row in rows] == shown
    whole = reader.get("/export/plover-jsonl").text.splitlines()
    assert len(whole) == reader.get("/timeline.json").json()["total"]
    assert reader.get("/export/docx").status_code == 404
    assert reader.get("/export/csv?from=x").status_code == 400


def test_an_event_shows_its_sentence_and_whose_word_it_is(reader: httpx.Client) -> None:
    event = reader.get("/timeline.json?actor=putin").json()["items"][0]["id"]
    page = reader.get(f"/event/{event}", headers={"accept-language": "el"}).text
    assert "<mark>συναντήθηκε</mark>" in page and "Βλαντίμιρ Πούτιν" in page and "KCNA" in page
    assert "2 Μαΐου 2030" in page


def test_the_archive_is_read_anew_when_it_changes(client: httpx.Client, tmp_path: object) -> None:
    from tests.scaling import stories

    before = client.get("/timeline.json").json()["total"]
    stories.fill(f"{tmp_path}/istor.db", [stories.report("new", "date 2031-01-01\n\nΗ Ρωσία βομβάρδισε το Κίεβο.\n")])
    deadline = time.monotonic() + 60  # pages show the state before until the new one is worked out
    while (now := client.get("/timeline.json").json()["total"]) == before and time.monotonic() < deadline:
        time.sleep(0.1)
    assert now == before + 1


def test_small_answers_are_sent_at_once(reader: httpx.Client) -> None:
    """Where a connection waits for more to send, as TCP does by itself, each page takes 40 ms longer."""
    took = []
    for _ in range(20):
        begun = time.perf_counter()
        assert reader.get("/add").status_code == 200
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.035
