"""Where the hosts of an Ingress stand, and those of routes of the Gateway API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document


def host_places(content: Any) -> Iterator[tuple[str, str]]:
    """The places of hosts as JSON pointers, each with its host."""
    for i, rule in enumerate(document.listed(content, ("spec", "rules"))):
        host = document.get(rule, ("host",))
        if isinstance(host, str):
            yield f"/spec/rules/{i}/host", host
    for i, tls in enumerate(document.listed(content, ("spec", "tls"))):
        for j, host in enumerate(document.listed(tls, ("hosts",))):
            yield f"/spec/tls/{i}/hosts/{j}", host
    for i, host in enumerate(document.listed(content, ("spec", "hostnames"))):
        yield f"/spec/hostnames/{i}", host
