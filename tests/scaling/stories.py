"""A few invented reports, and archives filled with them."""

from collections.abc import Iterable
from pathlib import Path

from istor.model import Report
from istor.reading import read
from istor.scaling.relinking import relink
from istor.storing import Archive
from tests.scaling import wordlist

MEETING = """date 2030-05-02

Συνομιλίες στο Βλαδιβοστόκ

Ο Πούτιν συναντήθηκε με τον Κιμ στο Βλαδιβοστόκ, μετέδωσε το KCNA.
Η συνάντηση κράτησε δύο ώρες.
"""
AGAIN = """date 2030-05-03

Ο Πούτιν συναντήθηκε στις 2030-05-02 με τον Κιμ στο Βλαδιβοστόκ.
Το Κίεβο κατηγόρησε τη Μόσχα για όσα συζητήθηκαν εκεί.
"""
RAID = """date 2030-06-10

Η Ρωσία βομβάρδισε το Χάρκοβο, με 12 νεκροί ως τώρα.
"""
LATER = """date 2030-09-21

Η Ρωσία βομβάρδισε χθες την Οδησσό και ένα χωριό στα περίχωρά της, είπε ο δήμαρχος.
"""
UNDATED = """Η Ένωση επέβαλε νέες κυρώσεις.
"""
STORIES = {"meeting": MEETING, "again": AGAIN, "raid": RAID, "later": LATER, "undated": UNDATED}


def report(name: str, text: str | None = None) -> Report:
    """The story of that name, or another text under it."""
    return read((STORIES[name] if text is None else text).encode(), name)


def fill(where: Path | str, reports: Iterable[Report]) -> None:
    """An archive at ``where`` with those reports, coded by the list of words."""
    with Archive.open(where) as archive:
        for each in reports:
            archive.add(each, wordlist.claims_of(each))
        relink(archive)


def write(folder: Path, names: Iterable[str] = STORIES) -> Path:
    """The stories as files in ``folder``."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(STORIES[name], encoding="utf-8")
    return folder
