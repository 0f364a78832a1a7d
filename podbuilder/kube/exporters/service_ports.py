"""Ports of the Services that stand beside a pod and lead to it: on one machine, what is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.exporters.source_file import SourceFile, key_of
from podbuilder.kube.exporters.source_pod import SourcePod

_HEADLESS = "None"


class PublishedService(NamedTuple):
    """A Service that leads to a pod, and its ports by what they lead to: a number or a name, and the protocol."""

    name: str
    ports: dict[tuple[int | str, str], list[int]]


def services_of(source: SourceFile, pod: SourcePod) -> Iterator[PublishedService]:
    """The Services whose selector fits the labels of a pod, but those that have no address of their own."""
    labels = pod.metadata.get("labels") or {}
    for one in source.companions:
        kind, name = key_of(one)
        selector = document.get(one, ("spec", "selector"))
        is_headless = document.get(one, ("spec", "clusterIP")) == _HEADLESS
        if kind != "Service" or not isinstance(selector, dict) or not selector or is_headless:
            continue
        if all(labels.get(key) == value for key, value in selector.items()):
            ports: dict[tuple[int | str, str], list[int]] = {}
            for target, number in _ports(one):
                ports.setdefault(target, []).append(number)
            yield PublishedService(name, ports)


def _ports(service: Document) -> Iterator[tuple[tuple[int | str, str], int]]:
    for port in document.listed(service, ("spec", "ports")):
        number: Any = port.get("port") if isinstance(port, dict) else None
        if type(number) is int:
            target, protocol = port.get("targetPort", number), port.get("protocol", "TCP")
            if type(target) in (int, str) and isinstance(protocol, str):
                yield (target, protocol), number
