"""The coder on trees built by hand: parties by path, status, voices, and the rules between triggers."""

import pytest

from istor.coding import code
from istor.coding.claims import Coder
from istor.model import Claim

from .docs import Row, tree

FIN = "VerbForm=Fin|Voice=Act|Number=Sing|Person=3"
PASSIVE_FIN = "VerbForm=Fin|Voice=Pass|Number=Sing|Person=3"
NOM, ACC, GEN = "Case=Nom|Number=Sing", "Case=Acc|Number=Sing", "Case=Gen|Number=Sing"
STOP = (".", ".", "PUNCT", "")


def article(form: str, head: int) -> Row:
    return (form, "ο", "DET", "PronType=Art", head, "det")


def told(*rows: Row) -> list[str]:
    """Every claim that the rules make, however unsure: the trees here have no event head to be sure by."""
    return [_line(considered.claim) for considered in Coder(tree(*rows)).considered()]


def _line(claim: Claim) -> str:
    parties = f"{', '.join(map(str, claim.actors))} > {', '.join(map(str, claim.recipients))}"
    return f"{claim.type} {parties} {claim.status}"


CONDEMNS = [article("Η", 2), ("Γαλλία", "Γαλλία", "PROPN", NOM, 3, "nsubj"),
            ("καταδίκασε", "καταδικάζω", "VERB", FIN + "|Tense=Past|Aspect=Perf", 0, "root"),
            article("τη", 5), ("Ρωσία", "Ρωσία", "PROPN", ACC, 3, "obj"), (*STOP, 3, "punct")]
PASSIVE = [article("Η", 2), ("Ρωσία", "Ρωσία", "PROPN", NOM, 3, "nsubj:pass"),
           ("καταδικάστηκε", "καταδικάζω", "VERB", PASSIVE_FIN + "|Tense=Past", 0, "root"),
           ("από", "από", "ADP", "", 6, "case"), article("τη", 6),
           ("Γαλλία", "Γαλλία", "PROPN", ACC, 3, "obl:agent"), (*STOP, 3, "punct")]
LIGHT = [article("Ο", 2), ("Ερντογάν", "Ερντογάν", "PROPN", NOM, 3, "nsubj"),
         ("είχε", "έχω", "VERB", FIN + "|Tense=Past", 0, "root"),
         ("συνάντηση", "συνάντηση", "NOUN", ACC, 3, "obj"), ("με", "με", "ADP", "", 7, "case"), article("τον", 7),
         ("Μακρόν", "Μακρόν", "PROPN", ACC, 4, "nmod"), (*STOP, 3, "punct")]
AHEAD = [article("Ο", 2), ("Ερντογάν", "Ερντογάν", "PROPN", NOM, 4, "nsubj"), ("θα", "θα", "AUX", "", 4, "aux"),
         ("συναντηθεί", "συναντώ", "VERB", PASSIVE_FIN, 0, "root"),
         ("με", "με", "ADP", "", 7, "case"), article("τον", 7), ("Μακρόν", "Μακρόν", "PROPN", ACC, 4, "obl"),
         (*STOP, 4, "punct")]
SWALLOWED = [article("Η", 2), ("Τουρκία", "Τουρκία", "PROPN", NOM, 3, "nsubj"),
             ("υποσχέθηκε", "υπόσχομαι", "VERB", FIN + "|Tense=Past", 0, "root"), ("να", "να", "AUX", "", 5, "aux"),
             ("στηρίξει", "στηρίζω", "VERB", FIN, 3, "ccomp"), article("την", 7),
             ("Ουκρανία", "Ουκρανία", "PROPN", ACC, 5, "obj"), (*STOP, 3, "punct")]
