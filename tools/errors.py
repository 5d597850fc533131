"""Write how often each type of event is found, missed and told wrongly on gold records.

    python tools/errors.py      writes docs/explanation/errors.md; needs ../shared

The gold is what is published (dev) and five sixths of the training records.
"""

from collections import Counter
from pathlib import Path

from evals.claims import compare
from evals.data import Options
from istor.model import plover

PAGE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "errors.md"
TEXT = """# Errors by type

How often each type of event is found, missed and told wrongly at the usual confidence, on gold records by single
annotation: {sets}. A claim is right when a gold record of its
type stands in its sentence; its parties may still be wrong. Frames and weights were made with the training records in
view, so other text is read less well. Written by `python tools/errors.py`. What lies behind the
errors is told under [limits](limits.md).

| type | in the gold | told | right | precision | recall |
| --- | --- | --- | --- | --- | --- |
{rows}
"""


def main() -> None:
    sets = compare(Options(part="dev")) | compare(Options(part="train"))
    gold, missed, wrong = (Counter(row["type"] for each in sets.values() for row in getattr(each, part))
                           for part in ("gold", "missed", "wrong"))
    rows = [_row(kind, gold[kind], gold[kind] - missed[kind], wrong[kind]) for kind in plover.TYPES]
    rows.append(_row("all", gold.total(), gold.total() - missed.total(), wrong.total()))
    told = ", ".join(f"{name} ({len(each.gold)} records)" for name, each in sets.items())
    PAGE.write_text(TEXT.format(sets=told, rows="\n".join(rows)), encoding="utf-8")


def _row(kind: str, gold: int, right: int, wrong: int) -> str:
    shares = (f"{right / whole:.2f}" if whole else "–" for whole in (right + wrong, gold))
    return f"| {kind} | {gold} | {right + wrong} | {right} | {' | '.join(shares)} |"


if __name__ == "__main__":
    main()
