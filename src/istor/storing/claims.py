"""Claims with their parties, voices and figures: rows of them, and the queries that keep and fetch them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select

from istor.model import Claim, Figure, Party, Voice
from istor.storing.filters import ClaimFilter, conditions, fold
from istor.storing.rows import among, days_of, days_row, made_of, made_row, maybe_span_of, parts_of, span_of, span_row
from istor.storing.tables import claim_figures, claim_parties, claim_voices, claims, reports

BATCH = 500  # claims held at once while many are read


def insert_claims(connection: Connection, entries: Sequence[Claim], run: int | None = None) -> None:
    """Keep the claims that ``run`` made; their report must be kept already."""
    for table, rows in (
        (claims, [{**_claim_row(c), "run_id": run} for c in entries]),
        (claim_parties, [row for c in entries for row in _party_rows(c)]),
        (claim_voices, [row for c in entries for row in _voice_rows(c)]),
        (claim_figures, [row for c in entries for row in _figure_rows(c)]),
    ):
        if rows:
            connection.execute(insert(table), rows)


def not_kept(connection: Connection, entries: Sequence[Claim]) -> list[Claim]:
    """Those of ``entries`` whose ids the archive does not hold, each once."""
    given = {claim.id: claim for claim in entries}
    kept = among(connection, claims.c.id, list(given))
    return [claim for key, claim in given.items() if key not in kept]


def without_report(connection: Connection, entries: Sequence[Claim]) -> list[Claim]:
    """Those of ``entries`` whose report the archive does not hold."""
    kept = among(connection, reports.c.id, sorted({claim.report for claim in entries}))
    return [claim for claim in entries if claim.report not in kept]


def select_claims(connection: Connection, wanted: ClaimFilter, *more: ColumnElement[bool]) -> Iterator[Claim]:
    """The claims that ``wanted`` and ``more`` let through, by day (the undated last), report and place in its text."""
    day = func.coalesce(claims.c.when_first, claims.c.when_last)
    order = (day.nulls_last(), reports.c.name, reports.c.id, claims.c.trigger_start, claims.c.id)
    query = select(claims).join(reports).where(*conditions(wanted), *more).order_by(*order)
    for batch in connection.execute(query.execution_options(yield_per=BATCH)).mappings().partitions():
        yield from _with_parts(connection, batch)


def _with_parts(connection: Connection, rows: Sequence[RowMapping]) -> Iterator[Claim]:
    ids = [row["id"] for row in rows]
    parties = parts_of(connection, claim_parties.c.claim_id, ids)
    voices = parts_of(connection, claim_voices.c.claim_id, ids)
    figures = parts_of(connection, claim_figures.c.claim_id, ids)
    return (_claim_of(row, parties[row["id"]], voices[row["id"]], figures[row["id"]]) for row in rows)


def _claim_row(claim: Claim) -> dict[str, Any]:
    """``claim`` without its parties, voices and figures."""
    return {
        "id": claim.id,
        "report_id": claim.report,
        **span_row("trigger", claim.trigger),
        **span_row("sentence", claim.sentence),
        "type": claim.type,
        "mode": claim.mode,
        "context": claim.context,
        "status": claim.status,
        "quote": claim.quote,
        "confidence": claim.confidence,
        "place": claim.place,
        "place_folded": None if claim.place is None else fold(claim.place),
        **days_row("when", claim.when),
        **made_row(claim.made),
    }


def _party_rows(claim: Claim) -> list[dict[str, Any]]:
    """The actors and recipients of ``claim``, each role in its order."""
    roles = (("actor", claim.actors), ("recipient", claim.recipients))
    return [
        {"claim_id": claim.id, "role": role, "position": n, **_name_row(p.code, p.name), **span_row("span", p.span)}
        for role, parties in roles
        for n, p in enumerate(parties)
    ]


def _voice_rows(claim: Claim) -> list[dict[str, Any]]:
    """The voices of ``claim``, innermost first."""
    return [
        {
            "claim_id": claim.id,
            "position": n,
            **_name_row(v.code, v.name),
            "is_direct": v.is_direct,
            **span_row("cue", v.cue),
        }
        for n, v in enumerate(claim.voices)
    ]


def _figure_rows(claim: Claim) -> list[dict[str, Any]]:
    """The figures of ``claim``; a value is kept as a number or as a word, never as both."""
    return [
        {
            "claim_id": claim.id,
            "position": n,
            "what": f.what,
            "number": None if isinstance(f.value, str) else float(f.value),
            "word": f.value if isinstance(f.value, str) else None,
            "unit": f.unit,
            "is_approximate": f.is_approximate,
            **span_row("span", f.span),
        }
        for n, f in enumerate(claim.figures)
    ]


def _claim_of(
    row: RowMapping, parties: Iterable[RowMapping], voices: Iterable[RowMapping], figures: Iterable[RowMapping]
) -> Claim:
    """The claim that ``row`` and its parts, each in order, were made of."""
    roles: dict[str, list[Party]] = {"actor": [], "recipient": []}
    for p in parties:
        roles[p["role"]].append(Party(p["code"], p["name"], maybe_span_of(p, "span")))
    return Claim(
        id=row["id"],
        report=row["report_id"],
        trigger=span_of(row, "trigger"),
        sentence=span_of(row, "sentence"),
        type=row["type"],
        actors=tuple(roles["actor"]),
        recipients=tuple(roles["recipient"]),
        status=row["status"],
        made=made_of(row),
        confidence=row["confidence"],
        mode=row["mode"],
        context=row["context"],
        when=days_of(row, "when"),
        place=row["place"],
        voices=tuple(Voice(v["name"], v["code"], v["is_direct"], maybe_span_of(v, "cue")) for v in voices),
        quote=row["quote"],
        figures=tuple(_figure_of(f) for f in figures),
    )


def _figure_of(row: RowMapping) -> Figure:
    value = row["number"] if row["word"] is None else row["word"]
    return Figure(row["what"], value, row["unit"], row["is_approximate"], span_of(row, "span"))


def _name_row(code: str, name: str) -> dict[str, str]:
    return {"code": code, "name": name, "name_folded": fold(name)}
