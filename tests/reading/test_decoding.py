"""Bytes to text: every encoding that istor knows, and everything that is no text."""

import codecs
import contextlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.errors import InputError
from istor.reading import read

GREEK = "Άλλη μία ημέρα: «Καλημέρα», είπε ο υπουργός.\nΎστερα έφυγε για την Άρτα.\n"

ENCODED = {
    "UTF-8": (GREEK.encode(), "UTF-8"),
    "UTF-8 with mark": (codecs.BOM_UTF8 + GREEK.encode(), "UTF-8, byte order mark dropped"),
    "UTF-16 little-endian": (codecs.BOM_UTF16_LE + GREEK.encode("utf-16-le"), "UTF-16 (little-endian)"),
    "UTF-16 big-endian": (codecs.BOM_UTF16_BE + GREEK.encode("utf-16-be"), "UTF-16 (big-endian)"),
    "windows-1253": (GREEK.encode("cp1253"), "windows-1253"),
    "ISO-8859-7": (GREEK.encode("iso8859_7"), "ISO-8859-7"),
}


@pytest.mark.parametrize(("data", "reason"), ENCODED.values(), ids=ENCODED)
def test_the_text_is_decoded_and_the_encoding_named(data: bytes, reason: str) -> None:
    report = read(data, "a")
    assert report.text == GREEK
    assert report.made.reason.startswith(reason)


SAMPLES = {
    "running text": "Η κυβέρνηση ανακοίνωσε χθες νέα μέτρα για τους αγρότες. Ο υπουργός μίλησε στη Βουλή.\n",
    "capitals": "ΝΕΑ ΜΕΤΡΑ ΓΙΑ ΤΟΥΣ ΑΓΡΟΤΕΣ ΑΝΑΚΟΙΝΩΣΕ Η ΚΥΒΕΡΝΗΣΗ\nΑΝΤΙΔΡΑΣΕΙΣ ΣΤΗ ΒΟΥΛΗ\n",
    "accented capitals": "Άρτα, Έβρος, Ήπειρος, Ίος, Όλυμπος, Ύδρα, Ώρα μηδέν\n",
    "quotation marks": "«Δεν αλλάζουμε θέση», είπε ο υπουργός – και έφυγε… Ο «Φάρος» έγραψε: “λάθος”.\n",
    "euro": "Το ποσό φτάνει τα 12 εκατ. € και θα δοθεί έως τις 5 Ιουνίου στους δικαιούχους.\n",
    "names in Latin letters": "Ο εκπρόσωπος του NATO και η Google συμφώνησαν με τη Reuters στις Βρυξέλλες.\n",
    "polytonic": "Ἡ κυβέρνησις ἀνεκοίνωσε χθὲς νέα μέτρα· ὁ ὑπουργὸς ὡμίλησεν εἰς τὴν Βουλήν.\n",
    "a headline": "Σεισμός στην Κρήτη\n",
}
READ = {
    "UTF-8": "utf-8", "UTF-8 with mark": "utf-8-sig", "UTF-16 with mark": "utf-16",
    "UTF-16 little-endian, no mark": "utf-16-le", "UTF-16 big-endian, no mark": "utf-16-be",
    "windows-1253": "cp1253", "ISO-8859-7": "iso8859_7",
}  # fmt: skip
REFUSED = {"Mac": "mac_greek", "DOS 737": "cp737", "DOS 869": "cp869", "UTF-32": "utf-32"}


def encoded(encodings: dict[str, str]) -> dict[str, tuple[bytes, str]]:
    """Every sample in every one of ``encodings`` that can hold it."""
    made = {}
    for name, encoding in encodings.items():
        for sample, text in SAMPLES.items():
            with contextlib.suppress(UnicodeEncodeError):
                made[f"{name}, {sample}"] = (text.encode(encoding), text)
    return made


@pytest.mark.parametrize(("data", "text"), encoded(READ).values(), ids=encoded(READ))
def test_greek_is_read_right(data: bytes, text: str) -> None:
    report = read(data, "a")
    assert (report.text, report.repairs, report.lang) == (text, (), "el")


@pytest.mark.parametrize(("data", "text"), encoded(REFUSED).values(), ids=encoded(REFUSED))
def test_other_encodings_are_refused_and_never_read_wrong(data: bytes, text: str) -> None:
    with pytest.raises(InputError, match=r"cannot be decoded|binary"):
        read(data, "a")


def test_a_dropped_mark_is_told_with_the_offsets() -> None:
    assert "offsets count from after it" in read(codecs.BOM_UTF8 + b"text", "a").made.reason


