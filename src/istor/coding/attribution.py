"""On whose word: who is credited with what a trigger tells, innermost first, and how it is quoted.

Of the credits of a sentence (``coding.credits``) those hold whose stretch covers the trigger; what stands in a
quotation of several sentences is its speaker's. The speaker is no source of the event that the act of speaking itself
is ("he accused"); but where a plain verb of saying is all that names the event ("he noted that they had betrayed …"),
the event is what was said, and is the speaker's word.
"""

from spacy.tokens import Doc, Span, Token

from istor.coding.credits import Credit, Credits
from istor.coding.parties import Parties
from istor.coding.reporting import reporting
from istor.languages.folding import fold
from istor.model import Party, Voice
from istor.model import Span as Stretch
from istor.model.claim import Quote


class Attribution:
    """Picks the credits that hold for a trigger; the sentences of the document must be read in order."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.doc, self.words, self.finder = doc, reporting(), Credits(doc, parties)
        self._credits: dict[int, list[Credit]] = {}

    def read(self, sentence: Span) -> None:
        """Work out the credits of one sentence."""
        self._credits[sentence.start] = found = self.finder.of(sentence)
        if speakers := [c.parties for c in found if c.rank == 0 and c.parties]:
            self.finder.speakers.last = speakers[0]

    def credits(self, sentence: Span) -> list[Credit]:
        """The credits of a sentence that was read, the closest first."""
        return self._credits.get(sentence.start, [])

    def voices(self, trigger: Token) -> tuple[tuple[Voice, ...], Quote | None]:
        """The voices of a trigger, innermost first, and how it is quoted."""
        quote = self.finder.in_quote(trigger)
        held = [c for c in self.credits(trigger.sent) if self._holds(c, trigger)]
        voices: dict[str, Voice] = {}
        if quote is not None and not any(c.rank == 0 for c in held):
            voices.update((_name(p), _voice(p, True, None)) for p in self._speaker_of(quote))
        for credit in held:
            is_direct = credit.is_direct or (quote is not None and credit.rank == 0)
            for party in credit.parties:
                voices.setdefault(_name(party), _voice(party, is_direct, credit.cue))
        is_direct = quote is not None or any(c.is_direct for c in held) or self._is_quoting(trigger)
        return tuple(voices.values()), "direct" if is_direct else "indirect" if held else None

    def _holds(self, credit: Credit, trigger: Token) -> bool:
        if credit.cue == trigger:
            return self.words.is_plain_saying(trigger)
        return trigger.i in credit.covered

    def _is_quoting(self, trigger: Token) -> bool:
        """Whether a word of speech is the event, and a quotation says what was spoken."""
        if not self._speaks(trigger):
            return False
        return any(next(filter(self._speaks, q.root.ancestors), None) == trigger
                   for q in self.doc.spans.get("quotes", ()))

    def _speaks(self, word: Token) -> bool:
        return self.words.is_saying(word) or fold(word.lemma_) in self.words.acts

    def speakers(self, trigger: Token) -> tuple[Party, ...]:
        """Who says what ``trigger`` tells, the closest first: who is said to have said it rarely did it himself."""
        quote = self.finder.in_quote(trigger)
        held = [c for c in self.credits(trigger.sent) if trigger.i in c.covered and c.cue != trigger]
        said = tuple(p for c in held if not c.is_anonymous for p in c.parties)
        return said or (self._speaker_of(quote) if quote is not None else ())

    def _speaker_of(self, quote: Span) -> tuple[Party, ...]:
        """Who says a quotation of several sentences: whom its last sentence credits, else who spoke last."""
        ending = self.doc[quote.end - 1].sent
        inside = range(quote.start, quote.end)
        found = [c for c in self.finder.of(ending) if c.rank <= 1 and any(i in c.covered for i in inside)]
        return found[0].parties if found else self.finder.speakers.last


def _name(party: Party) -> str:
    return party.name or party.code


def _voice(party: Party, is_direct: bool, cue: Token | None) -> Voice:
    span = Stretch(cue.idx, cue.idx + len(cue)) if cue is not None else None
    return Voice(_name(party), party.code, is_direct, span)
