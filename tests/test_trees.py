"""Trees as they are printed: every word once, under the word that it hangs on."""

from tests.coding.docs import tree as document
from tools.trees import tree


def test_words_stand_under_their_heads() -> None:
    doc = document(
        ("Η", "ο", "DET", "", 2, "det"), ("κυβέρνηση", "κυβέρνηση", "NOUN", "", 4, "nsubj"),
        ("δεν", "δεν", "PART", "", 4, "advmod"), ("δέχτηκε", "δέχομαι", "VERB", "", 0, "ROOT"),
        ("όρους", "όρος", "NOUN", "", 4, "obj"), (".", ".", "PUNCT", "", 4, "punct"),
    )
    (sentence,) = doc.sents
    assert tree(sentence).split("\n") == [
        "  4 δέχτηκε (δέχομαι) VERB root",
        "  2 ├─ κυβέρνηση NOUN nsubj",
        "  1 │  └─ Η (ο) DET det",
        "  3 ├─ δεν PART advmod",
        "  5 └─ όρους (όρος) NOUN obj",
    ]
