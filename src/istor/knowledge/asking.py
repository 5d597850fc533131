"""What people call parties and places when they ask: the words of their own language, to the tables' English names.

Claims hold English names. Somebody who asks for «Τσίπρας», «της Ρωσίας» or «Θεσσαλονίκη» means the same things.
"""

import re
from functools import lru_cache

from istor.knowledge.naming import EVERY_STATE, greek_rows
from istor.knowledge.tables import places, states
from istor.languages.folding import fold, name_key

_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
SHORTEST = 3
"""Letters below which a part of a name is no question: two letters stand in every second name."""


@lru_cache(1000)
def parties_called(words: str) -> frozenset[tuple[str, str]]:
    """Code and English name of the parties and voices that Greek ``words``, in any case form, may name.

    All that belong to a code stand with no name (the words name the state, in Greek or English), what any state may
    have with the code ``*``. A part of a name is enough; English names of others than states are not looked up.
    """
    asked = _keys(words)
    found = {(s.code, "") for s in states() if asked and asked in map(_keys, (s.name, *s.names))}
    if found or not _is_asked(words):
        return frozenset(found)
    return frozenset((code, english) for code, english, greek in greek_rows() if _is_part(words, greek))


@lru_cache(1000)
def places_called(words: str) -> frozenset[str]:
    """The English names of the places and states that Greek ``words`` may name, or a part of a name."""
    if not _is_asked(words):
        return frozenset()
    named = [(p.name, greek) for p in places() for greek in p.names]
    named += [(s.name, greek) for s in states() for greek in s.names]
    named += [(s.capital, greek) for s in states() for greek in s.capitals]
    return frozenset(english for english, greek in named if english and _is_part(words, greek))


def is_called(code: str, name: str, words: str) -> bool:
    """Whether ``words`` may name the party or voice of that code and English name."""
    found = parties_called(words)
    return (code, "") in found or (code, name) in found or (EVERY_STATE, name) in found


def _is_asked(words: str) -> bool:
    return bool(_GREEK.search(words)) and len(fold(words)) >= SHORTEST


def _is_part(words: str, name: str) -> bool:
    """Whether ``name`` has the words, as written or each in another case form."""
    return fold(words) in fold(name) or _keys(words) <= _keys(name)


@lru_cache(50_000)
def _keys(words: str) -> frozenset[str]:
    return frozenset(map(name_key, words.split()))
