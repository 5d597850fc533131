"""What the commands by which a person judges share: who it is, the archive, and what came of it."""

import getpass
from collections.abc import Sequence
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
    warn(events, 1 if judgement == "same" else 2)


def report(act: str, subject: Sequence[str], who: str, events: Sequence[str], *, as_json: bool) -> None:
    """Print what was done to which events, and what they are now."""
    if as_json:
        say_json({"act": act, "subject": list(subject), "by": who, "events": list(events)})
    else:
        say(f"kept: {act} {' '.join(subject)} (by {who}); now {' and '.join(events)}")


def warn(events: Sequence[str], wanted: int) -> None:
    """Tell that there are not as many events as there should be: somebody else's judgement stands against this one."""
    if len(events) != wanted:
        note("another judgement stands against this one: 'istor conflicts' shows which")


def person() -> str:
    """The login name."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError) as error:
        raise InputError("nobody is logged in: say who judges with --by NAME") from error
