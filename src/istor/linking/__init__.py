"""Comparing claims and reports: which texts are copies, which claims tell of one event, who is who. No syntax here."""

from istor.linking.actors import actor_id, actors
from istor.linking.copies import copies, copy_groups, repeats
from istor.linking.dating import datings
from istor.linking.events import event_ids, events, link_events
from istor.linking.figures import ledger
from istor.linking.namesakes import link_actors
from istor.linking.renaming import joined, renamed
from istor.linking.stories import stories
from istor.linking.turns import relations
from istor.linking.unnamed import link_unnamed

__all__ = ["actor_id", "actors", "copies", "copy_groups", "datings", "event_ids", "events", "joined", "ledger",
           "link_actors", "link_events", "link_unnamed", "relations", "renamed", "repeats", "stories"]
