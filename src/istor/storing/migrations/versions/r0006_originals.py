"""The bytes of pages, so that they can be read again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table; of pages that are kept already the bytes are gone."""
    op.create_table(
        "originals",
        sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("charset", TEXT, nullable=False),
        sa.Column("seen", sa.Date),
    )
