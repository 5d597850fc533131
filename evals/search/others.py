"""What a developer gets from the databases without istor: bare FTS5, and PostgreSQL's dictionary for Greek.

Plain words are joined by OR, which ranks better than asking for all of them; phrases, beginnings and operators are
given as each database writes them. Questions that its language cannot say find nothing.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

Texts = dict[str, tuple[str, str]]
Ranked = Callable[[str], Sequence[str]]

_OPERATORS = re.compile(r'["*()]|\b(?:AND|OR|NOT)\b|(?<!\w)-\w')
_DEPTH = 10


def fts5(path: Path, texts: Texts, stack: ExitStack) -> Ranked:
    """FTS5 with its default tokenizer, unicode61, its diacritics removed as far as it can, ranked by its BM25."""
    connection = stack.enter_context(closing(sqlite3.connect(path)))
    tokenize = "unicode61 remove_diacritics 2"
    connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(name UNINDEXED, title, text, tokenize='{tokenize}')")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?)", [(name, *both) for name, both in texts.items()])

    def found(question: str) -> list[str]:
        said = re.sub(r"(?<!\w)-(?=\w)", "NOT ", question) if _OPERATORS.search(question) else _any(question)
        query = "SELECT name FROM t WHERE t MATCH ? ORDER BY bm25(t), name LIMIT ?"
        try:
            return [name for (name,) in connection.execute(query, (said, _DEPTH))]
        except sqlite3.OperationalError:
            return []

    return found


def postgresql(texts: Texts, stack: ExitStack) -> Ranked | None:
    """PostgreSQL's ``greek`` with ``ts_rank``; ``None`` where there is no server."""
    where = os.environ.get("ISTOR_TEST_POSTGRES")
    if not where:
        return None
    import psycopg

    connection = stack.enter_context(psycopg.connect(where))
    connection.execute("CREATE TEMP TABLE t (name text, words tsvector)")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO t VALUES (%s, setweight(to_tsvector('greek', %s), 'A') || to_tsvector('greek', %s))",
            [(name, *both) for name, both in texts.items()],
        )

    def found(question: str) -> list[str]:
        said, function = question, "websearch_to_tsquery"
        if "*" in question:
            said, function = question.replace("*", ":*"), "to_tsquery"
        elif not _OPERATORS.search(question):
            said = " or ".join(question.split())
        said = re.sub(r"\bNOT (?=\w)", "-", said).replace(" AND ", " ")
        query = f"SELECT name FROM t, {function}('greek', %s) q WHERE words @@ q ORDER BY ts_rank(words, q) DESC, name LIMIT %s"  # noqa: E501, S608
        return [name for (name,) in connection.execute(query.encode(), (said, _DEPTH))]

    return found


def _any(question: str) -> str:
    return " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
