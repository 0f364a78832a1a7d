"""Docker's health check as a probe. It has no consequence there but a mark, so readiness is its match, not liveness."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.literal_text import literal
from podbuilder.kube.importers.question import AnswerType, Question

_READINESS, _LIVENESS = "readiness", "liveness"
_SHELL = "/bin/sh"
_INTERVAL, _TIMEOUT, _RETRIES, _START_INTERVAL = 30, 30, 3, 5
# Commands whose whole work a probe of another kind does: the port, and the path.
_HTTP = re.compile(
    r"(?:curl|wget)(?: -[\w-]+)* ['\"]?http://(?:localhost|127\.0\.0\.1)(?::([0-9]{1,5}))?"
    r"(/[^\s'\"|&;]{0,200})?['\"]?(?: \|\| exit 1)?"
)
_TCP = re.compile(r"nc (?:-[a-z0-9]+ ){0,4}(?:localhost|127\.0\.0\.1) ([0-9]{1,5})(?: \|\| exit 1)?")


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """A health check; times in seconds, None where they are not given."""

    # The words of a command, or one line for a shell.
    command: Sequence[str] = ()
    line: str = ""
    interval: int | None = None
    timeout: int | None = None
    retries: int | None = None
    start_period: int | None = None
    start_interval: int | None = None
    # Whether a failure is known to end or restart the container.
    restarts: bool = False


def set_health_check(parts: ContainerParts, check: HealthCheck) -> Note:
    """Give the container a probe."""
    kind = _LIVENESS if check.restarts else _kind(parts)
    field = f"{kind}Probe"
    to = parts.set((field,), {**_handler(parts, check), **_times(check)})
    if kind == _LIVENESS:
        if check.start_period:
            parts.set(("startupProbe",), _startup(parts, check))
        if check.restarts:
            return carried(to)
        return different(to, "A container that fails it is restarted, which docker itself does not do.")
    return different(to, "A container that fails it gets no traffic from Services; docker only marks it as unhealthy.")


def set_startup_check(parts: ContainerParts, check: HealthCheck) -> Note:
    """Give the container a probe that holds the others back until it succeeds."""
    return carried(parts.set(("startupProbe",), {**_handler(parts, check), **_times(check)}))


def _kind(parts: ContainerParts) -> str:
    question = Question(
        f"probe:{parts.container['name']}",
        "What follows when the health check fails",
        _READINESS,
        AnswerType.CHOICE,
        ((_READINESS, "no traffic until it succeeds"), (_LIVENESS, "the container is restarted")),
    )
    return parts.questions.ask(question)


def _handler(parts: ContainerParts, check: HealthCheck) -> dict[str, Any]:
    other = _other_handler(check.line or " ".join(check.command))
    if other and _uses_network(parts):
        return other
    words = list(check.command) if check.command else [_SHELL, "-c", check.line]
    return {"exec": {"command": [literal(word) for word in words]}}


def _uses_network(parts: ContainerParts) -> bool:
    question = Question(
        f"handler:{parts.container['name']}",
        "How the health check is made",
        "exec",
        AnswerType.CHOICE,
        (
            ("exec", "by the command in the container"),
            ("network", "from outside; the program has to listen on all addresses"),
        ),
    )
    return parts.questions.ask(question) != "exec"


def _other_handler(line: str) -> dict[str, Any] | None:
    """The request that a known command makes, from outside of the container."""
    http, tcp = _HTTP.fullmatch(line), _TCP.fullmatch(line)
    port = int((http and http[1]) or (tcp and tcp[1]) or 80)
    if not (http or tcp) or not 0 < port < 1 << 16:
        return None
    return {"httpGet": {"path": http[2] or "/", "port": port}} if http else {"tcpSocket": {"port": port}}


def _times(check: HealthCheck) -> dict[str, int]:
    """Docker's own defaults are longer than Kubernetes', so they are written out."""
    return {
        "periodSeconds": check.interval or _INTERVAL,
        "timeoutSeconds": check.timeout or _TIMEOUT,
        "failureThreshold": check.retries or _RETRIES,
    }


def _startup(parts: ContainerParts, check: HealthCheck) -> dict[str, Any]:
    period = check.start_interval or _START_INTERVAL
    times = math.ceil((check.start_period or 0) / period) + (check.retries or _RETRIES)
    return {
        **_handler(parts, check),
        "periodSeconds": period,
        "timeoutSeconds": check.timeout or _TIMEOUT,
        "failureThreshold": times,
    }
