"""English words for one of many: what a single soldier is called where the tables say "soldiers"."""

ONE = {"men": "man", "women": "woman", "children": "child", "wives": "wife"}
HISSING = ("ches", "shes", "sses", "xes")


def one_of(name: str) -> str:
    """The singular of a role: "police officers" → "police officer", "members of a party" → "member of a party"."""
    first, of, rest = name.partition(" of ")
    words = first.split(" ")
    return " ".join([*words[:-1], _singular(words[-1])]) + of + rest


def _singular(word: str) -> str:
    for many, one in ONE.items():
        if word.endswith(many):
            return word.removesuffix(many) + one
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(HISSING):
        return word.removesuffix("es")
    return word if word.endswith(("ss", "us", "is")) else word.removesuffix("s")
