"""istor's steps in anybody's spaCy pipeline."""

import pytest
import spacy

from istor.scaling import serial
from tests.scaling import wordlist

TEXT = "Ο πρωθυπουργός δήλωσε την Τρίτη: «Θα συναντηθούμε τον Μάρτιο του 2026».\nΗ Ρωσία βομβάρδισε χθες την Οδησσό."


def made(*names: str) -> spacy.language.Language:
    nlp = spacy.blank("el")
    for name in names:
        nlp.add_pipe(name)
    return nlp


def test_times_without_any_other_component() -> None:
    doc = made("istor_times")(TEXT)
    found = {span.text: (span.label_, span.kb_id_, span._.basis) for span in doc.spans["times"]}
    assert found["Μάρτιο του 2026"] == ("date", "2026-03", "stated")
    assert "Τρίτη" in " ".join(found) and "χθες" in found


def test_relative_dates_are_reckoned_from_the_day_of_publication() -> None:
    nlp = made("sentencizer", "istor_times")
    doc = nlp.make_doc(TEXT)
    doc._.published = "2026-02-12"
    found = {span.text: span.kb_id_ for span in nlp(doc).spans["times"]}
    assert found["χθες"] == "2026-02-11"
    doc = nlp.make_doc(TEXT)
    doc._.published = "yesterday"
    with pytest.raises(ValueError, match="yesterday"):
        nlp(doc)


def test_quotes() -> None:
    doc = made("istor_quotes")(TEXT)
    assert [span.text for span in doc.spans["quotes"]] == ["Θα συναντηθούμε τον Μάρτιο του 2026"]


def test_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)
    doc = made("istor_claims")(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["claims"]] == [("βομβάρδισε", "ASSAULT")]
    (row,) = doc.user_data["istor_claims"]
    assert (row["type"], row["actors"]) == ("ASSAULT", ["RUS"])
    assert TEXT[row["start"] : row["end"]] == "βομβάρδισε"


@pytest.mark.parametrize("text", ["", " \n "])
def test_documents_without_words(text: str) -> None:
    doc = made("istor_times", "istor_quotes", "istor_claims")(text)
    assert not doc.spans["times"] and not doc.spans["quotes"] and not doc.spans["claims"]


def test_documents_are_stored_with_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)
    nlp = made("istor_times", "istor_quotes", "istor_claims")
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for name in ("times", "quotes", "claims"):
        assert [(s.text, s.label_, s.kb_id_) for s in again.spans[name]] == [
            (s.text, s.label_, s.kb_id_) for s in doc.spans[name]
        ]
    assert [span._.basis for span in again.spans["times"]] == [span._.basis for span in doc.spans["times"]]
