"""Sound keys: one short string for the spellings of a foreign name in Greek letters.

Papers write a foreign name by ear: Μοχάμεντ, Μοχάμεδ, Μωχάμεντ; Γκαντάφι, Καντάφι. A sound key is coarser than a name
key and is used for a given name and a surname together only, never for one word alone.
"""

import re

from istor.languages.folding import fold, name_key

_ALIKE = (
    ("αι", "ε"), ("ει", "ι"), ("οι", "ι"), ("υι", "ι"), ("ου", "u"), ("η", "ι"), ("υ", "ι"), ("ω", "ο"),
    ("γγ", "κ"), ("γκ", "κ"), ("γ", "κ"), ("χ", "κ"), ("ξ", "κσ"), ("μπ", "β"), ("ντ", "δ"), ("τζ", "σ"), ("τσ", "σ"),
    ("ζ", "σ"),
)
_DOUBLE = re.compile(r"(.)\1+")
PARTICLES = frozenset(map(fold, ("αλ", "ελ", "ας", "αν", "αντ", "αρ", "μπιν", "μπεν", "ιμπν", "ντε", "ντι", "ντα",
                                 "λα", "λε", "φον", "φαν", "βαν", "ντερ", "ντος", "δε")))


def sound_key(word: str) -> str:
    """How a word sounds, its case ending cut: one key for the spellings of a name."""
    sound = name_key(word)
    for spelled, heard in _ALIKE:
        sound = sound.replace(spelled, heard)
    return _DOUBLE.sub(r"\1", sound)


def heard(words: list[str]) -> tuple[str, str] | None:
    """The sounds of a full name's first and last word, particles aside; ``None`` of fewer than two words."""
    parts = [part for word in words for part in word.split("-") if name_key(part) not in PARTICLES]
    return (sound_key(parts[0]), sound_key(parts[-1])) if len(parts) > 1 else None
