"""Pictures of every page on the example reports, for ``docs/how-to/use-the-site.md``: ``make screenshots``.

    python tools/screenshots.py [OUT]

Needs Chromium and the development tools. Adds the example reports to an archive of its own, serves it and looks at it.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from istor.reading import gather
from istor.scaling.adding import add_to
from istor.scaling.serial import Serial
from tests.web.browsing import CHROMIUM, get_json, served, settled

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "how-to" / "site"
WIDE, TALL, NARROW = {"width": 1280, "height": 900}, {"width": 1280, "height": 1800}, {"width": 390, "height": 844}


def shots(site: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The name of each picture, its address, and how it is looked at."""
    reports = get_json(f"{site}/reports.json")["items"]
    events = get_json(f"{site}/timeline.json")["items"]
    copied = next(report for report in reports if report["copies"])
    told = max(events, key=lambda event: (event["reports"], event["independent_voices"], event["id"]))
    actor = get_json(f"{site}/actors.json")["items"][0]
    story = get_json(f"{site}/stories.json")["items"][0]
    yield "timeline", "/timeline", {"viewport": TALL}
    yield "timeline-near", "/timeline?from=2018-06&to=2018-08&lanes=actor", {}
    yield "timeline-dark", "/timeline?theme=dark", {}
    yield "timeline-en", "/timeline?lang=en&theme=light", {}
    yield "timeline-narrow", "/timeline?theme=auto", {"viewport": NARROW}
    yield "event", f"/event/{told['id']}", {"whole": True}
    yield "event-narrow", f"/event/{told['id']}", {"viewport": NARROW}
    yield "report", f"/report/{copied['id']}", {}
    yield "beside", f"/report/{copied['id']}/beside/{copied['copies'][0]['report']}", {}
    yield "actor", f"/actor/{actor['id']}", {}
    yield "sources", "/sources", {}
    yield "network", "/network", {"whole": True}
    yield "stories", "/stories", {}
    yield "story", f"/story/{story['id']}", {}
    yield "search", "/search?q=συμφωνία Σκόπια", {}
    yield "search-narrow", "/search?q=συμφωνία Σκόπια", {"viewport": NARROW}
    yield "figures", "/figures?told=contradiction", {"viewport": TALL}
    yield "conflicts", "/conflicts", {"viewport": TALL}
    yield "map", "/map?box=18,34,30,43", {}
    yield "map-dark", "/map?theme=dark", {}
    yield "event-dark", f"/event/{told['id']}?theme=dark", {}
    yield "event-en", f"/event/{told['id']}?lang=en&theme=light", {}
    yield "network-dark", "/network?lang=el&theme=dark", {}
    yield "figures-narrow", "/figures?theme=auto", {"viewport": NARROW}
    yield "reports", "/reports", {}
    yield "actors", "/actors", {}
    yield "add", "/add", {}
    yield "error", "/event/nothing", {}
    yield "judgements", f"/event/{told['id']}", {"corrects": "THREATEN"}


@contextmanager
def example_site() -> Iterator[str]:
    """The address of a site on the example reports."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "examples.db"
        add_to(where, gather([ROOT / "examples" / "reports"]), Serial())
        with served(where) as site:
            yield site


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    parser.add_argument("--site", help="the address of a site that is served already")
    parser.add_argument("--only", action="append", help="the name of a picture; may be given again")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.site:
        take(options.site, options.out, options.only)
    else:
        with example_site() as site:
            take(site, options.out, options.only)
    return 0


def take(site: str, out: Path, only: list[str] | None) -> None:
    """Every picture, or those named in ``only``."""
    with sync_playwright() as playwright:
        # what the browser itself writes into forms
        greek: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "el", "LANG": "el_GR.UTF-8"}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--lang=el"], env=greek)
        for name, address, how in shots(site):
            if only and name not in only:
                continue
            page = browser.new_page(viewport=how.get("viewport", WIDE), locale="el-GR", reduced_motion="reduce")
            page.set_default_timeout(300_000)
            page.goto(site + address)
            if "corrects" in how:
                _correct(page, how["corrects"])
                settled(site)
                page.goto(f"{site}/judgements")
            page.screenshot(path=out / f"{name}.png", full_page=bool(how.get("whole")))
            page.close()
            print(name)
        browser.close()


def _correct(page: Any, kind: str) -> None:
    """Correct the first claim of an event as a person does, so that there is a judgement to be seen."""
    page.locator("details.correct summary").first.click()
    page.locator("details.correct select").first.select_option(kind)
    page.locator("details.correct").first.get_by_label("Γιατί").fill("μόνο προειδοποίησε")
    page.get_by_role("button", name="Κράτησε τη διόρθωση").first.click()
    page.wait_for_url("**notice=corrected")


if __name__ == "__main__":
    sys.exit(main())
