"""What the kubelet says of a probe that fails, in its own words, for each kind of handler.

Mirrors the messages of pkg/probe/{http,tcp,grpc,exec}, Kubernetes v1.36, and of probe, pkg/kubelet/prober.
"""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.document import get, listed, mapping_at
from podbuilder.kube.core.field import Document
from podbuilder.kube.lifecycle.played_pod import PlayedContainer, PlayedProbe

# Stands for the pod's address, which nobody knows before it runs.
POD_IP = "10.244.1.5"


def unhealthy(pod: Document, container: PlayedContainer, probe: PlayedProbe, *, answers: bool) -> str:
    """The message of the event. answers: whether the program answers, and its answer is no, or does not answer yet."""
    return f"{probe.kind.capitalize()} probe failed: {_output(pod, container, probe, answers)}"


def _output(pod: Document, container: PlayedContainer, probe: PlayedProbe, answers: bool) -> str:
    for field, words in _HANDLERS.items():
        handler = mapping_at(probe.handler, (field,))
        if handler:
            return words(handler, _port(pod, container, handler), probe.timeout, answers)
    # A command's output is its own.
    return ""


def _http(handler: dict[str, Any], port: str, _timeout: int, answers: bool) -> str:
    if answers:
        return "HTTP probe failed with statuscode: 503"
    host = handler.get("host") or POD_IP
    scheme = str(handler.get("scheme") or "HTTP").lower()
    path = str(handler.get("path") or "/")
    path = path if path.startswith("/") else f"/{path}"
    return f'Get "{scheme}://{host}:{port}{path}": dial tcp {host}:{port}: connect: connection refused'


def _tcp(handler: dict[str, Any], port: str, _timeout: int, _answers: bool) -> str:
    return f"dial tcp {handler.get('host') or POD_IP}:{port}: connect: connection refused"


def _grpc(_handler: dict[str, Any], port: str, timeout: int, answers: bool) -> str:
    if answers:
        return 'service unhealthy (responded with "NOT_SERVING")'
    return f'timeout: failed to connect service "{POD_IP}:{port}" within {timeout}s: context deadline exceeded'


_HANDLERS = {"httpGet": _http, "tcpSocket": _tcp, "grpc": _grpc}


def _port(pod: Document, container: PlayedContainer, handler: dict[str, Any]) -> str:
    port = handler.get("port")
    ports = listed(get(pod, tuple(container.path)), ("ports",))
    named = (get(one, ("containerPort",)) for one in ports if isinstance(port, str) and get(one, ("name",)) == port)
    return str(next(named, port))
