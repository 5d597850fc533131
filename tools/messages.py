"""The messages of the site, gathered from its templates and modules: what every catalogue must have.

    python tools/messages.py [--check]

Brings ``translations/*/LC_MESSAGES/istor.po`` up to date: new messages come in without a translation, old ones go.
``--check`` writes nothing and fails when a message is missing or not translated.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from istor.languages.data import table
from istor.linking.corrections import FIELDS
from istor.linking.figures import Told
from istor.model.claim import Status
from istor.model.link import Judgement
from istor.model.plover import MODES, QUADS, TYPES
from istor.web.sayings import ACTS, VALUES

WEB = Path(__file__).resolve().parent.parent / "src" / "istor" / "web"
METHODS = [("**.html.j2", "jinja2"), ("**.py", "python")]
OPTIONS = {"**.html.j2": {"trimmed": "false", "newstyle_gettext": "true", "silent": "false"}}
CONFLICTS = ("date", "place", "figure", "denial")
STAGES = ("further", "planned", "possible", "denied")
"""Words before an outcome that the table of figures does not hold: ``linking.counts`` puts them there."""


def vocabulary() -> Iterator[tuple[str, str]]:
    """Context and word of everything that the record itself calls by a word."""
    yield from (("type", each) for each in TYPES)
    yield from (("mode", each) for each in dict.fromkeys(mode for modes in MODES.values() for mode in modes))
    yield from (("quad", each) for each in QUADS)
    yield from (("status", each) for each in get_args(Status))
    yield from (("judgement", each) for each in get_args(Judgement))
    yield from (("conflict", each) for each in CONFLICTS)
    yield from (("told", each) for each in get_args(Told))
    yield from (("act", each) for each in ACTS.values())
    yield from (("counted", each) for each in counted())
    yield from (("amount", each["word"]) for each in table("el", "figures.yaml")["vague"])
    yield from (("voice", each) for each in anonymous())
    yield from (("field", each) for each in FIELDS)
    yield from (("value", each) for each in VALUES.values())
    yield "figure", "about"
    yield "status", "denied"


def counted() -> Iterator[str]:
    """What the ledger counts and what became of those counted, as the table of figures has it."""
    known = table("el", "figures.yaml")
    yield from (row["what"] for name in ("counted", "terms", "stages", "results") for row in known[name])
    yield from STAGES


def anonymous() -> Iterator[str]:
    """What voices without a name are called, and sources with the word that tells their kind."""
    known = table("el", "reporting.yaml")
    yield from dict.fromkeys(noun for row in known["anonymous"] for noun in row["plain"])
    yield from (f"{kind} {noun}" for kind in known["kinds"].values() for noun in ("source", "sources"))


def gathered() -> Catalog:
    """Every message, without translations."""
    made = Catalog(project="istor", charset="utf-8")
    for _, _, message, _, context in extract_from_dir(WEB, METHODS, OPTIONS):
        made.add(message, context=context)
    for context, word in vocabulary():
        made.add(word, context=context)
    return made


def catalogues() -> list[Path]:
    """The ``.po`` file of each language."""
    return sorted((WEB / "translations").glob("*/LC_MESSAGES/istor.po"))


def missing(path: Path) -> list[str]:
    """The messages that the catalogue at ``path`` lacks or does not translate."""
    with path.open("rb") as stream:
        held = read_po(stream)
    return [str(m.id) for m in gathered() if m.id and not _is_done(held.get(m.id, m.context))]


def _is_done(message: object) -> bool:
    said: str | tuple[str, ...] = getattr(message, "string", "")
    return bool(said) and (isinstance(said, str) or all(said))


def update(path: Path) -> None:
    """Bring the catalogue at ``path`` up to date; its head stays as it is."""
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    with path.open("rb") as stream:
        held = read_po(stream)
    held.update(gathered(), no_fuzzy_matching=True)
    held.obsolete.clear()
    with path.open("wb") as stream:
        stream.write(f"{head}\n\n".encode())
        write_po(stream, held, width=120, no_location=True, omit_header=True, sort_output=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail when a message is missing or not translated")
    if not parser.parse_args().check:
        for path in catalogues():
            update(path)
    lacking = [f"{path.parts[-3]}: {message}" for path in catalogues() for message in missing(path)]
    print("\n".join(lacking) or "every message is translated", file=sys.stderr)
    return int(bool(lacking))


if __name__ == "__main__":
    sys.exit(main())
