"""The language that a page is told in: its catalogue, its dates and numbers, and the names that it has for things."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from istor.knowledge.known import state_name
from istor.knowledge.naming import greek_name, greek_place
from istor.linking.actors import actor_id
from istor.linking.stories import Story
from istor.model import Claim, Event, Figure, Party, Voice, When
from istor.telling.conflicts import Words
from istor.telling.dates import date_parts, edtf_words
from istor.telling.describe import ARROW, one_line
from istor.web.patterns import told

LANGUAGES: Mapping[str, str] = {"el": "Ελληνικά", "en": "English"}
FIRST = "el"
STATELESS = "---"
REMEMBERED = 20_000
"""Words, numbers and days in a language that are worked out once: one page writes the same hundreds of times."""


@dataclass(frozen=True)
class Name:
    """A party or voice for a reader: what it is called, and of which state; ``of`` is empty where the name says it."""

    text: str
    of: str
    code: str
    id: str = ""


class Tongue:
    """One language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._terms: dict[tuple[str, str], str] = {}
        self.catalogue = catalogue(lang)

    def term(self, context: str, word: str | None) -> str:
        """A word of the record's own vocabulary (a type, a mode, a status …) as people say it."""
        if not word:
            return ""
        if (context, word) not in self._terms and len(self._terms) < REMEMBERED:
            self._terms[context, word] = self._term(context, word)
        return self._terms.get((context, word)) or self._term(context, word)

    def _term(self, context: str, word: str) -> str:
        said = str(self.catalogue.pgettext(context, word))
        return said if said != word else word.replace("-", " ").capitalize() if context == "type" else word

    def when(self, when: When | None) -> str:
        """A date in words, without the mark of a guess."""
        return date_parts(when, self.lang)[0]

    def guess(self, when: When | None) -> str:
        """What kind of guess a date is, empty where it is none."""
        return date_parts(when, self.lang)[1]

    def day(self, edtf: str) -> str:
        """An ISO day, month or year in words."""
        return _day(edtf, self.lang)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return _number(value, self.lang)

    def party(self, party: Party) -> Name:
        """The party's name and state."""
        return self._name(party.code, party.name, actor_id(party))

    def called(self, written: str) -> str:
        """A party that is written ``CODE`` or ``CODE:Name``, by its name."""
        code, _, name = written.partition(":")
        return self.party(Party(code, name)).text

    def voice(self, voice: Voice) -> Name:
        """The voice's name and state."""
        return self._name(voice.code, "" if voice.name == voice.code else voice.name)

    def state(self, code: str) -> str:
        """The state or body of that code; nothing for parties of none, the code where the tables do not know it."""
        if code == STATELESS:
            return ""
        known = greek_name(code, "") if self.lang == "el" else state_name(code)
        return known or code

    def place(self, name: str | None) -> str:
        """A place."""
        greek = greek_place(name) if name and self.lang == "el" else None
        return one_line(greek or name or "")

    def figure(self, figure: Figure) -> str:
        """A number with what it counts."""
        value, what = figure.value, self._counted(figure.what)
        if what and what == figure.what and not what.isascii():  # a word of the report, in its singular
            what = f"({what})"
        if isinstance(value, str):
            said = self.term("amount", value)
            return one_line(f"{said} ({what.strip('()')})" if what else said)
        parts = (
            self.term("figure", "about") if figure.is_approximate else "",
            self.number(value) + ("%" if figure.unit == "percent" else ""),
            "" if figure.what == "percent" else what,
        )
        return one_line(" ".join(part for part in parts if part))

    def counted(self, *words: str) -> str:
        """What is counted, or what became of it: each word of the ledger's that is known in the language's words."""
        return one_line(", ".join(said for word in words if (said := self._counted(word))))

    def _counted(self, word: str) -> str:
        """A word, or a stage before an outcome: "planned killed"."""
        said = self.term("counted", word)
        first, _, rest = word.partition(" ")
        return said if said != word or not rest else f"{self.term('counted', first)} {self.term('counted', rest)}"

    def moment(self, at: datetime) -> str:
        """A moment in UTC, to the minute."""
        return str(format_datetime(at, "d MMM y, HH:mm", locale=self.lang))

    def tick(self, edtf: str) -> str:
        """The beginning of a day, month or year below an axis, as short as it can be."""
        parts = [int(part) for part in edtf.split("-")]
        if len(parts) == 1:
            return edtf
        pattern = "d MMM" if len(parts) == 3 else "LLL y" if parts[1] == 1 else "LLL"
        return str(format_date(date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1), pattern, locale=self.lang))

    def story(self, story: Story, called: str = "") -> str:
        """What a story is called: as a person named it, else by its parties and theme."""
        if called:
            return one_line(called)
        parties = ", ".join(self.party(party).text for party in story.parties)
        return one_line(": ".join(filter(None, (parties, ", ".join(story.theme))))) or self.catalogue.gettext("a story")

    def words(self) -> Words:
        """How the values of a conflict are written."""
        return Words(
            date=self.when,
            place=self.place,
            figure=self.figure,
            status=lambda status: self.term("status", status),
            voice=lambda voice: self.voice(voice).text,
        )

    def sides(self, told: Claim | Event) -> str:
        """Actors → recipients, without their states."""
        named = (", ".join(self.party(party).text for party in side) for side in (told.actors, told.recipients))
        return ARROW.join(side for side in named if side)

    def reason(self, words: str) -> str:
        """A reason or conflict that the linker wrote down, as far as the catalogue knows its pattern."""
        return told(one_line(words), self.catalogue, self.lang)

    def _name(self, code: str, name: str, key: str = "") -> Name:
        state = self.state(code)
        if not name:
            return Name(one_line(state or code), "", code, key)
        shown = (greek_name(code, name) if self.lang == "el" else None) or self.term("voice", name)
        return Name(one_line(shown), one_line(state), code, key)


