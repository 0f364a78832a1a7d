"""Probes: where they ask, how long they wait, and when they begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.rule import Patch, assisted, safe
from podbuilder.kube.manifest import Edit, set_
from podbuilder.kube.troubleshooting.situation import Fix, Situation

_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_HANDLERS = ("httpGet", "tcpSocket", "grpc", "exec")
# Seconds for an answer, and for a start.
_PATIENCE, _START, _PERIOD = 5, 60, 5
# What is said where HTTP is spoken to a port for HTTPS, and the other way round.
_WANTS_TLS = ("statuscode: 400", "malformed HTTP response")
_WANTS_PLAIN = ("server gave HTTP response to HTTPS client", "first record does not look like a TLS handshake")


def _probe(one: Situation) -> FieldPath:
    """The probe that the paste speaks of, else the first that the container has."""
    names = [name for name in _PROBES if name in one.field]
    has = [name for name in _PROBES if one.get(one.container.child(name)) is not None]
    return one.container.child(next(iter((*(name for name in names if name in has), *has)), _PROBES[0]))


def longer(one: Situation) -> Iterator[Patch]:
    """A probe that waits long enough for an answer."""
    probe = _probe(one)
    path = probe.child("timeoutSeconds")
    waits = one.get(path, 1)
    if one.get(probe) is not None and isinstance(waits, int) and waits < _PATIENCE:
        yield safe(f"Wait {_PATIENCE} s for an answer.", set_(path, _PATIENCE))


def later(one: Situation) -> Iterator[Patch]:
    """A startup probe that holds the others back until the program answers."""
    path = one.container.child("startupProbe")
    probe = one.get(_probe(one))
    if one.get(path) is not None or not isinstance(probe, dict):
        return
    begins: dict[str, Any] = {name: probe[name] for name in _HANDLERS if name in probe}
    begins |= {"periodSeconds": _PERIOD, "failureThreshold": _START // _PERIOD}
    yield assisted(f"Give it {_START} s to start.", set_(path, begins))


def right_target(one: Situation) -> Iterator[Patch]:
    """A probe that asks at a port of the container, in the words that it speaks."""
    probe = _probe(one)
    edits: list[Edit] = []
    for handler in ("httpGet", "tcpSocket", "grpc"):
        path = probe.child(handler, "port")
        port = _only_port(one, one.get(path))
        if port is not None:
            edits.append(set_(path, port))
    scheme = probe.child("httpGet", "scheme")
    is_tls = one.get(scheme) == "HTTPS"
    if one.get(probe.child("httpGet")) is not None and not edits:
        if any(words in one.text for words in _WANTS_PLAIN) and is_tls:
            edits.append(set_(scheme, "HTTP"))
        elif any(words in one.text for words in _WANTS_TLS) and not is_tls:
            edits.append(set_(scheme, "HTTPS"))
    if edits:
        yield assisted("Ask where the program answers.", *edits)


def _only_port(one: Situation, port: Any) -> Any:
    """The container's only port, if the probe asks at another one; a probe of gRPC takes its number."""
    ports = [item for item in document.listed(one.pod, one.container.child("ports")) if isinstance(item, dict)]
    if port is None or len(ports) != 1 or port in (ports[0].get("containerPort"), ports[0].get("name")):
        return None
    return ports[0].get("containerPort")


FIXES: dict[str, Fix] = {
    "probe-timeout": longer,
    "probe-too-early": later,
    "probe-wrong-target": right_target,
}
