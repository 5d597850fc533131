"""An analyst's journeys in a real browser, on the example reports, with the network cut.

Chromium runs without any host but this machine (``--host-resolver-rules``); a request that a page sends elsewhere fails
the test. Needs Chromium (Debian: ``apt-get install chromium``; another one by ``ISTOR_CHROMIUM``).
"""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from istor.reading import gather
from istor.scaling import release
from istor.scaling.adding import add_to
from istor.scaling.serial import Serial
from istor.web.helper import Helper

from .browsing import BY, CHROMIUM, get_json, served, settled, unasked
from .test_meanwhile import Held

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
NEW = "Ο Αλέξης Τσίπρας συναντήθηκε χθες στην Αθήνα με τον Ζόραν Ζάεφ. Το ανακοίνωσε το γραφείο του."
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PATIENCE = 120_000
"""Milliseconds that a page may take on a machine with other work."""

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(not release.manifest().is_file(), reason="no trained model here"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: install it, or name one by ISTOR_CHROMIUM"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[OFFLINE])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the example reports."""
    where = tmp_path_factory.mktemp("journeys") / "istor.db"
    assert add_to(where, gather([EXAMPLES]), Serial()).kept == 12
    return where


@pytest.fixture(scope="module")
def site(examples: Path) -> Iterator[str]:
    with served(examples) as site:
        yield site


@pytest.fixture(params=["el-GR", "en-GB"])
def page(browser: Any, site: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page in Greek or in English, of which nothing may go wrong or be asked from elsewhere."""
    with opened(browser, site, request.param) as page:
        yield page


@contextmanager
def opened(browser: Any, site: str, locale: str, **options: Any) -> Iterator[Any]:
    context = browser.new_context(base_url=site, locale=locale, **options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("request", lambda sent: wrong.extend([] if sent.url.startswith((site, "data:", "blob:")) else [sent.url]))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.extend([said.text] if is_wrong(said) else []))
    yield page
    assert not wrong
    context.close()


def is_wrong(said: Any) -> bool:
    """Whether the console tells an error; pages of errors that were asked for are none."""
    return said.type == "error" and "with a status of 40" not in said.text


def words(page: Any, greek: str, english: str) -> str:
    return greek if page.locator("html").get_attribute("lang") == "el" else english


def test_the_call_of_a_day_and_who_says_it(page: Any) -> None:
    """Find the call of 12 June 2018, see its sentence in the report, and on whose word it is."""
    page.goto("/")
    page.get_by_label(words(page, "Ποιος", "Who"), exact=True).fill("tsipras")
    page.get_by_label(words(page, "Από", "From"), exact=True).fill("2018-06-12")
    page.get_by_label(words(page, "Έως", "To"), exact=True).fill("2018-06-12")
    page.get_by_role("button", name=words(page, "Δείξε", "Show")).click()
    page.wait_for_url("**/timeline?actor=tsipras&from=2018-06-12&to=2018-06-12")
    call = page.locator("article.card", has=page.locator(".mode", has_text=words(page, "τηλεφωνική", "phone")))
    assert call.count() == 1
    call.get_by_role("heading").get_by_role("link").click()
    assert "12" in page.locator(".facts time").first.inner_text()
    assert words(page, "του ίδιου του δημοσιεύματος", "the report's own") in page.locator(".facts").inner_text()
    page.locator(".claim .report-link").first.click()
    page.wait_for_url(re.compile(r"/report/report-\w+#claim-"))
    marked = page.locator(".anchor:target + span")
    assert marked.is_visible() and "συνομιλία" in page.locator(".text").inner_text()


def test_words_of_a_report_are_found_and_narrowed(page: Any) -> None:
    """Type into the box at the top of any page, narrow to a party, and open the report where the words stand."""
    page.goto("/sources")
    box = page.get_by_role("searchbox")
    box.fill("απέλαση διπλωμάτες")
    box.press("Enter")
    page.wait_for_url("**/search?q=*")
    found = page.locator(".hit").count()
    assert found > 1 and page.locator(".hit mark").first.is_visible()
    page.locator(".facets").get_by_role("link", name=words(page, "Ρωσία", "Russia"), exact=True).click()
    page.wait_for_url("**actor=RUS*")
    assert 0 < page.locator(".hit").count() <= found
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**/report/report-*")


def test_who_gives_which_number_and_who_contradicts(page: Any) -> None:
    """How many were at Syntagma: the police's number and the other one, side by side, and the sentence of each."""
    page.goto("/conflicts")
    crowd = page.locator(".conflict", has_text="140")
    assert crowd.locator(".side").count() >= 2 and "1" in crowd.locator(".side h2").last.inner_text()
    page.goto("/figures?told=contradiction")
    quantity = page.locator(".quantity", has_text="140")
    assert quantity.locator("svg.amounts circle").count() >= 2 and quantity.locator("mark").count() >= 2
    quantity.locator(".sentence-cell a").first.click()
    page.wait_for_url("**/report/report-*")


def test_a_story_from_its_list_to_its_export(page: Any) -> None:
    page.goto("/stories")
    page.locator(".span h2 a").first.click()
    page.wait_for_url("**/story/story-*")
    events = page.locator("article.card").count()
    assert events > 3 and page.locator(".picture a.mark").count() > 3
    with page.expect_download() as download:
        page.get_by_role("link", name="HTML", exact=True).click()
    assert download.value.path().read_text(encoding="utf-8").count("<article") >= events
    page.locator(".totals").get_by_role("link", name=words(page, "Χάρτης", "Map")).click()
    page.wait_for_url("**/map?story=story-*")
    assert page.locator("svg.map .land path").count() > 0 and page.locator("svg.map .spot").count() > 0


def test_the_map_leads_nearer_and_to_the_events(page: Any) -> None:
    page.goto("/map")
    shown = page.locator("svg.map .spot").count()
    assert shown > 3
    page.locator("[data-zoom=nearer]").click()
    page.wait_for_url("**/map?box=*")
    assert page.locator("svg.map .spot").count() <= shown
    page.locator("table a").first.click()
    page.wait_for_url("**/timeline?place=*")
    assert page.locator("article.card").count() > 0


def test_it_can_be_walked_by_keys(page: Any) -> None:
    page.goto("/timeline")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement === document.querySelector('article.card')")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "actor"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    page.locator("dialog#keys").wait_for(state="hidden")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/event-*")


def test_dragging_over_the_picture_looks_nearer(page: Any) -> None:
    page.goto("/timeline")
    box = page.locator("svg.plot").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 4, steps=5)
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 4, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile(r"from=2018-\d\d-\d\d&to=2018-\d\d-\d\d"))
    page.locator(".zoom .whole").click()
    page.wait_for_url(re.compile(r"/timeline\??$"))


