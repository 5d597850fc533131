"""Greek names in Latin letters: ELOT 743 (ISO 843 type 2), for people and bodies that no table knows."""

import unicodedata

PAIRS = {
    "αυ": "av", "ευ": "ev", "ηυ": "iv", "ου": "ou", "γγ": "ng", "γκ": "gk", "γξ": "nx", "γχ": "nch", "μπ": "mp",
    "ντ": "nt", "τσ": "ts", "τζ": "tz", "θ": "th", "χ": "ch", "ψ": "ps", "α": "a", "β": "v", "γ": "g", "δ": "d",
    "ε": "e", "ζ": "z", "η": "i", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "ϊ": "i", "ϋ": "y", "φ": "f", "ω": "o",
}
VOICELESS = frozenset("θκξπστφχψ")
STARTS = {"μπ": "b", "γκ": "g", "ντ": "d"}


def latin(text: str) -> str:
    """``text`` with its Greek letters in Latin ones, capitals kept; other characters stay."""
    return " ".join(_word(word) for word in text.split(" "))


def _word(word: str) -> str:
    bare = unicodedata.normalize("NFD", word).replace("\u0301", "")
    letters = unicodedata.normalize("NFC", bare)
    made, at = [], 0
    low = letters.lower()
    while at < len(letters):
        pair = low[at : at + 2]
        if at == 0 and pair in STARTS:
            out, size = STARTS[pair], 2
        elif pair in PAIRS:
            out, size = PAIRS[pair], 2
            if pair in ("αυ", "ευ", "ηυ") and low[at + 2 : at + 3] in VOICELESS:
                out = out[0] + "f"
        else:
            out, size = PAIRS.get(low[at], letters[at]), 1
        made.append(out.capitalize() if letters[at].isupper() else out)
        at += size
    return "".join(made)
