"""The parties met so far in a report, most recent last: what pronouns, unsaid subjects and "the two" point to."""

from collections.abc import Iterable

from istor.knowledge.known import kind_of
from istor.model import Party

REMEMBERED = 12


class Memory:
    """Grows as the report is read; only looked up for what the sentence itself leaves open."""

    def __init__(self) -> None:
        self.seen: list[Party] = []
        self.subjects: tuple[Party, ...] = ()
        self.changes = 0  # so far

    def note(self, parties: Iterable[Party]) -> None:
        """Remember parties in the order of the text; one named again becomes the most recent."""
        self.changes += 1
        for party in parties:
            self.seen = [p for p in self.seen if str(p) != str(party)][-REMEMBERED:]
            self.seen.append(party)

    def note_subject(self, parties: tuple[Party, ...]) -> None:
        """Remember the last clause's subject."""
        if parties:
            self.subjects = parties
            self.changes += 1

    def people(self, count: int) -> tuple[Party, ...]:
        """The last ``count`` named persons."""
        return tuple(filter(_is_person, self.seen))[-count:]

    def leaders(self, count: int) -> tuple[Party, ...]:
        """The last ``count`` persons of the tables, else of all that are named."""
        known = tuple(p for p in self.seen if kind_of(p.code, p.name) == "person")
        return known[-count:] if len(known) >= count else self.people(count)

    def sides(self, count: int) -> tuple[Party, ...]:
        """The last ``count`` different states, by themselves or through one of their people."""
        codes: list[str] = []
        for party in reversed(self.seen):
            if party.code not in codes and party.code != "---":
                codes.append(party.code)
        return tuple(Party(c) for c in reversed(codes[:count]))

    def subject(self, is_plural: bool) -> tuple[Party, ...]:
        """The last subject, when its number fits."""
        return self.subjects if is_plural or len(self.subjects) == 1 else ()


def _is_person(party: Party) -> bool:
    """Whether a party is a person by the tables, or by a name like a person's: not Moscow court, nor a known body."""
    kind = kind_of(party.code, party.name)
    if kind in ("person", "body"):
        return kind == "person"
    words = party.name.split(" ")
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper() and "of" not in words
