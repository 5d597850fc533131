"""Which outlet a web address belongs to, by the domains in ``sources.tsv``."""

from functools import cache

from istor.knowledge.tables import sources


def outlet_at(host: str) -> str:
    """The name of the outlet whose domain ``host`` is or lies under; empty where no row has it."""
    parts = host.lower().rstrip(".").split(".")
    known = _by_domain()
    return next((known[tail] for at in range(len(parts)) if (tail := ".".join(parts[at:])) in known), "")


@cache
def _by_domain() -> dict[str, str]:
    return {domain: source.name for source in sources() for domain in source.domains}
