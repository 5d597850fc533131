"""What searches are narrowed by, in an index beside that of words. Filled in later (``storing.words.fill``).

PostgreSQL's index of words does not say which of them stand in a title: they are kept there too. That index itself is
let alone: each of its rows that changed would be put into it anew, with all words of a report.
"""

from alembic import op

revision = "0011"
down_revision = "0010"

SQLITE = (
    "CREATE VIRTUAL TABLE report_marks_index USING fts5(marks, detail='none', tokenize='ascii')",
    """
CREATE TRIGGER report_marks_dropped AFTER DELETE ON report_words BEGIN
    DELETE FROM report_marks_index WHERE rowid = old.number;
END
""",
)
POSTGRESQL = (
    "ALTER TABLE report_words_index DROP COLUMN IF EXISTS titles",  # of an archive that an older 0010 made
    """
CREATE TABLE report_marks_index (
    number BIGINT PRIMARY KEY REFERENCES report_words ON DELETE CASCADE, marks TSVECTOR NOT NULL,
    titles TSVECTOR NOT NULL)
""",
    "CREATE INDEX report_marks_index_by_mark ON report_marks_index USING gin (marks)",
    "CREATE INDEX report_marks_index_by_title ON report_marks_index USING gin (titles)",
)


def upgrade() -> None:
    """Make them; and an index that tells a report's id by its number, and the other way round, without its words."""
    op.create_index("report_words_by_number", "report_words", ["number", "report_id"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
