"""Choosing, among the Greek names that the sources give a place, those that a newspaper prints."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from tables import clean, distinct, plain

from istor.languages.folding import fold

# Second names that tell villages apart; alone at the end of a name they say the prefecture or island.
_WHERE = (
    "Αττικής Αχαΐας Αρκαδίας Αργολίδας Αργολίδος Άρτας Αιτωλοακαρνανίας Βοιωτίας Γρεβενών Δράμας Δωδεκανήσου "
    "Έβρου Εύβοιας Ευβοίας Ευρυτανίας Ζακύνθου Ηλείας Ημαθίας Ηρακλείου Θεσπρωτίας Θεσσαλονίκης Ιωαννίνων "
    "Καβάλας Καρδίτσας Καστοριάς Κέρκυρας Κεφαλληνίας Κεφαλονιάς Κιλκίς Κοζάνης Κορινθίας Κρήτης Κυκλάδων "
    "Λακωνίας Λάρισας Λασιθίου Λέσβου Λευκάδας Λήμνου Μαγνησίας Μεσσηνίας Ξάνθης Πέλλας Πιερίας Πρέβεζας "
    "Ρεθύμνου Ρεθύμνης Ροδόπης Ρόδου Σάμου Σερρών Τρικάλων Φθιώτιδας Φλώρινας Φωκίδας Χαλκιδικής Χανίων Χίου "
    "Κω Νάξου Πάρου Σύρου Τήνου Άνδρου Μυκόνου Θάσου Ικαρίας Κυθήρων Λευκωσίας Λεμεσού Λάρνακας Πάφου "
    "Αμμοχώστου Κερύνειας Κελοκεδάρων Ηπείρου Θράκης Μακεδονίας Πηλίου Σαλαμίνας Αίγινας"
)
_PLACED = re.compile(rf"^(.+?) (?:{'|'.join(_WHERE.split())})$")
_OFFICES = re.compile(r"^(Δήμος|Κοινότητα|Επαρχία|Νομός|Περιφέρεια|Περιφερειακή)\b")
_ANCIENT = re.compile(r"(ίς|ις|άς|εύς|ών|ον|όν|αι|αί)$")  # only beside another name: Χαλκίς, Λευκάς, Ελασσών
_ALLOWED = re.compile(r"^[\u0370-\u03ff' .-]+$")
_PURIST = {"ον": "ο", "όν": "ό", "αι": "ες", "αί": "ές", "ιον": "ι", "ίον": "ί"}


def spoken_names(names: Iterable[str]) -> list[str]:
    """Keep Greek names in mixed case with an accent, in today's form, without the prefecture behind them."""
    chosen = [short(clean(name)) for name in names if name]
    printed = distinct(today(name, chosen) for name in chosen if is_printed(name))
    return [name for name in printed if not _ANCIENT.search(name)] or printed


def short(name: str) -> str:
    """Take the prefecture off the end of a name."""
    match = _PLACED.match(name)
    return match.group(1) if match else name


def is_printed(name: str) -> bool:
    """Say whether a name looks as newspapers print it."""
    if not _ALLOWED.match(name) or _OFFICES.match(name) or len(name) < 3 or not name[0].isupper():
        return False
    return all(is_accented(word) for word in re.split(r"[ -]", name) if vowels(word) > 1) and not name.isupper()


def vowels(word: str) -> int:
    """Count the syllables of a Greek word, nearly: vowels, with ου, αι, ει, οι and υι as one."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if char != "\u0301")
    return len(re.findall(r"ου|αι|ει|οι|υι|αυ|ευ|[αεηιουω]", bare))


def is_accented(word: str) -> bool:
    """Say whether a word bears a tonos."""
    return any(mark in unicodedata.normalize("NFD", word) for mark in ("\u0301", "\u0342", "\u0300"))


def today(name: str, others: list[str]) -> str:
    """Turn a purist ending into today's where the sources have that too (Αίγιον, Σπέτσαι)."""
    for old, new in _PURIST.items():
        if name.endswith(old) and name[: -len(old)] + new in others:
            return name[: -len(old)] + new
    return name


# ELOT 743, near enough to compare and to show: pairs first.
_LATIN = {
    "ου": "ou", "αυ": "av", "ευ": "ev", "μπ": "b", "ντ": "nt", "γγ": "ng", "γκ": "gk", "γχ": "nch",
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψω",
               "a v g d e z i th i k l m n x o p r s t y f ch ps o".split(), strict=True)),
}
_LETTERS = re.compile("|".join(_LATIN))
# Two spellings of one name are alike at least so far (0 to 1); a village's older Turkish or Slavic name is not.
ALIKE = 0.6


def latin(name: str) -> str:
    """Write a Greek name in Latin letters."""
    return _LETTERS.sub(lambda match: _LATIN[match.group()], fold(name)).title()


def kin(names: list[str], name: str) -> list[str]:
    """Keep the Greek names that sound like the main one, or the first when none does."""
    sound = plain(name).lower()
    alike = [one for one in names if difflib.SequenceMatcher(None, latin(one).lower(), sound).ratio() >= ALIKE]
    return alike or names[:1]
