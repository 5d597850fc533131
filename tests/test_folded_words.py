"""Words in the code that are looked up in folded text must be folded themselves, or they are never found.

Folding takes accents away and makes every final sigma a plain one, so "όπως" among folded words says nothing for ever,
and no other test fails. Held here for every module that folds: each Greek word in its code passes through ``fold``,
is as ``fold`` would leave it, or stands below with the reason why it is right as written.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from istor.languages.folding import fold

SRC = Path(__file__).resolve().parent.parent / "src" / "istor"
FOLDED = {"fold", "name_key", "phrase_key", "preposition", "word_key"}
"""Functions that give folded text: who uses one compares with it."""
AS_WRITTEN = {
    "annotating/names.py": (("ή", "ά", "ικές", "ος", "ός"), "endings of words, lemmas and the tables', all as written"),
    "coding/bearers.py": (("άέήίόύώΐΰ", "ης", "ος", "ας"), "letters and endings of names as written"),
    "coding/greek_names.py": (("ας", "άς", "ης", "ής", "ος", "ς"), "endings of names as written"),
    "annotating/times/alphabet.py": (("31ης", "45χρονος", "Ξξ", "Τετραήμερη", "τετραήμερη"), "shapes of tokens"),
    "annotating/times/scan.py": (("ς",), "it is this module's own folding that takes it away"),
    "annotating/times/step.py": (("έχω",), "compared with lemmas as written"),
    "annotating/times/words.py": (("ς",), "asks whether a form is written as it folds"),
}
LETTERS = re.compile(r"[Ά-ώἀ-ῼ]+")


def silent(code: str) -> Iterator[str]:
    """Greek words in ``code``, a module's, that folded text never holds."""
    tree = ast.parse(code)
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    if not used & FOLDED:
        return
    passed = {id(part) for node in ast.walk(tree) if _folds(node) for part in ast.walk(node)}
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed | told:
            yield from (w for w in node.value.split() if "ς" in w or LETTERS.fullmatch(w) and fold(w) != w)


def _folds(node: ast.AST) -> bool:
    """``fold(…)``, ``map(fold, …)``, and a comprehension whose every part is folded: ``{fold(k): … for k in …}``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _is_fold(node.func) or node.func.id == "map" and _is_fold(node.args[0])
    if isinstance(node, ast.DictComp):
        return _folds(node.key) and _folds(node.value)
    return isinstance(node, ast.SetComp | ast.ListComp | ast.GeneratorExp) and _folds(node.elt)


def _is_fold(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "fold"


MODULES = {str(path.relative_to(SRC)): path for path in sorted(SRC.rglob("*.py"))}


@pytest.mark.parametrize("name", MODULES)
def test_every_word_can_be_met(name: str) -> None:
    as_written, _ = AS_WRITTEN.get(name, ((), ""))
    assert sorted(set(silent(MODULES[name].read_text(encoding="utf-8")))) == sorted(as_written)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('ASIDE = frozenset({"οπως", "ως"})', ["οπως", "ως"]),
        ('ASIDE = frozenset(map(fold, ("όπως", "ως")))', []),
        ('if fold(word) == "βάρος": ...', ["βάρος"]),
        ('if fold("βάρος") in words: ...', []),
        ('if fold(word) == "μετά": ...', ["μετά"]),
        ('SAME = {fold(k): fold(v) for k, v in (("εις", "σε"),)}', []),
        ('SAME = {k: fold(v) for k, v in (("εις", "σε"),)}', ["εις"]),
        ('ASIDE = frozenset("οπως ως".split())', ["οπως", "ως"]),
        ('ENDS = re.compile("(?:ος|ης)$")', ["(?:ος|ης)$"]),
        ('def of(word):\n    """ "όπως": a docstring."""', []),
    ],
    ids=["final sigma", "mapped", "compared", "folded", "accent", "comprehension",
         "half of it", "one line", "pattern", "docstring"],
)
def test_the_check_sees_what_it_should(code: str, found: list[str]) -> None:
    assert list(silent(f"{code}\nfold(text)")) == found
    assert list(silent("words = ('όπως', 'ως')")) == []
