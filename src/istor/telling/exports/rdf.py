"""The record as RDF in Turtle: events in SEM, where each statement comes from in PROV.

SEM is the Simple Event Model (van Hage and others, 2011; semanticweb.cs.vu.nl/2009/11/sem), PROV-O the W3C's
Recommendation of 2013. What neither has a word for stands in istor's own vocabulary, ``urn:istor:vocabulary#``.
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from rdflib import PROV, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from istor.linking.actors import actor_id
from istor.model import Claim, Event, Report, Voice, When
from istor.telling.describe import describe, one_line, party_names, visible, web_address
from istor.telling.exports.keys import maker_id, place_id, voice_id
from istor.telling.record import Record

SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
OWN = Namespace("urn:istor:vocabulary#")
THING = Namespace("urn:istor:")
PLOVER = Namespace("urn:istor:plover:")
DCT = Namespace("http://purl.org/dc/terms/")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


def write(record: Record) -> Iterator[str]:
    """The graph, subjects and what is said of them in the order of the alphabet."""
    graph = Graph()
    prefixes = (("sem", SEM), ("prov", PROV), ("istor", OWN), ("plover", PLOVER), ("dct", DCT))
    for prefix, namespace in prefixes:
        graph.bind(prefix, namespace)
    for role in (OWN.actor, OWN.recipient):
        graph.add((role, RDFS.subPropertyOf, SEM.hasActor))
    for actor in record.actors:
        graph.add((_node(actor.id), RDF.type, SEM.Actor))
        graph.add((_node(actor.id), RDFS.label, Literal(party_names([actor.party])[0])))
    for report in record.reports:
        _add_report(graph, report)
    for event in record.events:
        _add_event(graph, event, record)
    yield graph.serialize(format="turtle")


def _add_report(graph: Graph, report: Report) -> None:
    node = _node(report.id)
    graph.add((node, RDF.type, PROV.Entity))
    graph.add((node, DCT.identifier, Literal(one_line(report.name))))
    for words, relation in ((report.title, DCT.title), (report.source, DCT.publisher)):
        if words:
            graph.add((node, relation, Literal(one_line(words))))
    if report.published and report.published.first:
        graph.add((node, DCT.issued, _day(report.published.first)))
    if address := web_address(report.url):
        graph.add((node, PROV.atLocation, URIRef(address)))


def _add_event(graph: Graph, event: Event, record: Record) -> None:
    node, entry, kind = _node(event.id), describe(event, record), PLOVER[event.type]
    graph.add((node, RDF.type, SEM.Event))
    graph.add((kind, RDF.type, SEM.EventType))
    graph.add((node, SEM.eventType, kind))
    graph.add((node, RDFS.label, Literal(entry.headline, lang="en")))
    graph.add((node, OWN.status, Literal(event.status)))
    if event.mode:
        graph.add((node, OWN.mode, Literal(event.mode)))
    for role, parties in ((OWN.actor, event.actors), (OWN.recipient, event.recipients)):
        for party in parties:
            graph.add((node, SEM.hasActor, _node(actor_id(party))))
            graph.add((node, role, _node(actor_id(party))))
    if entry.place:
        place = _node(place_id(entry.place))
        graph.add((place, RDF.type, SEM.Place))
        graph.add((place, RDFS.label, Literal(entry.place)))
        graph.add((node, SEM.hasPlace, place))
    _add_days(graph, node, event.when)
    for number, name in ((entry.reports, OWN.reports), (entry.copies, OWN.copies)):
        graph.add((node, name, Literal(number)))
    graph.add((node, OWN.independentVoices, Literal(entry.independent_voices)))
    for words in entry.conflicts:
        graph.add((node, OWN.conflict, Literal(words, lang="en")))
    for claim in event.claims:
        graph.add((node, PROV.wasDerivedFrom, _node(claim.id)))
        _add_claim(graph, claim, record.report(claim.report))


def _add_claim(graph: Graph, claim: Claim, report: Report) -> None:
    """A claim is a view of the event, in SEM's sense: what holds according to somebody."""
    node, maker = _node(claim.id), _node(maker_id(claim.made))
    graph.add((node, RDF.type, PROV.Entity))
    graph.add((node, RDF.type, SEM.View))
    graph.add((node, PROV.wasDerivedFrom, _node(report.id)))
    graph.add((node, PROV.value, Literal(visible(claim.sentence.of(report.text)))))
    graph.add((node, PROV.wasAttributedTo, maker))
    graph.add((maker, RDF.type, PROV.SoftwareAgent))
    graph.add((maker, RDFS.label, Literal(f"{claim.made.step} {claim.made.version}".strip())))
    graph.add((node, OWN.rule, Literal(claim.made.rule)))
    graph.add((node, OWN.status, Literal(claim.status)))
    graph.add((node, OWN.confidence, Literal(claim.confidence)))
    for name, offset in (
        (OWN.triggerStart, claim.trigger.start), (OWN.triggerEnd, claim.trigger.end),
        (OWN.sentenceStart, claim.sentence.start), (OWN.sentenceEnd, claim.sentence.end),
    ):  # fmt: skip
        graph.add((node, name, Literal(offset)))
    _add_days(graph, node, claim.when)
    for voice in claim.voices:
        graph.add((node, SEM.accordingTo, _authority(graph, voice)))


def _authority(graph: Graph, voice: Voice) -> URIRef:
    node = _node(voice_id(voice))
    graph.add((node, RDF.type, SEM.Authority))
    graph.add((node, RDFS.label, Literal(one_line(str(voice)))))
    return node


def _add_days(graph: Graph, node: URIRef, when: When | None) -> None:
    if when is None:
        return
    graph.add((node, SEM.hasTimeStamp, Literal(when.edtf, datatype=EDTF)))
    graph.add((node, OWN.dateBasis, Literal(when.basis)))
    for day, relation in ((when.first, SEM.hasBeginTimeStamp), (when.last, SEM.hasEndTimeStamp)):
        if day:
            graph.add((node, relation, _day(day)))


def _node(key: str) -> URIRef:
    return THING[quote(key, safe="")]


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)
