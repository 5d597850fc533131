"""The parties met so far in a report, most recent last: what pronouns, unsaid subjects and "the two" point to."""

from collections.abc import Iterable

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
        return tuple(p for p in self.seen if _is_person(p.name))[-count:]

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


def _is_person(name: str) -> bool:
    """Whether a name looks like a person's: Angela Merkel, not Ministry of Justice or Moscow court."""
    words = name.split(" ")
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper() and "of" not in words
