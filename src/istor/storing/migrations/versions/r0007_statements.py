"""Every figure of a report as its sentence states it; reports coded before have none until they are coded anew."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "statements",
        sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("stated", sa.JSON, nullable=False),
    )
