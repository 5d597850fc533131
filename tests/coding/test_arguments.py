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


def test_a_relative_pronoun_is_the_noun_that_its_clause_is_of() -> None:
    rel = "Gender=Masc|Number=Plur|PronType=Rel"
    doc = tree(("διπλωμάτες", "διπλωμάτης", "NOUN", "Number=Plur", 0, "root"),
               ("που", "που", "PRON", rel, 3, "nsubj:pass"),
               ("απελάθηκαν", "απελαύνω", "VERB", "Number=Plur|VerbForm=Fin|Voice=Pass", 1, "acl:relcl"))
    assert [t.text for t in of_verb(doc[2]).of("object")] == ["διπλωμάτες"]


def test_who_is_the_object_of_a_relative_clause_is_not_its_subject() -> None:
    finite = "Number=Sing|VerbForm=Fin|Voice=Act"
    doc = tree(("Όρμπαν", "Όρμπαν", "PROPN", "Number=Sing", 2, "nsubj"),
               ("υποδέχθηκε", "υποδέχομαι", "VERB", finite, 0, "root"),
               the("τον", 4), ("πρόεδρο", "πρόεδρος", "NOUN", ACC, 2, "obj"), the("τον", 6),
               ("οποίο", "οποίος", "PRON", f"{ACC}|PronType=Rel", 7, "obj"),
               ("επαίνεσε", "επαινώ", "VERB", finite, 4, "acl:relcl"))
    found = of_verb(doc[6])
    assert [t.text for t in found.of("object")] == ["πρόεδρο"]
    assert [t.text for t in found.of("subject")] == ["Όρμπαν"]
