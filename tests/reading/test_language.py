"""The language of a text and of its blocks."""

import sys

import pytest

from istor.reading import language, read
from istor.reading.language import lang_of
from istor.reading.text import warning_of

TEXTS = {
    "el": ["Ο υπουργός παραιτήθηκε.", "Ο CEO της Volkswagen παραιτήθηκε χθες το βράδυ.", "μῆνιν ἄειδε θεά", "ΝΑΙ"],
    "el-Latn": [
        "O ypourgos paraitithike tin Triti meta apo synantisi me ton proedro kai eipe oti den tha epistrepsei.",
        "H kyvernisi anakoinose nea metra gia tous agrotes kai ti vouli.",
        "Oi dyo igetes synantithikan stin Athina gia na syzitisoun to thema tis Kyprou.",
    ],
    "en": ["The minister said that the talks in Athens would go on for a week and that no one should expect results."],
    "fr": ["Le ministre a dit que les discussions à Athènes dureraient une semaine."],
    "es": ["El ministro dijo que las conversaciones en Atenas durarán una semana más para todos."],
    "it": ["Il ministro ha detto che i colloqui ad Atene dureranno una settimana e che non ci sono novità."],
    "tr": ["Bakan, Atina'daki görüşmelerin bir hafta süreceğini söyledi."],
    "sq": ["Ministri tha se bisedimet në Athinë do të zgjasin një javë dhe se ato kanë nisur mirë."],
    "fi": ["Ministeri sanoi, että neuvottelut Ateenassa kestävät viikon, kun osapuolet tapaavat."],
    "pt": ["O ministro disse que as conversas em Atenas vão durar uma semana e que todos estão otimistas."],
    "de": ["Minister sagte, die Gespräche in Athen würden eine Woche dauern."],
    "nl": ["De minister zei dat de gesprekken in Athene een week zouden duren, en dat ton de zaak sto."],
    "ro": ["Ministrul a declarat că discuțiile de la Atena vor dura o săptămână și că nu se așteaptă rezultate."],
    "pl": ["Minister powiedział, że rozmowy w Atenach potrwają tydzień i że nie należy oczekiwać wyników."],
    "ru": ["Министр сказал, что переговоры в Афинах продлятся неделю."],
    "bg": ["Министърът подаде оставка във вторник след разговор с президента на републиката."],
    "und": ["1 2 3", "…", "Reuters", "OK"],
}


@pytest.mark.parametrize(
    ("text", "lang"), [(text, lang) for lang, texts in TEXTS.items() for text in texts], ids=lambda value: value[:30]
)
def test_the_language_of_a_text(text: str, lang: str) -> None:
    assert lang_of(text) == lang


GREEK = "Ο πρόεδρος μίλησε το πρωί στους δημοσιογράφους και απάντησε σε όλες τις ερωτήσεις τους για τα μέτρα."
ENGLISH = "We will go on with the talks until there is an agreement that both sides can live with, he wrote."


def test_a_block_in_another_language_is_marked_and_left_out_of_the_body() -> None:
    report = read(f"Νέα μέτρα\n\n{GREEK}\n\n{ENGLISH}\n\nNATO, Reuters και Google\n\n{GREEK} Ξανά.".encode(), "a")
    assert report.lang == "el"
    assert [block.lang for block in report.blocks] == ["", "", "en", "", ""]
    assert ENGLISH not in [block.span.of(report.text) for block in report.body]


def test_without_py3langid_what_is_not_greek_is_undetermined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)
    language._identifier.cache_clear()
    assert [lang_of(TEXTS[lang][0]) for lang in ("el", "el-Latn", "en")] == ["el", "el-Latn", "und"]
    language._identifier.cache_clear()


def test_a_report_that_cannot_be_coded_says_so() -> None:
    report = read(TEXTS["en"][0].encode(), "a")
    assert warning_of(report) == "kept, but not coded: language en"
    assert warning_of(read(GREEK.encode(), "a")) is None
