"""The terms of SQLite's index of words, to be looked at: nothing more is kept.

On PostgreSQL this once put the words of titles beside those of texts, which wrote the whole index anew; now the next
migration keeps them apart from it, whether or not an archive has been through that.
"""

from alembic import op

revision = "0010"
down_revision = "0009"

SQLITE = "CREATE VIRTUAL TABLE report_words_index_terms USING fts5vocab(report_words_index, instance)"


def upgrade() -> None:
    """Make the way to look at them."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE)
