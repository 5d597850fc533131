"""Lists of parties, on trees as the parser gives them: hung from a name in apposition, or broken off at a comma."""

from istor.coding.arguments import joined, of_verb

from .docs import Row, tree

MET = ("Συναντήθηκε", "συναντώ", "VERB", "VerbForm=Fin|Voice=Pass", 0, "root")
ACC = "Case=Acc|Number=Sing"


def the(form: str, head: int) -> Row:
    return (form, "ο", "DET", "PronType=Art", head, "det")


def test_what_is_joined_to_the_name_behind_an_office() -> None:
    doc = tree(("υπουργός", "υπουργός", "NOUN", "", 0, "root"), ("Κοτζιάς", "Κοτζιάς", "PROPN", "", 1, "appos"),
               ("και", "και", "CCONJ", "", 5, "cc"), the("ο", 5), ("Ζάεφ", "Ζάεφ", "PROPN", "", 2, "conj"))
    assert [t.text for t in joined(doc[0])] == ["υπουργός", "Ζάεφ"]


def test_a_list_goes_on_behind_its_comma() -> None:
    doc = tree(MET, ("με", "με", "ADP", "", 4, "case"),
               the("τον", 4), ("Ζάεφ", "Ζάεφ", "PROPN", ACC, 1, "obl"), (",", ",", "PUNCT", "", 7, "punct"),
               the("τον", 7), ("δήμαρχο", "δήμαρχος", "NOUN", ACC, 1, "obl"))
    assert [t.text for t in of_verb(doc[0]).of("με")] == ["Ζάεφ", "δήμαρχο"]


def test_a_phrase_without_a_comma_goes_on_with_nothing() -> None:
    doc = tree(MET, ("με", "με", "ADP", "", 4, "case"),
               the("τον", 4), ("Ζάεφ", "Ζάεφ", "PROPN", ACC, 1, "obl"), the("την", 6),
               ("Παρασκευή", "Παρασκευή", "PROPN", ACC, 1, "obl"))
    assert [t.text for t in of_verb(doc[0]).of("με")] == ["Ζάεφ"]