def test_layers_can_be_switched(page: Any, site: str) -> None:
    report = next(each for each in get_json(f"{site}/reports.json")["items"] if each["copies"])
    page.goto(f"/report/{report['id']}")
    sentence = page.locator(".l-evidence").first
    shown = sentence.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator("#layer-evidence").uncheck()
    assert sentence.evaluate("e => getComputedStyle(e).backgroundColor") != shown
    page.get_by_role("link", name=words(page, "δίπλα δίπλα", "side by side")).first.click()
    assert page.locator("mark.differs").count() > 2


def test_everything_but_keys_works_without_a_script(browser: Any, site: str) -> None:
    with opened(browser, site, "el-GR", java_script_enabled=False) as page:
        page.goto("/timeline")
        page.get_by_label("Ποιος", exact=True).fill("GRC")
        page.get_by_role("button", name="Δείξε").click()
        page.locator("article.card h3 a").first.click()
        page.wait_for_url("**/event/event-*")
        assert page.locator("blockquote mark").first.is_visible()


def test_same_and_undo(browser: Any, examples: Path, tmp_path: Path) -> None:
    """Say that two events are one, see them as one, undo it, and have what was there before."""
    (tmp_path / "copy.db").write_bytes(examples.read_bytes())
    with served(tmp_path / "copy.db") as site:
        before = get_json(f"{site}/timeline.json")
        with opened(browser, site, "el-GR") as page:
            event = next(
                event["id"]
                for event in before["items"]
                if any(link["others"] and link["judgement"] == "unsure" for link in links(site, event["id"]))
            )
            page.goto(f"/event/{event}")
            page.get_by_role("button", name="Ίδιο γεγονός").first.click()
            page.wait_for_url("**notice=same")
            assert page.locator(".notice").is_visible()
            settled(site)
            assert get_json(f"{site}/timeline.json")["total"] == before["total"] - 1
            page.get_by_role("link", name="Όλες οι κρίσεις και η αναίρεσή τους").click()
            assert page.locator(".judgements").get_by_text(BY, exact=True).count() == 1
            page.get_by_role("button", name="Αναίρεση", exact=True).click()
            page.wait_for_url("**notice=undone")
        settled(site)
        assert get_json(f"{site}/timeline.json") == before


