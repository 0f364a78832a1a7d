"""What a probe asks, which probe to propose, and how long a container waits before it stops."""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.lint.subject import HANDLERS, Container

# The defaults of a probe.
PERIOD, TRIES = 10, 3
_SLEEP = re.compile(r"(?:^|[\s;&])sleep\s+(\d{1,6})")
_WEB_PORTS = {80, 3000, 5000, 8000, 8008, 8080, 8081, 8888, 9090}


def proposal(container: Container) -> dict[str, Any] | None:
    """A handler for the container's first TCP port: HTTP or gRPC if its name or number says so; None without one."""
    ports = [p.fields for p in container.items("ports") if p.fields.get("protocol", "TCP") == "TCP"]
    if not ports:
        return None
    name, number = ports[0].get("name", ""), ports[0].get("containerPort")
    if "grpc" in name:
        return {"grpc": {"port": number}}
    if "http" in name or name == "web" or number in _WEB_PORTS:
        return {"httpGet": {"path": "/", "port": number}}
    return {"tcpSocket": {"port": number}}


def handler(probe: dict[str, Any]) -> tuple[str, Any]:
    """How a probe asks, and what; two probes that ask the same thing give the same pair."""
    name = next((h for h in HANDLERS if probe.get(h)), "")
    asked = dict(probe.get(name) or {})
    if name == "httpGet":
        asked = {"path": "/", "scheme": "HTTP", **asked}
    return name, asked


def patience(probe: dict[str, Any]) -> int:
    """For how many seconds a container may fail to answer before the kubelet acts."""
    period = max(probe.get("periodSeconds") or PERIOD, probe.get("timeoutSeconds") or 1)
    return int(period) * int(probe.get("failureThreshold") or TRIES)


def liveness_proposal(container: Container) -> dict[str, Any] | None:
    """A liveness probe twice as patient as the readiness probe, so that traffic stops before a restart."""
    asked = proposal(container)
    waits = patience(container.fields.get("readinessProbe") or {})
    return {**asked, "failureThreshold": -(-2 * waits // PERIOD)} if asked else None


def readiness_proposal(container: Container) -> dict[str, Any] | None:
    """A readiness probe less patient than the liveness probe; None if that leaves it no time."""
    asked, live = proposal(container), container.fields.get("livenessProbe") or {}
    if asked and live and handler(asked) == handler(live) and patience(live) <= PERIOD * TRIES:
        return {**asked, "failureThreshold": 1} if patience(live) > PERIOD else None
    return asked


def pre_stop_wait(container: Container) -> int:
    """For how many seconds a container's preStop hook sleeps."""
    hook = (container.fields.get("lifecycle") or {}).get("preStop") or {}
    found = _SLEEP.search(" ".join((hook.get("exec") or {}).get("command") or ()))
    return (hook.get("sleep") or {}).get("seconds") or (int(found[1]) if found else 0)
