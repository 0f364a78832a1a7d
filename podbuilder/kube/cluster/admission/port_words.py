"""What the API server warns of in the ports of a pod, in its own words: each pair of two that clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import visit_containers


def warnings_for_ports(pod: Document, within: FieldPath, minor: int) -> Iterator[str]:
    """Mirrors the part about ports of warningsForPodSpecAndMeta, Kubernetes v1.36, pkg/api/pod."""
    ports = [
        (FieldPath((*within, *path)).child("ports").index(i), port)
        for path, container, _ in visit_containers(pod)
        for i, port in enumerate(container.get("ports") or ())
    ]
    if minor >= 28:
        yield from _clashes(ports)
    first: dict[str, FieldPath] = {}
    for path, port in ports if minor >= 33 else ():
        name = port.get("name")
        other = first.setdefault(name, path) if name else path
        if other is not path:
            which = f"services and probes that select ports by name will use {other}"
            yield f'{path}: duplicate port name "{name}" with {other}, {which}'


def _clashes(ports: list[tuple[FieldPath, Mapping[str, Any]]]) -> Iterator[str]:
    earlier: dict[tuple[Any, Any], list[tuple[FieldPath, Mapping[str, Any]]]] = {}
    for path, port in ports:
        if port.get("hostIP") and not port.get("hostPort"):
            yield f"{path}: hostIP set without hostPort: {_as_go_prints(port)}"
        others = earlier.setdefault((port.get("containerPort"), port.get("protocol", "TCP")), [])
        for other_path, other in others:
            how = _clash(port, other)
            if how:
                yield f"{path}: {how} port definition with {other_path}"
        others.append((path, port))


def _clash(port: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    ip, number = port.get("hostIP", ""), port.get("hostPort", 0)
    other_ip, other_number = other.get("hostIP", ""), other.get("hostPort", 0)
    if ip == other_ip and number == other_number:
        return "duplicate"
    if not number or not other_number:
        return "overlapping"
    return "dangerously ambiguous" if number == other_number and bool(ip) != bool(other_ip) else ""


def _as_go_prints(port: Mapping[str, Any]) -> str:
    """sic: the whole port, as Go prints it."""
    fields = (("Name", "name", ""), ("HostPort", "hostPort", 0), ("ContainerPort", "containerPort", 0))
    more = (("Protocol", "protocol", "TCP"), ("HostIP", "hostIP", ""))
    return "{" + " ".join(f"{shown}:{port.get(field, default)}" for shown, field, default in (*fields, *more)) + "}"
