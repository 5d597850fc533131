"""The rules by which a line of a page is known as furniture or as a source line, read from ``furniture.yaml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from typing import Any

import yaml

from istor.errors import DataError
from istor.languages.data import LOADER
from istor.languages.folding import fold
from istor.model.report import BlockKind
from istor.reading.lines import Line

CONDITIONS = ("whole", "starts", "holds", "words", "shape")
FIELDS = frozenset((*CONDITIONS, "name", "note", "beside", "limit", "where", "is_open", "kind", "opens", "ends"))
LONGEST_LINE = 200


@dataclass(frozen=True)
class Rule:
    """One rule: the conditions that a line must meet, all of them, and what it then is."""

    name: str
    whole: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    shape: tuple[re.Pattern[str], ...] = ()
    limit: int = LONGEST_LINE
    where: str = "any"
    is_open: bool = False
    kind: BlockKind = "furniture"
    opens: bool = False
    ends: bool = False

    def fits(self, line: Line, is_foot: bool) -> bool:
        """Whether the rule holds for ``line``; ``is_foot`` says that it stands after the last full paragraph."""
        if len(line.text) > self.limit or (self.where == "foot" and not is_foot):
            return False
        return not (self.is_open and line.ends_in_stop) and self._says(line, line.folded)

    def _says(self, line: Line, folded: str) -> bool:
        return (
            (not self.whole or folded in self.whole)
            and (not self.starts or f"{folded} ".startswith(self._openings))
            and (not self.holds or self._holds_one(f" {folded} "))
            and (not self.words or self._has_only_words(folded))
            and (not self.shape or any(pattern.search(line.plain) for pattern in self.shape))
        )

    @property
    def openings(self) -> Iterable[str]:
        """The openings of the lines that it may fit (see ``Rules.find``); none where a line may begin with any."""
        if self.words:
            return (*map(_opening, self.words), "0", "")
        return map(_opening, self.whole or self.starts)

    def _holds_one(self, padded: str) -> bool:
        return any(phrase in padded for phrase in self._held)

    @cached_property
    def _held(self) -> tuple[str, ...]:
        return tuple(f" {phrase} " for phrase in self.holds)

    @cached_property
    def _openings(self) -> tuple[str, ...]:
        return tuple(f"{phrase} " for phrase in self.starts)

    def _has_only_words(self, folded: str) -> bool:
        words = {word for word in re.split(r"[\s-]+", folded) if word and not word.isdigit()}
        return words <= self.words and not words <= self.beside

    def heads(self, line: Line) -> bool:
        """Whether ``line`` opens a list of what is no part of the report: the phrase alone, or one before a colon."""
        is_alone = line.text.endswith(":") or line.folded in self.whole or line.folded in self.starts
        return (self.opens or self.ends) and is_alone


@dataclass(frozen=True)
class Rules:
    """The rules of a language in their order."""

    rules: tuple[Rule, ...]
    unfinished: frozenset[str] = frozenset()
    """Words after which a sentence goes on."""

    @cached_property
    def _by_opening(self) -> dict[str, tuple[Rule, ...]]:
        """For each opening that rules ask for, those that may fit a line with it; under "", those that ask for none.

        Most lines begin with none, so that few rules are tried on them.
        """
        asked = {rule: frozenset(rule.openings) for rule in self.rules}
        known = {"", *chain.from_iterable(asked.values())}
        return {each: tuple(rule for rule in self.rules if not asked[rule] or each in asked[rule]) for each in known}

    def find(self, line: Line, is_foot: bool) -> Rule | None:
        """The first rule that fits ``line``."""
        rules = self._by_opening.get(_opening(line.folded)) or self._by_opening[""]
        return next((rule for rule in rules if rule.fits(line, is_foot)), None)


def _opening(folded: str) -> str:
    """The first word of a line, a word with hyphens cut; "0" for any number."""
    first = folded.partition(" ")[0].partition("-")[0]
    return "0" if first.isdigit() else first


@cache
def load_rules(lang: str = "el") -> Rules:
    """The furniture rules that ship with istor; DataError when the file is out of order."""
    text = files("istor.languages").joinpath(lang, "furniture.yaml").read_text(encoding="utf-8")
    return parse_rules(text, f"languages/{lang}/furniture.yaml")


def parse_rules(text: str, where: str) -> Rules:
    """The rules in YAML ``text``; DataError names ``where`` and the rule that breaks the schema."""
    try:
        table = yaml.load(text, LOADER)
    except yaml.YAMLError as error:
        raise DataError(f"{where}: no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(table, dict) or not isinstance(table.get("rules"), list):
        raise DataError(f"{where}: must hold one list named 'rules'")
    rows = enumerate(table["rules"], 1)
    unfinished = frozenset(_phrases(table.get("unfinished", ())))
    return Rules(tuple(_rule(row, f"{where}: rule {number}") for number, row in rows), unfinished)


def _rule(row: Any, where: str) -> Rule:
    _check(row, where)
    try:
        shape = tuple(re.compile(pattern) for pattern in row.get("shape", ()))
    except re.error as error:
        raise DataError(f"{where} ({row['name']}): a shape is no regular expression: {error}") from error
    return Rule(
        name=row["name"],
        whole=frozenset(_phrases(row.get("whole", ()))),
        starts=tuple(_phrases(row.get("starts", ()))),
        holds=tuple(_phrases(row.get("holds", ()))),
        words=frozenset(_phrases(row.get("words", ()))),
        beside=frozenset(_phrases(row.get("beside", ()))),
        shape=shape,
        **{key: row[key] for key in ("limit", "where", "is_open", "kind", "opens", "ends") if key in row},
    )


def _phrases(words: Iterable[str]) -> list[str]:
    return [fold(word) for word in words]


def _check(row: Any, where: str) -> None:
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) and row[key] for key in ("name", "note")):
        raise DataError(f"{where}: needs a 'name' and a 'note'")
    where = f"{where} ({row['name']})"
    if unknown := sorted(map(str, row.keys() - FIELDS)):
        raise DataError(f"{where}: has no field {', '.join(unknown)}; see the head of the file")
    if not any(row.get(key) for key in CONDITIONS):
        raise DataError(f"{where}: needs at least one of {', '.join(CONDITIONS)}")
    for key in (*CONDITIONS, "beside"):
        if not isinstance(row.get(key, []), list) or not all(isinstance(word, str) for word in row.get(key, [])):
            raise DataError(f"{where}: '{key}' must be a list of words; put quotes around what is not one")
    _check_values(row, where)


def _check_values(row: dict[str, Any], where: str) -> None:
    if row.get("kind", "furniture") not in ("furniture", "body"):
        raise DataError(f"{where}: 'kind' is furniture or body, not {row['kind']}")
    if row.get("where", "any") not in ("any", "foot"):
        raise DataError(f"{where}: 'where' is any or foot, not {row['where']}")
    if type(row.get("limit", LONGEST_LINE)) is not int or row.get("limit", LONGEST_LINE) < 1:
        raise DataError(f"{where}: 'limit' is a number of characters, not {row['limit']}")
    for key in ("is_open", "opens", "ends"):
        if not isinstance(row.get(key, False), bool):
            raise DataError(f"{where}: '{key}' is true or false, not {row[key]}")
