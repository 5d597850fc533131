"""Each exchange format read back by the library, or by the rules, of those who read it."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from istor.errors import MissingExtra
from istor.knowledge.known import place_named
from istor.linking.actors import actor_id
from istor.model import Party, When
from istor.model.plover import MODES, TYPES
from istor.telling import Record
from istor.telling.exports import BINARY, EXTRAS, FORMATS, export, gdelt_tsv, neo4j_csv, polecat_tsv

from . import makers
from .test_exports import record as record  # noqa: PLC0414 - the fixture

LIBRARIES = {
    "calendar": "icalendar", "ftm": "followthemoney", "graph": "networkx", "parquet": "pyarrow", "rdf": "rdflib",
}  # fmt: skip


EMPTY = Record((), (), ())


def whole(name: str, record: Record) -> bytes:
    """The file of that format."""
    if name in EXTRAS:
        pytest.importorskip(LIBRARIES[EXTRAS[name]])
    return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in export(name)(record))


def awkward() -> Record:
    """One event of each date that is not a day, each status, and parties that are on one side only."""
    owner = makers.report("a", "Κατηγορώ κατηγορώ κατηγορώ κατηγορώ κατηγορώ.", url="https://example.org/a?b={c}")
    whens = [
        When(date(2030, 7, 1), date(2030, 7, 31), "2030-07", "vague"),
        When(date(2030, 7, 1), None, "2030-07-01/..", "reckoned"),
        When(None, date(2030, 7, 1), "../2030-07-01", "stated"),
        When(None, None, "../..", "vague"),
        None,
    ]
    first = makers.claim(owner, "Κατηγορώ")
    claims = [replace(first, id=f"claim-{n}", when=when, place="Russia") for n, when in enumerate(whens)]
    claims += [replace(first, id=f"claim-{status}", status=status) for status in ("future", "hypothetical", "negated")]
    claims.append(replace(first, id="claim-none", actors=(), recipients=(), when=makers.day("2030-01-01")))
    claims.append(replace(first, id="claim-one", recipients=(), when=makers.day("2030-01-02")))
    three = (Party("GRC"), Party("TUR"), Party("CYP", "Nikos"))
    claims.append(replace(first, id="claim-three", actors=three, recipients=(), when=makers.day("2030-01-03")))
    return makers.record(*claims, reports=(owner,))


@pytest.fixture(params=["stories", "awkward", "hostile", "empty"])
def any_record(request: pytest.FixtureRequest, record: Record) -> Record:
    made: dict[str, Callable[[], Record]] = {"awkward": awkward, "hostile": makers.hostile, "empty": lambda: EMPTY}
    return record if request.param == "stories" else made[request.param]()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_content_gives_the_same_bytes(name: str, record: Record) -> None:
    backwards = Record(record.reports, record.claims[::-1], record.links[::-1])
    assert whole(name, record) == whole(name, backwards)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - BINARY))
def test_no_text_steers_a_terminal(name: str, any_record: Record) -> None:
    """JSON writes control characters as escapes; the others must leave them out."""
    assert "\x1b" not in whole(name, any_record).decode()


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(f"No module named {name}", name="rdflib")

    monkeypatch.setattr("istor.telling.exports.import_module", missing)
    with pytest.raises(MissingExtra, match=r"the format rdf needs the extra 'rdf': pip install 'istor\[rdf\]'"):
        export("rdf")
    with pytest.raises(ModuleNotFoundError):  # a bug, not a missing extra
        export("csv")


# Networks


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networks_read_back(name: str, any_record: Record) -> None:
    nx = pytest.importorskip("networkx")
    from istor.telling.exports.network import network

    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[name]
    found, made = read(io.BytesIO(whole(name, any_record))), network(any_record)
    assert {node: data["label"] for node, data in found.nodes(data=True)} == dict(made.nodes(data="label"))
    assert Counter(data["event"] for *_, data in found.edges(data=True)) == Counter(
        data["event"] for *_, data in made.edges(data=True)
    )


def test_an_edge_goes_from_who_acts(record: Record) -> None:
    pytest.importorskip("networkx")
    from istor.telling.exports.network import network

    edges = {data["event_type"]: (left, right, data) for left, right, data in network(record).edges(data=True)}
    russia, ukraine = actor_id(Party("RUS")), actor_id(Party("UKR"))
    assert edges["ACCUSE"][:2] == (ukraine, russia) and not edges["ACCUSE"][2]["is_joint"]
    assert edges["ASSAULT"][:2] == (russia, ukraine)
    assert edges["CONSULT"][2]["is_joint"] and edges["CONSULT"][2]["start"] == "2030-05-02"


def test_three_who_meet_are_three_pairs() -> None:
    pytest.importorskip("networkx")
    from istor.telling.exports.network import network

    record = awkward()
    three = next(event for event in record.events if len(event.actors) == 3)
    edges = [pair for *pair, data in network(record).edges(data=True) if data["event"] == three.id]
    assert len(edges) == 3 and all(left < right for left, right in edges)


def test_gexf_has_the_days_and_not_the_day_of_writing(record: Record) -> None:
    text = whole("gexf", record).decode()
    assert 'mode="dynamic"' in text and 'start="2030-05-02" end="2030-05-02"' in text
    assert "lastmodifieddate" not in text and 'type="CONSULT"' not in text


# Maps


def test_geojson_is_valid(any_record: Record) -> None:
    geojson = pytest.importorskip("geojson")
    found = geojson.loads(whole("geojson", any_record))
    assert found.is_valid and found.errors() in ([], {})
    assert len(found["features"]) == len(any_record.events)


def test_geojson_puts_a_city_on_the_map_and_no_state(record: Record) -> None:
    meeting = json.loads(whole("geojson", record))["features"][0]
    place = place_named("Vladivostok")
    assert place and meeting["geometry"]["coordinates"] == [place.lon, place.lat] and place.lon and place.lon > 100
    assert meeting["properties"]["when"] == "2 May 2030"
    states = [f for f in json.loads(whole("geojson", awkward()))["features"] if f["properties"]["place"] == "Russia"]
    assert states and all(feature["geometry"] is None for feature in states)


# Tables


def test_parquet_reads_back(any_record: Record) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(whole("parquet", any_record)))
    assert table.column("id").to_pylist() == [event.id for event in any_record.events]
    nested = [claim for claims in table.column("claims").to_pylist() for claim in claims]
    assert sorted(claim["id"] for claim in nested) == sorted(claim.id for claim in any_record.claims)
    texts = {report.id: report.text for report in any_record.reports}
    for claim in nested:
        assert texts[claim["report_id"]][claim["start"] : claim["end"]] == claim["trigger"]
        assert texts[claim["report_id"]][claim["sentence_start"] : claim["sentence_end"]] == claim["sentence"]


def test_parquet_keeps_days_numbers_and_lists(record: Record) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    found = {row["type"]: row for row in pq.read_table(io.BytesIO(whole("parquet", record))).to_pylist()}
    assert found["CONSULT"]["first"] == date(2030, 5, 2) and found["SANCTION"]["first"] is None
    assert found["CONSULT"]["actors"] == ["PRK:Kim Jong Un", "RUS:Vladimir Putin"]
    figures = [f for claim in record.claims for f in claim.figures]
    assert figures and any(
        claim["figures"] == [{"what": "killed", "number": 12.0, "word": None, "unit": "persons", "approx": False}]
        for event in pq.read_table(io.BytesIO(whole("parquet", record))).to_pylist()
        for claim in event["claims"]
    )


def test_duckdb_reads_parquet(record: Record, tmp_path: Any) -> None:
    pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "events.parquet").write_bytes(whole("parquet", record))
    claims = f"SELECT unnest(claims, recursive := true) FROM '{tmp_path}/events.parquet'"
    texts = {report.id: report for report in record.reports}
    assert sorted(duckdb.connect().execute(f"SELECT report, start, sentence FROM ({claims})").fetchall()) == sorted(
        (texts[c.report].name, c.trigger.start, c.sentence.of(texts[c.report].text)) for c in record.claims
    )


def test_polecat_has_its_columns(any_record: Record) -> None:
    text = whole("polecat-tsv", any_record).decode()
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert tuple(text.split("\n")[0].split("\t")) == polecat_tsv.COLUMNS and len(polecat_tsv.COLUMNS) == 40
    actual = [event for event in any_record.events if event.status == "actual"]
    assert [row["Event ID"] for row in rows] == [event.id for event in actual]
    assert all(None not in row and None not in row.values() for row in rows)


def test_polecat_names_states_and_places(record: Record) -> None:
    text = whole("polecat-tsv", record).decode()
    first, *_, last = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert (first["Actor Name"], first["Actor Country"]) == ("Kim Jong Un; Vladimir Putin", "PRK; RUS")
    assert (first["Recipient Name"], first["Quad Code"]) == ("None", "VERBAL COOPERATION")
    assert (first["City"], first["Country"], first["Publication Date"]) == ("Vladivostok", "RUS", "2030-05-02")
    assert (last["Actor Name"], last["Recipient Name"]) == ("European Union", "Russia")
    assert last["Event Date"] == last["Intensity"] == "None"


def test_gdelt_rows_have_58_columns(any_record: Record) -> None:
    assert len(gdelt_tsv.COLUMNS) == 58
    lines = whole("gdelt-tsv", any_record).decode().splitlines()
    rows = [dict(zip(gdelt_tsv.COLUMNS, line.split("\t"), strict=True)) for line in lines]
    assert len({row["GLOBALEVENTID"] for row in rows}) == len(rows)
    for row in rows:
        assert int(row["GLOBALEVENTID"]) < 2**63 and row["QuadClass"] in "1234"
        assert re.fullmatch(r"\d{8}", row["SQLDATE"]) and row["SQLDATE"].startswith(row["MonthYear"])
        assert 0 <= float(row["FractionDate"]) - int(row["Year"]) < 1.03


def test_gdelt_tells_only_what_happened_on_a_known_day() -> None:
    record = awkward()
    lines = whole("gdelt-tsv", record).decode().splitlines()
    days = [line.split("\t")[1] for line in lines]
    assert days == ["20300101", "20300102", *["20300103"] * 3, "20300701", "20300701", "20300701"]


def test_every_type_has_its_cameo_root() -> None:
    assert gdelt_tsv.ROOTS.keys() == set(TYPES)
    assert {*gdelt_tsv.FIGHT, gdelt_tsv.MASS} <= set(MODES["ASSAULT"])


# Graphs of knowledge


def test_ftm_is_valid(any_record: Record) -> None:
    model = pytest.importorskip("followthemoney").model
    entities = [model.get_proxy(json.loads(line)) for line in whole("ftm", any_record).decode().splitlines()]
    ids = {entity.id for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        entity.schema.validate(entity.to_dict())
        for prop, value in entity.itervalues():
            assert prop.type.clean(value) == value
            assert prop.type.name != "entity" or value in ids


def test_ftm_tells_people_from_states(record: Record) -> None:
    pytest.importorskip("followthemoney")
    found = [json.loads(line) for line in whole("ftm", record).decode().splitlines()]
    by_name = {entity["properties"]["name"][0]: entity for entity in found}
    assert by_name["Vladimir Putin"]["schema"] == "Person"
    assert by_name["Russia"]["schema"] == "PublicBody" and by_name["Russia"]["properties"]["country"] == ["ru"]
    attack = next(entity for entity in found if "ASSAULT" in entity["properties"].get("keywords", ()))
    assert attack["properties"]["organizer"] == [by_name["Russia"]["id"]]
    assert attack["properties"]["involved"] == [by_name["Ukraine"]["id"]]


def test_rdf_reads_back(any_record: Record) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=whole("rdf", any_record), format="turtle")
    names = {"sem": "http://semanticweb.cs.vu.nl/2009/11/sem/", "prov": "http://www.w3.org/ns/prov#"}
    events = {str(row[0]) for row in graph.query("SELECT ?e { ?e a sem:Event }", initNs=names)}
    assert events == {f"urn:istor:{quote(event.id)}" for event in any_record.events}
    receipts = graph.query("SELECT ?e ?c ?r { ?e prov:wasDerivedFrom ?c . ?c prov:wasDerivedFrom ?r }", initNs=names)
    assert {tuple(str(node).removeprefix("urn:istor:") for node in row) for row in receipts} == {
        (event.id, quote(claim.id, safe=""), quote(claim.report, safe=""))
        for event in any_record.events
        for claim in event.claims
    }
    assert not [s for s in graph.subjects() if isinstance(s, rdflib.BNode)]


def test_rdf_says_on_whose_word(record: Record) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=whole("rdf", record), format="turtle")
    names = {"sem": "http://semanticweb.cs.vu.nl/2009/11/sem/"}
    found = graph.query("SELECT ?l { ?c a sem:View ; sem:accordingTo ?v . ?v rdfs:label ?l }", initNs=names)
    assert [str(row[0]) for row in found] == ["PRK:KCNA"]


def test_neo4j_files_fit_together(any_record: Record) -> None:
    archive = zipfile.ZipFile(io.BytesIO(whole("neo4j-csv", any_record)))
    assert archive.testzip() is None
    tables = {name: list(csv.reader(io.StringIO(archive.read(name).decode()))) for name in archive.namelist()}
    ids = {kind: {row[0] for row in tables[f"nodes-{kind}.csv"][1:]} for kind in neo4j_csv.NODES}
    field = re.compile(r"\w+(:(ID\(\w+\)|int|double|date|string\[\]))?")
    for kind, columns in neo4j_csv.NODES.items():
        header, *rows = tables[f"nodes-{kind}.csv"]
        assert tuple(header) == columns and all(field.fullmatch(name) for name in header)
        assert len(ids[kind]) == len(rows) and all(len(row) == len(header) for row in rows)
    for kind, (left, right) in neo4j_csv.RELATIONSHIPS.items():
        header, *rows = tables[f"relationships-{kind}.csv"]
        assert header == [f":START_ID({left})", f":END_ID({right})"]
        assert all(row[0] in ids[left] and row[1] in ids[right] for row in rows)
    assert len(tables["relationships-TELLS_OF.csv"]) == len(any_record.claims) + 1


# Lines of time, annotations, literature


def test_calendar_reads_back(any_record: Record) -> None:
    icalendar = pytest.importorskip("icalendar")
    text = whole("ical", any_record)
    calendar = icalendar.Calendar.from_ical(text)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    found = {str(component["uid"]): component for component in calendar.walk("VEVENT")}
    whole_days = {e.id: e.when for e in any_record.events if e.when and e.when.first and e.when.last}
    assert found.keys() == {f"{event}@istor" for event in whole_days}
    for event, when in whole_days.items():
        component = found[f"{event}@istor"]
        assert component["dtstart"].dt == when.first
        assert (component["dtend"].dt - component["dtstart"].dt).days == when.days


def test_timelinejs_has_what_its_format_asks_for(any_record: Record) -> None:
    slides = json.loads(whole("timelinejs", any_record))["events"]
    dated = [e.id for e in any_record.events if e.when and (e.when.first or e.when.last)]
    assert [slide["unique_id"] for slide in slides] == dated
    for slide in slides:
        days = [date(**slide[key]) for key in ("start_date", "end_date") if key in slide]
        assert days == sorted(days)
        assert slide["text"]["headline"] and "<script" not in json.dumps(slide)


def test_annotations_find_their_words(any_record: Record) -> None:
    page = json.loads(whole("web-annotation", any_record))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    texts = {f"urn:istor:{report.id}": report.text for report in any_record.reports}
    texts |= {report.url: report.text for report in any_record.reports}
    assert len({item["id"] for item in page["items"]}) == len(page["items"]) == len(any_record.claims)
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own reader uses it
def test_annotations_are_json_ld(record: Record) -> None:
    rdflib = pytest.importorskip("rdflib")
    page = json.loads(whole("web-annotation", record))
    oa, url = "http://www.w3.org/ns/oa#", {"@type": "@id"}
    links = {name: {"@id": f"{oa}has{name.capitalize()}", **url} for name in ("body", "target", "selector", "source")}
    words = {name: f"{oa}{name}" for name in ("Annotation", "SpecificResource", "TextPositionSelector", "start")}
    items = {"items": "https://www.w3.org/ns/activitystreams#items"}
    page["@context"] = {"id": "@id", "type": "@type", **items, **links, **words}
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    query = "SELECT ?a ?s { ?a a oa:Annotation ; oa:hasTarget/oa:hasSelector/oa:start ?s }"
    starts = {str(row[0]): int(row[1]) for row in graph.query(query, initNs={"oa": oa})}
    assert starts == {f"urn:istor:{claim.id}": claim.trigger.start for claim in record.claims}


def test_bibtex_reads_back(any_record: Record) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    found = bibtexparser.parse_string(whole("bibtex", any_record).decode())
    assert not found.failed_blocks
    assert [entry.key for entry in found.entries] == [report.id for report in any_record.reports]
    assert all(entry.fields_dict["title"].value for entry in found.entries)


def test_tex_is_disarmed() -> None:
    from istor.telling.exports.bibtex import escaped

    assert escaped(r"100% of \input{x} & $y_1$ #2 ~^") == (
        r"100\% of \textbackslash{}input\{x\} \& \$y\_1\$ \#2 \textasciitilde{}\textasciicircum{}"
    )
