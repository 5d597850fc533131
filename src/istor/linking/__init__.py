"""Comparing claims and reports: which texts are copies, which claims tell of one event, who is who. No syntax here."""

from istor.linking.actors import actor_id, actors
from istor.linking.copies import copies, copy_groups, repeats
from istor.linking.events import event_ids, events, link_events

__all__ = ["actor_id", "actors", "copies", "copy_groups", "event_ids", "events", "link_events", "repeats"]
