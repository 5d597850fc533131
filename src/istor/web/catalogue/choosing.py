"""Which events the filters of an address let through: by their numbers, in order of time."""

import numpy as np

from istor.errors import InputError
from istor.telling import TimelineFilter
from istor.web.catalogue.catalogue import Catalogue
from istor.web.catalogue.columns import KINDS, OPEN, QUAD_NAMES, Mask, Numbers
from istor.web.catalogue.documents import STORIES
from istor.web.filters import STATUSES


def chosen(catalogue: Catalogue, wanted: TimelineFilter) -> Numbers:
    """The numbers of the events that meet ``wanted``; ``InputError`` where it asks for a story that is not there."""
    columns = catalogue.columns
    mask = np.ones(columns.size, bool)
    told = _told(catalogue, wanted)
    if told is not None:
        mask = np.zeros(columns.size, bool)
        mask[columns.told_event[told]] = True
    if wanted.quad:
        mask &= columns.quad == QUAD_NAMES.index(wanted.quad)
    if wanted.status:
        mask &= columns.status == STATUSES.index(wanted.status)
    if wanted.voices:
        mask &= columns.voices >= wanted.voices
    if wanted.place:
        mask &= np.isin(columns.place, [n for n, name in enumerate(catalogue.places) if wanted.meets_place(name)])
    if wanted.first or wanted.last:
        mask &= columns.is_dated
        mask &= columns.first <= (wanted.last.toordinal() if wanted.last else OPEN)
        mask &= columns.last >= (wanted.first.toordinal() if wanted.first else 0)
    if wanted.story:
        found = catalogue.item("stories", STORIES, wanted.story)
        if found is None:
            raise InputError(f"{wanted.story}: no such story; 'istor stories' lists the ids")
        mask &= columns.story == found[0]
    return np.flatnonzero(mask).astype(np.int32)


def _told(catalogue: Catalogue, wanted: TimelineFilter) -> Mask | None:
    """Which claims meet what one and the same claim must meet; ``None`` where any does."""
    columns = catalogue.columns
    if not (wanted.actor or wanted.type or wanted.source):
        return None
    mask = np.ones(len(columns.told_event), bool)
    if wanted.type:
        mask &= columns.told_kind == KINDS.index(wanted.type)
    if wanted.actor:
        mask &= _held(columns.named_claim, columns.named_party, catalogue.parties_named(wanted.actor), mask.size)
    if wanted.source:
        voices = _held(columns.rests_claim, columns.rests_voice, catalogue.voices_named(wanted.source), mask.size)
        mask &= voices | np.isin(columns.told_outlet, catalogue.outlets_named(wanted.source))
    return mask


def _held(claims: Numbers, things: Numbers, wanted: list[int], size: int) -> Mask:
    """Which of so many claims have one of the things that are wanted."""
    flags = np.zeros(int(things.max(initial=0)) + 1, bool)
    flags[[number for number in wanted if number < flags.size]] = True
    mask = np.zeros(size, bool)
    mask[claims[flags[things]]] = True
    return mask


def resting_on(catalogue: Catalogue, voices: list[int]) -> Numbers:
    """The numbers of the events of which a claim rests on one of those voices."""
    columns = catalogue.columns
    told = _held(columns.rests_claim, columns.rests_voice, voices, len(columns.told_event))
    return np.unique(columns.told_event[told])
