"""Which lines of a page belong to the report. Each table row is a line of its own between two full paragraphs."""

from pathlib import Path

import pytest

from istor.errors import DataError
from istor.model import Block
from istor.reading.furniture import blocks
from istor.reading.rules import load_rules, parse_rules

FIRST = "Η κυβέρνηση ανακοίνωσε το πρωί νέα μέτρα για τους αγρότες και τους κτηνοτρόφους όλης της χώρας."
SECOND = "Η αντιπολίτευση απάντησε το μεσημέρι ότι τα μέτρα δεν αρκούν και ζήτησε να συζητηθούν στη Βουλή."


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.span.of(text), block.kind) for block in blocks(text)]


def block_of(line: str, text: str) -> Block:
    return next(block for block in blocks(text) if block.span.of(text) == line)


FURNITURE = {
    "Μοιράσου το": "share buttons", "Μοιραστείτε αυτό το κείμενο": "share buttons", "Viber Whatsapp": "share buttons",
    "Facebook Twitter": "share buttons", "FACEBOOK | TWITTER | E-MAIL": "share buttons",
    "X Facebook 12": "share buttons",
    "ΚΟΙΝΟΠΟΙΗΣΗ": "share buttons", "Newsroom": "newsroom", "Τα Νέα του Νησιού | Newsroom": "newsroom",
    "Φάρος Newsroom": "newsroom", "ΑΙΘΟΥΣΑ ΣΥΝΤΑΞΗΣ": "newsroom",
    "Του Γ. Παπαδόπουλου": "byline", "Της Μαρίας Νικολάου": "byline", "ΤΟΥ ΓΙΩΡΓΟΥ ΝΙΚΟΛΑΟΥ": "byline",
    "Του Γ.Νικολάου": "byline", "Των Άννας Νικολάου και Πέτρου Ηλία": "byline", "Γράφει ο Πέτρος Ηλίας": "byline",
    "Επιμέλεια: Πέτρος Ηλίας": "byline", "Ρεπορτάζ: Άννα Νικολάου, Πέτρος Ηλίας": "byline",
    "12.07.2018, 10:30": "date stamp", "2018-07-12": "date stamp", "Πέμπτη, 12 Ιουλίου 2018": "date stamp",
    "12 Ιουλίου 2018 | 10:30": "date stamp", "Δημοσίευση: 12/07/2018 10:30": "date stamp",
    "Τελευταία ενημέρωση: 12 Ιουλίου 2018": "date stamp", "Χρόνος ανάγνωσης: 3 λεπτά": "reading time",
    "3' ανάγνωση": "reading time", "Φωτογραφία: Πέτρος Ηλίας": "picture line", "(Φωτ.: ΑΠΕ-ΜΠΕ)": "picture line",
    "Πηγή φωτογραφίας: ΑΠΕ-ΜΠΕ": "picture line", "Δείτε το βίντεο": "picture line",
    "Διαβάστε επίσης: Τι θα ισχύσει από το φθινόπωρο": "read also", "Διαβάστε ακόμα": "read also",
    "ΔΙΑΒΑΣΤΕ ΠΕΡΙΣΣΟΤΕΡΑ": "read also", "διαβαστε ακομη": "read also", "Δείτε επίσης:": "read also",
    "Διαβάζονται αυτή τη στιγμή": "being read now", "Διαβάζονται τώρα:": "being read now",
    "ΔΗΜΟΦΙΛΗ": "being read now", "Τα πιο δημοφιλή του μήνα": "being read now", "Ροή ειδήσεων": "other reports",
    "Σχετικά άρθρα": "other reports", "Ακολουθήστε τον Φάρο στο Google News": "follow us",
    "Ακολουθήστε μας στο Facebook και στο Instagram.": "follow us",
    "Γραφτείτε στο newsletter του Φάρου": "newsletter", "© 2024 Ο Φάρος": "copyright",
    "Ο Φάρος © 2024": "copyright", "Copyright 2024 Ο Φάρος": "copyright",
    "Ο Φάρος – Με επιφύλαξη παντός δικαιώματος": "copyright",
    "Χρησιμοποιούμε cookies για να θυμόμαστε τις επιλογές σας.": "cookies", "Όροι χρήσης": "terms",
    "Tags: Αγρότες, Βουλή": "tags", "ΕΤΙΚΕΤΕΣ": "tags", "#αγρότες #Βουλή": "tags", "Σχόλια (3)": "comments",
    "Αφήστε ένα σχόλιο": "comments", "Διαφήμιση": "advertisement", "Αρχική > Πολιτική": "navigation",
    "FacebookTwitterViber": "share buttons", "12/7 10:30": "date stamp", "8' διάβασμα": "reading time",
    "ΦΥΛΛΟ 1.204 - ΣΑΒΒΑΤΟ 7 ΙΟΥΛΙΟΥ 2018": "date stamp", "Όλα τα άρθρα": "byline",
    "Εμείς και οι συνεργάτες μας διαβάζουμε πληροφορίες από τη συσκευή σας.": "cookies",
    "ΣΥΜΦΩΝΩ ΠΕΡΙΣΣΟΤΕΡΕΣ ΕΠΙΛΟΓΕΣ": "cookies", "Στο ίδιο φύλλο": "other reports",
    "ΠΟΛΙΤΙΚΗ": "section name", "www.faros-news.gr": "site name", "* * *": "no letters or digits",
}  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), FURNITURE.items(), ids=FURNITURE)
def test_furniture_between_paragraphs(line: str, reason: str) -> None:
    text = f"{FIRST}\n{line}\n{SECOND}\n"
    assert shown(text) == [(FIRST, "body"), (line, "furniture"), (SECOND, "body")]
    assert block_of(line, text).reason == reason


