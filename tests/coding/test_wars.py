"""Known wars: which one a report means on its day, the parties that it leaves out, and the days that it gives."""

from datetime import date

import pytest

from istor.coding.claims import Coder
from istor.coding.considered import Considered
from istor.knowledge.tables import states, wars
from istor.languages.folding import fold

from .docs import Row, published, tree
from .test_coder import ACC, FIN, GEN, NOM, PASSIVE_FIN, STOP, article


def war_in(place: str) -> list[Row]:
    """Ο πόλεμος στην … συνεχίζεται."""
    return [article("Ο", 2), ("πόλεμος", "πόλεμος", "NOUN", NOM, 6, "nsubj"), ("σε", "σε", "ADP", "", 5, "case"),
            article("την", 5), (place, place, "PROPN", ACC, 2, "nmod"),
            ("συνεχίζεται", "συνεχίζω", "VERB", PASSIVE_FIN + "|Tense=Pres", 0, "root"), (*STOP, 6, "punct")]


def invasion_of(invader: tuple[str, str], invaded: str) -> list[Row]:
    """Η εισβολή της … στην … συγκλόνισε τον κόσμο."""
    return [article("Η", 2), ("εισβολή", "εισβολή", "NOUN", NOM, 8, "nsubj"), article("της", 4),
            (*invader, "PROPN", GEN, 2, "nmod"), ("σε", "σε", "ADP", "", 7, "case"), article("την", 7),
            (invaded, invaded, "PROPN", ACC, 2, "nmod"),
            ("συγκλόνισε", "συγκλονίζω", "VERB", FIN + "|Tense=Past|Aspect=Perf", 0, "root"), article("τον", 10),
            ("κόσμο", "κόσμος", "NOUN", ACC, 8, "obj"), (*STOP, 8, "punct")]


UKRAINE = war_in("Ουκρανία")
AGAINST_UKRAINE = [article("Ο", 2), ("πόλεμος", "πόλεμος", "NOUN", NOM, 6, "nsubj"),
                   ("κατά", "κατά", "ADP", "", 5, "case"), article("της", 5),
                   ("Ουκρανίας", "Ουκρανία", "PROPN", GEN, 2, "nmod"),
                   ("συνεχίζεται", "συνεχίζω", "VERB", PASSIVE_FIN + "|Tense=Pres", 0, "root"), (*STOP, 6, "punct")]
START = [article("Η", 2), ("έναρξη", "έναρξη", "NOUN", NOM, 9, "nsubj"), article("της", 5),
         ("ρωσικής", "ρωσικός", "ADJ", GEN, 5, "amod"), ("εισβολής", "εισβολή", "NOUN", GEN, 2, "nmod"),
         ("σε", "σε", "ADP", "", 8, "case"), article("την", 8), ("Ουκρανία", "Ουκρανία", "PROPN", ACC, 2, "nmod"),
         ("συγκλόνισε", "συγκλονίζω", "VERB", FIN + "|Tense=Past|Aspect=Perf", 0, "root"), article("τον", 11),
         ("κόσμο", "κόσμος", "NOUN", ACC, 9, "obj"), (*STOP, 9, "punct")]
BY_RUSSIA = invasion_of(("Ρωσίας", "Ρωσία"), "Ουκρανία")
BY_UKRAINE = invasion_of(("Ουκρανίας", "Ουκρανία"), "Ρωσία")
OF_LEBANON = invasion_of(("Ισραήλ", "Ισραήλ"), "Λίβανος")
WAR = [("Ο", "ο", "DET", "PronType=Art", 2, "det"), ("πόλεμος", "πόλεμος", "NOUN", NOM, 3, "nsubj"),
       ("συνεχίζεται", "συνεχίζω", "VERB", PASSIVE_FIN + "|Tense=Pres", 0, "root"), (*STOP, 3, "punct")]


def about(rows: list[Row], day: date | None) -> Considered:
    """What is considered of the war or invasion, in a report of ``day``."""
    doc = tree(*rows) if day is None else published(tree(*rows), day)
    (made,) = [c for c in Coder(doc).considered() if fold(c.fit.trigger.lemma_) in ("πολεμοσ", "εισβολη")]
    return made


