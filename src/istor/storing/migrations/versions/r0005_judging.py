"""Datings, names, and what persons did, so that it can be undone."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "datings",
        _report(),
        sa.Column("judged_by", TEXT, primary_key=True),
        *(sa.Column(f"published_{end}", sa.Date) for end in ("first", "last")),
        *(sa.Column(f"published_{part}", TEXT) for part in ("edtf", "basis")),
        *(sa.Column(f"published_{end}", sa.Integer) for end in ("start", "end")),
        sa.Column("reasons", sa.JSON, nullable=False),
        *_words("made_step", "made_version", "made_rule", "made_reason"),
    )
    op.create_table("first_claims", _report(), *_words("days"), sa.Column("claims", sa.JSON, nullable=False))
    op.create_table(
        "names",
        *(sa.Column(name, TEXT, primary_key=True) for name in ("kind", "anchor")),
        *_words("name", "judged_by"),
    )
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        *_words("judged_by", "act"),
        sa.Column("subject", sa.JSON, nullable=False),
        *_words("reason"),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("undone_at", sa.DateTime),
        sa.Column("undone_by", TEXT),
    )


def _report() -> sa.Column[str]:
    return sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _words(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, TEXT, nullable=False) for name in names)
