"""The words of titles by themselves, in PostgreSQL: its index does not say which words stand in a title.

Looked up among all words, each report that holds one of them would have its own unpacked. SQLite's index tells columns
apart.
"""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the column, which the database fills by itself, and its index."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE report_words_index ADD COLUMN titles TSVECTOR NOT NULL"
            " GENERATED ALWAYS AS (ts_filter(words, '{a}')) STORED"
        )
        op.execute("CREATE INDEX report_words_index_by_title ON report_words_index USING gin (titles)")
