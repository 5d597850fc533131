"""The independent voices of an event: on how many words it rests, whoever repeats them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from istor.languages.folding import phrase_key
from istor.model import Claim, Link, Report, Voice


def order(reports: Iterable[Report]) -> list[Report]:
    """Reports by when they were published (undated last), then by id: the first of two copies is the origin.

    Of a stretch of days the last counts, and a day that a report states goes before one that was found for it.
    """
    return sorted(reports, key=lambda r: (*_published(r), r.id))


def _published(report: Report) -> tuple[bool, str, bool]:
    day = report.published.last if report.published else None
    return day is None, day.isoformat() if day else "", bool(report.published and report.published.basis == "inferred")


def origins(reports: Iterable[Report], copies: Iterable[Link]) -> dict[str, str]:
    """For each report the first of ``reports`` whose text it repeats, or itself."""
    ordered = order(reports)
    linked = {(k.left, k.right) for k in copies if k.kind == "copy" and k.judgement == "same"}
    found: dict[str, str] = {}
    for n, report in enumerate(ordered):
        earlier = (o.id for o in ordered[:n] if tuple(sorted((o.id, report.id))) in linked)
        first = next(earlier, None)
        found[report.id] = found[first] if first else report.id
    return found


def independent(claims: Sequence[Claim], reports: Mapping[str, Report], origin: Mapping[str, str]) -> tuple[Voice, ...]:
    """The voices that all ``claims`` rest on, each once, sorted by name.

    A claim rests on its innermost voice, and one that credits nobody on the report itself, unless the report credits
    somebody elsewhere for the same event: a headline rests on what the body credits. A copy's own word is its origin's.
    Where one claim credits KCNA and another somebody through KCNA, that is one voice: KCNA.
    """
    chains = [c.voices for c in claims if c.voices]
    credited = {origin[c.report] for c in claims if c.voices}
    silent = sorted({origin[c.report] for c in claims if not c.voices} - credited)
    chains += [(_own(reports[r]),) for r in silent]
    return tuple(sorted(_one_each(chains), key=lambda v: (v.name, v.code)))


def _own(report: Report) -> Voice:
    return Voice(report.source or report.name)


def _key(voice: Voice) -> str:
    """One key for a voice however it is inflected or coded; a voice without a name is its code."""
    return phrase_key(voice.name) or voice.code


def _one_each(chains: Sequence[tuple[Voice, ...]]) -> list[Voice]:
    """One voice for all chains that pass through one another's innermost voice: the one that most chains hold."""
    groups: list[set[int]] = []
    keys = [[_key(v) for v in chain] for chain in chains]
    for n, chain in enumerate(keys):
        near = [g for g in groups if any(keys[m][0] in chain or chain[0] in keys[m] for m in g)]
        groups = [g for g in groups if g not in near] + [{n}.union(*near)]
    return [_spokesman([chains[n] for n in sorted(g)]) for g in groups]


def _spokesman(chains: Sequence[tuple[Voice, ...]]) -> Voice:
    held = Counter(key for chain in chains for key in {_key(v) for v in chain})
    inner = {_key(chain[0]) for chain in chains}
    best = min(inner, key=lambda key: (-held[key], key))
    said = [v for chain in chains for v in chain if _key(v) == best]
    names = Counter(Voice(v.name, v.code) for v in said)
    return min(names, key=lambda v: (v.code == "---", -names[v], v.name, v.code))
