"""Whom a name means in one report, on trees built by hand: surnames, initials, two of one surname, titles."""

import pytest
from spacy.tokens import Doc, Span

from istor.annotating import names
from istor.coding.parties import Parties

from .docs import Row, tree

NOM, ACC, GEN = "Case=Nom|Number=Sing", "Case=Acc|Number=Sing", "Case=Gen|Number=Sing"


def the(form: str, head: int) -> Row:
    return (form, "ο", "DET", "PronType=Art", head, "det")


def name(form: str, feats: str, head: int, dep: str) -> Row:
    return (form, form, "PROPN", feats, head, dep)


def people(*rows: Row) -> Doc:
    """The tree with every run of its own names labelled as a person, as the encoder would."""
    doc = tree(*rows)
    known = {i for m in doc._.mentions for i in range(m.start, m.end)}
    spans, at = [], 0
    while at < len(doc):
        end = at
        while end < len(doc) and doc[end].pos_ == "PROPN" and end not in known:
            end += 1
        spans += [Span(doc, at, end, label="PERSON")] if end > at else []
        at = max(end, at + 1)
    doc.spans["names"] = spans
    return names.name(doc)


def called(doc: Doc, *words: int) -> list[list[str]]:
    """The parties of the phrases that hang from these words, counted from 0."""
    parties = Parties(doc, None)
    return [[str(p) for p in parties.of_one(doc[i])] for i in words]


MET = ("συνάντησε", "συναντώ", "VERB", "Number=Sing|Person=3|VerbForm=Fin", 0, "root")
# Ο Βαρδής συνάντησε τον Πέτρο Βαρδή
LATER = [the("Ο", 2), name("Βαρδής", NOM, 3, "nsubj"), MET, the("τον", 5), name("Πέτρο", ACC, 3, "obj"),
         name("Βαρδή", ACC, 5, "flat")]
# Ο Πέτρος Βαρδής συνάντησε την Άννα Βαρδή και ο κ. Βαρδής την κυρία Βαρδή
TWO = [the("Ο", 2), name("Πέτρος", NOM, 4, "nsubj"), name("Βαρδής", NOM, 2, "flat"), MET, the("την", 6),
       name("Άννα", ACC, 4, "obj"), name("Βαρδή", ACC, 6, "flat"), ("και", "και", "CCONJ", "", 11, "cc"),
       the("ο", 10), ("κ.", "κ.", "NOUN", NOM, 4, "conj"), name("Βαρδής", NOM, 10, "flat"), the("την", 13),
       ("κυρία", "κυρία", "NOUN", ACC, 10, "orphan"), name("Βαρδή", ACC, 13, "flat")]
# Ο Πέτρος Βαρδής συνάντησε τον Νίκο Βαρδή ‑ ο κ. Βαρδής
BROTHERS = [*TWO[:4], the("τον", 6), name("Νίκο", ACC, 4, "obj"), name("Βαρδή", ACC, 6, "flat"), *TWO[7:11]]
# Ο Πέτρος Βαρδής συνάντησε τον Π. Βαρδή
INITIAL = [*TWO[:4], the("τον", 6), name("Π.", ACC, 4, "obj"), name("Βαρδή", ACC, 6, "flat")]


def test_a_surname_means_who_bears_it_in_full_later() -> None:
    assert called(people(*LATER), 1, 4) == [["GRC:Petros Vardis"]] * 2


def test_two_of_one_surname_are_told_apart_by_the_article() -> None:
    found = called(people(*TWO), 1, 5, 10, 13)
    assert found == [["GRC:Petros Vardis"], ["GRC:Anna Vardi"], ["GRC:Petros Vardis"], ["GRC:Anna Vardi"]]


def test_where_two_may_be_meant_the_surname_stays_alone() -> None:
    assert called(people(*BROTHERS), 1, 5, 10) == [["GRC:Petros Vardis"], ["GRC:Nikos Vardis"], ["GRC:Vardis"]]


def test_an_initial_means_who_has_it() -> None:
    assert called(people(*INITIAL), 5) == [["GRC:Petros Vardis"]]


# Η δήμαρχος Άννα Βαρδή συνάντησε τον υπουργό Υγείας Πέτρο Ζάγκα, {article} {role} χάρηκε
def roles(article: str, role: str) -> list[Row]:
    feats = NOM if article in ("ο", "η") else GEN
    return [the("Η", 2), ("δήμαρχος", "δήμαρχος", "NOUN", NOM, 5, "nsubj"), name("Άννα", NOM, 2, "flat"),
            name("Βαρδή", NOM, 3, "flat"), (*MET[:4], 0, "root"), the("τον", 7),
            ("υπουργό", "υπουργός", "NOUN", ACC, 5, "obj"), ("Υγείας", "υγεία", "NOUN", GEN, 7, "nmod"),
            name("Πέτρο", ACC, 7, "flat"), name("Ζάγκα", ACC, 9, "flat"), the(article, 12),
            (role, role, "NOUN", feats, 13, "nsubj"), ("χάρηκε", "χαίρομαι", "VERB", "Number=Sing", 5, "conj")]


@pytest.mark.parametrize(
    ("article", "role", "wanted"),
    [("η", "δήμαρχος", "GRC:Anna Vardi"), ("ο", "υπουργός", "GRC:Petros Zagkas"), ("η", "υπουργός", "GRC:minister"),
     ("ο", "διευθυντής", None)],
    ids=["an office", "a minister of what he was called", "not of the other gender", "called so by nobody"],
)
def test_a_role_alone_is_whom_the_report_calls_so(article: str, role: str, wanted: str | None) -> None:
    assert called(people(*roles(article, role)), 11) == [[wanted] if wanted else []]


def test_a_clitic_before_a_name_is_no_article_of_it() -> None:
    rows = [MET, the("τη", 4), ("Βουλγάρα", "Βούλγαρος", "ADJ", ACC, 4, "amod"),
            ("ομόλογό", "ομόλογος", "NOUN", ACC, 1, "obj"), ("του", "του", "DET", "", 6, "det"),
            name("Ράντκα", ACC, 4, "nmod"), name("Στοΐλοβα", ACC, 6, "flat"), ("και", "και", "CCONJ", "", 10, "cc"),
            the("η", 10), name("Στοΐλοβα", NOM, 1, "conj")]
    assert called(people(*rows), 3, 9) == [["BGR:Radka Stoilova"]] * 2
