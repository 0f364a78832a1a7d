"""Warnings about IP addresses that are written in an unusual way or given twice.

Mirrors warningsForPodSpecAndMeta, Kubernetes v1.36, pkg/api/pod, and GetWarningsForIP, apimachinery.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Document, FieldPath, FieldWarning
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import cut

_LEADING_ZEROS = re.compile(r"(?<![0-9A-Fa-f])0+(?=[0-9A-Fa-f])")


def warnings_for_addresses(pod: Document, minor: int) -> Iterator[FieldWarning]:
    spec = pod.get("spec") or {}
    aliases = [alias.get("ip", "") for alias in spec.get("hostAliases") or ()]
    path = SPEC.child("hostAliases")
    seen: set[str] = set()
    for i, ip in enumerate(aliases):
        if ip in seen:
            message = f"The address {cut(ip)} already has an entry above. Put all its host names into one entry."
            yield FieldWarning(path.index(i).child("ip"), message)
        seen.add(ip)
    if minor < 33:
        return
    for i, ip in enumerate((spec.get("dnsConfig") or {}).get("nameservers") or ()):
        yield from warnings_for_address(ip, SPEC.child("dnsConfig", "nameservers").index(i))
    for i, ip in enumerate(aliases):
        yield from warnings_for_address(ip, path.index(i).child("ip"))


def warnings_for_address(text: str, path: FieldPath) -> Iterator[FieldWarning]:
    """Warn about an address that programs may read differently, or that is written in an unusual way.

    Mirrors GetWarningsForIP, which the server asks since 1.33.
    """
    is_ambiguous, better = preferred_address(text)
    if better and is_ambiguous:
        yield FieldWarning(path, f"{cut(text)} is read differently by different programs. Write {better}.")
    elif better:
        yield FieldWarning(path, f"This IPv6 address is usually written {better}.")


def preferred_address(text: str) -> tuple[bool, str]:
    """Whether programs read an address differently, and how it is better written; "" if it is as it should be."""
    address = _read(_LEADING_ZEROS.sub("", text))
    if address is None:
        return False, ""
    mapped = getattr(address, "ipv4_mapped", None)
    if _read(text) is None or mapped is not None:
        return True, str(mapped or address)
    return False, str(address) if address.version == 6 and str(address) != text else ""


def _read(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address; None if the text is not one, has a zone, or has leading zeros that are not allowed."""
    try:
        return None if "%" in text else ipaddress.ip_address(text)
    except ValueError:
        return None
