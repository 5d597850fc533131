"""The words of dates in the languages that istor tells in.

English months are abbreviated as in the Associated Press stylebook: only the long ones. Greek ones stand in the
genitive after a day («12 Αυγούστου»), in the nominative alone, and in the accusative after «από» and «έως».
"""

from dataclasses import dataclass
from types import MappingProxyType

from istor.model.values import Basis


@dataclass(frozen=True)
class Calendar:
    """How one language says a date; ``after_since`` are the case forms that ``since`` and ``until`` ask for."""

    unknown: str
    months: tuple[str, ...]
    months_of_days: tuple[str, ...]
    seasons: tuple[str, ...]
    parts_of_day: dict[str, str]
    doubts: dict[str, str]
    guesses: dict[Basis, str]
    since: str
    until: str
    year_unknown: str
    decade: str
    after_since: dict[str, str]


_EN = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_EL = (
    "Ιανουάριος",
    "Φεβρουάριος",
    "Μάρτιος",
    "Απρίλιος",
    "Μάιος",
    "Ιούνιος",
    "Ιούλιος",
    "Αύγουστος",
    "Σεπτέμβριος",
    "Οκτώβριος",
    "Νοέμβριος",
    "Δεκέμβριος",
)
_EL_OF = (
    "Ιανουαρίου",
    "Φεβρουαρίου",
    "Μαρτίου",
    "Απριλίου",
    "Μαΐου",
    "Ιουνίου",
    "Ιουλίου",
    "Αυγούστου",
    "Σεπτεμβρίου",
    "Οκτωβρίου",
    "Νοεμβρίου",
    "Δεκεμβρίου",
)

CALENDARS = MappingProxyType({
    "en": Calendar(
        unknown="date unknown",
        months=_EN,
        months_of_days=_EN,
        seasons=("spring", "summer", "autumn", "winter"),
        parts_of_day={"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "midday"},
        doubts={"~": "about", "?": "perhaps", "%": "perhaps about"},
        guesses={"vague": "vague", "report date": "the report's date", "inferred": "inferred"},
        since="since",
        until="until",
        year_unknown="(year unknown)",
        decade="{}s",
        after_since={},
    ),
    "el": Calendar(
        unknown="άγνωστη ημερομηνία",
        months=_EL,
        months_of_days=_EL_OF,
        seasons=("άνοιξη", "καλοκαίρι", "φθινόπωρο", "χειμώνας"),
        parts_of_day={"MO": "πρωί", "AF": "απόγευμα", "EV": "βράδυ", "NI": "νύχτα", "MI": "μεσημέρι"},
        doubts={"~": "περίπου", "?": "ίσως", "%": "ίσως περίπου"},
        guesses={"vague": "αόριστη", "report date": "η ημέρα του δημοσιεύματος", "inferred": "συνάγεται"},
        since="από",
        until="έως",
        year_unknown="(άγνωστο έτος)",
        decade="δεκαετία {}",
        after_since={name: name.removesuffix("ς") for name in (*_EL, "χειμώνας")},
    ),
})  # fmt: skip
