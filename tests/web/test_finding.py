"""Search through the site, and what its addresses give."""

import httpx
import pytest

from .conftest import parsed


def test_words_in_any_form_with_their_best_stretch(reader: httpx.Client) -> None:
    found = reader.get("/search.json?q=βομβαρδίζω").json()
    assert (found["total"], found["page"], found["next"]) == (2, 1, None)
    for hit in found["items"]:
        text = reader.get(f"/report/{hit['report']}.json").json()["text"]
        assert [text[start:end] for start, end in hit["highlights"]] == ["βομβάρδισε"]
        assert text[hit["start"] : hit["end"]] == hit["text"]
    page = reader.get("/search?q=βομβαρδίζω")
    assert page.text.count("<mark>βομβάρδισε</mark>") == 2
    assert found["facets"]["year"] == {"2030": 2}


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("q=βομβάρδισε&actor=RUS", 2), ("q=βομβάρδισε&actor=Ρωσία", 2), ("q=βομβάρδισε&actor=PRK", 0),
        ("q=βομβάρδισε&type=assault", 2), ("q=βομβάρδισε&from=2030-09", 1), ("q=βομβάρδισε&to=2030-06", 1),
        ("q=Πούτιν&place=Βλαδιβοστόκ", 2), ("q=Πούτιν&place=Vladivostok", 2), ("q=", 0),
    ],
)  # fmt: skip
def test_a_search_is_narrowed(reader: httpx.Client, query: str, total: int) -> None:
    assert reader.get(f"/search.json?{query}").json()["total"] == total


@pytest.mark.parametrize(
    "query", ["type=DANCE", "from=never", "from=2031&to=2030", "page=0", "q=-πόλεμος", f"q={'α' * 300}"]
)
def test_a_broken_search_is_told(reader: httpx.Client, query: str) -> None:
    query = query if query.startswith("q=") else f"q=Πούτιν&{query}"
    told = reader.get(f"/search.json?{query}")
    assert told.status_code == 400
    assert told.json()["error"]["message"] in parsed(reader.get(f"/search?{query}")).text


def test_a_facet_is_a_link_that_narrows_and_back(reader: httpx.Client) -> None:
    page = parsed(reader.get("/search?q=βομβάρδισε", headers={"accept-language": "el"}))
    hrefs = [attrs["href"] or "" for tag, attrs in page.tags if tag == "a" and "actor=" in (attrs.get("href") or "")]
    narrowed = reader.get(hrefs[0])
    assert narrowed.status_code == 200 and 'class="widen"' in narrowed.text
