"""How an explanation looks: each sentence's tree, then what became of every word that may name an event.

All that comes from a report is shown without the characters that could steer a terminal, and never read as markup.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from istor.telling.describe import figure_words, visible

if TYPE_CHECKING:
    from istor.coding.explanation import (
        Account,
        Attempt,
        Candidacy,
        Explanation,
        Expression,
        Part,
        Path,
        Sentence,
        Source,
        Verdict,
        Word,
    )

WIDTH = 100  # columns, where no terminal says how many
NARROW = 66  # columns below which what stands side by side is put into one line
STRONGEST = 6  # parts of a sum that are shown, and of a party's chance, half as many
LIKELY = 0.05  # a candidate for a role that is less likely is not shown
SIGNS = {"told": ("✔", "bold green"), "too unsure": ("○", "bold yellow"), "part of": ("✘", "red"),
         "swallowed": ("✘", "red"), "medium": ("✘", "red"), "carries": ("·", "green"), "no frame fits": ("✘", "red"),
         "no frame": ("·", "dim")}
BARRED = frozenset({"its state is a party already", "done together"})  # such a candidate is not shown
ROLES = {"actor": "green", "recipient": "yellow", "": "dim"}
INLINE = frozenset({"det", "case", "aux", "mark", "cc", "punct", "fixed"})  # shown beside the word they hang from
DATINGS = {
    "stretch of time": "a length of time sets it apart from what is told",
    "expression": "the nearest expression of time",
    "known war": "what the tables know of the war",
    "after a known war": "it came after a known war began",
    "in a known war": "it is what goes on in a known war",
    "news day": "the news day of the report, as no expression belongs to it",
    "not actual": "no expression belongs to it, and what is not actual takes no news day",
    "lasting": "no expression belongs to it, and fighting that its noun tells of as lasting is of no one day",
    "recent background": "the month of the news, as no expression belongs to it, and it led up to the news",
    "background": "no expression belongs to it, and it is told as background to the news",
    "report without a date": "no expression belongs to it, and the report has no date",
}


def pieces(explanations: "Iterable[Explanation]", is_terminal: bool) -> Iterator[str]:
    """The explanations as text, coloured and as wide as the terminal where there is one."""
    for explanation in explanations:
        console = Console(file=io.StringIO(), force_terminal=is_terminal, width=None if is_terminal else WIDTH)
        for part in view(explanation, console.width):
            console.print(part)
        file = console.file
        if isinstance(file, io.StringIO):
            yield "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


def view(explanation: "Explanation", width: int) -> Iterator[ConsoleRenderable]:
    """The report's head, then its sentences, for ``width`` columns."""
    dates = f"dated {explanation.published}, news day {explanation.news_day}" if explanation.published else "no date"
    yield Text.assemble((visible(explanation.report), "bold"), f" · {dates}")
    for sentence in explanation.sentences:
        yield Text("")
        yield from _sentence(sentence, width)


def _sentence(sentence: "Sentence", width: int) -> Iterator[ConsoleRenderable]:
    span = sentence.span
    yield Text(f"sentence {sentence.number} · {span.start}–{span.end}", "bold cyan")
    yield Text(visible(sentence.text), "italic")
    yield Text("")
    yield _tree(sentence)
    for verdict in sentence.verdicts:
        if verdict.outcome != "no frame":
            yield Text("")
            yield _head(verdict)
            yield Padding(Group(*_body(verdict, width < NARROW)), (0, 0, 0, 2))
    if unknown := [v for v in sentence.verdicts if v.outcome == "no frame"]:
        yield Text("")
        yield Text("· no frame knows " + ", ".join(_unknown(v) for v in unknown), "dim")


def _unknown(verdict: "Verdict") -> str:
    idea = f"; event head: {_idea(verdict.thought[0])}" if verdict.thought else ""
    return f"«{visible(verdict.text)}» ({visible(verdict.lemma)}{idea})"


# -- the tree ---------------------------------------------------------------------------------------------------------


def _tree(sentence: "Sentence") -> Tree:
    outcomes = {v.word: v for v in sentence.verdicts}
    below: dict[int, list[int]] = {}
    for number, word in enumerate(sentence.words, 1):
        below.setdefault(word.head, []).append(number)
    roles = _roles(sentence)

    def label(number: int) -> Text:
        word = sentence.words[number - 1]
        inline = [sentence.words[n - 1] for n in below.get(number, ()) if is_inline(n)]
        return _label(word, inline, outcomes.get(number), roles.get(visible(word.text), ""))

    def is_inline(number: int) -> bool:
        return sentence.words[number - 1].relation in INLINE and not below.get(number)

    root = Tree("", hide_root=True, guide_style="dim")
    rest = [(root, number) for number in reversed(below.get(0, []))]
    while rest:  # a tree may be deeper than functions may call themselves
        above, number = rest.pop()
        node = above.add(label(number))
        rest += [(node, n) for n in reversed(below.get(number, [])) if not is_inline(n)]
    return root


