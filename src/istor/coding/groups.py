"""What a group is called in English when its phrase says more than its role: of which body or place.

The English words are those of ``titles.yaml``; here they are only put together ("court" of Moscow → "Moscow court",
"MPs" of SYRIZA → "SYRIZA MPs").
"""

from istor.knowledge.titles import titles


def of_place(name: str, place: str) -> str:
    """A local body or its people by their place; empty without one, and for roles that no place tells apart."""
    return titles().local.get(name, "").format(place) if place else ""


def of_body(name: str, body: str) -> str:
    """People by the body that they belong to."""
    return f"{body} {name}"
