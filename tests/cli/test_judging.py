"""``istor same`` and ``istor different``: a person's word stands."""

import json
from pathlib import Path

import pytest

from istor.storing import Archive
from tests.scaling import stories

from .conftest import Istor


def assaults(istor: Istor) -> list[str]:
    return [str(entry["id"]) for entry in json.loads(istor("timeline", "--type", "ASSAULT", "--json").stdout)]


def test_joining_and_parting(filled: Istor) -> None:
    before = assaults(filled)
    result = filled("same", *before, "--by", "Maria", "--reason", "one raid")
    (joined,) = assaults(filled)
    assert result.stdout == f"kept: {before[0]} and {before[1]} are same (by Maria); now {joined}\n"
    event = json.loads(filled("event", joined, "--json").stdout)
    assert any(link["by"] == "Maria" and link["reasons"] == ["one raid"] for link in event["links"])
    claims = [said["claim"] for said in event["said"]]
    parted = json.loads(filled("different", *claims, "--by", "Maria", "--json").stdout)
    assert parted["judgement"] == "different" and sorted(parted["events"]) == sorted(before)


def test_it_outlives_new_reports(filled: Istor, tmp_path: Path) -> None:
    filled("same", *assaults(filled), "--by", "Maria")
    filled("add", "-", input=stories.RAID.replace("12", "13"))
    assert len(assaults(filled)) == 1
    with Archive.open("istor.db") as archive:
        assert [link.by for link in archive.links() if link.by != "program"] == ["Maria"]


def test_another_person_may_disagree(filled: Istor) -> None:
    pair = assaults(filled)
    filled("different", *pair, "--by", "Nikos")
    result = filled("same", *pair, "--by", "Maria")
    assert result.stderr == "another judgement stands against this one: 'istor conflicts' shows which\n"


def test_who_judges(filled: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISTOR_USER", "Eleni")
    assert "(by Eleni)" in filled("different", *assaults(filled)).stdout
    monkeypatch.delenv("ISTOR_USER")
    monkeypatch.setenv("LOGNAME", "petros")
    assert "(by petros)" in filled("different", *assaults(filled)).stdout


def test_nobody_is_logged_in(filled: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "--by NAME" in filled("same", *assaults(filled), code=2).stderr


@pytest.mark.parametrize("by", ["program"])
def test_a_person_is_not_the_program(filled: Istor, by: str) -> None:
    filled("same", *assaults(filled), "--by", by, code=2)
    assert len(assaults(filled)) == 2


def test_ids_that_are_not_there(filled: Istor) -> None:
    one = assaults(filled)[0]
    assert "event-x: no such event or claim" in filled("same", one, "event-x", code=2).stderr
    assert "are one" in filled("different", one, one, code=2).stderr
