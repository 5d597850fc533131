"""Links: rows of them, and the queries that keep and fetch them. A program's links and a person's never meet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, insert, select

from istor.errors import InputError
from istor.model import Link, Made
from istor.model.link import Judgement, LinkKind
from istor.storing.rows import made_of, made_row
from istor.storing.tables import links

PROGRAM = "program"
SAMENESS: Mapping[Judgement, float] = {"same": 1.0, "unsure": 0.5, "different": 0.0}  # a person's score


def judged(kind: LinkKind, left: str, right: str, judgement: Judgement, by: str, reason: str) -> Link:
    """The link that says what the person ``by`` judges of two ids, given in any order."""
    left, right = pair(left, right, by)
    made = Made("judging", "", "a person's judgement", reason)
    return Link(kind, left, right, judgement, SAMENESS[judgement], (reason,) if reason else (), by, made)


def check_person(by: str) -> None:
    """A person's name must not pass for the program's: InputError when it would."""
    if by == PROGRAM or not by:
        raise InputError(f"a judgement needs the name of a person, not {by!r}")


def check_own(kind: str, some: Sequence[Link]) -> None:
    """Only the program's links of one kind can be replaced: ValueError for any other."""
    if strange := [link for link in some if link.kind != kind or link.by != PROGRAM]:
        raise ValueError(f"only {kind} links by the program can be replaced, not {strange[0]}")


def pair(left: str, right: str, by: str) -> tuple[str, str]:
    """The lesser id first; a thing must not be compared with itself, nor a person's name pass for the program's."""
    check_person(by)
    if left == right:
        raise InputError(f"{left} and {right} are one id: name two different ones")
    return (left, right) if left < right else (right, left)


def select_links(connection: Connection, kind: str | None) -> Iterator[Link]:
    """The links of ``kind``, or all, by kind, ids and who judged."""
    query = select(links).order_by(links.c.kind, links.c.left_id, links.c.right_id, links.c.judged_by)
    if kind is not None:
        query = query.where(links.c.kind == kind)
    for row in connection.execute(query.execution_options(yield_per=1000)).mappings():
        yield link_of(row)


Ids = tuple[str, str]


def changed_links(connection: Connection, kind: str, entries: Sequence[Link]) -> tuple[list[Ids], list[Link]]:
    """What differs between the program's links of ``kind`` and ``entries``: the ids to forget, and the links to keep.

    After a judgement nearly all stays as it is: to write it all anew took as long as to work it out.
    """
    new = {(link.left, link.right): link for link in entries}
    gone: list[Ids] = []
    own = select(links).where(links.c.kind == kind, links.c.judged_by == PROGRAM)
    for row in connection.execute(own.execution_options(yield_per=1000)).mappings():
        held = link_of(row)
        ids = held.left, held.right
        if new.get(ids) == held:
            del new[ids]
        else:
            gone.append(ids)
    return gone, list(new.values())


def change_program_links(connection: Connection, kind: str, gone: Sequence[Ids], new: Sequence[Link]) -> None:
    """Forget the program's links between the ids ``gone``, and keep ``new``, each in the place of what there may be."""
    forgotten = [{"left": left, "right": right} for left, right in (*gone, *((link.left, link.right) for link in new))]
    if forgotten:
        ours = and_(links.c.kind == kind, links.c.judged_by == PROGRAM)
        connection.execute(
            delete(links).where(ours, links.c.left_id == bindparam("left"), links.c.right_id == bindparam("right")),
            forgotten,
        )
    if new:
        connection.execute(insert(links), [link_row(link) for link in new])


def link_row(link: Link) -> dict[str, Any]:
    """``link``; its reasons become a JSON list."""
    return {
        "kind": link.kind,
        "left_id": link.left,
        "right_id": link.right,
        "judged_by": link.by,
        "judgement": link.judgement,
        "score": link.score,
        "reasons": list(link.reasons),
        **made_row(link.made),
    }


def link_of(row: RowMapping) -> Link:
    """The link that ``row`` was made of."""
    return Link(
        kind=row["kind"],
        left=row["left_id"],
        right=row["right_id"],
        judgement=row["judgement"],
        score=row["score"],
        reasons=tuple(row["reasons"]),
        by=row["judged_by"],
        made=made_of(row),
    )
