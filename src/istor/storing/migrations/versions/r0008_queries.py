"""Indexes for every question that commands and the site ask, and views to be queried by hand."""

from alembic import op

revision = "0008"
down_revision = "0007"

INDEXES = (
    ("reports_by_name", "reports", ["name"]),
    ("reports_by_source", "reports", ["source_folded"]),
    ("report_signs_by_model", "report_signs", ["model"]),
    ("claims_by_place", "claims", ["place_folded"]),
    ("claims_by_run", "claims", ["run_id"]),
    ("claim_parties_by_folded", "claim_parties", ["name_folded"]),
    ("claim_voices_by_folded", "claim_voices", ["name_folded"]),
    ("past_claims_by_dropped", "past_claims", ["dropped_run"]),
    ("links_by_left", "links", ["left_id"]),
)
PARTS = {
    "report": "r.name AS report, r.source",
    "sentence": "substr(r.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence",
    "ids": "c.id AS claim_id, c.report_id",
    "of_claims": "JOIN claims c ON c.id = part.claim_id JOIN reports r ON r.id = c.report_id",
}
VIEWS = (
    """
CREATE VIEW parties AS
SELECT c.when_edtf AS date, part.role, part.code, part.name, c.type, c.status, c.place, {report}, {sentence}, {ids}
FROM claim_parties part {of_claims}
""",
    """
CREATE VIEW voices AS
SELECT c.when_edtf AS date, part.name, part.code, part.is_direct, part.position AS outwards, c.type, c.status, {report},
       {sentence}, {ids}
FROM claim_voices part {of_claims}
""",
    """
CREATE VIEW figures AS
SELECT c.when_edtf AS date, part.what, part.number, part.word, part.unit, part.is_approximate, c.type, c.status,
       c.place, {report}, {sentence}, {ids}
FROM claim_figures part {of_claims}
""",
    """
CREATE VIEW judgements AS
SELECT kind, left_id, right_id, judgement, judged_by, made_reason AS reason FROM links WHERE judged_by <> 'program'
""",
)


def upgrade() -> None:
    """Make them; what is kept does not change."""
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)
    for view in VIEWS:
        op.execute(view.format(**PARTS))
