"""A claim: this report says that this happened."""

from dataclasses import dataclass
from typing import Literal

from istor.model.values import Made, Span, Voice, When

Status = Literal["actual", "future", "hypothetical", "negated"]
Quote = Literal["direct", "indirect"]


@dataclass(frozen=True)
class Party:
    """Who acts or is acted upon: the state's code (ISO 3166-1 alpha-3, EUE, NAT, UNO, IGO or ---) and a name.

    ``which`` is the id of the actor where linking told apart several of one name: the courts of two stories. It is
    worked out for views and never kept.
    """

    code: str
    name: str = ""
    span: Span | None = None
    which: str = ""

    @property
    def plain(self) -> "Party":
        """The same without its place in a text."""
        return Party(self.code, self.name, which=self.which)

    def __str__(self) -> str:
        return f"{self.code}:{self.name}" if self.name else self.code


CURRENCIES = frozenset({"EUR", "USD", "RUB", "GBP", "CNY", "JPY", "KRW", "CHF", "GRD", "UAH", "INR", "ILS"})
"""Units of a figure that is a sum of money, by ISO 4217."""


@dataclass(frozen=True)
class Figure:
    """A number that the report states for the event; ``value`` is a word where the text is vague ("thousands")."""

    what: str
    value: float | str
    unit: str
    is_approximate: bool
    span: Span


@dataclass(frozen=True)
class Claim:
    """One event mention of one report, as ``docs/reference/claims.md`` describes it field by field.

    ``trigger`` is the word that names the event, ``sentence`` the evidence: the whole sentence around it. ``voices``
    are innermost first; empty when the report itself asserts the claim. ``confidence`` is between 0 and 1.
    """

    id: str
    report: str
    trigger: Span
    sentence: Span
    type: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    made: Made
    confidence: float
    mode: str | None = None
    context: str | None = None
    when: When | None = None
    place: str | None = None
    voices: tuple[Voice, ...] = ()
    quote: Quote | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Actors, then recipients."""
        return self.actors + self.recipients
