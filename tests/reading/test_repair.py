"""What is put right in a text, that it can be undone, and what is left alone."""

import sys
import unicodedata

import pytest
from ftfy import bad_codecs
from hypothesis import given
from hypothesis import strategies as st

from istor.model import Span
from istor.reading import mojibake, read
from istor.reading.mojibake import BY_FTFY, MOJIBAKE
from istor.reading.repair import ACCENT, INVISIBLE, LOOKALIKES, repaired

bad_codecs.ok()
GREEK = "Η κυβέρνηση ανακοίνωσε νέα μέτρα για όλους τους αγρότες από την Άρτα έως τον Έβρο."

WORDS = {
    "Latin capital in a Greek word": ("Pωσία", "Ρωσία", LOOKALIKES),
    "Latin capital before one small letter": ("Oι", "Οι", LOOKALIKES),
    "Latin small letters": ("κυβέρνησηs του νoμoύ", "κυβέρνησηs του νομού", LOOKALIKES),
    "Cyrillic": ("МΟΣΧΑ", "ΜΟΣΧΑ", LOOKALIKES),
    "the sign for a millionth": ("µε τον υπουργό", "με τον υπουργό", LOOKALIKES),
    "Greek capitals in a Latin word": ("ΒΒC", "BBC", LOOKALIKES),
    "soft hyphen": ("κυβέρ\u00adνηση", "κυβέρνηση", INVISIBLE),
    "zero-width space": ("η\u200b κυβέρνηση", "η κυβέρνηση", INVISIBLE),
    "byte order mark in the text": ("τέλος.\n\ufeffΗ αρχή", "τέλος.\nΗ αρχή", INVISIBLE),
    "left-to-right mark": ("NATO\u200e και", "NATO και", INVISIBLE),
    "accent before the capital": ("΄Αρτα και ´Ελληνες", "Άρτα και Έλληνες", ACCENT),
    "two things at once": ("Pω\u00adσία", "Ρωσία", f"{INVISIBLE} and {LOOKALIKES}"),
}


@pytest.mark.parametrize(("was", "now", "why"), WORDS.values(), ids=WORDS)
def test_words_put_right(was: str, now: str, why: str) -> None:
    report = read(f"Πρώτα {was}, ύστερα άλλα.".encode(), "a")
    assert report.text == f"Πρώτα {now}, ύστερα άλλα."
    assert report.unrepaired == f"Πρώτα {was}, ύστερα άλλα."
    assert report.repairs and {repair.why for repair in report.repairs} == {why}
    assert why in report.made.reason
    after = report.text.index("ύστερα")
    span = report.as_decoded(Span(after, after + 6))
    assert span.of(report.unrepaired) == "ύστερα"


ALONE = [
    "ΝΑΤΟ", "NATO", "iPhoneάκι", "e-mailς", "Κrήτη", "COVID-19", "👨\u200d👩", "می\u200cخواهم", "l´été", "naïve", "Š",
    "μg", "«Β»", "½ ώρα", "Ὁ ὑπουργὸς ὡμίλησεν", "ΑΎΡΙΟ", "façade", "ÀÉ", "Привет", "5΄",
]  # fmt: skip


@pytest.mark.parametrize("word", ALONE)
def test_what_is_right_is_left_alone(word: str) -> None:
    assert repaired(f"Είπε {word} χθες") == repaired(f"Είπε {word} χθες").__class__(f"Είπε {word} χθες")
    assert repaired(word).text == word


MANGLED = {
    f"UTF-8 read as {wrong}": GREEK.encode().decode(wrong)
    for wrong in ("latin-1", "iso8859_7", "sloppy-windows-1252", "sloppy-windows-1253")
} | {
    f"{right} read as {wrong}": GREEK.encode(right).decode(wrong)
    for right in ("cp1253", "iso8859_7")
    for wrong in ("latin-1",)
}  # fmt: skip


@pytest.mark.parametrize("text", MANGLED.values(), ids=MANGLED)
def test_mojibake_is_repaired_and_marked(text: str) -> None:
    whole = f"Μέτρα για τους αγρότες\n{text}\nΤέλος"
    report = read(whole.encode(), "a")
    assert report.text == f"Μέτρα για τους αγρότες\n{GREEK}\nΤέλος"
    (repair,) = report.repairs
    assert (repair.why, repair.span.of(report.text).strip()) == (MOJIBAKE, GREEK)
    assert report.unrepaired == unicodedata.normalize("NFC", whole.replace("\r", "\n"))


def test_letters_that_were_lost_on_the_way_stay_marked_as_lost() -> None:
    lossy = GREEK.encode().decode("cp1253", "replace")
    mended = repaired(lossy)
    assert "\ufffd" in mended.text
    assert "ανακοίνωσε νέα μέτ\ufffdα" in mended.text
    assert [repair.why for repair in mended.repairs] == [BY_FTFY]


def test_without_ftfy_the_rest_is_repaired_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ftfy", None)
    mojibake._fixed.cache_clear()
    lossy, sound = GREEK.encode().decode("cp1253", "replace"), GREEK.encode().decode("sloppy-windows-1253")
    assert (repaired(sound).text, MOJIBAKE) == (GREEK, repaired(sound).repairs[0].why)
    assert "ανακοίνωσε" not in repaired(lossy).text
    mojibake._fixed.cache_clear()


@given(st.text(st.sampled_from("αάΑΆοoΟOPΡ΄´\u0301\u0308\u00ad\u200b\u200d\ufeff\n aÎ±Ξš½»=\u0338é"), max_size=30))
def test_repairs_can_be_undone_and_the_text_stays_composed(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    mended = repaired(composed)
    assert unicodedata.is_normalized("NFC", mended.text)
    assert mended.text.count("\n") == composed.count("\n")
    pieces, end = [], 0
    for repair in mended.repairs:
        pieces += [mended.text[end : repair.span.start], repair.was]
        end = repair.span.end
    assert "".join((*pieces, mended.text[end:])) == composed
