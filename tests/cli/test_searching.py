"""``istor search``: what it prints and refuses."""

import json

import pytest

from .conftest import Istor


def test_reports_are_found_with_their_stretch(filled: Istor) -> None:
    result = filled("search", "συναντηση", "βλαδιβοστοκ")
    assert result.stderr == "1 reports hold all of the words\n"
    first, second = result.stdout.splitlines()[:2]
    assert first == "meeting  Συνομιλίες στο Βλαδιβοστόκ  (2030-05-02)"
    assert second == "    Η [συνάντηση] κράτησε δύο ώρες"
    assert "without συναντηση" in result.stdout


def test_json_gives_offsets_into_the_text(filled: Istor) -> None:
    found = json.loads(filled("search", "ΚΥΡΩΣΗ", "--json", "--facets").stdout)
    (hit,) = found["hits"]
    assert (found["total"], hit["name"], hit["by"], hit["published"]) == (1, "undated", ["words"], None)
    start, end = hit["highlights"][0]
    assert hit["text"][start - hit["start"] : end - hit["start"]] == "κυρώσεις"
    assert found["facets"]["type"] == {"SANCTION": 1}


def test_a_story_is_searched_alone(filled: Istor) -> None:
    (raid, *_) = [s for s in json.loads(filled("stories", "--json").stdout) if "raid" in s["reports"]]
    found = json.loads(filled("search", "Ρωσία", "--story", raid["id"], "--json").stdout)
    assert {hit["name"] for hit in found["hits"]} <= set(raid["reports"]) and found["total"] >= 1
    by_name = filled("search", "Ρωσία", "--story", raid["name"], "--json").stdout
    assert json.loads(by_name) == found
    assert json.loads(filled("search", "Πούτιν", "--story", raid["id"], "--json").stdout)["hits"] == []
    assert "no such story" in filled("search", "Ρωσία", "--story", "nothing", code=2).stderr


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--actor", "putin"], {"meeting", "again"}),
        (["--type", "accuse"], {"again"}),
        (["--to", "2030-05-02"], {"meeting"}),
        (["--from", "2030-05-03"], {"again"}),
        (["--place", "vladivostok"], {"meeting", "again"}),
        (["--outlet", "nobody"], set()),
    ],
)
def test_filters(filled: Istor, options: list[str], names: set[str]) -> None:
    found = json.loads(filled("search", "Πούτιν", "Κιμ", *options, "--json").stdout)
    assert {hit["name"] for hit in found["hits"]} == names


def test_a_page_after_another(filled: Istor) -> None:
    def page(skip: int) -> set[str]:
        found = json.loads(filled("search", "Πούτιν", "Κιμ", "-n", "1", "--skip", str(skip), "--json").stdout)
        return {hit["name"] for hit in found["hits"]}

    assert page(0) | page(1) == {"meeting", "again"}


def test_what_is_not_there(filled: Istor) -> None:
    result = filled("search", "ανύπαρκτο")
    assert (result.stdout, result.stderr) == ("", "no report holds any of the words\n")


@pytest.mark.parametrize(
    "args",
    [["--", "-Πούτιν"], ["!!"], ["Κιμ", "--type", "DANCE"], ["Κιμ", "--from", "2031", "--to", "2030"]],
)
def test_what_makes_no_sense_is_one_line(filled: Istor, args: list[str]) -> None:
    assert filled("search", *args, code=2).stderr.count("\n") == 1


def test_no_archive_is_one_line(istor: Istor) -> None:
    assert "no such file" in istor("search", "Κιμ", code=6).stderr
