"""Claims to actors: every party over all claims once, by its code and folded name."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from istor.languages.folding import phrase_key
from istor.model import Actor, Claim, Party
from istor.model.ids import content_id


def actor_id(party: Party) -> str:
    """The id of the actor that ``party`` is: the same for all spellings that fold to one."""
    return party.which or content_id("actor", party.code, phrase_key(party.name))


def mention_id(report: str, party: Party) -> str:
    """The id of what one report calls so, where the name alone tells nobody."""
    return content_id("actor", party.code, phrase_key(party.name), report)


def actors(claims: Iterable[Claim]) -> tuple[Actor, ...]:
    """All parties of ``claims``, each with the ids of the claims that name it; the busiest first."""
    names: dict[str, Counter[Party]] = defaultdict(Counter)
    held: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for party in {p.plain for p in claim.parties}:
            key = actor_id(party)
            names[key][party] += 1
            held[key].add(claim.id)
    found = (Actor(key, _usual(names[key]), tuple(sorted(held[key]))) for key in names)
    return tuple(sorted(found, key=lambda a: (-len(a.claims), a.id)))


def _usual(names: Counter[Party]) -> Party:
    """The spelling met most; of equals the first in the alphabet."""
    return min(names, key=lambda p: (-names[p], p.name))
