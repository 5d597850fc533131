"""The names step: what each stretch of words may name, from the gazetteer and the encoder together.

The gazetteer knows who is who, the encoder sees names that no table has. Where a longer name of the encoder holds a
surname of the table (Γιώργος Κοτζιάς), it is somebody else, unless an earlier word makes it the same.
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from istor.knowledge import gazetteer
from istor.knowledge.gazetteer import Entry, Mention
from istor.knowledge.titles import person_of, titles
from istor.languages.folding import fold

Doc.set_extension("mentions", default=(), force=True)
FEMININE = ("η", "ή", "α", "ά")  # «πολιτική» is no form of «πολιτικός» when it is a noun
POLICIES = ("ικές",)  # nor is «πολιτικές»
DASHES = frozenset("-–—|")
MODIFYING = frozenset({"amod", "nmod", "flat", "appos"})  # «ρώσος πρόεδρος», where papers print no capital
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})


def name(doc: Doc) -> Doc:
    """``doc`` with ``doc._.mentions``: no two overlap, in order."""
    known = list(_known(doc))
    spans = [s for s in doc.spans.get("names", ()) if s.label_ in NAMED]
    people = [s for s in spans if s.label_ == "PERSON" and not _is_known_person(s, known)]
    kept = [m for m in known if not any(s.start < m.end and m.start < s.end and len(s) > m.end - m.start
                                        and m.kind("surname", "role", "place", "people", "person") for s in people)]
    taken = {i for m in kept for i in range(m.start, m.end)}
    new = [_mention(s) for s in spans if not taken & set(range(s.start, s.end))]
    doc._.mentions = tuple(sorted([*kept, *new], key=lambda m: m.start))
    return doc


def _mention(span: Span) -> Mention:
    """What the encoder saw: a person whom a table knows in another spelling, or a name that no table has."""
    known = gazetteer.somebody([t.text for t in span]) if span.label_ == "PERSON" else None
    return Mention(span.start, span.end, (known,) if known else (), "" if known else span.label_)


def _known(doc: Doc) -> Iterator[Mention]:
    for sentence in doc.sents:
        words = [t.text for t in sentence]
        at = 0
        while at < len(words):
            size, entries = gazetteer.longest(words, at) if words[at][:1].isalpha() else (0, ())
            if size and (entries := _trusted(doc, sentence.start + at, size, entries)):
                yield Mention(sentence.start + at, sentence.start + at + size, entries)
            at += max(size, 1)


def _trusted(doc: Doc, start: int, size: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries that the word's tag does not forbid: a lone verb or adverb names nothing."""
    token = doc[start]
    if size == 1 and (token.lemma_.endswith(FEMININE) or token.text.endswith(POLICIES)):
        entries = tuple(e for e in entries if e.kind != "role" or not e.detail.endswith(("ος", "ός")))
    if size == 1 and token.text[:1].isupper() and (_is_titled(token) or _is_section(token)):
        entries = tuple(e for e in entries if e.kind != "role")
    if size == 1 and token.pos_ in ("VERB", "AUX", "ADV", "ADP", "DET", "PRON", "SCONJ", "CCONJ", "PART"):
        return ()
    if size == 1 and not token.text[:1].isupper():
        if token.pos_ == "ADJ" and token.dep_ == "amod":
            return tuple(e for e in entries if e.kind in ("adjective", "people"))
        return tuple(e for e in entries if e.kind != "people" or token.dep_ in MODIFYING)
    return entries


def _is_titled(token: Token) -> bool:
    """Whether "Mr" stands before a word: «ο κ. Φίλης» is no friend."""
    return token.i > 0 and fold(token.nbor(-1).text) in _honorifics()


def _is_section(token: Token) -> bool:
    """Whether a word is the section that a headline names at its end: « - Κοινωνία»."""
    return token.i > 0 and token.nbor(-1).text in DASHES and token.i == token.sent.end - 1


def _is_known_person(span: Span, known: list[Mention]) -> bool:
    """Whether the tables name all of a span: a full name, or surnames with nothing but honorifics beside them."""
    start, end, doc = span.start, span.end, span.doc
    people = [m for m in known if m.start < end and start < m.end and m.kind("person", "surname")]
    covered = {i for m in people for i in range(m.start, m.end)}
    rest = [i for i in range(start, end) if i not in covered and fold(doc[i].text) not in _honorifics()]
    return bool(people) and not rest or any(m.kind("person") and not _is_continued(m, rest) for m in people)


def _is_continued(mention: Mention, rest: list[int]) -> bool:
    """Whether a surname follows one whom the tables know without: «Χουάν Κάρλος Τζιορντάνο» is not the king."""
    person = mention.kind("person")
    return person is not None and not person_of(person.key).surnames and mention.end in rest


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(map(fold, titles().honorifics))