def test_a_pasted_report_is_read_and_found(browser: Any, tmp_path: Path) -> None:
    """On an archive that is not there yet: paste, watch, and find the event of the day before."""
    with served(tmp_path / "new.db") as site, opened(browser, site, "el-GR") as page:
        page.goto("/timeline")
        page.get_by_role("link", name="Προσθήκη δημοσιευμάτων").click()
        page.get_by_label("Κείμενο του δημοσιεύματος").fill(NEW)
        page.get_by_label("Ημέρα δημοσίευσης").fill("2019-05-08")
        page.locator("form.add").get_by_role("button", name="Προσθήκη").click()
        page.wait_for_url("**/add/*")
        page.get_by_role("heading", name="Έγινε").wait_for()
        page.get_by_role("link", name="Στη χρονολογία").click()
        meeting = page.locator("article.card", has_text="συναντήθηκε")
        assert "7 Μαΐου 2019" in meeting.first.inner_text()
        assert "Ζόραν Ζάεφ" in meeting.first.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(browser: Any, site: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = []
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}, "bypass_csp": True}
    with opened(browser, site, "el-GR", **options) as page:
        for address in every_address(site):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
            violations = Axe().run(page).response["violations"]
            found += [
                f"{address}: {each['id']}: {each['nodes'][0]['html'][:160]} {each['nodes'][0]['failureSummary'][:200]}"
                for each in violations
                if each["impact"] in ("serious", "critical")
            ]
            sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert sideways <= 1, f"{address} is wider than the screen by {sideways}"
    assert not found, "\n".join(found)


def test_axe_looks_at_every_page(site: str) -> None:
    """A new page must be looked at, too; what is no page of its own is not."""
    assert unasked(every_address(site)) == {"/", "/export/{name}", "/report/{report_id}/text", "/add/{job_id}"}


def tabbed(page: Any, wanted: Any) -> None:
    """Goes on with Tab until ``wanted`` has the focus, which must be seen."""
    for _ in range(400):
        if wanted.evaluate("element => element === document.activeElement"):
            outline = wanted.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", "the focus cannot be seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {wanted} by keys")


def test_a_correction_is_made_and_taken_back_by_keys_alone(browser: Any, examples: Path, tmp_path: Path) -> None:
    """From the timeline's filter to the event, what is wrong in its claim, what waits to be linked, and undoing it."""
    from axe_playwright_python.sync_playwright import Axe

    (tmp_path / "copy.db").write_bytes(examples.read_bytes())
    held = Held()
    with served(tmp_path / "copy.db", helper=Helper(held)) as site:
        settled(site)
        held.go.clear()
        with opened(browser, site, "el-GR", bypass_csp=True, viewport={"width": 390, "height": 844}) as page:
            page.goto("/timeline?actor=tsipras&from=2018-06-12&to=2018-06-12")
            tabbed(page, page.locator("article.card h3 a").first)
            page.keyboard.press("Enter")
            page.wait_for_url("**/event/*")
            tabbed(page, page.locator("details.correct summary").first)
            page.keyboard.press("Enter")
            kind = page.locator("details.correct select").first
            tabbed(page, kind)
            page.keyboard.press("ArrowDown")
            chosen = kind.evaluate("element => element.selectedOptions[0].textContent")
            tabbed(page, page.get_by_role("button", name="Κράτησε τη διόρθωση").first)
            page.keyboard.press("Enter")
            page.wait_for_url("**notice=corrected")
            assert chosen in page.locator("p.corrected").first.inner_text()
            assert page.locator(".behind").is_visible()
            found = Axe().run(page).response["violations"]
            assert not [each for each in found if each["impact"] in ("serious", "critical")]
            tabbed(page, page.locator(".unlinked button").first)
            page.keyboard.press("Enter")
            page.wait_for_url("**notice=undone")
            held.go.set()
            page.locator(".behind a").wait_for()  # the page itself says when the record is there
            tabbed(page, page.locator(".behind a"))
            page.keyboard.press("Enter")
            page.locator(".behind").wait_for(state="detached")


def test_the_slider_of_the_network_goes_by_keys(page: Any) -> None:
    page.goto("/network")
    tabbed(page, page.locator("form.slider input[type=range]").first)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**from=2018-*")
    assert page.locator("svg.network .node").count() > 1


