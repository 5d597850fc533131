"""What ``istor same`` and ``istor different`` share: who judges, and what came of it."""

import getpass
from typing import TYPE_CHECKING

from istor.cli.output import note, say, say_json
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.model.link import Judgement


def judge(pair: tuple[str, str], judgement: "Judgement", by: str, reason: str, db: str, *, as_json: bool) -> None:
    """Keep the judgement, link anew, and print which events the two are now."""
    from istor.scaling.judging import judge as keep
    from istor.storing import Archive

    who = by or person()
    with Archive.open(db, create=False) as archive:
        events = keep(archive, pair, judgement, who, reason)
    if as_json:
        say_json({"left": pair[0], "right": pair[1], "judgement": judgement, "by": who, "events": list(events)})
    else:
        say(f"kept: {pair[0]} and {pair[1]} are {judgement} (by {who}); now {' and '.join(events)}")
    if (len(events) == 1) != (judgement == "same"):
        note("another judgement stands against this one: 'istor event' shows which")


def person() -> str:
    """The login name."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError) as error:
        raise InputError("nobody is logged in: say who judges with --by NAME") from error