BODY = {
    "Πηγή του υπουργείου διέψευσε την πληροφορία.": "", "Πηγές της Μόσχας δεν σχολίασαν.": "",
    "Με πληροφορίες από το μέτωπο, ο στρατός προχώρησε.": "", "Ακολουθήστε το παράδειγμά μας, είπε ο υπουργός.": "",
    "Δημοφιλή ήταν μόνο τα πρώτα μέτρα.": "", "Το Facebook και το Twitter κατέβασαν την ανάρτηση.": "",
    "Του υπουργού Οικονομικών προηγήθηκε ο πρωθυπουργός.": "", "Ενημερώθηκε για τους 3 νεκρούς ο πρόεδρος.": "",
    "Οι δύο πλευρές θα εγγραφούν στο μητρώο.": "", "- Όχι, απάντησε ο υπουργός.": "bullet",
    "«Οι συνεργάτες μας έφυγαν», είπε ο υπουργός.": "", "Η αύξηση φτάνει το 12/7 της τιμής.": "",
    "• Νέα μέτρα για τους αγρότες": "bullet", "1. Νέα μέτρα για τους αγρότες": "bullet",
    "Πηγή: ΑΠΕ-ΜΠΕ": "source line", "ΠΗΓΗ: Reuters": "source line", "(Πηγή: Reuters, AFP)": "source line",
    "Πηγές: Reuters, Γαλλικό Πρακτορείο": "source line", "ΑΠΕ-ΜΠΕ": "source line",
    "(ΑΠΕ - ΜΠΕ, Reuters)": "source line",
    "Με πληροφορίες από ΑΠΕ-ΜΠΕ.": "source line", "Με πληροφορίες από το Γαλλικό Πρακτορείο": "source line",
}  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), BODY.items(), ids=BODY)
def test_body_between_paragraphs(line: str, reason: str) -> None:
    text = f"{FIRST}\n\n{line}\n\n{SECOND}\n"
    assert (block_of(line, text).kind, block_of(line, text).reason) == ("body", reason)


SUBHEADINGS = [
    "Τι ζητούν οι αγρότες",
    "«Δεν αρκούν τα μέτρα»",
    "Νέα μέτρα: Η Πηγή του προβλήματος",
    "Ενημερώθηκε ο πρόεδρος",
    "Μείνετε στο πλευρό μας, λέει ο πρόεδρος",
    "Ανταπόκριση: Οι δρόμοι άδειασαν",
    "Η απόφαση του 2024",
]


@pytest.mark.parametrize("line", SUBHEADINGS)
def test_subheadings(line: str) -> None:
    text = f"{FIRST}\n\n{line}\n\n{SECOND}\n"
    assert (block_of(line, text).kind, block_of(line, text).reason) == ("title", "subheading")


