"""A question as each database takes it: a ``MATCH`` of SQLite's FTS5, or a ``tsquery`` of PostgreSQL.

The two are given the same words (``storing.words``), hold them to the same positions, and so find the same reports.
Words are letters and digits only, hence nothing in them can be a sign of either language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeGuard

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    cast,
    column,
    func,
    literal,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from istor.storing.marks import INDEX as MARKS
from istor.storing.marks import fts5, tsvectors
from istor.storing.search.asking import AllOf, AnyOf, Asked, Beginning, Leaf, Phrase, Term, leaves
from istor.storing.words import FORM_MARK

INDEX = "report_words_index"
_fts5 = table(INDEX, column("rowid", BigInteger), column(INDEX, String))
_tsvectors = table(INDEX, column("number", BigInteger), column("words", TSVECTOR))


@dataclass(frozen=True)
class Match:
    """Which entries of the index a question finds: a statement's parts, in the database's own words."""

    number: ColumnElement[int]
    condition: ColumnElement[bool]
    in_order: bool  # whether the index gives the newest first by itself

    def newest(self, narrowing: Iterable[ColumnElement[bool]], most: int) -> Select[Any]:
        """The numbers of the reports that are found and meet ``narrowing``, the newest first, ``most`` at most.

        PostgreSQL, where it expects many, would rather go through all reports from the newest on, and unpack the words
        of each; OFFSET 0 makes it find those that match first.
        """
        found = self.numbers().where(*narrowing)
        if self.in_order:
            return found.order_by(self.number.desc()).limit(most)
        apart = found.offset(0).subquery()
        return select(apart.c[0]).order_by(apart.c[0].desc()).limit(most)

    def numbers(self) -> Select[Any]:
        """The numbers of all reports that are found."""
        return select(self.number).where(self.condition)


def matching(connection: Connection, tree: Asked, *, in_title: bool = False) -> Match:
    """What ``tree`` finds; with ``in_title`` only reports that have at least one of its words in their title."""
    if connection.dialect.name == "sqlite":
        said = _sqlite(tree)
        if in_title:
            titled = " OR ".join(f"title : {_sqlite_words(leaf)}" for leaf in leaves(tree) if _is_titled(leaf))
            said = titled if _is_met_by_any(tree) else f"({said}) AND ({titled})"
        return Match(_fts5.c.rowid, _fts5.c[INDEX].op("MATCH")(said), in_order=True)
    own, conditions = _tsvectors.c, []
    if in_title:
        titled = " | ".join(_postgresql(leaf) for leaf in leaves(tree) if _is_titled(leaf))
        found = tsvectors.c.titles.op("@@")(_tsquery(titled))
        if _is_met_by_any(tree):
            return Match(tsvectors.c.number, found, in_order=False)
        conditions.append(own.number.in_(select(tsvectors.c.number).where(found)))
    conditions.append(own.words.op("@@")(_tsquery(_postgresql(tree))))
    return Match(own.number, and_(*conditions), in_order=False)


def marked(connection: Connection, asked: Iterable[Iterable[str]]) -> Match:
    """What has, of each of ``asked``, at least one mark; see ``storing.marks``."""
    if connection.dialect.name == "sqlite":
        said = " AND ".join(f"({' OR '.join(any_of)})" for any_of in asked)
        return Match(fts5.c.rowid, fts5.c[MARKS].op("MATCH")(said), in_order=True)
    said = " & ".join(f"({' | '.join(any_of)})" for any_of in asked)
    own = tsvectors.alias()  # it may stand within a question for titles, which lie in the same table
    return Match(own.c.number, own.c.marks.op("@@")(_tsquery(said)), in_order=False)


def _tsquery(said: str) -> ColumnElement[Any]:
    return cast(literal(said), TSQUERY)


def prepare(connection: Connection) -> None:
    """Keep PostgreSQL, until the transaction ends, from reading all words of all reports for a word that many hold.

    It takes that for cheap, since it does not reckon with what unpacking a report's words costs.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")


def can_be_in_title(tree: Asked) -> bool:
    """Whether there is a word to look for in titles; a beginning is looked for in the whole text only."""
    return any(map(_is_titled, leaves(tree)))


def count(connection: Connection, found: Select[Any], most: int | None = None) -> int:
    """How many reports ``found`` gives; counting stops at ``most``."""
    limited = found.limit(most) if most is not None else found
    return connection.scalar(select(func.count()).select_from(limited.subquery())) or 0


def _is_titled(leaf: Leaf) -> TypeGuard[Term | Phrase]:
    return not isinstance(leaf, Beginning)


def _is_met_by_any(tree: Asked) -> bool:
    """Whether a report that holds any of the leaves holds what is asked for: the tree need not be looked up again."""
    return isinstance(tree, Leaf) or (isinstance(tree, AnyOf) and all(isinstance(part, Leaf) for part in tree.parts))


def _sqlite(tree: Asked) -> str:
    if isinstance(tree, AnyOf):
        return "(" + " OR ".join(map(_sqlite, tree.parts)) + ")"
    if isinstance(tree, AllOf):
        said = "(" + " AND ".join(map(_sqlite, tree.parts)) + ")"
        return f"({said} NOT ({' OR '.join(map(_sqlite, tree.without))}))" if tree.without else said
    if isinstance(tree, Beginning):
        begun = " OR ".join(f'"{form}"' for form in tree.forms)
        return f"forms : ({begun})" if begun else f'forms : "{tree.letters}" *'
    return f"{{title body}} : {_sqlite_words(tree)}"


def _sqlite_words(leaf: Term | Phrase) -> str:
    terms = leaf.terms if isinstance(leaf, Phrase) else (leaf,)
    return f'"{" ".join(term.stem for term in terms)}"'


def _postgresql(tree: Asked) -> str:
    if isinstance(tree, AnyOf):
        return "(" + " | ".join(map(_postgresql, tree.parts)) + ")"
    if isinstance(tree, AllOf):
        unwanted = (f"!{_postgresql(part)}" for part in tree.without)
        return "(" + " & ".join([*map(_postgresql, tree.parts), *unwanted]) + ")"
    if isinstance(tree, Beginning):
        return f"'{FORM_MARK}{tree.letters}':*"
    if isinstance(tree, Phrase):
        return "(" + " <-> ".join(f"'{term.stem}'" for term in tree.terms) + ")"
    return f"'{tree.stem}'"
