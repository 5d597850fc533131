"""The words of reports as numbers in their places. Filled in when all migrations have run (``storing.words.fill``)."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "report_places",
        sa.Column(
            "number", ROW_NUMBER, sa.ForeignKey("report_words.number", ondelete="CASCADE"), primary_key=True,
            autoincrement=False,
        ),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("places", sa.LargeBinary, nullable=False),
    )  # fmt: skip