def test_quotation_marks_of_windows_are_no_control_characters() -> None:
    text = "Ο υπουργός μίλησε για “λάθος” – και αποχώρησε…\nΚανείς δεν τον ακολούθησε."
    assert read(text.encode("cp1253"), "a").text == text


LINE_BREAKS = {"unix": "α\nβ\n", "windows": "α\r\nβ\r\n", "old mac": "α\rβ\r", "mixed": "α\r\nβ\r"}


@pytest.mark.parametrize("text", LINE_BREAKS.values(), ids=LINE_BREAKS)
def test_every_line_break_becomes_one_character(text: str) -> None:
    assert read(text.encode(), "a").text == "α\nβ\n"


def test_decomposed_letters_are_composed_once_and_it_is_told() -> None:
    report = read(unicodedata.normalize("NFD", GREEK).encode(), "a")
    assert report.text == GREEK
    assert "NFC" in report.made.reason
    assert "NFC" not in read(GREEK.encode(), "a").made.reason


def test_oxia_becomes_tonos() -> None:
    assert read("μ\u1f71χη".encode(), "a").text == "μ\u03acχη"


def test_white_space_stays() -> None:
    text = "  \t αρχή \n\n\n μέση\u00a0\n  τέλος \n\n"
    assert read(text.encode(), "a").text == text


BAD = {
    "empty": (b"", "empty"),
    "white space": (b" \n\t\r\n ", "white space"),
    "mark only": (codecs.BOM_UTF8, "white space"),
    "mark of UTF-16 only": (codecs.BOM_UTF16_LE, "white space"),
    "blank behind a mark": (codecs.BOM_UTF16_BE + " \n".encode("utf-16-be"), "white space"),
    "NUL bytes": (b"PK\x03\x04\x00\x00\x00\x08", "binary"),
    "UTF-16 with no mark, half a letter": ("κείμενο που κόπηκε".encode("utf-16-le")[:-1], "binary"),
    "UTF-32": ("κείμενο και άλλα".encode("utf-32"), "binary"),
    "invisible characters only": ("\u200b\ufeff \u200b".encode(), "invisible"),
    "control characters": (b"\x01\x02\x03abc\x04\x05", "binary"),
    "control characters beside 8-bit letters": (b"\x01\x02\x03\xe1\x04\x05\x06\x07", "binary"),
    "NUL in UTF-16": (codecs.BOM_UTF16_LE + "α\0β".encode("utf-16-le"), "binary"),
    "odd length of UTF-16": (codecs.BOM_UTF16_LE + "αβγ".encode("utf-16-le")[:-1], "breaks it at byte 6"),
    "half a surrogate pair in UTF-16": (codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", "breaks it at byte 2"),
    "cut UTF-8": (GREEK.encode() + b"\xce", f"broken at byte {len(GREEK.encode())}"),
    "UTF-8 with a bad byte": (b"\xff" + GREEK.encode(), "broken at byte 0"),
    "Cyrillic 8-bit": (
        "Привет, это новости дня из Москвы и других городов. ".encode("cp1251") * 5,
        "cannot be decoded",
    ),
    "Western 8-bit": ("L'été à Zürich, façade déjà vue, élève très doué à côté. ".encode("cp1252") * 5, "cannot be"),
}


@pytest.mark.parametrize(("data", "says"), BAD.values(), ids=BAD)
def test_what_is_no_text_fails_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as failed:
        read(data, "name", "folder/name.txt")
    message = str(failed.value)
    assert says in message
    assert message.startswith("folder/name.txt: ")
    assert "\n" not in message


def test_the_name_stands_in_for_the_place() -> None:
    with pytest.raises(InputError, match=r"^name: "):
        read(b"", "name")


@settings(deadline=None)  # the model that tells languages is loaded when first needed
@given(st.binary(max_size=400))
def test_bytes_give_a_report_or_an_input_error(data: bytes) -> None:
    try:
        report = read(data, "a")
    except InputError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert unicodedata.is_normalized("NFC", report.text)
        assert "\r" not in report.text
        for repair in report.repairs:
            assert repair.span.of(report.text) != repair.was


@settings(deadline=None)  # the model that tells languages is loaded when first needed
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_sound_text_is_kept_or_can_be_had_back(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    if composed.strip() and not composed.startswith("\ufeff"):
        try:
            report = read(composed.encode(), "a")
        except InputError as error:
            assert "invisible" in str(error)
        else:
            assert report.unrepaired == composed
            assert bool(report.repairs) == (report.text != composed)
