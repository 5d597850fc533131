"""``istor timeline``, ``event``, ``actor``, ``sources`` and ``export``: what they print."""

import json
from pathlib import Path

import pytest

from istor.cli import output
from tests.scaling import stories

from .conftest import Istor

READING = ("timeline", "event x", "actor x", "sources", "export csv", "same a b", "different a b")


def first_id(istor: Istor, kind: str = "CONSULT") -> str:
    return str(json.loads(istor("timeline", "--type", kind, "--json").stdout)[0]["id"])


def test_timeline_as_text(filled: Istor) -> None:
    blocks = filled("timeline").stdout.rstrip("\n").split("\n\n")
    assert len(blocks) == 5
    head, word, evidence = blocks[0].splitlines()
    assert head.startswith("2 May 2030  CONSULT (meet): PRK:Kim Jong Un, RUS:Vladimir Putin in Vladivostok  (event-")
    assert "KCNA" in word and word.endswith("voices") and " 2 reports · 0 copies · " in word
    assert evidence.strip().startswith("meeting: Ο Πούτιν συναντήθηκε")
    assert blocks[-1].startswith("date unknown  SANCTION: EUE → RUS")


@pytest.mark.parametrize(
    ("args", "types"),
    [
        (("--actor", "putin"), ["CONSULT"]),
        (("--type", "assault"), ["ASSAULT", "ASSAULT"]),
        (("--from", "2030-06", "--to", "2030-06"), ["ASSAULT"]),
        (("--to", "2030-05-02"), ["CONSULT"]),
        (("--from", "2031"), []),
        (("--source", "KCNA"), ["CONSULT"]),
        (("--actor", "UKR", "--from", "2030-06-11"), ["ASSAULT"]),
    ],
)
def test_timeline_filters(filled: Istor, args: tuple[str, ...], types: list[str]) -> None:
    found = json.loads(filled("timeline", "--json", *args).stdout)
    assert [entry["type"] for entry in found] == types


def test_nothing_found_is_no_error(filled: Istor) -> None:
    result = filled("timeline", "--from", "2031")
    assert (result.stdout, result.stderr) == ("", "no event fits\n")
    assert filled("actor", "nobody").stderr == "no actor is called nobody\n"
    assert json.loads(filled("actor", "nobody", "--json").stdout) == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--type", "KISS"), "istor: KISS: no such type; there are AGREE, CONSULT"),
        (("--from", "yesterday"), "istor: yesterday: no such day; write it as 2025"),
        (("--from", "2030-13"), "istor: 2030-13: no such day"),
        (("--to", "2030-02-30"), "istor: 2030-02-30: no such day"),
        (("--to", "0000"), "istor: 0000: no such day"),
        (("--from", "2031", "--to", "2030"), "istor: 2031 lies after 2030"),
    ],
)
def test_a_wrong_filter_is_one_line(filled: Istor, args: tuple[str, ...], told: str) -> None:
    result = filled("timeline", *args, code=2)
    assert result.stderr.startswith(told) and result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", READING)
def test_without_an_archive_there_is_nothing_to_read(istor: Istor, command: str) -> None:
    result = istor(*command.split(), code=6)
    assert result.stderr.startswith("istor: archive istor.db: there is no such file")
    assert not Path("istor.db").exists()


