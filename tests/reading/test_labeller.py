"""The route through a flattened page: what it adds to the rules, and what it leaves alone."""

import pytest

from evals.furniture import figures, flattened, pairs
from istor.knowledge.learnt import Weights
from istor.reading.furniture import blocks
from istor.reading.labeller import LEARNT, PARTS, after, route

TITLE = "Κλείνει για τρεις μήνες ο δρόμος προς το λιμάνι"
FIRST = "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να κλείσει για τρεις μήνες ο δρόμος προς το λιμάνι της πόλης."
SECOND = "Ο δήμαρχος δήλωσε ότι τα έργα στον δρόμο θα αρχίσουν τον Μάρτιο και θα κοστίσουν δύο εκατομμύρια ευρώ."
PAGE = [
    "Μενού", "Το Ακρωτήρι", "Όλα για το κυνήγι", "Βόλτες", TITLE, "Facebook", "Twitter", "12/03/2021", FIRST, SECOND,
    "Διαβάστε επίσης", "Νέο πλοίο στη γραμμή", "Ζητούν γιατρό στο νησί", "Η ομάδα μας",
    "Σχόλια", "Κική Λ.", "Τι άλλο θα δούμε;", "© 2021 Το Ακρωτήρι",
]  # fmt: skip


def kinds(lines: list[str]) -> list[str]:
    return [block.kind for block in blocks("\n".join(lines))]


def test_a_page_with_furniture_that_no_rule_knows() -> None:
    found = blocks("\n".join(PAGE))
    assert [block.kind for block in found] == ["furniture"] * 4 + ["title"] + ["furniture"] * 3 + ["body"] * 2 + [
        "furniture"
    ] * 8
    assert LEARNT in {block.reason for block in found}


@pytest.mark.parametrize("lines", [[TITLE, FIRST, SECOND], [TITLE, "Facebook", FIRST, "Twitter", SECOND]], ids=len)
def test_a_text_with_little_furniture_is_left_to_the_rules(lines: list[str]) -> None:
    assert [block.reason for block in blocks("\n".join(lines)) if block.reason == LEARNT] == []
    assert kinds(lines)[-1] == "body"


def test_paragraphs_are_left_where_all_else_is_furniture() -> None:
    assert kinds([FIRST, "Facebook", "Twitter", "Viber", "Σχόλια", "Newsroom"])[0] == "body"


def test_a_route_leads_through_what_is_held() -> None:
    names = list(PARTS)
    rows = {"a": [0.0] * 7, after("foot"): [-9.0] * 7, "b": [0.0] * 7}
    rows["a"][names.index("foot")], rows["b"][names.index("text")] = 1.0, 1.0
    weights = Weights(rows, 7, {})
    assert route([["a"], ["b"]], [None, None], weights)[1] == "text"
    assert PARTS[route([["a"], ["b"]], ["title", "furniture"], weights)[1]] == "furniture"
    assert route([["a"], ["b"]], ["title", None], weights)[0] == "title"


def test_known_pages_lose_little_of_their_text() -> None:
    found = figures(pairs(page for page in flattened() if page.split == "known" and page.program == "nodes"))
    assert found["text_recall"] > 0.97
    assert found["f1"] > 0.95
