"""Outlets by their domains."""

import pytest

from istor.knowledge.outlets import outlet_at
from istor.knowledge.tables import sources

HOSTS = {
    "reuters.com": "Reuters", "www.reuters.com": "Reuters", "REUTERS.COM.": "Reuters", "notreuters.com": "",
    "reuters.com.example": "", "com": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("host", "name"), HOSTS.items(), ids=HOSTS)
def test_an_outlet_by_its_host(host: str, name: str) -> None:
    assert outlet_at(host) == name


def test_no_domain_belongs_to_two() -> None:
    domains = [domain for source in sources() for domain in source.domains]
    assert domains and len(domains) == len(set(domains))
