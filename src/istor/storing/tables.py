"""The archive's tables, named to be read by hand (Datasette, DuckDB, pandas); the model's nouns, flattened.

Offsets (``*_start``, ``*_end``) are code points of ``reports.text``, the end excluded. A ``*_folded`` column repeats
its neighbour without case and accents, because databases do not agree on what the lower case of Greek is.
The migrations build these tables; a test holds the two equal. Views (timeline, parties, voices, figures, judgements)
are made there only.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

# Byte order on every database: PostgreSQL would otherwise sort by the server's locale, and results would differ.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite takes a row by such a number at once; by any other key it looks into an index first.
_ROW_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()


def _span(prefix: str) -> tuple[Column[int], Column[int]]:
    return Column(f"{prefix}_start", Integer, nullable=False), Column(f"{prefix}_end", Integer, nullable=False)


def _maybe_span(prefix: str) -> tuple[Column[int], Column[int]]:
    return Column(f"{prefix}_start", Integer), Column(f"{prefix}_end", Integer)


def _days(prefix: str) -> tuple[Column[Any], ...]:
    """A ``When``; there is none where ``edtf`` is null."""
    first, last = Column(f"{prefix}_first", Date), Column(f"{prefix}_last", Date)
    edtf, basis = Column(f"{prefix}_edtf", TEXT), Column(f"{prefix}_basis", TEXT)
    return first, last, edtf, basis, *_maybe_span(prefix)


def _made() -> tuple[Column[str], ...]:
    return tuple(Column(f"made_{part}", TEXT, nullable=False) for part in ("step", "version", "rule", "reason"))


def _word(name: str) -> Column[str]:
    return Column(name, TEXT, nullable=False)


def _new_word(name: str) -> Column[str]:
    """A word that reports of older archives have not: empty there."""
    return Column(name, TEXT, nullable=False, server_default="")


def _claim_id() -> Column[str]:
    return Column("claim_id", TEXT, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


reports = Table(
    "reports",
    metadata,
    Column("id", TEXT, primary_key=True),
    _word("name"),
    _word("lang"),
    _word("title"),
    _word("source"),
    _word("source_folded"),
    _word("url"),
    *_days("published"),
    _word("text"),
    _word("digest"),  # SHA-256 of the text in UTF-8
    *_made(),
    _new_word("author"),
    _new_word("bytes_digest"),  # SHA-256 of what the text was read from; empty where it came without bytes
    Column("coded_run", Integer),  # the run that coded it last; null where nobody noted it
    Index("reports_by_name", "name"),
    Index("reports_by_source", "source_folded"),
)
blocks = Table(
    "blocks",
    metadata,
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _position(),
    _word("kind"),
    *_span("span"),
    _word("reason"),
    _new_word("lang"),  # empty: the report's own
)
repairs = Table(  # what reading put right; undone from the first on, they give the text as it was decoded
    "repairs",
    metadata,
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _position(),
    *_span("span"),
    _word("was"),
    _word("why"),
)
originals = Table(  # the bytes of pages, as they came: see storing.originals
    "originals",
    metadata,
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),  # zlib; unpacked, their SHA-256 is reports.bytes_digest
    _word("url"),
    _word("charset"),  # what the server called the encoding
    Column("seen", Date),  # the day on which the page was fetched or archived
)
report_words = Table(  # what search looks up: see storing.words; an index in the database's own way stands beside it
    "report_words",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),  # from the day of publication and the id
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, unique=True),
    _word("title"),  # stems
    _word("body"),  # stems
    _word("forms"),
    Index("report_words_by_number", "number", "report_id"),  # tells one by the other without the words between them
)
report_places = Table(  # the same words as numbers, in their places: see storing.places
    "report_places",
    metadata,
    Column("number", _ROW_NUMBER, ForeignKey("report_words.number", ondelete="CASCADE"), primary_key=True,
           autoincrement=False),
    Column("length", Integer, nullable=False),  # of the forms, in letters and blanks
    Column("places", LargeBinary, nullable=False),
)  # fmt: skip
report_vectors = Table(  # of the sentences: see storing.vectors
    "report_vectors",
    metadata,
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _word("model"),  # the digest of the network that made them
    Column("spans", JSON, nullable=False),  # [start, end] of each sentence
    Column("vectors", LargeBinary, nullable=False),  # signed bytes, sentence by sentence
)
report_signs = Table(  # the same in brief, to be gone through whole; ids never come again, so that new rows are known
    "report_signs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, unique=True),
    _word("model"),
    Column("signs", LargeBinary, nullable=False),  # a bit for each number
    Index("report_signs_by_model", "model"),
    sqlite_autoincrement=True,
)
claims = Table(
    "claims",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    *_span("trigger"),
    *_span("sentence"),
    _word("type"),
    Column("mode", TEXT),
    Column("context", TEXT),
    _word("status"),
    Column("quote", TEXT),
    Column("confidence", Double, nullable=False),
    Column("place", TEXT),
    Column("place_folded", TEXT),
    *_days("when"),
    *_made(),
    Column("run_id", Integer),  # the run that made it; null where nobody noted it
    Index("claims_by_type", "type"),
    Index("claims_by_first_day", "when_first"),
    Index("claims_by_report", "report_id"),
    Index("claims_by_place", "place_folded"),
    Index("claims_by_run", "run_id"),
)
claim_parties = Table(
    "claim_parties",
    metadata,
    _claim_id(),
    Column("role", TEXT, primary_key=True),  # actor or recipient
    _position(),
    _word("code"),
    _word("name"),
    _word("name_folded"),
    *_maybe_span("span"),
    Index("claim_parties_by_code", "code", "name_folded"),
    Index("claim_parties_by_name", "name"),
    Index("claim_parties_by_folded", "name_folded"),
)
claim_voices = Table(
    "claim_voices",
    metadata,
    _claim_id(),
    _position(),  # 0 is the innermost
    _word("name"),
    _word("name_folded"),
    _word("code"),
    Column("is_direct", Boolean, nullable=False),
    *_maybe_span("cue"),
    Index("claim_voices_by_code", "code", "name_folded"),
    Index("claim_voices_by_name", "name"),
    Index("claim_voices_by_folded", "name_folded"),
)
claim_figures = Table(
    "claim_figures",
    metadata,
    _claim_id(),
    _position(),
    _word("what"),
    Column("number", Double),  # either a number or, where the text is vague, a word
    Column("word", TEXT),
    _word("unit"),
    Column("is_approximate", Boolean, nullable=False),
    *_span("span"),
)
past_claims = Table(  # claims as they were before a run replaced them
    "past_claims",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    _word("claim_id"),
    Column("made_run", Integer),  # as claims.run_id
    Column("dropped_run", Integer, nullable=False),
    Column("claim", JSON, nullable=False),
    Index("past_claims_by_report", "report_id"),
    Index("past_claims_by_dropped", "dropped_run"),
)
links = Table(
    "links",
    metadata,
    Column("kind", TEXT, primary_key=True),
    Column("left_id", TEXT, primary_key=True),  # ids of reports, claims or actors, by the kind: hence no foreign key
    Column("right_id", TEXT, primary_key=True),
    Column("judged_by", TEXT, primary_key=True),  # program, or a person's name
    _word("judgement"),
    Column("score", Double, nullable=False),
    Column("reasons", JSON, nullable=False),
    *_made(),
    Index("links_by_right", "right_id"),
    Index("links_by_left", "left_id"),
)
datings = Table(
    "datings",
    metadata,
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("judged_by", TEXT, primary_key=True),  # program, or a person's name
    *_days("published"),
    Column("reasons", JSON, nullable=False),
    *_made(),
)
first_claims = Table(  # of reports whose claims were reckoned anew from a dating: as they were coded without it
    "first_claims",
    metadata,
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _word("days"),  # those that the claims kept beside are reckoned from, in EDTF
    Column("claims", JSON, nullable=False),
)
statements = Table(  # the figures of a report as their sentences state them, in the order of its text
    "statements",
    metadata,
    Column("report_id", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("stated", JSON, nullable=False),
)
names = Table(  # what persons call things, and what they correct in claims; what holds the anchor is meant
    "names",
    metadata,
    Column("kind", TEXT, primary_key=True),  # event, story or actor; for corrections "claim type", "claim date" …
    Column("anchor", TEXT, primary_key=True),  # the id of a claim, a report or an actor
    _word("name"),
    _word("judged_by"),
)
acts = Table(
    "acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),  # UTC
    _word("judged_by"),
    _word("act"),  # same, different, merge, split, rename, date
    Column("subject", JSON, nullable=False),  # the ids and words that the act was about
    _word("reason"),
    Column("changes", JSON, nullable=False),  # each row touched, as it was before and as it is after
    Column("undone_at", DateTime),
    Column("undone_by", TEXT),
)
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", DateTime, nullable=False),  # UTC
    Column("finished", DateTime),  # null: still running, or it was cut off
    _word("version"),
    _word("model"),  # the model's digest
    Column("summary", JSON(none_as_null=True)),  # read, kept, repeated, skipped with reasons
    Column("kind", TEXT, nullable=False, server_default="add"),  # add or recode
    Column("settings", JSON(none_as_null=True)),  # what else the claims depend on: digests of tables and lexicon
)
