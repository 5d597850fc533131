"""``istor undo``: a person takes a judgement back."""

from istor.cli.judging import person
from istor.cli.options import DEFAULT_DB, AsJson, By, Db, Left, Right
from istor.cli.output import say, say_json


def undo(left: Left, right: Right, by: By = "", db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Take back what you judged of two events, or claims. What others judged of them stays.

    Name an event twice to take back all that you judged within it.
    """
    from istor.scaling.judging import undo as take_back
    from istor.storing import Archive

    who = by or person()
    with Archive.open(db, create=False) as archive:
        events = take_back(archive, (left, right), who)
    if as_json:
        say_json({"left": left, "right": right, "by": who, "events": list(events)})
    else:
        say(f"taken back (by {who}); now {' and '.join(events)}")