@pytest.mark.parametrize(
    ("rows", "day", "parties", "edtf"),
    [
        (UKRAINE, date(2023, 5, 10), "RUS UKR > ", "2022-02/.."),
        (UKRAINE, None, "RUS UKR > ", "2022-02/.."),
        (AGAINST_UKRAINE, None, "RUS UKR > ", "2022-02/.."),
        (START, None, "RUS > UKR", "2022-02"),
        (UKRAINE, date(2024, 10, 1), "RUS UKR > ", "2022-02/.."),
        (BY_RUSSIA, date(2024, 10, 1), "RUS > UKR", "2022-02"),
        (BY_RUSSIA, None, "RUS > UKR", "2022-02"),
        (BY_UKRAINE, date(2024, 10, 1), "UKR > RUS", "2024-08"),
        (OF_LEBANON, date(2024, 12, 1), "ISR > LBN", "2024-10"),
        (OF_LEBANON, date(2010, 12, 1), "ISR > LBN", "2006-07"),
        (war_in("Βοσνία"), date(1994, 3, 1), "BIH > ", "1992-04/1995-12"),
    ],
    ids=["on its day", "undated", "against whom", "what stands beside its start", "not the incursion within it",
         "the invasion", "undated invasion", "the incursion", "the last invasion", "the one before", "a civil war"],
)
def test_a_known_war_gives_parties_and_days(rows: list[Row], day: date | None, parties: str, edtf: str) -> None:
    made = about(rows, day)
    told = [" ".join(sorted(p.code for p in side)) for side in (made.claim.actors, made.claim.recipients)]
    assert " > ".join(told) == parties
    assert made.claim.when is not None and (made.claim.when.edtf, made.claim.when.basis) == (edtf, "known")
    assert made.dating.by == "known war"
    assert "the war of" in made.claim.made.reason


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        (UKRAINE, date(2021, 1, 1)),
        (BY_RUSSIA, date(2021, 1, 1)),
        (BY_UKRAINE, date(2023, 5, 10)),
        (war_in("Βοσνία"), date(2020, 3, 1)),
        (WAR, date(2023, 5, 10)),
    ],
    ids=["before it began", "before the invasion", "before the incursion", "long over", "no state is named"],
)
def test_no_war_is_guessed(rows: list[Row], day: date) -> None:
    made = about(rows, day)
    assert made.war is None
    assert made.claim.when is None or made.claim.when.basis != "known"


def test_the_war_alone_is_that_of_the_states_named() -> None:
    """«Ο πόλεμος», in a report that names both sides elsewhere."""
    rows = [article("Η", 2), ("Ρωσία", "Ρωσία", "PROPN", NOM, 5, "nsubj"), ("και", "και", "CCONJ", "", 4, "cc"),
            ("Ουκρανία", "Ουκρανία", "PROPN", NOM, 2, "conj"),
            ("υποφέρουν", "υποφέρω", "VERB", "VerbForm=Fin|Voice=Act|Number=Plur|Person=3|Tense=Pres", 0, "root"),
            (",", ",", "PUNCT", "", 9, "punct"), article("ο", 8), ("πόλεμος", "πόλεμος", "NOUN", NOM, 9, "nsubj"),
            ("συνεχίζεται", "συνεχίζω", "VERB", PASSIVE_FIN + "|Tense=Pres", 5, "parataxis"), (*STOP, 5, "punct")]
    made = about(rows, date(2023, 5, 10))
    assert sorted(p.code for p in made.claim.actors) == ["RUS", "UKR"]
    assert made.claim.when is not None and made.claim.when.edtf == "2022-02/.."


def test_the_table_names_states_and_months_in_order() -> None:
    codes = {s.code for s in states()} | {"NAT"}
    for war in wars():
        assert set(war.sides) <= codes and war.first <= war.last
        assert bool(war.invader) == bool(war.invaded) and {war.invader, war.invaded} - {""} <= set(war.sides)
