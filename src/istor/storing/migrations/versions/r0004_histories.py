"""Which run made a claim and coded a report, and the claims as they were before a run replaced them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns, empty for what is there, and the table."""
    op.add_column("reports", sa.Column("coded_run", sa.Integer))
    op.add_column("claims", sa.Column("run_id", sa.Integer))
    op.add_column("runs", sa.Column("kind", TEXT, nullable=False, server_default="add"))
    op.add_column("runs", sa.Column("settings", sa.JSON))
    op.create_table(
        "past_claims",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
        sa.Column("claim_id", TEXT, nullable=False),
        sa.Column("made_run", sa.Integer),
        sa.Column("dropped_run", sa.Integer, nullable=False),
        sa.Column("claim", sa.JSON, nullable=False),
    )
    op.create_index("past_claims_by_report", "past_claims", ["report_id"])
