"""What searches ask of the index of words and it did not tell: its terms in SQLite, the words of titles in PostgreSQL.

PostgreSQL's index does not say which words stand in a title, so that each report that holds one of them anywhere would
have its own unpacked; SQLite's tells columns apart. Its terms are a way to look at the index: nothing more is kept.
"""

from alembic import op

revision = "0010"
down_revision = "0009"

SQLITE = ("CREATE VIRTUAL TABLE report_words_index_terms USING fts5vocab(report_words_index, instance)",)
POSTGRESQL = (
    "DROP INDEX report_words_index_by_word",  # made anew at once below: each row that changes would be put in by itself
    "ALTER TABLE report_words_index ADD COLUMN titles TSVECTOR NOT NULL DEFAULT ''",
    """
UPDATE report_words_index SET titles = (
    SELECT CAST(coalesce(string_agg(quote_literal(stem) || chr(58) || place, ' '), '') AS tsvector)
    FROM regexp_split_to_table(btrim(title), ' +') WITH ORDINALITY AS stems (stem, place) WHERE stem <> ''
) FROM report_words WHERE report_words.number = report_words_index.number
""",  # chr(58) is a colon, which would begin a parameter's name
    "CREATE INDEX report_words_index_by_word ON report_words_index USING gin (words)",
    "CREATE INDEX report_words_index_by_title ON report_words_index USING gin (titles)",
)


def upgrade() -> None:
    """Make them, and fill the column; from here on ``storing.words`` does."""
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
