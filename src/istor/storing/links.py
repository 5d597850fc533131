"""Links: rows of them, and the queries that keep and fetch them. A program's links and a person's never meet."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select

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


def replace_program_links(connection: Connection, kind: str, entries: Sequence[Link],
                          gone: Collection[Link] | None = None) -> None:
    """Forget the program's links of ``kind``, or those alone that are ``gone``, and keep ``entries`` instead."""
    own = delete(links).where(links.c.kind == kind, links.c.judged_by == PROGRAM)
    if gone is None:
        connection.execute(own)
    elif gone:
        one = own.where(links.c.left_id == bindparam("one"), links.c.right_id == bindparam("other"))
        connection.execute(one, [{"one": link.left, "other": link.right} for link in gone])
    if entries:
        connection.execute(insert(links), [link_row(link) for link in entries])


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
