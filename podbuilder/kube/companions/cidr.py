"""Blocks of IP addresses, such as 10.9.8.0/24: reading, judging and comparing them.

Mirrors k8s.io/utils/net and apimachinery pkg/util/validation, Kubernetes v1.36.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import NamedTuple

from podbuilder.kube.core.field import FieldError, FieldPath, FieldWarning
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.validation.formats import parse_ip_sloppy, show
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_length = re.compile("[0-9]+").fullmatch
_MAPPED_BITS = 96


class Cidr(NamedTuple):
    """What was read: the address as it was written, and the network around it."""

    address: Address
    network: Network

    def contains(self, other: Cidr) -> bool:
        """Whether the other block is a real part of this one.

        sic: an IPv4 block inside an IPv6 one counts as IPv4, but the lengths are compared as they were written.
        """
        mine, theirs = _plain(self.network), other.network.network_address
        first = getattr(theirs, "ipv4_mapped", None) or theirs
        return first in mine and self.network.prefixlen < other.network.prefixlen


def parse_cidr_sloppy(value: str) -> Cidr | None:
    """The block, or None. Mirrors ParseCIDRSloppy: octets, groups and the length may have leading zeros."""
    text, slash, length = value.partition("/")
    address = parse_ip_sloppy(text)
    # Digits are looked at first: a long row of them is no number that int() takes.
    digits = length.lstrip("0") or "0"
    if not slash or address is None or not _length(length) or len(digits) > 3 or int(digits) > address.max_prefixlen:
        return None
    return Cidr(address, ipaddress.ip_network((address, int(digits)), strict=False))


def validate_cidr_for_legacy_field(value: str, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors IsValidCIDRForLegacyField, Kubernetes v1.36, pkg/apis/core/validation. Before 1.36 it was lenient."""
    return invalid_for_each(path, value, is_valid_cidr_for_legacy_field(value, options.strict_ip))


def is_valid_cidr_for_legacy_field(value: str, strict: bool) -> list[str]:
    """A block in any spelling; `strict` refuses the ambiguous ones. Mirrors parseCIDR.

    Ambiguous are leading zeros, IPv4 addresses written as IPv6, and an address that is not the first of its block.
    """
    cidr = parse_cidr_sloppy(value)
    if cidr is None:
        return [f'{show(value)} is not a block of IP addresses. Write one such as "10.9.8.0/24" or "2001:db8::/64".']
    if not strict:
        return []
    if has_leading_zeros(value):
        return [f"{show(value)} has leading zeros, which some programs read as octal numbers. Leave them out."]
    if _is_mapped(cidr.address):
        return [f"{show(value)} is an IPv4 block inside an IPv6 one. Write {_plain(cidr.network)}."]
    if cidr.address != cidr.network.network_address:
        return [f"{show(value)} has an address that is not the first of its block. Write {_choices(cidr)}."]
    return []


def warnings_for_cidr(value: str, path: FieldPath) -> Iterator[FieldWarning]:
    """Mirrors GetWarningsForCIDR, which the server asks since 1.33."""
    cidr = parse_cidr_sloppy(value)
    if cidr is None:
        return
    is_first = cidr.address == cidr.network.network_address
    if not is_first:
        yield FieldWarning(path, f"{cut(value)} may be meant as a block or as one address. Write {_choices(cidr)}.")
    if has_leading_zeros(value) or _is_mapped(cidr.address):
        message = f"{cut(value)} is read differently by different programs. Write {_plain(cidr.network)}."
        yield FieldWarning(path, message)
    elif is_first and cidr.network.version == 6 and str(cidr.network) != value:
        yield FieldWarning(path, f"This IPv6 block is usually written {cidr.network}.")


def has_leading_zeros(value: str) -> bool:
    """Whether netip.ParsePrefix refuses what ParseCIDRSloppy reads: zeros before an octet, a group or the length."""
    address, _, length = value.partition("/")
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return True
    return len(length) > 1 and length.startswith("0")


def _choices(cidr: Cidr) -> str:
    """The block, or the one address as a block."""
    return f"{cidr.network} for the block or {cidr.address}/{cidr.address.max_prefixlen} for the address"


def _is_mapped(address: Address) -> bool:
    return isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None


def _plain(network: Network) -> Network:
    """The network, as IPv4 if it is one that was written as IPv6."""
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    return ipaddress.IPv4Network((mapped, network.prefixlen - _MAPPED_BITS)) if mapped else network
