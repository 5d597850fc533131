"""The words of an archive that begin as a question has it: SQLite finds these sooner than their beginning.

Asked for a beginning, FTS5 puts together all that every such word stands in before it gives the newest of it. Its
words, each looked up by itself, are found in the order in which they are wanted, and counting can stop. PostgreSQL's
index needs no such help.
"""

from dataclasses import replace

from sqlalchemy import Connection, text

from istor.storing.search.asking import AllOf, AnyOf, Asked, Beginning

MOST_FORMS = 64
"""Words that are looked up one by one; where there are more, the beginning is: of 1,100 words both took 50 to 60 ms."""

# Each word is sought from the one before it: going on through the table would go through every place of a word.
_BEGUN = text("""
    WITH RECURSIVE found (term) AS (
        SELECT (SELECT term FROM report_words_index_terms WHERE term >= :letters LIMIT 1)
        UNION ALL
        SELECT (SELECT term FROM report_words_index_terms WHERE term >= found.term || char(1) LIMIT 1)
        FROM found WHERE substr(found.term, 1, :length) = :letters
        LIMIT :most
    )
    SELECT term FROM found WHERE substr(term, 1, :length) = :letters
""")


def with_forms(connection: Connection, tree: Asked) -> Asked:
    """``tree`` with the words of each of its beginnings, where they help and are not too many."""
    if isinstance(tree, AllOf):
        parts, without = (tuple(with_forms(connection, part) for part in some) for some in (tree.parts, tree.without))
        return AllOf(parts, without)
    if isinstance(tree, AnyOf):
        return AnyOf(tuple(with_forms(connection, part) for part in tree.parts))
    if isinstance(tree, Beginning) and connection.dialect.name == "sqlite":
        return replace(tree, forms=_begun(connection, tree.letters))
    return tree


def _begun(connection: Connection, letters: str) -> tuple[str, ...]:
    """The words that begin so, stems among them; none where they are more than ``MOST_FORMS``."""
    asked = {"letters": letters, "length": len(letters), "most": MOST_FORMS + 2}
    found = tuple(connection.scalars(_BEGUN, asked))
    return found if len(found) <= MOST_FORMS else ()