@lru_cache(REMEMBERED)
def _day(edtf: str, lang: str) -> str:
    return edtf_words(edtf, lang)


@lru_cache(REMEMBERED)
def _number(value: float, lang: str) -> str:
    return str(format_decimal(value, locale=lang))


@cache
def tongue(lang: str) -> Tongue:
    """The language of that code, its catalogue read once."""
    return Tongue(lang)


def catalogue(lang: str) -> NullTranslations:
    """The messages of a language, compiled from its ``.po`` file; English is what the messages are written in."""
    path = _messages(lang)
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as stream:
        write_mo(compiled, read_po(stream))
    compiled.seek(0)
    return Translations(compiled)


def vocabulary() -> Iterator[str]:
    """What the languages call the words of the record itself: what is worked out of an archive may depend on it."""
    for path in (path for path in map(_messages, LANGUAGES) if path.is_file()):
        with path.open("rb") as stream:
            yield from (f"{each.context} {each.id} {each.string}" for each in read_po(stream) if each.context)


def _messages(lang: str) -> Traversable:
    return files("istor.web") / "translations" / lang / "LC_MESSAGES" / "istor.po"


def chosen(asked: str | None, remembered: str | None, accepted: str) -> str:
    """The language that the address asks for, else the one chosen before, else the browser's, else the first."""
    for lang in (asked, remembered, *_preferred(accepted)):
        if lang and lang in LANGUAGES:
            return lang
    return FIRST


def _preferred(header: str) -> list[str]:
    """The languages of an ``Accept-Language`` header, the most wanted first; what is malformed counts least."""
    weighed = []
    for n, part in enumerate(header[:500].split(",")):
        lang, _, weight = part.partition(";q=")
        try:
            order = -float(weight or 1)
        except ValueError:
            order = 0.0
        weighed.append((order, n, lang.strip().lower()[:2]))
    return [lang for _, _, lang in sorted(weighed)]
