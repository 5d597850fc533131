"""What a report from the web is called: its address without what all addresses have."""

import re
from urllib.parse import unquote

from istor.reading.outcome import shown

LONGEST = 120
_START = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def name_of(url: str) -> str:
    """``url`` without scheme, ``www.`` and closing slash, on one line; its end where it is long."""
    name = shown(unquote(_START.sub("", url).partition("#")[0])).rstrip("/")
    return name if len(name) <= LONGEST else f"…{name[1 - LONGEST:]}"
