"""Which network addresses a report may be fetched from: public ones only.

A page, a feed or a redirect can name the machine that istor runs on, its neighbours, or the service at 169.254.169.254
that hands out a cloud machine's keys. Names prove nothing, so it is the address that is looked at, and the connection
is made to that very address: a name that is looked up twice can have two answers.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection
from typing import Any

from istor.errors import InputError
from istor.reading.outcome import said

Resolver = Callable[..., list[tuple[Any, Any, int, str, Any]]]
"""Looks a name up, as ``socket.getaddrinfo`` does."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that lead to the IPv4 address in their last 32 bits (RFC 6052)."""


def addresses_of(
    host: str, port: int, where: str, resolve: Resolver, allowed: Collection[str] = ()
) -> list[tuple[Any, ...]]:
    """The socket addresses of ``host``; InputError, naming ``where``, when it has none or one of them is not public.

    Those in ``allowed`` pass whatever they are.
    """
    try:
        found = resolve(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{where}: there is no host {host} ({said(error).lower()}); check the address") from error
    for _, _, _, _, address in found:
        if address[0] not in allowed and not is_public(address[0]):
            raise InputError(f"{where}: leads to {address[0]}, an address that is not public; it is not fetched")
    if not found:
        raise InputError(f"{where}: the host {host} has no address; check the address")
    return [(family, kind, protocol, address) for family, kind, protocol, _, address in found]


def is_public(address: str) -> bool:
    """Whether anybody on the internet can reach ``address``, an IPv4 or IPv6 address in text."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped or ip in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if any(part is not None and not is_public(str(part)) for part in (ip.sixtofour, *(ip.teredo or ()))):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified
