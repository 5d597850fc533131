"""``istor merge``, ``split``, ``rename``, ``date``, ``undo``, ``acts``; ``figures``, ``conflicts``, ``stories``."""

import json
from pathlib import Path

import pytest

from tests.scaling import stories

from .conftest import Istor

BARE = "Ο Πούτιν συναντήθηκε με τον Κιμ στο Βλαδιβοστόκ, όπως έγινε γνωστό.\n"


def ids(istor: Istor, kind: str) -> list[str]:
    return [str(entry["id"]) for entry in json.loads(istor("timeline", "--type", kind, "--json").stdout)]


def test_merge_split_and_undo(filled: Istor) -> None:
    before = ids(filled, "ASSAULT")
    told = filled("merge", *before, "--by", "Maria", "--reason", "one raid").stdout
    (joined,) = ids(filled, "ASSAULT")
    assert told == f"kept: merge {before[0]} {before[1]} (by Maria); now {joined}\n"
    claim = json.loads(filled("event", joined, "--json").stdout)["said"][0]["claim"]
    filled("split", joined, claim, "--by", "Maria")
    assert len(ids(filled, "ASSAULT")) == 2
    assert filled("undo", "--by", "Maria").stdout.startswith("undone: 2 split ")
    assert filled("undo", "--by", "Nikos", code=2).stderr.startswith("istor: Nikos has done nothing")
    assert filled("undo", "1", "--by", "Nikos").stdout.endswith("(of Maria, by Nikos)\n")
    assert ids(filled, "ASSAULT") == before
    lines = filled("acts").stdout.splitlines()
    assert len(lines) == 2 and "Maria  merge" in lines[0] and "[undone by Nikos, " in lines[0]
    assert [act["act"] for act in json.loads(filled("acts", "--json").stdout)] == ["merge", "split"]


def test_what_cannot_be_merged_or_split(filled: Istor) -> None:
    one = ids(filled, "SANCTION")[0]
    assert "two events at least" in filled("merge", one, code=2).stderr
    claim = json.loads(filled("event", one, "--json").stdout)["said"][0]["claim"]
    assert "not none and not all" in filled("split", one, claim, code=2).stderr
    assert "no claim of" in filled("split", one, "claim-x", code=2).stderr


def test_an_event_is_called_by_its_name(filled: Istor) -> None:
    one = ids(filled, "CONSULT")[0]
    filled("rename", one, "Η συνάντηση", "--by", "Maria")
    assert filled("event", one).stdout.startswith("Η συνάντηση\n")
    assert json.loads(filled("event", one, "--json").stdout)["name"] == "Η συνάντηση"
    filled("rename", one, "", "--by", "Maria")
    assert not filled("event", one).stdout.startswith("Η συνάντηση\n")


def test_a_story_is_called_by_its_name(filled: Istor) -> None:
    (first, *_) = json.loads(filled("stories", "--json").stdout)
    filled("rename", first["id"], "Ο πόλεμος", "--by", "Maria")
    assert filled("stories").stdout.startswith(f"Ο πόλεμος  ({first['id']}; ")
    assert "no story fits" in filled("stories", "--least", "99").stderr


def test_a_report_without_a_date(filled: Istor) -> None:
    filled("add", "-", input=BARE)
    told = filled("date").stdout
    assert told.startswith("stdin: 2–3 May 2030 (by program)\n    it tells of «συναντήθηκε», which is of 2030-05-02 (")
    fixed = filled("date", "stdin", "2030-05-03", "--by", "Maria", "--reason", "seen").stdout
    assert "stdin: 3 May 2030 (by Maria)\n    seen\n" in fixed
    (row,) = (r for r in json.loads(filled("date", "stdin", "--json").stdout) if r["by"] == "Maria")
    assert (row["first"], row["last"]) == ("2030-05-03", "2030-05-03")
    filled("undo", "--by", "Maria")
    assert filled("date").stdout == told


def test_a_report_cannot_steer_the_terminal_through_a_reason(filled: Istor) -> None:
    filled("add", "-", input="Ο Πούτιν συναντήθηκε\x1b]0;x\x07 το 2030-05-02 με τον Κιμ στο Βλαδιβοστόκ.\n")
    told = filled("date").stdout
    assert "it tells of 2030-05-02 as past" in told and "\x1b" not in told


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("nowhere",), "nowhere: no such report"),
        (("raid", "May"), "May: no such day"),
        (("raid", "2030-05-04/2030-05-02"), "ends before it begins"),
    ],
)
def test_a_wrong_date_is_one_line(filled: Istor, args: tuple[str, ...], told: str) -> None:
    result = filled("date", *args, "--by", "Maria", code=2)
    assert told in result.stderr and result.stderr.count("\n") == 1


def test_a_report_with_its_own_date(filled: Istor) -> None:
    assert filled("date", "raid").stderr == "raid has its own date\n"


def test_figures(filled: Istor) -> None:
    shown = filled("figures").stdout
    assert "    2030-06-10  killed people: 12 persons (killed)  [first]\n" in shown
    filled("add", "-", input=stories.RAID.replace("12", "40").replace("ως τώρα", "ως το βράδυ"))
    (entry,) = json.loads(filled("figures", "--only", "contradiction", "--json").stdout)
    assert (entry["day"], entry["told"]) == ("2030-06-10", "contradiction")
    assert filled("figures", "--only", "update").stderr == "no figure fits\n"
    assert "no such relation" in filled("figures", "--only", "guess", code=2).stderr


def test_conflicts(filled: Istor) -> None:
    assert filled("conflicts").stderr == "nothing is contradicted\n"
    filled("add", "-", input=stories.RAID.replace("12", "40"))
    pair = ids(filled, "ASSAULT")
    filled("same", *pair, "--by", "Maria")
    told = json.loads(filled("conflicts", "--json").stdout)
    assert any(c["what"] == "figure" and len(c["sides"]) == 2 for c in told["conflicts"])
    assert [o["by"] for o in told["overruled"]] == ["Maria"]
    text = filled("conflicts").stdout
    assert "figure  ASSAULT: RUS → UKR" in text and "same, says Maria; istor says" in text


def test_why(filled: Istor) -> None:
    one = ids(filled, "CONSULT")[0]
    assert "\nWhy" not in filled("event", one).stdout
    why = filled("event", one, "--why").stdout
    assert "\nWhy\n" in why and ": same (" in why and "the same parties" in why
    assert "«συνάντηση» in meeting" in why and "«συναντήθηκε» in again" in why
    alone = ids(filled, "SANCTION")[0]
    assert "Why: one claim, and none comes near it" in filled("event", alone, "--why").stdout


def test_nobody_has_judged(filled: Istor, tmp_path: Path) -> None:
    assert filled("acts").stderr == "nobody has judged anything yet\n"
