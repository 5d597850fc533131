"""PLOVER's event types, modes and quad classes (Open Event Data Alliance, *PLOVER manual*, 2018–2023).

The four quad classes group the types by whether they cooperate or conflict, in word or in deed. ``CONFLICT`` is the
rank used where an event can only be shown once: the more violent reading first.
"""

from types import MappingProxyType

QUADS = MappingProxyType(
    {
        "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
        "material cooperation": ("COOPERATE", "AID", "RETREAT"),
        "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
        "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    }
)
TYPES = tuple(t for types in QUADS.values() for t in types)
QUAD_OF = MappingProxyType({t: quad for quad, types in QUADS.items() for t in types})
MODES = MappingProxyType(
    {
        "CONSULT": ("visit", "third-party", "multilateral", "phone", "meet"),
        "ACCUSE": ("disapprove", "investigate", "allege"),
        "REJECT": ("assist", "change", "yield", "meet"),
        "REQUEST": ("assist", "change", "yield", "meet"),
        "CONCEDE": ("rights", "leadership", "policy"),
        "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
        "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
        "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
        "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
        "MOBILIZE": ("troops", "weapons", "police", "militia"),
        "COERCE": ("seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
                   "misinformation", "cyber"),
        "ASSAULT": ("abduct", "torture", "sexual", "execute", "primitive", "firearms", "explosives",
                    "suicide-attack", "heavy-weapons", "crowd-control", "unconventional", "aerial", "beat", "destroy",
                    "targeted"),
    }
)
CONTEXTS = ("political", "military", "economic", "diplomatic", "resource", "culture", "disease", "disaster", "refugee",
            "legal", "terrorism", "government", "election", "legislative", "sports", "hostage", "asylum", "rights",
            "corruption", "crime", "territory", "environment", "health", "migration", "cyber", "intelligence",
            "human-rights", "nuclear")
