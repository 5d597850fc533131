"""A dating: the days within which a report came out, where it has no date of its own or a person knows better."""

from dataclasses import dataclass

from istor.model.values import Made, When


@dataclass(frozen=True)
class Dating:
    """Worked out from the report's content and from dated reports, or said by a person; ``reasons`` say from what.

    ``when`` may be open at an end. ``by`` is ``program`` or the name of the person, whose word goes first.
    """

    report: str
    when: When
    reasons: tuple[str, ...]
    by: str
    made: Made
