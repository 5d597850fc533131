"""Trees in CoNLL-U, read back by the library of those who use it."""

from pathlib import Path

import pytest
from spacy.tokens import Doc, Span

from istor.annotating import annotate, syntax  # noqa: F401 - registers the document's extensions
from istor.annotating.conllu import conllu as written
from istor.annotating.tokens import blank
from istor.model import Block, Made, Report
from istor.model import Span as Stretch
from istor.reading import gather
from istor.scaling.release import manifest

conllu = pytest.importorskip("conllu")

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


def by_hand() -> Doc:
    """«Ήρθε στην\\nΑθήνα.»: a contraction, a line break, a name, a mark that no space follows."""
    words = ["Ήρθε", "σ", "την", "\n", "Αθήνα", "."]
    doc = Doc(blank("el").vocab, words=words, spaces=[True, False, False, False, False, False],
              pos=["VERB", "ADP", "DET", "", "PROPN", "PUNCT"], lemmas=["έρχομαι", "σε", "ο", "\n", "Αθήνα", "."],
              morphs=["Tense=Past|VerbForm=Fin", "", "Case=Acc", "", "Case=Acc", ""], heads=[0, 4, 4, 2, 0, 0],
              deps=["root", "case", "det", "dep", "obl", "punct"])
    block = Block("body", Stretch(0, len(doc.text)))
    doc._.report = Report("report-1", "two\nlines", doc.text, (block,), Made("test", "1", "hand"))
    doc.spans["names"] = [Span(doc, 4, 5, label="GPE")]
    return doc


def test_a_sentence_reads_back() -> None:
    doc = by_hand()
    (sentence,) = conllu.parse("".join(written(doc)))
    assert sentence.metadata == {"newdoc id": "report-1", "name": "two lines", "sent_id": "report-1-1",
                                 "text": "Ήρθε στην Αθήνα."}
    words = [token for token in sentence if isinstance(token["id"], int)]
    assert [(t["form"], t["lemma"], t["upos"], t["head"], t["deprel"]) for t in words] == [
        ("Ήρθε", "έρχομαι", "VERB", 0, "root"), ("σ", "σε", "ADP", 4, "case"), ("την", "ο", "DET", 4, "det"),
        ("Αθήνα", "Αθήνα", "PROPN", 1, "obl"), (".", ".", "PUNCT", 1, "punct"),
    ]  # fmt: skip
    assert words[0]["feats"] == {"Tense": "Past", "VerbForm": "Fin"}
    assert words[3]["misc"] == {"Name": "B-GPE", "Start": "10", "End": "15", "SpaceAfter": "No"}
    (pair,) = [token for token in sentence if not isinstance(token["id"], int)]
    assert (pair["id"], pair["form"]) == ((2, "-", 3), "στην") and "SpaceAfter" not in pair["misc"]


def test_what_was_not_read_has_no_trees() -> None:
    doc = blank("el")("Διαβάστε επίσης")
    doc._.report = by_hand()._.report
    doc[0].is_sent_start, doc[1].is_sent_start = True, False
    assert list(written(doc)) == []


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(not manifest().is_file(), reason="no trained model here")
def test_every_tree_of_a_report_is_whole() -> None:
    outcome = next(iter(gather([EXAMPLES])))
    assert outcome.report is not None
    sentences = conllu.parse("".join(written(annotate(outcome.report))))
    assert len(sentences) > 5
    for sentence in sentences:
        words = [token for token in sentence if isinstance(token["id"], int)]
        assert [token["id"] for token in words] == list(range(1, len(words) + 1))
        assert [token["head"] for token in words].count(0) == 1 and sentence.to_tree().token["deprel"] == "root"
        for token in words:
            start, end = int(token["misc"]["Start"]), int(token["misc"]["End"])
            assert outcome.report.text[start:end] == token["form"]
