"""What a search finds, in which order and where; the same on every database."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istor.errors import InputError
from istor.model import Party, Report, Span
from istor.reading import read
from istor.storing import Archive
from istor.storing.places import number_of
from istor.storing.search import Found, Question, SearchFilter, beginnings
from istor.storing.search import search as searching
from istor.storing.search.asking import AllOf, AnyOf, Beginning, Phrase, Term, asked

from . import makers

TEXTS = {
    "strike": "date 2025-03-01\n\nΑπεργία στα λιμάνια\n\nΟι ναυτεργάτες απεργούν και τα πλοία μένουν δεμένα.\n",
    "fire": "date 2025-03-02\n\nΠυρκαγιά στο λιμάνι\n\nΗ φωτιά ξέσπασε σε αποθήκη. Τα πλοία απομακρύνθηκαν.\n",
    "talks": "date 2025-04-10\n\nΣυναντήσεις στη Βόρεια Κορέα\n\nΗ αντιπροσωπεία της Ρωσίας έφθασε στα βόρεια.\n",
    "south": "date 2025-04-11\n\nΣυνάντηση στη Νότια Κορέα\n\nΣτα βόρεια της χώρας χιονίζει, λέει το ΥΠΕΞ στη Σεούλ.\n",
    "undated": "Χωρίς τίτλο το κείμενο μιλά για τη συνάντηση των πλοίων στα ανοιχτά.\n",
}


def _report(name: str) -> Report:
    return read(TEXTS[name].encode(), name)


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """The archive with the texts, and a claim in two of them."""
    for name in TEXTS:
        report = _report(name)
        place = {"strike": "Πειραιάς", "talks": "Pyongyang"}.get(name)
        parties = (Party("RUS", "Sergey Lavrov"), Party("PRK"))
        claims = [makers.claim(report, 1, place=place, actors=parties, trigger=Span(20, 22))] if place else []
        archive.add(report, claims)
    return archive


def _names(found: Found) -> list[str]:
    return [hit.report.name for hit in found.hits]


def _strict(archive: Archive, words: str, **filter: object) -> list[str]:
    """The reports that hold all that was asked for."""
    found = archive.search(Question(words, SearchFilter(**filter)))  # type: ignore[arg-type]
    return _names(found)[: found.total]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("απεργια", ["strike"]),
        ("ΛΙΜΑΝΙΟΥ", ["fire", "strike"]),
        ("πλοίο", ["undated", "fire", "strike"]),
        ("συνάντηση", ["south", "undated", "talks"]),
        ("συναντήσεις", ["talks", "south", "undated"]),
        ("Ρωσία", ["talks"]),
        ("η Ρωσία και η Κορέα", ["talks"]),
        ('"Βόρειας Κορέας"', ["talks"]),
        ("«βόρεια Κορέα»", ["talks"]),
        ("βόρεια Κορέα", ["talks", "south"]),
        ("ναυτ*", ["strike"]),
        ("ΛΙΜΆΝΙ*", ["fire", "strike"]),
        ("πλοία -φωτιά", ["strike", "undated"]),
        ("πλοία NOT (φωτιά OR απεργία)", ["undated"]),
        ("φωτιά OR απεργία", ["strike", "fire"]),
        ("(φωτιά | απεργία) AND λιμάνι", ["strike", "fire"]),
        ("φωτιά (πλοία", ["fire"]),
        ("-χιόνι πλοία)", ["fire", "strike", "undated"]),
        ("υπεξ", ["south"]),
    ],
)
def test_what_is_found(filled: Archive, words: str, names: list[str]) -> None:
    found = _strict(filled, words)
    assert found[0] == names[0] and sorted(found) == sorted(names)


@pytest.mark.parametrize("words", ["", "  ", "!!!", "-φωτιά", "NOT φωτιά", '""', "*", "()", "φωτιά OR -απεργία"])
def test_what_asks_for_nothing_is_one_line(filled: Archive, words: str) -> None:
    with pytest.raises(InputError) as caught:
        filled.search(Question(words))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("filter", "names"),
    [
        ({"first": date(2025, 3, 2)}, ["fire"]),
        ({"last": date(2025, 3, 1)}, ["strike"]),
        ({"first": date(2025, 3, 1), "last": date(2025, 3, 1)}, ["strike"]),
        ({"place": "πειραι"}, ["strike"]),
        ({"actor": "lavrov"}, ["strike"]),
        ({"actor": "PRK", "type": "CONSULT"}, ["strike"]),
        ({"type": "AID"}, []),
        ({"outlet": "ερτ"}, []),
        ({}, ["fire", "strike", "undated"]),
    ],
)
def test_a_search_can_be_narrowed(filled: Archive, filter: dict[str, object], names: list[str]) -> None:
    assert sorted(_strict(filled, "πλοία", **filter)) == names


def test_few_answers_are_filled_up_with_reports_that_lack_a_word(filled: Archive) -> None:
    found = filled.search(Question("φωτιά λιμάνι πλοία"))
    assert found.total == 1 and not found.is_relaxed
    assert [(hit.report.name, hit.missing) for hit in found.hits] == [
        ("fire", ()), ("strike", ("φωτιά",)), ("undated", ("φωτιά", "λιμάνι")),
    ]  # fmt: skip
    relaxed = filled.search(Question("φωτιά χιονίζει"))
    assert relaxed.is_relaxed and relaxed.total == 2
    assert filled.search(Question("ανύπαρκτο")) == Found(0, ())


def test_counting_stops(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = filled.search(Question("πλοία"))
    assert (whole.total, whole.has_more) == (3, False)
    for most, counted in ((3, (3, False)), (2, (2, True))):
        monkeypatch.setattr(searching, "MOST_COUNTED", most)
        found = filled.search(Question("πλοία"))
        assert (found.total, found.has_more) == counted and _names(found) == _names(whole)


@pytest.mark.parametrize("question", ["πλο*", "πλο* -Ρωσία", "(πλο* OR φωτ*) λιμάνι", "ανυπαρκτ*"])
def test_a_beginning_finds_the_same_by_its_words(
    filled: Archive, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    by_words = filled.search(Question(question))
    monkeypatch.setattr(beginnings, "MOST_FORMS", 0)
    assert filled.search(Question(question)) == by_words


def test_what_is_kept_between_searches_keeps_up(archive: Archive, where: str) -> None:
    """What a word weighs depends on how many reports there are, whoever added them."""
    said = {"ship": "πλοίο", "gate": "λιμάνι", "road": "δρόμος"}
    ship, *others = (read(f"date 2025-01-01\n\nΝέα\n\nΤο {word} άνοιξε.\n".encode(), n) for n, word in said.items())
    archive.add(ship, [])
    score = archive.search(Question("πλοίο")).hits[0].score
    assert archive.search(Question("πλοίο")).hits[0].score == score
    with Archive.open(where) as other:
        for report in others:
            other.add(report, [])
    assert archive.search(Question("πλοίο")).hits[0].score > score


def test_words_side_by_side_and_in_their_form_come_first(archive: Archive) -> None:
    bodies = {
        "apart": "Η Κορέα ζητά βοήθεια, ενώ στα βόρεια χιονίζει.",
        "beside": "Η Βόρεια Κορέα ζητά βοήθεια, ενώ στα νησιά χιονίζει.",
        "over the title's end": "Κορέα και άλλες χώρες ζητούν βοήθεια, ενώ χιονίζει.",
    }
    for name, body in bodies.items():
        title = "Νέα από τα βόρεια" if "title" in name else "Νέα από τα ξένα"
        archive.add(read(f"date 2025-01-01\n\n{title}\n\n{body}\n".encode(), name), [])
    assert _names(archive.search(Question("«Βόρεια Κορέα»"))) == ["beside"]
    scores = {hit.report.name: hit.score for hit in archive.search(Question("βόρεια Κορέα")).hits}
    assert scores["beside"] > scores["apart"]
    forms = {hit.report.name: hit.score for hit in archive.search(Question("νησιών χιονίζουν")).hits}
    exact = {hit.report.name: hit.score for hit in archive.search(Question("νησιά χιονίζει")).hits}
    assert exact["beside"] > forms["beside"]


def test_a_words_number_is_never_that_of_an_end() -> None:
    assert number_of("") == 1 and number_of("κυρωσ") == number_of("κυρωσ") != number_of("κυρωση")


def test_pages_follow_one_another(filled: Archive) -> None:
    whole = _names(filled.search(Question("πλοία")))
    pages = [_names(filled.search(Question("πλοία", limit=1, offset=n))) for n in range(4)]
    assert pages == [[name] for name in whole] + [[]]


def test_facets_count_reports(filled: Archive) -> None:
    found = filled.search(Question("πλοία OR Ρωσία", with_facets=True))
    assert found.facets == {
        "outlet": {},
        "year": {"2025": 3},
        "type": {"CONSULT": 2},
        "actor": {"PRK": 2, "RUS:Sergey Lavrov": 2},
        "place": {"Pyongyang": 1, "Πειραιάς": 1},
    }


def test_snippets_point_into_the_text(filled: Archive) -> None:
    (hit, *_) = filled.search(Question('"βορεια κορεα"')).hits
    assert [place.of(hit.report.text) for place in hit.snippet.highlights] == ["Βόρεια", "Κορέα"]
    assert "στη [Βόρεια] [Κορέα]" in hit.snippet.marked(hit.report.text, "[", "]")
    (hit, *_) = filled.search(Question("ναυτ* πλοίου")).hits
    assert [place.of(hit.report.text) for place in hit.snippet.highlights] == ["ναυτεργάτες", "πλοία"]


def test_a_forgotten_report_is_found_no_more(filled: Archive) -> None:
    filled.forget(_report("fire").id)
    assert _strict(filled, "πλοία") == ["strike", "undated"]


def test_of_equals_the_newest_comes_first(archive: Archive) -> None:
    for n in (3, 1, 2):
        archive.add(makers.report(n, text=f"Ειδήσεις {n}", blocks=makers.report(0).blocks[:1]), [])
    assert _names(archive.search(Question("ειδήσεις"))) == ["003", "002", "001"]


signs = ["Ρωσία", "ναυτ*", '"', "«", "»", "(", ")", "OR", "AND", "NOT", "-", "|", "*", "'", ":", "\\", "&", "!"]
words_or_signs = st.lists(st.sampled_from(signs) | st.text(max_size=5), max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=words_or_signs, gap=st.sampled_from([" ", ""]))
def test_any_question_is_answered_or_refused(filled: Archive, parts: list[str], gap: str) -> None:
    try:
        found = filled.search(Question(gap.join(parts)))
    except InputError:
        return
    for hit in found.hits:
        assert hit.snippet.span.end <= len(hit.report.text)
        assert all(hit.snippet.span.covers(place) for place in hit.snippet.highlights)


def _term(form: str, stem: str) -> Term:
    return Term(form, stem, form)


@pytest.mark.parametrize(
    ("question", "tree"),
    [
        ("πόλεμος", _term("πολεμοσ", "πολεμ")),
        ("ο πόλεμος", _term("πολεμοσ", "πολεμ")),
        ("ο", _term("ο", "ο")),
        ("πολεμ*", Beginning("πολεμ")),
        ("F-16", Phrase((_term("f", "f"), _term("16", "16")))),
        ("a OR b c", AnyOf((_term("a", "a"), AllOf((_term("b", "b"), _term("c", "c")))))),
        ("a -b", AllOf((_term("a", "a"),), (_term("b", "b"),))),
    ],
)
def test_questions_are_trees(question: str, tree: object) -> None:
    assert asked(question) == tree


def test_every_database_gives_the_same(archive: Archive, where: str, tmp_path: Path) -> None:
    """Random reports and questions: PostgreSQL against SQLite, hit for hit."""
    if not where.startswith("postgresql"):
        pytest.skip("compares PostgreSQL with SQLite")
    chance = random.Random(5)
    known = "Ρωσία Ρωσίας κυρώσεις κύρωση πλοίο πλοία ΠΛΟΙΟ λιμάνι Κορέα βόρεια 2.000 F-16 ΗΠΑ ΝΑΤΟ ο η του".split()
    with Archive.open(tmp_path / "other.db") as other:
        for n in range(60):
            title, body = (" ".join(chance.choices(known, k=size)) for size in (4, 25))
            report = read(f"date 2025-01-{1 + n % 28:02}\n\n{title}\n\n{body}.\n".encode(), f"r{n}")
            vectors = makers.vectors(report, *([chance.randrange(-127, 128) for _ in range(16)] for _ in range(3)))
            for each in (archive, other):
                each.add(report, [], vectors)
        for _ in range(60):
            words = chance.choices([*known, "OR", "NOT", "πλ*", '"βόρεια Κορέα"', '"πλοία λιμάνι"', "-ΝΑΤΟ"], k=3)
            meaning = makers.vectors(report, [chance.randrange(-127, 128) for _ in range(16)])
            question = Question(" ".join(words), meaning=meaning, limit=60, with_facets=True)
            try:
                found = archive.search(question)
            except InputError:
                continue
            assert other.search(question) == found
