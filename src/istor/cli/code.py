"""``istor code``: what reports claim, with no archive, and how it was decided."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import STDOUT, AsJson, Model, Paths, To
from istor.cli.output import is_terminal, note, say_json, write
from istor.cli.watching import Watch, usable
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.coding.explanation import Explanation

FORMAT, TREES = "jsonl", "conllu"
Format = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="As in 'istor export'; or conllu: the trees, no claims.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Print how each sentence was decided, not its claims.")]
Number = Annotated[
    int, typer.Option("--sentence", metavar="N", min=0, help="Explain only this sentence of each report, from 1.")
]
About = Annotated[
    str, typer.Option("--about", metavar="WORD", help="Explain only sentences that hold this word, in any form.")
]


def code(
    paths: Paths,
    form: Format = FORMAT,
    explain: Explain = False,
    number: Number = 0,
    about: About = "",
    as_json: AsJson = False,
    to: To = STDOUT,
    model: Model = None,
) -> None:
    """Print what reports claim, one claim a line; events are worked out among the reports given. Keeps nothing.

    With --explain: for each sentence its tree, the frames that were tried, and why each claim is told as it is or not.
    """
    if explain and form != FORMAT:
        raise InputError(f"--format {form} does not go with --explain; leave one of them out")
    if explain:
        _explain(paths, number, about, as_json, to, model)
        return
    if number or about or as_json:
        raise InputError("--sentence, --about and --json go with --explain; add it, or leave them out")
    if form == TREES:
        _write_trees(paths, to, model)
        return
    from istor.reading import gather
    from istor.scaling.recording import record
    from istor.scaling.serial import Serial
    from istor.telling.exports import export

    written = export(form)
    with Watch() as watch:
        found = record(usable(watch.see(gather(paths))), Serial(model))
    write(written(found), to)


def _write_trees(paths: list[str], to: str, model: str | None) -> None:
    """Write the trees of the reports, one report after another."""
    from istor.annotating import annotate
    from istor.annotating.conllu import conllu
    from istor.reading import gather

    with Watch() as watch:
        reports = usable(watch.see(gather(paths)))
        write((piece for report in reports for piece in conllu(annotate(report, model))), to)


def _explain(paths: list[str], number: int, about: str, as_json: bool, to: str, model: str | None) -> None:
    """Print how the reports were decided; each is read whole, as it is without being explained."""
    from istor.annotating import annotate
    from istor.coding import explain
    from istor.reading import gather

    with Watch() as watch:
        reports = usable(watch.see(gather(paths)))
        found = [_narrowed(explain(annotate(report, model)), number, about) for report in reports]
    if as_json:
        say_json([asdict(explanation) for explanation in found], to)
    elif shown := [explanation for explanation in found if explanation.sentences]:
        from istor.cli.explanations import pieces

        write(pieces(shown, to == STDOUT and is_terminal()), to)
    else:
        note("no sentence fits")


def _narrowed(explanation: "Explanation", number: int, about: str) -> "Explanation":
    """The sentences that were asked for."""
    kept = (s for s in explanation.sentences if number in (0, s.number) and (not about or s.is_about(about)))
    return replace(explanation, sentences=tuple(kept))
