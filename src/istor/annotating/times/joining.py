"""Joining neighbours into one expression: "την Τρίτη" + "5 Μαρτίου" + "στις 9" + "το βράδυ"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from istor.annotating.times.hours import NO_DAY, in_part
from istor.annotating.times.patterns import Grammar
from istor.annotating.times.readings import Basis, Reading, Scene, Slot
from istor.annotating.times.stretches import Stretch, day_of, on

DAY_SLOTS = ("date", "day", "weekday")  # the first of these that is there gives the day


def join(readings: Sequence[Reading], coded: str, grammar: Grammar) -> list[list[Reading]]:
    """Neighbours that make one expression, in groups; a group that holds nothing firm is left out."""
    groups: list[list[Reading]] = []
    for reading in readings:
        if groups and _joins(groups[-1], reading, coded, grammar):
            groups[-1].append(reading)
        else:
            groups.append([reading])
    return [group for group in groups if len(group) > 1 or group[0].is_firm]


def _joins(group: Sequence[Reading], reading: Reading, coded: str, grammar: Grammar) -> bool:
    taken = {member.slot for member in group} | ({"part"} if any(m.slot == "day" and m.clock for m in group) else set())
    is_stretch = any("/" in member.stretch.value for member in (*group, reading))
    if is_stretch or not reading.slot or reading.slot in taken or "" in taken:
        return False
    return grammar.glue.fullmatch(coded[group[-1].end : reading.start]) is not None


def whole(group: Sequence[Reading], coded: str, grammar: Grammar, scene: Scene) -> Reading:
    """One reading for a group, with the words of "late" and "early" before it and a bracket that it opened."""
    start, end = group[0].start, group[-1].end
    opened = any(grammar.open.fullmatch(coded[a.end : b.start]) for a, b in pairwise(group))
    end += bool(opened and grammar.close.match(coded, end))
    if group[0].kind in ("date", "time") and (before := grammar.late.search(coded, max(0, start - 2), start)):
        start = before.start()
    clocks: dict[Slot, str] = {member.slot: member.clock for member in group if member.clock}
    days = sorted((m for m in group if m.slot in DAY_SLOTS), key=lambda m: DAY_SLOTS.index(m.slot))
    stretch, basis = _named(days, scene) if days else _day_of(group[0], scene)
    if not clocks:
        return replace(days[0], stretch=stretch, start=start, end=end) if days else replace(group[0], start=start)
    said = _clock(clocks)
    timed = stretch if basis == "vague" else Stretch(f"{stretch.value}T{said}", stretch.first, stretch.last)
    return replace(group[0], start=start, end=end, kind="time", stretch=timed, basis=basis, slot="day")


def _named(days: Sequence[Reading], scene: Scene) -> tuple[Stretch, Basis]:
    """The day of a date, in the year that makes it the weekday beside it when the text gives no year."""
    first, weekday = days[0], next((m.day for m in days if m.slot == "weekday"), None)
    if scene.base is None or weekday is None or first.slot != "date" or first.basis != "reckoned" or first.day is None:
        return first.stretch, first.basis
    named, base = first.day, scene.base
    around = [day_of(year, named.month, named.day) for year in range(base.year - 1, base.year + 2) if 1 <= year <= 9999]
    days_around = [s for s in around if s and s.first and s.first.weekday() == weekday.weekday()]
    best = min(days_around, key=lambda s: abs(((s.first or base) - base).days), default=first.stretch)
    return best, first.basis


def _clock(clocks: Mapping[Slot, str]) -> str:
    part = clocks.get("part") or clocks.get("day") or clocks.get("date")
    if "clock" not in clocks:
        return part or ""
    return in_part(clocks["clock"], part) if part else clocks["clock"]


def _day_of(reading: Reading, scene: Scene) -> tuple[Stretch, Basis]:
    """The day of a clock time that names none: one named before in the sentence, or the base."""
    before = (r.day for r in scene.recent(reading.start, 0) if r.day)
    day: date | None = next(before, scene.base)
    return (on(day), "reckoned") if day else (NO_DAY, "stated")