def _roles(sentence: "Sentence") -> dict[str, str]:
    """The colour of each word that names a party of a claim that is told."""
    made = {}
    for verdict in sentence.verdicts:
        for path in verdict.paths if verdict.outcome == "told" else ():
            for words in path.words if path.role else ():
                made.update(dict.fromkeys(visible(words).split(), ROLES[path.role]))
    return made


def _label(word: "Word", inline: "Sequence[Word]", verdict: "Verdict | None", role: str) -> Text:
    style = SIGNS[verdict.outcome][1] if verdict and verdict.outcome != "no frame" else role
    text = Text.assemble((visible(word.text), style or "bold"), (f"  {word.relation} {word.part}", "dim"))
    if verdict is not None or word.part in ("VERB", "NOUN") and word.lemma != word.text:
        text.append(f" {visible(word.lemma)}", "dim")
    if word.names:
        text.append(f"  {visible(word.names[0])}", "magenta")
    if shown := [w for w in inline if w.relation != "punct"]:
        text.append(f"  ({', '.join(f'{w.relation} {visible(w.text)}' for w in shown)})", "dim")
    return text


# -- one word ---------------------------------------------------------------------------------------------------------


def _head(verdict: "Verdict") -> Text:
    sign, style = SIGNS[verdict.outcome]
    text = Text.assemble((f"{sign} {visible(verdict.text)}", style), f"  {verdict.type}")
    account = verdict.account
    if account is not None:
        claim = account.claim
        actors, recipients = (", ".join(map(str, side)) or "–" for side in (claim.actors, claim.recipients))
        text.append(f"  {visible(actors)} → {visible(recipients)}", "bold")
        text.append(f"  {claim.confidence:.2f}", style)
    return text.append(f"  {_why_lost(verdict)}", style)


def _why_lost(verdict: "Verdict") -> str:
    by, account = f"«{visible(verdict.by)}»", verdict.account
    least = account.least if account else 0
    return {
        "told": "",
        "too unsure": f"not told: its confidence is below {least:.2f}",
        "part of": f"not told: it is part of the event of {by}",
        "swallowed": f"not told: one event with {by}, which is surer",
        "medium": "not told: a medium that reports is no actor",
        "carries": f"carries {by}, and lends it its arguments",
        "no frame fits": f"no frame of {visible(verdict.lemma)} fits",
    }[verdict.outcome]


def _body(verdict: "Verdict", is_narrow: bool) -> Iterator[ConsoleRenderable]:
    rows: list[tuple[str, Text | Table]] = []
    if verdict.proposed:
        rows.append(("frame", Text(f"{verdict.rule}: no frame fits, the event head proposes it")))
    for n, attempt in enumerate(verdict.attempts):
        rows.append(("" if n else "frames", _attempt(attempt)))
    if verdict.thought:
        rows.append(("event head", Text(", ".join(map(_idea, verdict.thought)))))
    for n, path in enumerate(verdict.paths):
        rows.append(("" if n else "paths", _path(path)))
    if verdict.account:
        rows += _told(verdict.account)
    if is_narrow:
        for name, content in rows:
            if name:
                yield Text(name, "bold blue")
            yield Padding(content, (0, 0, 0, 2))
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold blue", no_wrap=True, min_width=10)
    table.add_column(ratio=1, overflow="fold")
    for name, content in rows:
        table.add_row(name, content)
    yield table


def _idea(idea: "Part") -> str:
    return f"{'none' if idea.feature == '-' else idea.feature} {idea.weight:.2f}"


def _attempt(attempt: "Attempt") -> Text:
    kind = attempt.type + (f"/{attempt.mode}" if attempt.mode else "")
    text = Text.assemble((attempt.frame, "bold" if attempt.outcome == "fits" else ""), f" {kind}: ")
    if attempt.obstacle is None:
        return text.append(*(("fits", "green") if attempt.outcome == "fits" else
                             ("not tried, the frame before it fits", "dim")))
    bar = attempt.obstacle
    words = ", ".join(f"«{visible(w)}»" for w in bar.words) or "nothing stands there"
    classes = " or ".join(bar.classes)
    return text.append(f"barred by {classes} at {bar.path}: {words}" if bar.is_bar else
                       f"needs {classes} at {bar.path}: {words}", "red")


