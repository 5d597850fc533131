"""On whose word a claim rests, and when: the ways to say so, each in a sentence of its own, read by the real model."""

import pytest

from istor.annotating import annotate
from istor.coding.claims import Coder
from istor.knowledge.naming import credited
from istor.model import Claim
from istor.reading.text import read
from istor.scaling import release

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not release.manifest().is_file(), reason="no trained model here"),
]

SAYS = "Η Γαλλία δήλωσε ότι ο στρατός της Ρωσίας βομβάρδισε την πόλη."
CREDITS = {  # the text, the word that names the event, on whose word it rests, how it is quoted
    "a clause": ("Ο Έλληνας δήμαρχος Πέτρος Αλμυράντης επισήμανε ότι η Γαλλία καταδίκασε τη Ρωσία.", "καταδίκασε",
                 ["GRC:Petros Almyrantis"], "indirect"),
    "sources of a kind": ("Η Γαλλία καταδίκασε τη Ρωσία, σύμφωνα με διπλωματικές πηγές.", "καταδίκασε",
                          ["diplomatic sources"], "indirect"),
    "reports of nobody": ("Πληροφορίες αναφέρουν ότι η Γαλλία καταδίκασε τη Ρωσία.", "καταδίκασε",
                          ["unnamed reports"], "indirect"),
    "sources of a body": ("Πηγές του υπουργείου Εξωτερικών της Γαλλίας ανέφεραν ότι στρατιώτες επιτέθηκαν στην πόλη.",
                          "επιτέθηκαν", ["France:Ministry of Foreign Affairs"], "indirect"),
    "a spokesman": ("Εκπρόσωπος του Ερυθρού Σταυρού δήλωσε ότι στρατιώτες επιτέθηκαν στο νοσοκομείο.", "επιτέθηκαν",
                    ["Red Cross"], "indirect"),
    "made known by": ("Η Γαλλία καταδίκασε τη Ρωσία, έγινε γνωστό από την αστυνομία.", "καταδίκασε",
                      ["police"], "indirect"),
    "an agency in brackets": ("Παρίσι, 3 Μαΐου (Reuters) - Η Γαλλία καταδίκασε τη Ρωσία.", "καταδίκασε",
                              ["GBR:Reuters"], "indirect"),
    "an agency spoken to": ("Ο υπουργός Άμυνας της Γαλλίας δήλωσε στο Reuters ότι ο στρατός επιτέθηκε στη Ρωσία.",
                            "επιτέθηκε", ["France:defence minister", "GBR:Reuters"], "indirect"),
    "a source that a medium cites": ("Η Γαλλία καταδίκασε τη Ρωσία, μετέδωσε το Bloomberg, επικαλούμενο μία πηγή.",
                                     "καταδίκασε", ["unnamed source", "USA:Bloomberg"], "indirect"),
    "a medium that cites a source": (("«Η Γαλλία καταδίκασε τη Ρωσία», επεσήμανε πηγή του γαλλικού υπουργείου Άμυνας, "
                                     "την οποία επικαλείται το πρακτορείο Reuters."), "καταδίκασε",
                                     ["France:Ministry of Defence", "GBR:Reuters"], "direct"),
    "one of the sources": ("Το υπουργείο θα καταδικάσει τη Ρωσία σε συνεδρίαση, δήλωσε μία από τις πηγές.",
                           "καταδικάσει", ["unnamed source"], "indirect"),
    "in a document": ("Ο στρατός της Ρωσίας επιτέθηκε στην πόλη, επισημαίνεται σε έκθεση του ΟΗΕ.", "επιτέθηκε",
                      ["United Nations"], "indirect"),
    "through somebody's mouth": ("Διά στόματος του Έλληνα δημάρχου Πέτρου Αλμυράντη η Γαλλία καταδίκασε τη Ρωσία.",
                                 "καταδίκασε", ["GRC:Petros Almyrantis"], "indirect"),
    "the only medium of a state": (("Ο στρατός της Ρωσίας επιτέθηκε στην πόλη, μετέδωσε σήμερα το επίσημο μέσο "
                                    "ενημέρωσης της Μόσχας. Το TASS επανέλαβε την είδηση."), "επιτέθηκε",
                                   ["RUS:TASS"], "indirect"),
    "who renames in brackets": (("Ο πρόεδρος της ΓΣΕΕ (Γενική Συνομοσπονδία Εργατών), Πέτρος Αλμυράντης, δήλωσε ότι η "
                                "Γαλλία καταδίκασε τη Ρωσία."), "καταδίκασε", ["GRC:Petros Almyrantis"], "indirect"),
    "a hyphen for a dash": ("Η Γαλλία -σύμφωνα με το Reuters- καταδίκασε τη Ρωσία.", "καταδίκασε", ["GBR:Reuters"],
                            "indirect"),
    "what is called names is no saying": (("Ο δήμαρχος Πέτρος Αλμυράντης χαρακτήρισε την επίθεση της Ρωσίας ενέργεια "
                                          "«κακίας»."), "επίθεση", [], None),
    "who spoke last": (f"{SAYS}\nΌπως πρόσθεσε, «οι στρατιώτες επιτέθηκαν στο νοσοκομείο».", "επιτέθηκαν",
                       ["France"], "direct"),
    "a colon and no closing mark": ("Ο κ. Αλμυράντης σημείωσε για το θέμα: «Η Γαλλία καταδίκασε τη Ρωσία.",
                                    "καταδίκασε", ["GRC:Almyrantis"], "direct"),
    "another verb's quotation": ("Η Γαλλία ευχαρίστησε τη Ρωσία και είπε πως η έκθεση ήταν «μια πολύτιμη ευκαιρία».",
                                 "ευχαρίστησε", [], None),
    "beside a quotation": ("«Οι στρατιώτες επιτέθηκαν στο νοσοκομείο», λέει ο γιατρός που συνελήφθη στη Ρωσία.",
                           "επιτέθηκαν", ["doctor"], "direct"),
    "after a quotation": ("«Οι στρατιώτες επιτέθηκαν στο νοσοκομείο», λέει ο γιατρός που συνελήφθη στη Ρωσία.",
                          "συνελήφθη", [], None),
    "the act of speaking": ("Η Γαλλία κατηγόρησε τη Ρωσία ότι «επιτέθηκε στην πόλη χωρίς λόγο».", "κατηγόρησε",
                            [], "direct"),
    "what the act says": ("Η Γαλλία κατηγόρησε τη Ρωσία ότι «επιτέθηκε στην πόλη χωρίς λόγο».", "επιτέθηκε",
                          ["France"], "direct"),
    "the report's own aside": ("Σημειώνεται ότι η Γαλλία καταδίκασε τη Ρωσία.", "καταδίκασε", [], None),
    "a plan is no statement": ("Η Γαλλία αποφάσισε να επιτεθεί στη Ρωσία.", "επιτεθεί", [], None),
    "what things say": ("Η επιτροπή έχει στοιχεία, σύμφωνα με τα οποία στρατιώτες επιτέθηκαν στο νοσοκομείο.",
                        "επιτέθηκαν", [], "indirect"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "word", "sources", "quote"), CREDITS.values(), ids=CREDITS)