def every_address(site: str) -> list[str]:
    first = {what: get_json(f"{site}/{what}.json")["items"] for what in ("timeline", "reports", "actors", "stories")}
    told = max(first["timeline"], key=lambda event: event["reports"])
    copied = next(report for report in first["reports"] if report["copies"])
    return [
        "/timeline", "/timeline?from=2018-06&to=2018-07&lanes=actor", "/timeline?type=PROTEST&voices=5",
        "/timeline?from=x", f"/event/{told['id']}", f"/report/{copied['id']}",
        f"/report/{copied['id']}/beside/{copied['copies'][0]['report']}",
        f"/actor/{first['actors'][0]['id']}", "/actors", "/reports", "/sources", "/network", "/judgements", "/add",
        "/timeline?lanes=story", "/stories", f"/story/{first['stories'][0]['id']}", "/figures", "/conflicts", "/map",
        "/search", "/search?q=συμφωνία",
        "/event/nothing",
    ]  # fmt: skip


def pictured(site: str) -> list[str]:
    """Pages with a picture that can be taken away."""
    first = {what: get_json(f"{site}/{what}.json")["items"][0]["id"] for what in ("actors", "stories")}
    return ["/timeline", "/timeline?lanes=actor&from=2018-06&to=2018-08", f"/actor/{first['actors']}", "/network",
            "/map", "/stories", f"/story/{first['stories']}", "/figures?told=contradiction"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_are_taken_away_as_svg_and_png(browser: Any, site: str, scheme: str, tmp_path: Path) -> None:
    """Whole files: with the words and looks of the page, without anything to follow or to fetch."""
    with opened(browser, site, "el-GR", color_scheme=scheme) as page:
        for number, address in enumerate(pictured(site)):
            page.goto(address)
            files = {}
            for kind in ("svg", "png"):
                with page.expect_download() as begun:
                    page.locator(".take-picture").first.get_by_role("button", name=kind.upper()).click()
                files[kind] = tmp_path / f"{number}.{kind}"
                begun.value.save_as(files[kind])
                assert begun.value.suggested_filename.endswith(f".{kind}")
            root = ET.parse(files["svg"]).getroot()
            kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert not kinds & {"a", "script", "style", "image", "foreignObject"}
            words = [element.text for element in root.iter() if element.tag.endswith("}text")]
            assert len(words) > 3 and "rgb" in files["svg"].read_text(encoding="utf-8")
            header = files["png"].read_bytes()[:24]
            assert header[:8] == b"\x89PNG\r\n\x1a\n"
            width, height = (int.from_bytes(header[at : at + 4], "big") for at in (16, 20))
            assert (width, height) == tuple(2 * int(root.attrib[side]) for side in ("width", "height"))
            assert files["png"].stat().st_size > 5000


def test_what_the_screen_shows_is_taken_away(page: Any, site: str, tmp_path: Path) -> None:
    """CSV, PLOVER and a page of its own, of the events that the filters let through and no others."""
    page.goto("/timeline?actor=tsipras&from=2018-06&to=2018-06")
    shown = page.locator("article.card").count()
    assert shown
    for name in ("CSV", "PLOVER", "HTML"):
        with page.expect_download() as begun:
            page.locator(".take").get_by_role("link", name=name, exact=True).click()
        begun.value.save_as(tmp_path / name)
    assert len(list(csv.DictReader((tmp_path / "CSV").read_text(encoding="utf-8").splitlines()))) == shown
    lines = (tmp_path / "PLOVER").read_text(encoding="utf-8").splitlines()
    assert len(lines) == shown and all(json.loads(line) for line in lines)
    own = page.context.new_page()
    asked: list[str] = []
    own.on("request", lambda sent: asked.append(sent.url))
    own.goto((tmp_path / "HTML").rename(tmp_path / "story.html").as_uri())
    assert "Τσίπρα" in own.locator("body").inner_text() and own.locator("mark").count()
    assert len(asked) == 1, "a file that is taken away must hold all that it shows"


def test_the_first_page_is_light(browser: Any, site: str) -> None:
    """At most 300 KB, fonts and picture included."""
    with opened(browser, site, "el-GR") as page:
        sizes: list[int] = []
        page.on("response", lambda answer: sizes.append(len(answer.body())))
        page.goto("/timeline", wait_until="networkidle")
        assert 10_000 < sum(sizes) < 300_000


def links(site: str, event: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get_json(f"{site}/event/{event}.json")["links"]
    return found
