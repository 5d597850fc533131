"""A run's reports into an archive: kept as they were coded, then linked with all that the archive holds."""

from collections.abc import Sequence
from pathlib import Path

from istor.languages.coded import coded
from istor.scaling.adding import Summary
from istor.scaling.parts import read_part
from istor.scaling.relinking import relink
from istor.scaling.whole import Manifest
from istor.storing import Archive


def bring_to(where: str | Path, folders: Sequence[Path]) -> Summary:
    """Add the reports of the runs in ``folders`` to the archive at ``where``; what is kept already changes nothing."""
    manifests = [Manifest.read(folder) for folder in folders]
    whole = Summary()
    with Archive.open(where) as archive:
        for folder, told in zip(folders, manifests, strict=True):
            run, before = archive.start_run(told.version, told.model, "load", told.settings), whole.row()
            for key in told.parts:
                _bring(archive, folder, key, run, whole)
            archive.finish_run(run, {name: whole.row()[name] - before[name] for name in ("read", "kept", "repeated")})
        relink(archive)
    return whole


def _bring(archive: Archive, folder: Path, key: str, run: int, summary: Summary) -> None:
    for one, original in read_part(folder, key):
        summary.read += 1
        if archive.add(one.report, one.claims, one.vectors, run, original, one.statements):
            summary.kept += 1
            summary.uncoded.update(() if one.report.lang in coded() else (one.report.lang,))
        else:
            summary.repeated += 1
