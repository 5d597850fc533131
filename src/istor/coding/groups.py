"""What a group is called in English when its phrase says more than its role: of which body or place, one of many.

The English words are those of ``titles.yaml``; here they are only put together ("soldiers" → "soldier", "court" of
Moscow → "Moscow court", "lawmakers" of SYRIZA → "SYRIZA lawmakers").
"""

from istor.knowledge.titles import titles

ONE = {"men": "man", "women": "woman", "children": "child", "wives": "wife"}
HISSING = ("ches", "shes", "sses", "xes")


def one_of(name: str) -> str:
    """The singular of an English role: "police officers" → "police officer", "members of X" → "member of X"."""
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


def of_place(name: str, place: str) -> str:
    """A local body or its people by their place; empty without one, and for roles that no place tells apart."""
    return titles().local.get(name, "").format(place) if place else ""


def of_body(name: str, body: str) -> str:
    """People by the body that they belong to."""
    return f"{body} {name}"