def test_a_short_line_with_no_paragraph_after_it_is_no_subheading() -> None:
    text = f"{FIRST}\nΑθήνα 3\nΠάτρα 2\nΒόλος 1"
    assert shown(text)[1:] == [("Αθήνα 3", "body"), ("Πάτρα 2", "body"), ("Βόλος 1", "body")]


def test_a_lead_printed_twice_stays_and_is_told() -> None:
    found = blocks(f"{FIRST}\n\n{FIRST}\n\n{SECOND}")
    assert [(b.kind, b.reason) for b in found] == [("body", ""), ("body", "repeats an earlier block"), ("body", "")]


def test_a_title_printed_twice_is_a_title_twice() -> None:
    found = blocks(f"Νέα μέτρα\nNewsroom\nΝΕΑ  ΜΕΤΡΑ\nNewsroom\nΝέα  Μέτρα\n{FIRST}")
    assert [b.kind for b in found] == ["title", "furniture", "title", "furniture", "title", "body"]
    assert found[4].reason == "repeats an earlier block"


RELATED = {
    "after a heading, to the end": (
        [FIRST, "Διαβάστε επίσης", "Ο καιρός αύριο", "Ποιοι πληρώνουν τι;"],
        ["body", "furniture", "furniture", "furniture"],
    ),
    "after a heading with a colon": ([FIRST, "Διαβάστε επίσης:", "Ο καιρός αύριο"], ["body", "furniture", "furniture"]),
    "until the text goes on": (
        [FIRST, "Διαβάστε ακόμη", "Ο καιρός αύριο", SECOND, "Ψηφίστηκε.", "Τι μένει", FIRST + " Ξανά."],
        ["body", "furniture", "furniture", "body", "body", "title", "body"],
    ),
    "a short sentence before a paragraph is text": (
        [FIRST, "Διαβάστε ακόμη", "Ο καιρός αύριο", "Οι αγρότες απάντησαν αμέσως.", SECOND],
        ["body", "furniture", "furniture", "body", "body"],
    ),
    "a link with its headline hides no subheading": (
        [FIRST, "Διαβάστε επίσης: Ο καιρός αύριο", "Τι μένει", SECOND],
        ["body", "furniture", "title", "body"],
    ),
    "a link with its headline, at the foot": (
        [FIRST, "Διαβάστε επίσης: Ο καιρός αύριο", "Ποιοι πληρώνουν τι", "Ο Φάρος"],
        ["body", "furniture", "furniture", "furniture"],
    ),
    "the source line survives": (
        [FIRST, "Διαβάζονται τώρα", "Ο καιρός αύριο", "Πηγή: ΑΠΕ-ΜΠΕ"],
        ["body", "furniture", "furniture", "body"],
    ),
    "a list above the report keeps the title": (
        ["Δημοφιλή", "Ο καιρός αύριο", "Νέα μέτρα", FIRST, SECOND],
        ["furniture", "furniture", "title", "body", "body"],
    ),
    "a site's name at the foot": ([FIRST, "Faros News"], ["body", "furniture"]),
    "a site's name after copyright": ([FIRST, "© 2024", "Ο Φάρος"], ["body", "furniture", "furniture"]),
    "short lines with nothing before them stay": ([FIRST, "Αθήνα 3 νεκροί"], ["body", "body"]),
    "buttons above a list hide nothing": (
        [FIRST, "Facebook", "• Τρεις νεκροί", "Αθήνα 2"],
        ["body", "furniture", "body", "body"],
    ),
}


@pytest.mark.parametrize(("page", "kinds"), RELATED.values(), ids=RELATED)
def test_lists_of_other_reports(page: list[str], kinds: list[str]) -> None:
    assert [kind for _, kind in shown("\n\n".join(page))] == kinds


