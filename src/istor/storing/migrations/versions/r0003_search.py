"""Words and vectors to search by. The words are filled in when all migrations have run (``storing.words.fill``)."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# FTS5 over the table's own text, which is folded already: its tokenizer only has to part words at blanks.
SQLITE = (
    """
CREATE VIRTUAL TABLE report_words_index USING fts5(
    title, body, forms, content='report_words', content_rowid='number', tokenize='ascii')
""",
    """
CREATE TRIGGER report_words_kept AFTER INSERT ON report_words BEGIN
    INSERT INTO report_words_index (rowid, title, body, forms) VALUES (new.number, new.title, new.body, new.forms);
END
""",
    """
CREATE TRIGGER report_words_dropped AFTER DELETE ON report_words BEGIN
    INSERT INTO report_words_index (report_words_index, rowid, title, body, forms)
    VALUES ('delete', old.number, old.title, old.body, old.forms);
END
""",
)
POSTGRESQL = (
    """
CREATE TABLE report_words_index (
    number BIGINT PRIMARY KEY REFERENCES report_words ON DELETE CASCADE, words TSVECTOR NOT NULL)
""",
    "CREATE INDEX report_words_index_by_word ON report_words_index USING gin (words)",
)


def upgrade() -> None:
    """Make the tables, and the database's own index of words."""
    op.create_table(
        "report_words",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, unique=True),
        *(sa.Column(name, TEXT, nullable=False) for name in ("title", "body", "forms")),
    )
    op.create_table(
        "report_vectors",
        sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("spans", sa.JSON, nullable=False),
        sa.Column("vectors", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "report_signs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, unique=True),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("signs", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