def test_who_is_credited(text: str, word: str, sources: list[str], quote: str | None) -> None:
    claim = told(text, word)
    assert [credited(voice.code, voice.name) for voice in claim.voices] == sources
    assert claim.quote == quote


DAYS = {  # a report of Monday 4 March 2030: the word that names the event and its date
    "the hour is left out": ("Η Γαλλία καταδίκασε τη Ρωσία την Κυριακή το βράδυ.", "καταδίκασε", "2030-03-03"),
    "days after": ("Η Γαλλία καταδίκασε τη Ρωσία δύο ημέρες μετά τη σύλληψη του προξένου.", "σύλληψη", "2030-03-02"),
    "about weeks after": ("Η Γαλλία καταδίκασε τη Ρωσία δύο εβδομάδες μετά τη σύλληψη του προξένου.", "σύλληψη",
                          "2030-02-18~"),
    "counted from something dated": ("Η Γαλλία καταδίκασε τη Ρωσία τρεις ημέρες μετά το συλλαλητήριο της Τετάρτης.",
                                     "καταδίκασε", "2030-03-02"),
    "weeks before something dated": ("Η Γαλλία καταδίκασε τη Ρωσία δύο εβδομάδες πριν από τη σύνοδο της 3ης Μαρτίου.",
                                     "καταδίκασε", "2030-02-17~"),
    "after something dated": ("Η Γαλλία καταδίκασε τη Ρωσία μετά το συλλαλητήριο της Τετάρτης.", "καταδίκασε",
                              "2030-02-27/.."),
    "the dated thing itself": ("Η Γαλλία καταδίκασε τη Ρωσία τρεις ημέρες μετά το συλλαλητήριο της Τετάρτης.",
                               "συλλαλητήριο", "2030-02-27"),
    "an attack is news": ("Έκρηξη βόμβας σημειώθηκε στο Παρίσι.", "Έκρηξη", "2030-03-04~"),
    "a siege is of no one day": ("Η πολιορκία της πόλης από τον στρατό της Ρωσίας είναι σκληρή.", "πολιορκία", None),
    "what did not happen is news": ("Η Γαλλία δεν καταδίκασε τη Ρωσία.", "καταδίκασε", "2030-03-04~"),
    "what led up to the news is of its month": ("Η Γαλλία είχε καταδικάσει τη Ρωσία.", "καταδικάσει", "2030-03~"),
    "what lies ahead is not": ("Η Γαλλία θα καταδικάσει τη Ρωσία.", "καταδικάσει", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "word", "date"), DAYS.values(), ids=DAYS)
def test_when_it_happened(text: str, word: str, date: str | None) -> None:
    claim = told(f"date 2030-03-04 Νέα της ημέρας\n\n2030-03-04\n{text}", word)
    assert (claim.when.edtf if claim.when else None) == date


def told(text: str, word: str) -> Claim:
    """The claim that ``word`` names, however unsure."""
    report = read(text.encode(), "report")
    return next(c.claim for c in Coder(annotate(report)).considered() if c.claim.trigger.of(report.text) == word)
