"""IP addresses, ranges of them, and URLs.

Mirrors Kubernetes v1.36, apiserver pkg/cel/library: ip.go, cidr.go and urls.go.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote

from podbuilder.kube.cel.cel_error import CelError, no_overload
from podbuilder.kube.cel.strings import text
from podbuilder.kube.core.whole_number import whole_number

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# What Go's ParseRequestURI takes for a URL: a scheme with what follows it, or a path from the root.
_URL = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*+):)?+(?://(?P<authority>[^/?#]*+))?+(?P<path>[^?#]*+)(?:\?(?P<query>[^#]*+))?+(?:#(?P<fragment>.*+))?+",
    re.DOTALL,
)
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PORT = re.compile(r"(?P<host>\[[^\]]*+\]|[^:\[\]]*+)(?::(?P<port>[0-9]*+))?+")
_LINK_LOCAL_MULTICAST = ipaddress.ip_network("224.0.0.0/24")


@dataclass(frozen=True, slots=True)
class IP:
    """An address."""

    address: Address

    def as_string(self) -> str:
        return str(self.address)

    __str__ = as_string


@dataclass(frozen=True, slots=True)
class CIDR:
    """A range of addresses, as it was written: with bits of a host, perhaps."""

    address: Address
    length: int

    @property
    def network(self) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
        return ipaddress.ip_network(f"{self.address}/{self.length}", strict=False)

    def as_string(self) -> str:
        return f"{self.address}/{self.length}"

    __str__ = as_string


@dataclass(frozen=True, slots=True)
class URL:
    """A URL, in parts."""

    whole: str
    scheme: str
    host: str
    path: str
    query: str


def _address(value: str) -> Address | None:
    if "%" in value:
        return None
    try:
        found = ipaddress.ip_address(value)
    except ValueError:
        return None
    # sic: an IPv4 address in an IPv6 one is refused.
    return None if getattr(found, "ipv4_mapped", None) is not None else found


def is_ip(value: Any) -> bool:
    return _address(text(value)) is not None


def ip(value: Any) -> IP:
    if isinstance(value, CIDR):
        return IP(value.address)
    found = _address(text(value))
    if found is None:
        raise CelError(
            f'IP Address "{value}" parse error during conversion from string: ParseAddr("{value}"): unable to parse IP'
        )
    return IP(found)


def is_canonical(value: Any) -> bool:
    return bool(str(ip(value)) == value)


def family(value: IP) -> int:
    return value.address.version


def is_unspecified(value: IP) -> bool:
    return value.address.is_unspecified


def is_loopback(value: IP) -> bool:
    return value.address.is_loopback


def is_link_local_multicast(value: IP) -> bool:
    address = value.address
    if address.version == 4:
        return bool(address in _LINK_LOCAL_MULTICAST)
    return bool(address.is_multicast and address.packed[1] & 0x0F == 0x02)


def is_link_local_unicast(value: IP) -> bool:
    return value.address.is_link_local


def is_global_unicast(value: IP) -> bool:
    """sic: as in Go, private addresses are global ones, too."""
    address = value.address
    is_special = address.is_unspecified or address.is_loopback or address.is_multicast or address.is_link_local
    return not is_special and address != ipaddress.ip_address("255.255.255.255")


def _cidr(value: str) -> CIDR | None:
    begin, _, length = value.partition("/")
    address, bits = _address(begin), whole_number(length)
    if address is None or bits is None or str(bits) != length:
        return None
    return CIDR(address, bits) if bits <= address.max_prefixlen else None


def is_cidr(value: Any) -> bool:
    return _cidr(text(value)) is not None


def cidr(value: Any) -> CIDR:
    found = _cidr(text(value))
    if found is None:
        raise CelError(
            f'network address parse error during conversion from string: netip.ParsePrefix("{value}"): no prefix'
        )
    return found


def contains_ip(of: CIDR, value: Any) -> bool:
    address = (ip(value) if isinstance(value, str) else value).address
    return address.version == of.network.version and address in of.network


def contains_cidr(of: CIDR, value: Any) -> bool:
    inner = cidr(value) if isinstance(value, str) else value
    if inner.address.version != of.address.version:
        return False
    return inner.address in of.network and inner.length >= of.length


def masked(value: CIDR) -> CIDR:
    return CIDR(value.network.network_address, value.length)


def prefix_length(value: CIDR) -> int:
    return value.length


def _parsed(value: str) -> URL | None:
    """Mirrors ParseRequestURI of Go's net/url, in what it takes and refuses."""
    found = _URL.fullmatch(value)
    if not found or any(ord(one) < 0x20 or ord(one) == 0x7F for one in value):
        return None
    scheme, authority, path = found["scheme"] or "", found["authority"], found["path"]
    if not scheme and not (value.startswith("/")):
        return None
    if scheme and authority is None and not path.startswith("/"):
        # What follows is opaque, as in mailto:somebody.
        return URL(value, scheme.lower(), "", "", found["query"] or "") if path else None
    if _BAD_ESCAPE.search(path) or not _is_host(authority or ""):
        return None
    return URL(value, scheme.lower(), (authority or "").rpartition("@")[2], path, found["query"] or "")


def _is_host(authority: str) -> bool:
    host = authority.rpartition("@")[2]
    return bool(_PORT.fullmatch(host)) and not any(one in ' "<>\\^`{|}' for one in host)


def is_url(value: Any) -> bool:
    return _parsed(text(value)) is not None


def url(value: Any) -> URL:
    found = _parsed(text(value))
    if found is None:
        raise CelError(f'URL parse error during conversion from string: parse "{value}": invalid URI for request')
    return found


def scheme(value: URL) -> str:
    return value.scheme


def host(value: URL) -> str:
    return value.host


def hostname(value: URL) -> str:
    return _part(value, "host").removeprefix("[").removesuffix("]")


def port(value: URL) -> str:
    return _part(value, "port")


def _part(value: URL, name: str) -> str:
    found = _PORT.fullmatch(value.host)
    return (found[name] or "") if found else ""


def escaped_path(value: URL) -> str:
    return "".join(one if ord(one) < 0x80 and one not in ' "<>^`{|}' else _escaped(one) for one in value.path)


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def query(value: URL) -> dict[str, list[str]]:
    if not isinstance(value, URL):
        raise no_overload()
    return {unquote(key): values for key, values in parse_qs(value.query, keep_blank_values=True).items()}
