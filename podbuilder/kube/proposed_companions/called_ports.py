"""The ports that a pod calls, as far as its variables and commands say where: `postgres://db:5432`, `cache:6379`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.proposed_companions.basis import each

# The port of an address that names none.
_OF_SCHEME = {
    **{"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "smtp": 25, "ldap": 389, "ldaps": 636},
    **{"postgres": 5432, "postgresql": 5432, "mysql": 3306, "mariadb": 3306, "sqlserver": 1433, "mongodb": 27017},
    **{"redis": 6379, "rediss": 6379, "amqp": 5672, "amqps": 5671, "nats": 4222, "kafka": 9092, "memcached": 11211},
}
_URL = re.compile(r"\b([a-z][a-z0-9+.-]{1,20})://(?:[^\s/@]{0,200}@)?([A-Za-z0-9.-]{1,253})(?::(\d{1,5})(?!\d))?")
# A host with dots or a letter, and a port, and nothing else: `db:5432`, but neither 10:30 nor nginx:1.25.
_ADDRESS = re.compile(r"([a-z][a-z0-9.-]{0,252}):(\d{2,5})")
_OWN = ("localhost", "127.", "0.0.0.0")  # noqa: S104 - what a program listens on is no call
_LONGEST = 4000
_LAST = 65535


def called_ports(pod: Document) -> list[int]:
    """The numbers, each once, in their order."""
    texts = (text[:_LONGEST] for text in _texts(pod) if isinstance(text, str))
    return sorted({port for text in texts for port in _ports(text) if 0 < port <= _LAST})


def _texts(pod: Document) -> Iterator[object]:
    for _, container, _ in visit_containers(pod):
        yield from (variable.get("value") for variable in each(container.get("env")))
        for field in ("command", "args"):
            words = container.get(field)
            yield from words if isinstance(words, list) else ()


def _ports(text: str) -> Iterator[int]:
    for scheme, host, port in _URL.findall(text):
        if not host.startswith(_OWN) and (port or scheme in _OF_SCHEME):
            yield int(port) if port else _OF_SCHEME[scheme]
    address = _ADDRESS.fullmatch(text)
    if address and not address[1].startswith(_OWN):
        yield int(address[2])