def _path(path: "Path") -> Text:
    words = ", ".join(f"«{visible(w)}»" for w in path.words) or "(unsaid)"
    text = Text.assemble((f"{path.path or 'clause above'} ", "bold"), f"{words} ")
    if path.needs:
        text.append(f"is the {' or '.join(path.needs)} that it needs ", "dim")
    if not path.parties:
        return text.append("" if path.needs else "gives no party of the frame", "dim")
    if not path.role:
        return text.append(f"→ {visible(', '.join(path.parties))}: left out, nobody acts upon himself", "dim")
    return text.append(f"→ {path.role} {visible(', '.join(path.parties))}", ROLES[path.role])


# -- one claim --------------------------------------------------------------------------------------------------------


def _told(account: "Account") -> Iterator[tuple[str, Text | Table]]:
    claim = account.claim
    if account.war:
        yield "war", Text(account.war)
    for n, candidacy in enumerate(_shown(account.candidacies)):
        yield "" if n else "learnt", _candidacy(candidacy)
    yield "status", Text(claim.status + (f", by «{visible(account.status_word)}»" if account.status_word else ""))
    when = claim.when
    yield "date", Text.assemble((when.edtf if when else "none", "bold"), f" {when.basis}" if when else "",
                                f": {DATINGS[account.dating]}")
    for expression in account.expressions:
        yield "", _expression(expression)
    if claim.place:
        yield "place", Text(visible(claim.place))
    for n, figure in enumerate(claim.figures):
        yield "" if n else "figures", Text(figure_words(figure))
    yield from _voices(account.sources, account.unheard)
    yield "confidence", _sum(account)


def _shown(candidacies: "Sequence[Candidacy]") -> "list[Candidacy]":
    """Those that were taken, then the likeliest of those that were too unsure or surer of the other role."""
    others = [c for c in candidacies if c.objection and c.objection not in BARRED and c.chance >= LIKELY]
    return [c for c in candidacies if not c.objection] + sorted(others, key=lambda c: -c.chance)[: STRONGEST // 2]


def _candidacy(candidacy: "Candidacy") -> Text:
    sign = "<" if candidacy.chance < candidacy.least else "≥"
    asked = f"{candidacy.chance:.2f} {sign} {candidacy.least:.2f}"
    text = Text.assemble((f"{'–' if candidacy.objection else '+'} {candidacy.role} {visible(candidacy.party)}",
                          "dim" if candidacy.objection else ROLES[candidacy.role]), f" {asked}")
    text.append(f" {candidacy.objection}" if candidacy.objection else "", "dim").append(": ")
    told = sorted(candidacy.parts, key=lambda p: p.weight, reverse=not candidacy.objection)[: STRONGEST // 2]
    return text.append(", ".join(f"{visible(p.feature)} {p.weight:+.2f}" for p in told), "dim")


def _expression(expression: "Expression") -> Text:
    made = [f"«{visible(expression.text)}» = {visible(expression.value)}", f"{expression.basis} by {expression.rule}"]
    if expression.tense:
        made[-1] += f", {expression.tense}"
    if expression.base:
        made[-1] += f", from {expression.base}"
    if expression.steps is None:
        made.append("no path leads from it to the word" if expression.is_dated else "gives no day")
    else:
        made.append(f"distance {expression.steps}" + ("" if expression.is_chosen else ", further"))
    return Text(" · ".join(made), "" if expression.is_chosen else "dim")


def _voices(sources: "Sequence[Source]", unheard: "Sequence[Source]") -> Iterator[tuple[str, Text | Table]]:
    if not sources:
        yield "sources", Text("the report itself")
    for n, source in enumerate(sources):
        yield "" if n else "sources", Text(f"{n + 1} {_source(source)}", "magenta")
    for source in unheard:
        yield "", Text(f"not {_source(source)}: what it credits is not this word", "dim")


def _source(source: "Source") -> str:
    cue = f"by «{visible(source.cue)}»" if source.cue else "who speaks the quotation"
    return f"{visible(source.name)}, {'direct' if source.is_direct else 'indirect'}, {cue}"


def _sum(account: "Account") -> Table:
    """The confidence and the strongest parts of the sum that gives it."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(f"{account.claim.confidence:.2f}", "bold"),
                  f"out of the sum {sum(p.weight for p in account.parts):+.2f}; told from {account.least:.2f}")
    for part in account.parts[:STRONGEST]:
        table.add_row(Text(f"{part.weight:+.2f}", "green" if part.weight > 0 else "red"), Text(visible(part.feature)))
    if rest := account.parts[STRONGEST:]:
        table.add_row(Text(f"{sum(p.weight for p in rest):+.2f}", "dim"), Text(f"{len(rest)} weaker parts", "dim"))
    for rival in account.rivals:
        table.add_row(Text(f"{rival.weight:.2f}", "dim"), Text(f"as {visible(rival.feature)}, which lost", "dim"))
    if new := [name for name in account.unlearnt if name.startswith(("frame=", "lemma="))]:
        table.add_row("", Text(f"never seen in training: {visible(', '.join(new))}", "dim"))
    return table
