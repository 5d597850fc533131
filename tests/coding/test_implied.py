"""Who acts where the text does not say it, and what of the rules is refused."""

import pytest

from istor.coding import implied
from istor.errors import DataError
from istor.knowledge.titles import titles
from istor.languages import data

from .docs import Row
from .test_coder import told

FIN = "VerbForm=Fin|Voice=Pass|Number=Sing|Person=3|Tense=Past"
ARRESTED = [("Συνελήφθη", "συλλαμβάνω", "VERB", FIN, 0, "root"), ("στη", "σε", "ADP", "", 3, "case"),
            ("Μαδρίτη", "Μαδρίτη", "PROPN", "Case=Acc|Number=Sing", 1, "obl"),
            ("δημοσιογράφος", "δημοσιογράφος", "NOUN", "Case=Nom|Number=Sing", 1, "nsubj:pass")]
BY_SOLDIERS = [*ARRESTED[:3], ("δημοσιογράφος", "δημοσιογράφος", "NOUN", "Case=Nom|Number=Sing", 1, "nsubj:pass"),
            ("από", "από", "ADP", "", 6, "case"), ("στρατιώτες", "στρατιώτης", "NOUN", "Case=Acc|Number=Plur", 1,
                                                   "obl:agent")]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [(ARRESTED, "COERCE ESP:police > ESP:journalist actual"),
     (BY_SOLDIERS, "COERCE ESP:soldiers > ESP:journalist actual")],
    ids=["arrests are made by police", "unless somebody else is said"],
)
def test_implied_actors(rows: list[Row], wanted: str) -> None:
    assert wanted in told(*rows)


@pytest.mark.parametrize(
    "row",
    [{"type": "COERCE", "actor": "police"}, {"type": "ARREST", "actor": "police", "words": []},
     {"type": "COERCE", "actor": "nobody known", "words": []}, {"type": "COERCE", "actor": "police", "words": "x"}],
    ids=["no words", "no such type", "no such role", "words are no list"],
)
def test_wrong_rules_are_refused(row: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    titles()  # read before, from the true file
    monkeypatch.setattr(data, "table", lambda lang, *path: [row])
    with pytest.raises(DataError, match="rule 1"):
        implied.rules.__wrapped__()
