"""What tells by time or circumstance that an event lies ahead."""

import pytest

from istor.coding.status import status_of

from .docs import Row, tree

ACC, FINITE = "Case=Acc|Number=Sing", "VerbForm=Fin|Voice=Act"
AT = [("Στη", "σε", "ADP", "", 2, "case"), ("σύνοδο", "σύνοδος", "NOUN", ACC, 4, "obl")]
AMID = [("Στο", "σε", "ADP", "", 2, "case"), ("περιθώριο", "περιθώριο", "NOUN", ACC, 5, "obl"),
        ("συνόδου", "σύνοδος", "NOUN", "Case=Gen", 2, "nmod")]
NEXT = [("επίσκεψη", "επίσκεψη", "NOUN", ACC, 0, "root"), ("την", "ο", "DET", "", 4, "det"),
        ("επόμενη", "επόμενος", "ADJ", ACC, 4, "amod"), ("εβδομάδα", "εβδομάδα", "NOUN", ACC, 1, "nmod")]


def verb(form: str, tense: str, *before: Row) -> list[Row]:
    return [*before, (form, "μιλώ", "VERB", f"{FINITE}|Tense={tense}", 0, "root")]


@pytest.mark.parametrize(
    ("rows", "at", "wanted"),
    [
        (verb("μιλήσει", "Pres", *AT, ("θα", "θα", "AUX", "", 4, "aux")), 1, "future"),
        (verb("μιλήσει", "Pres", *AMID, ("θα", "θα", "AUX", "", 5, "aux")), 2, "future"),
        (verb("μίλησε", "Past", *AT, ("χθες", "χθες", "ADV", "", 4, "advmod")), 1, "actual"),
        (NEXT, 0, "future"),
        (verb("μιλά", "Pres", ("αύριο", "αύριο", "ADV", "", 2, "advmod")), 1, "future"),
        (verb("μίλησε", "Past", ("αύριο", "αύριο", "ADV", "", 2, "advmod")), 1, "actual"),
    ],
    ids=["at a summit ahead", "on its sidelines", "at one gone by", "a visit next week", "speaks tomorrow", "a slip"],
)
def test_what_lies_ahead(rows: list[Row], at: int, wanted: str) -> None:
    assert status_of(tree(*rows)[at])[0] == wanted
