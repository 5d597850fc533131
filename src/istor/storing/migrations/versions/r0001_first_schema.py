"""The first schema. Never changed once released: a new revision comes after it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# SQLite before 3.44 knows no order within an aggregate; it takes the rows as the inner query gives them.
PARTS = {
    "sqlite": (
        "(SELECT group_concat(label, '; ') FROM (SELECT {label} AS label FROM {table} WHERE {of} ORDER BY position))"
    ),
    "postgresql": "(SELECT string_agg({label}, '; ' ORDER BY position) FROM {table} WHERE {of})",
}
LABEL = "CASE WHEN name = '' THEN code WHEN code = '---' THEN name ELSE code || ':' || name END"
TIMELINE = """
CREATE VIEW timeline AS
SELECT c.when_edtf AS date, c.type, c.mode, c.status, {actors} AS actors, {recipients} AS recipients, c.place,
       {voices} AS voices, r.name AS report, r.source,
       substr(r.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence,
       c.when_first AS first_day, c.when_last AS last_day, c.confidence, c.id AS claim_id, c.report_id
FROM claims c JOIN reports r ON r.id = c.report_id
ORDER BY coalesce(c.when_first, c.when_last) NULLS LAST, r.name, c.trigger_start
"""


def upgrade() -> None:
    """Make the tables and the view."""
    _reports()
    _claims()
    _claim_parts()
    _links()
    _runs()
    op.execute(_timeline(op.get_bind().dialect.name))


def _timeline(dialect: str) -> str:
    part, role = PARTS[dialect], "claim_id = c.id AND role = '{}'"
    return TIMELINE.format(
        actors=part.format(label=LABEL, table="claim_parties", of=role.format("actor")),
        recipients=part.format(label=LABEL, table="claim_parties", of=role.format("recipient")),
        voices=part.format(label=LABEL, table="claim_voices", of="claim_id = c.id"),
    )


def _words(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, TEXT, nullable=False) for name in names)


def _span(prefix: str, *, nullable: bool = False) -> tuple[sa.Column[int], ...]:
    return tuple(sa.Column(f"{prefix}_{end}", sa.Integer, nullable=nullable) for end in ("start", "end"))


def _days(prefix: str) -> tuple[sa.Column[Any], ...]:
    days = (sa.Column(f"{prefix}_{end}", sa.Date) for end in ("first", "last"))
    texts = (sa.Column(f"{prefix}_{part}", TEXT) for part in ("edtf", "basis"))
    return (*days, *texts, *_span(prefix, nullable=True))


def _made() -> tuple[sa.Column[str], ...]:
    return _words("made_step", "made_version", "made_rule", "made_reason")


def _owner(column: str, table: str) -> sa.Column[str]:
    return sa.Column(column, TEXT, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True)


def _position() -> sa.Column[int]:
    return sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", TEXT, primary_key=True),
        *_words("name", "lang", "title", "source", "source_folded", "url"),
        *_days("published"),
        *_words("text", "digest"),
        *_made(),
    )
    op.create_table(
        "blocks", _owner("report_id", "reports"), _position(), *_words("kind"), *_span("span"), *_words("reason")
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("report_id", TEXT, sa.ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
        *_span("trigger"),
        *_span("sentence"),
        *_words("type"),
        sa.Column("mode", TEXT),
        sa.Column("context", TEXT),
        *_words("status"),
        sa.Column("quote", TEXT),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("place", TEXT),
        sa.Column("place_folded", TEXT),
        *_days("when"),
        *_made(),
    )
    op.create_index("claims_by_type", "claims", ["type"])
    op.create_index("claims_by_first_day", "claims", ["when_first"])
    op.create_index("claims_by_report", "claims", ["report_id"])


def _claim_parts() -> None:
    op.create_table(
        "claim_parties",
        _owner("claim_id", "claims"),
        sa.Column("role", TEXT, primary_key=True),
        _position(),
        *_words("code", "name", "name_folded"),
        *_span("span", nullable=True),
    )
    op.create_table(
        "claim_voices",
        _owner("claim_id", "claims"),
        _position(),
        *_words("name", "name_folded", "code"),
        sa.Column("is_direct", sa.Boolean, nullable=False),
        *_span("cue", nullable=True),
    )
    op.create_table(
        "claim_figures",
        _owner("claim_id", "claims"),
        _position(),
        *_words("what"),
        sa.Column("number", sa.Double),
        sa.Column("word", TEXT),
        *_words("unit"),
        sa.Column("is_approximate", sa.Boolean, nullable=False),
        *_span("span"),
    )
    for table in ("claim_parties", "claim_voices"):
        op.create_index(f"{table}_by_code", table, ["code", "name_folded"])
        op.create_index(f"{table}_by_name", table, ["name"])


def _links() -> None:
    op.create_table(
        "links",
        *(sa.Column(name, TEXT, primary_key=True) for name in ("kind", "left_id", "right_id", "judged_by")),
        *_words("judgement"),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        *_made(),
    )
    op.create_index("links_by_right", "links", ["right_id"])


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("finished", sa.DateTime),
        *_words("version", "model"),
        sa.Column("summary", sa.JSON),
    )
