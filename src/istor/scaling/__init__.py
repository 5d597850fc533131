"""Runs the road from reports to an archive: one report after another here, on many machines elsewhere.

The only room besides ``cli`` and ``web`` that joins the parts; it decides nothing about what a report claims.
"""

from istor.scaling.runner import Coded, Runner
from istor.scaling.serial import Serial

__all__ = ["Coded", "Runner", "Serial"]