FLAT = {
    "a menu between a page's own title and its heading": (
        ["Νέα μέτρα για τους αγρότες | Ο Φάρος", "Ο Φάρος", "Έντυπη έκδοση", "Νέα μέτρα για τους αγρότες", FIRST,
         SECOND],
        ["title", "furniture", "furniture", "title", "body", "body"],
    ),
    "a text browser's links and buttons": (
        ["[1]Ο Φάρος [2]Έντυπη έκδοση", "(BUTTON) Μενού", "Νέα μέτρα για τους αγρότες", FIRST.replace("νέα", "[3]νέα"),
         SECOND,
         "* [4]Facebook", "References", "1. https://faros.example/"],
        ["furniture", "furniture", "title", "body", "body", "furniture", "furniture", "furniture"],
    ),
    "a sentence cut at its links": (
        ["Νέα μέτρα για τους αγρότες", FIRST, "Σύμφωνα με", "την έκθεση", ", τα μέτρα δεν αρκούν", ".", SECOND],
        ["title", "body", "body", "body", "body", "body", "body"],
    ),
    "an address to the reader cut at its links": (
        [FIRST, SECOND, "Ακολουθήστε τον", "Φάρο", "στο Google News"], ["body", "body", *["furniture"] * 3],
    ),
    "a name under the title beside a date": (
        ["Νέα μέτρα για τους αγρότες", "Άννα Νικολάου", "12.07.2018", FIRST],
        ["title", "furniture", "furniture", "body"],
    ),
    "a name under the title beside nothing": (
        ["Νέα μέτρα για τους αγρότες", "Άννα Νικολάου", FIRST], ["title", "body", "body"],
    ),
    "what leads into the report is no subheading": (
        ["Νέα μέτρα για τους αγρότες", "Τι ζητούν οι κτηνοτρόφοι από τον υπουργό", FIRST], ["title", "body", "body"],
    ),
    "what readers write, in whole paragraphs": (
        [FIRST, SECOND, "Σχόλια (1)", "Ηλίας", f"{FIRST[:-1]}, και πολύ καλά κάνει."],
        ["body", "body", *["furniture"] * 3],
    ),
    "a counter of comments at the head ends nothing": (["Σχόλια (1)", FIRST, SECOND], ["furniture", "body", "body"]),
    "a word to the reader in quotation marks is somebody's": (
        [FIRST, SECOND, "«Μείνετε στα σπίτια σας», είπε."], ["body", "body", "body"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("page", "kinds"), FLAT.values(), ids=FLAT)
def test_pages_that_other_programs_flattened(page: list[str], kinds: list[str]) -> None:
    assert [kind for _, kind in shown("\n".join(page))] == kinds


SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the measuring data is not here")
def test_a_real_page_is_right_to_the_line() -> None:
    (path,) = SEEDS.glob("004_*.txt")
    kinds = [block.kind for block in blocks(path.read_text(encoding="utf-8"))]
    assert kinds == ["title", *["furniture"] * 3, "title", *["body"] * 17, *["furniture"] * 8]


def test_the_shipped_rules_hold() -> None:
    assert len(load_rules("el").rules) > 20


BROKEN = {
    "no YAML": ("rules: [", "no YAML"),
    "no list": ("rule: []", "one list"),
    "no name": ("rules: [{note: a, whole: [b]}]", "rule 1: needs"),
    "no note": ("rules: [{name: a, whole: [b]}]", "rule 1: needs"),
    "no condition": ("rules: [{name: a, note: b}]", "at least one of"),
    "unknown field": ("rules: [{name: a, note: b, whole: [c], hole: [d]}]", "no field hole"),
    "a word that YAML takes for a truth": ("rules: [{name: a, note: b, words: [on]}]", "list of words"),
    "no list of words": ("rules: [{name: a, note: b, whole: c}]", "list of words"),
    "bad expression": ("rules: [{name: a, note: b, shape: ['(']}]", "no regular expression"),
    "bad kind": ("rules: [{name: a, note: b, whole: [c], kind: title}]", "kind"),
    "bad place": ("rules: [{name: a, note: b, whole: [c], where: head}]", "where"),
    "bad limit": ("rules: [{name: a, note: b, whole: [c], limit: many}]", "limit"),
    "bad flag": ("rules: [{name: a, note: b, whole: [c], opens: 1}]", "opens"),
    "bad end": ("rules: [{name: a, note: b, whole: [c], ends: 1}]", "ends"),
}


@pytest.mark.parametrize(("text", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_named(text: str, says: str) -> None:
    with pytest.raises(DataError) as failed:
        parse_rules(text, "furniture.yaml")
    message = str(failed.value)
    assert message.startswith("furniture.yaml: ")
    assert says in message
    assert "\n" not in message