NEGATED = [article("Η", 2), ("Γαλλία", "Γαλλία", "PROPN", NOM, 4, "nsubj"), ("δεν", "δεν", "PART", "", 4, "advmod"),
           ("καταδίκασε", "καταδικάζω", "VERB", FIN + "|Tense=Past", 0, "root"), article("τη", 6),
           ("Ρωσία", "Ρωσία", "PROPN", ACC, 4, "obj"), (*STOP, 4, "punct")]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (CONDEMNS, ["ACCUSE FRA > RUS actual"]),
        (PASSIVE, ["ACCUSE FRA > RUS actual"]),
        (LIGHT, ["CONSULT FRA:Emmanuel Macron, TUR:Recep Tayyip Erdoğan >  actual"]),
        (AHEAD, ["AGREE FRA:Emmanuel Macron, TUR:Recep Tayyip Erdoğan >  future"]),
        (SWALLOWED, ["AGREE TUR > UKR actual", "AGREE TUR > UKR future"]),
    ],
    ids=["active", "passive with agent", "light verb", "a meeting ahead is agreed", "a promise and its content"],
)
def test_who_does_what_to_whom(rows: list[Row], wanted: list[str]) -> None:
    assert [" ".join([line.split(" ")[0], *sorted_parties(line)]) for line in told(*rows)] == \
        [" ".join([line.split(" ")[0], *sorted_parties(line)]) for line in wanted]


def sorted_parties(line: str) -> list[str]:
    """The parties of a line in order of their names, then its status: reciprocal events list them in no order."""
    _, _, rest = line.partition(" ")
    parties, _, status = rest.rpartition(" ")
    actors, _, recipients = parties.partition(">")
    return [*sorted(p.strip() for p in actors.split(",")), ">", recipients.strip(), status]


def test_what_did_not_happen_is_not_told_as_actual() -> None:
    assert all(not line.endswith("actual") for line in told(*NEGATED))


def test_a_claim_explains_itself() -> None:
    (claim,) = code(tree(*CONDEMNS))
    assert claim.made.step == "frames"
    assert claim.made.rule.startswith("accuse/verb/")
    assert "actors from subject" in claim.made.reason
    assert claim.trigger.of("Η Γαλλία καταδίκασε τη Ρωσία .") == "καταδίκασε"


def test_what_only_says_how_sure_its_clause_is_is_no_event() -> None:
    doc = tree(article("Η", 2), ("Τουρκία", "Τουρκία", "PROPN", NOM, 3, "nsubj:pass"),
               ("φέρεται", "φέρω", "VERB", PASSIVE_FIN, 0, "root"), ("να", "να", "AUX", "", 5, "aux"),
               ("στηρίζει", "στηρίζω", "VERB", FIN, 3, "csubj:pass"), article("την", 7),
               ("Ουκρανία", "Ουκρανία", "PROPN", ACC, 5, "obj"), (*STOP, 3, "punct"))
    doc._.predicates = {2: {"AGREE": 0.9, "-": 0.1}}
    assert [_line(c.claim).split(" ")[0] for c in Coder(doc).considered()] == ["SUPPORT"]


def test_a_place_may_be_named_beside_its_noun() -> None:
    region = [article("στη", 7), ("ρωσική", "ρωσικός", "ADJ", ACC, 7, "amod"),
              ("περιφέρεια", "περιφέρεια", "NOUN", ACC, 3, "obl"), ("Κουρσκ", "Κουρσκ", "X", "Foreign=Yes", 7, "nmod")]
    sends = [article("Η", 2), ("Ινδία", "Ινδία", "PROPN", NOM, 3, "nsubj"),
             ("έστειλε", "στέλνω", "VERB", FIN + "|Tense=Past", 0, "root"),
             ("στρατιώτες", "στρατιώτης", "NOUN", "Case=Acc|Number=Plur", 3, "obj")]
    assert [line.split(" ")[0] for line in told(*sends, ("σε", "σε", "ADP", "", 7, "case"), *region[1:])] == ["AID"]


def test_of_a_promise_and_its_content_of_one_type_the_surer_is_told() -> None:
    coder = Coder(tree(*SWALLOWED))
    (choice,) = coder.choices()
    outer, inner = (coder.opinions(fit)[0].claim for fit in choice.kept)
    assert outer.type == inner.type == "AGREE"
    surer = max(outer, inner, key=lambda c: c.confidence)
    assert [c.claim for c in coder.told(choice).values()] == [surer]
