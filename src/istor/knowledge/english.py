"""English words for one of many and for many of one: a single soldier of the tables' "soldiers", several parties."""

ONE = {"men": "man", "women": "woman", "children": "child", "wives": "wife"}
VOWELS = frozenset("aeiou")
HISSING = ("ches", "shes", "sses", "xes")


def one_of(name: str) -> str:
    """The singular of a role: "police officers" → "police officer", "members of a party" → "member of a party"."""
    first, of, rest = name.partition(" of ")
    words = first.split(" ")
    return " ".join([*words[:-1], _singular(words[-1])]) + of + rest


def many_of(name: str) -> str:
    """The plural of a body: "party" → "parties", "court of appeal" → "courts of appeal"; one in the plural stays."""
    first, of, rest = name.partition(" of ")
    if first.endswith("s"):
        return name
    plural = first[:-1] + "ies" if first.endswith("y") and first[-2] not in VOWELS else \
        first + "es" if first.endswith(("ch", "sh", "x")) else first + "s"
    return plural + of + rest


def _singular(word: str) -> str:
    for many, one in ONE.items():
        if word.endswith(many):
            return word.removesuffix(many) + one
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(HISSING):
        return word.removesuffix("es")
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")
