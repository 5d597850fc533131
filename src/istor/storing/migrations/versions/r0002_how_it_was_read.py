"""How a report was read: its author, the hash of its bytes, what was put right, and blocks in another language."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns, empty for what is there, and the table of repairs."""
    for table, name in (("reports", "author"), ("reports", "bytes_digest"), ("blocks", "lang")):
        op.add_column(table, sa.Column(name, TEXT, nullable=False, server_default=""))
    op.create_table(
        "repairs",
        sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("was", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
    )