def test_on_a_terminal(filled: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for module in ("entries", "event", "sources"):
        monkeypatch.setattr(f"istor.cli.{module}.is_terminal", lambda: True)
    assert "On whose word" in filled("timeline").stdout
    assert first_id(filled) in filled("event", first_id(filled)).stdout
    assert "KCNA" in filled("sources").stdout


def test_markup_in_a_report_stays_words(istor: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("istor.cli.entries.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "200")
    istor("add", "-", input="Η Ρωσία [bold]βομβάρδισε[/bold] την [link=x]Οδησσό \x1b]0;x\x07.")
    shown = istor("timeline").stdout
    assert "[bold]βομβάρδισε[/bold]" in shown and "[link=x]" in shown and "\x1b]0" not in shown


def test_one_event(filled: Istor) -> None:
    text = filled("event", first_id(filled)).stdout
    assert "claim-" in text and "«συναντήθηκε»" in text and "\nWhy\n" not in text
    found = json.loads(filled("event", first_id(filled), "--json").stdout)
    assert len(found["said"]) == 3 and found["links"]
    by_claim = filled("event", found["said"][1]["claim"]).stdout
    assert by_claim == text


def test_an_unknown_event_is_one_line(filled: Istor) -> None:
    assert filled("event", "event-x", code=2).stderr == (
        "istor: event-x: no such event or claim; 'istor timeline' lists the ids\n"
    )


def test_figures_of_an_event(filled: Istor) -> None:
    assert "figure: 12 persons (killed)" in filled("event", first_id(filled, "ASSAULT")).stdout


def test_one_actor(filled: Istor) -> None:
    text = filled("actor", "Putin").stdout
    assert text.startswith(
        "RUS:Vladimir Putin  (3 claims, 1 events)\n    as actor: CONSULT 1\n    with: PRK:Kim Jong Un 1"
    )
    (found,) = json.loads(filled("actor", "Putin", "--json").stdout)
    assert found["did"] == {"CONSULT": 1} and found["events"][0]["first"] == "2030-05-02"


def test_sources(filled: Istor) -> None:
    head, *rows = (line.split("\t") for line in filled("sources").stdout.splitlines())
    assert head == ["source", "claims", "direct", "reports", "events", "alone"]
    assert {row[0] for row in rows} == {"PRK:KCNA", "(the report itself)"}
    assert json.loads(filled("sources", "--json").stdout)[0]["name"] == "(the report itself)"


@pytest.mark.parametrize("form", ["jsonl", "plover-jsonl", "csv", "html"])
def test_the_order_of_files_does_not_matter(istor: Istor, folder: Path, form: str) -> None:
    files = sorted(folder.iterdir())
    istor("add", *files, "--db", "a.db")
    istor("add", *reversed(files), "--db", "b.db")
    for file in (files[2], files[0], files[4], files[1], files[3]):
        istor("add", file, "--db", "c.db")
    first, *others = (istor("export", form, "--db", db).stdout_bytes for db in ("a.db", "b.db", "c.db"))
    assert first and others == [first, first]


def test_export_to_a_file(filled: Istor) -> None:
    filled("export", "csv", "-o", "out.csv")
    assert Path("out.csv").read_bytes() == filled("export", "csv").stdout_bytes
    assert Path("out.csv").stat().st_mode & 0o777 == 0o666 & ~output._umask()
    assert sorted(path.name for path in Path().iterdir() if path.suffix == ".csv") == ["out.csv"]


def test_a_failed_export_leaves_the_old_file(filled: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.csv").write_text("old")
    monkeypatch.setattr("istor.telling.exports.csv.row", lambda entry: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        filled("export", "csv", "-o", "out.csv")
    assert Path("out.csv").read_text() == "old"
    assert not list(Path().glob(".out.csv*"))


@pytest.mark.parametrize("where", ["none/out.csv", "news"])
def test_a_file_that_cannot_be_written_is_one_line(filled: Istor, where: str) -> None:
    result = filled("export", "csv", "-o", where, code=2)
    assert result.stderr.startswith(f"istor: {where}: cannot be written (") and result.stderr.count("\n") == 1


def test_an_unknown_format_is_one_line(filled: Istor) -> None:
    assert filled("export", "docx", code=2).stderr.startswith("istor: docx: no such format; there are ")


def test_a_script_in_a_report_stays_words(istor: Istor) -> None:
    istor("add", "-", input="Η Ρωσία βομβάρδισε <script>alert(1)</script> την Οδησσό.")
    page = istor("export", "html").stdout
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_same_story_twice_is_a_copy(istor: Istor) -> None:
    numbers = ("πρώτη", "δεύτερη", "τρίτη", "τέταρτη", "πέμπτη", "έκτη", "έβδομη", "όγδοη", "ένατη", "δέκατη")
    text = stories.MEETING + "".join(f"Για την {n} ώρα των συνομιλιών δεν ανακοινώθηκε τίποτε άλλο.\n" for n in numbers)
    Path("one.txt").write_text(text, encoding="utf-8")
    Path("two.txt").write_text(text.replace("2030-05-02", "2030-05-03"), encoding="utf-8")
    istor("add", "one.txt", "two.txt")
    entry = json.loads(istor("timeline", "--json").stdout)[0]
    assert (entry["reports"], entry["copies"]) == (2, 1)


def test_a_link_is_written_through(filled: Istor) -> None:
    Path("real.csv").write_text("old")
    Path("link.csv").symlink_to("real.csv")
    filled("export", "csv", "-o", "link.csv")
    assert Path("link.csv").is_symlink() and Path("real.csv").read_bytes() == filled("export", "csv").stdout_bytes
