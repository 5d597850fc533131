"""Write ``src/istor/languages/el/forms.tsv``: the inflected forms of every verb and noun that the lexicon names.

    python tools/forms.py

The forms come from the library ``modern-greek-inflexion`` (MIT), whose tables no run of istor needs. Forms of the
second person and of the spoken language that news does not print are left out. Written folded, as they are looked up.
"""

import contextlib
import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from modern_greek_inflexion import Adjective, Noun, Verb

from istor.languages.folding import fold

LANGUAGE = Path(__file__).resolve().parent.parent / "src" / "istor" / "languages" / "el"
SPOKEN = re.compile(r"(?:τε|σαι|σουν|σουνα|μουνα|ουνε|ανε|ομε|σασταν|σαστε|οντουσαν|ουσουν|σθε|ητε|ειτε|μεν|ομουν)$")
GREEK = re.compile(r"^[α-ω]{3,}$")
VERB_ENDINGS = ("ω", "ώ", "μαι")


def lemmas() -> dict[str, set[str]]:
    """The lemmas of the tables, by part of speech."""
    made: dict[str, set[str]] = {"VERB": set(), "NOUN": set(), "ADJ": set()}
    sections = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}
    for path in sorted((LANGUAGE / "frames").glob("*.yaml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for section, part in sections.items():
            made[part].update(str(w) for row in table.get(section) or () for w in row["lemmas"])
    loose = [*(LANGUAGE / "classes").glob("*.yaml"), *(LANGUAGE / f for f in ("reporting.yaml", "light_verbs.yaml",
                                                                              "status.yaml", "figures.yaml"))]
    for path in loose:
        words = set(_words(yaml.safe_load(path.read_text(encoding="utf-8"))))
        for part, found in made.items():
            found.update(word for word in words if _part(word) == part)
    titles = yaml.safe_load((LANGUAGE / "titles.yaml").read_text(encoding="utf-8"))
    made["NOUN"].update(w for w in titles["roles"] if " " not in w)
    made["NOUN"].update(w for row in titles["offices"].values() for w in row["words"] if " " not in w)
    return made


def _part(word: str) -> str:
    """The likely part of speech of a word that a table lists without one."""
    if word.endswith(VERB_ENDINGS):
        return "VERB"
    return "ADJ" if word.endswith(("ικός", "μένος")) else "NOUN"


def _words(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for value in table.values():
            yield from _words(value)
    elif isinstance(table, (list, set, tuple)):
        for value in table:
            yield from _words(value)
    elif isinstance(table, str) and re.fullmatch(r"[α-ωάέήίόύώϊϋΐΰ]+", table):
        yield table


def forms(lemma: str, part: str) -> list[str]:
    """All folded forms of one lemma; none when the library does not know how to inflect it."""
    maker = {"VERB": Verb, "NOUN": Noun, "ADJ": Adjective}[part]
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            found = set(_words(maker(lemma).all()))
    except Exception as error:  # noqa: BLE001  the library raises many kinds for words it does not know
        print(f"{lemma}: {error!r}"[:100])
        return []
    folded = {fold(form) for form in found}
    return sorted(f for f in folded if GREEK.match(f) and not (part == "VERB" and SPOKEN.search(f)))


def main() -> None:
    rows = []
    for part, words in lemmas().items():
        for lemma in sorted(words):
            if found := forms(lemma, part):
                rows += ["\t".join((lemma, part, " ".join(found)))]
    (LANGUAGE / "forms.tsv").write_text("lemma\tpart\tforms\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} lemmas")


if __name__ == "__main__":
    main()
