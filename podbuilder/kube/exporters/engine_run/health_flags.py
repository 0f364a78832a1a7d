"""Probes as the health check of an engine, of which a container has one."""

from __future__ import annotations

import json
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left, nothing
from podbuilder.kube.core import shell_line
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport
from podbuilder.kube.exporters.engine_run.expansion import expanded
from podbuilder.kube.exporters.shell_text import fits_shell

_SHELLS = ("/bin/sh", "sh")
# Kubernetes' own defaults, which are shorter than those of engines.
_PERIOD, _TIMEOUT, _FAILURES = 10, 1, 3
_ONE = "A container has one health check, and another probe has taken it."
_NO_CONSEQUENCE = "The container is only marked as unhealthy; nothing follows from it."
_NO_REQUEST = "An engine makes no request of this kind; a command in the container can."
_STARTUP = "startupProbe"


def add_health(one: ContainerExport) -> None:
    """The readiness probe, or else the liveness probe; podman has one for the start, too."""
    if one.is_init:
        return
    chosen = next((name for name in ("readinessProbe", "livenessProbe") if _command(one, name)[0]), "")
    for name in ("readinessProbe", "livenessProbe", _STARTUP):
        if one.get(name) is None:
            continue
        command, note = _command(one, name)
        if name == chosen:
            _check(one, name, "health", command, note)
            if name == "livenessProbe" and one.is_podman:
                one.flag("health-on-failure", "restart")
        elif name == _STARTUP and command and chosen and one.is_podman:
            _check(one, name, "health-startup", command, note)
        elif name == _STARTUP and command:
            one.say(one.at(name), left("An engine has no check of its own for the start of a container."))
        else:
            one.say(one.at(name), left(_ONE if command else _NO_REQUEST))


def _command(one: ContainerExport, name: str) -> tuple[str, Note]:
    """The command of a check, and what there is to say of it; "" where there can be none."""
    probe = one.get(name) or {}
    words = (probe.get("exec") or {}).get("command") or []
    if words and all(map(fits_shell, words)):
        return _words(one, name, [expanded(word, one.variables)[0] for word in words])
    if "httpGet" in probe:
        return _request(one, probe["httpGet"])
    if "tcpSocket" in probe:
        port = _port(one, probe["tcpSocket"].get("port"))
        says = f"A command in the container makes the connection: the image needs nc. {_consequence(one, name)}"
        return (f"nc -z localhost {port}" if port else ""), asks("--health-cmd", says)
    return "", left(_NO_REQUEST)


def _words(one: ContainerExport, name: str, words: list[str]) -> tuple[str, Note]:
    note = different("--health-cmd", _consequence(one, name))
    if len(words) == 3 and words[0] in _SHELLS and words[1] == "-c":
        return words[2], note
    if one.is_podman or one.is_compose:
        return json.dumps(["CMD", *words], ensure_ascii=False), note
    return shell_line.join(words), different("--health-cmd", f"A shell of the image runs it. {_consequence(one, name)}")


def _request(one: ContainerExport, request: dict[str, Any]) -> tuple[str, Note]:
    scheme, port = request.get("scheme", "HTTP").lower(), _port(one, request.get("port"))
    host, path = request.get("host") or "localhost", request.get("path") or "/"
    says = (
        "A command in the container makes the request: the image needs curl, and the program may listen on localhost."
    )
    headers = [
        word for one_ in request.get("httpHeaders") or [] for word in ("-H", f"{one_.get('name')}: {one_.get('value')}")
    ]
    address = f"{scheme}://{host}:{port}{path if path.startswith('/') else '/' + path}"
    line = shell_line.join(
        ["curl", "-fsS", *(("-k",) if scheme == "https" else ()), "-o", "/dev/null", *headers, address]
    )
    return (line if port and fits_shell(line) else ""), asks("--health-cmd", says)


def _port(one: ContainerExport, port: Any) -> int | None:
    """A port by its number, or by its name in the container."""
    if isinstance(port, int):
        return port
    named = [entry.get("containerPort") for entry in one.get("ports") or [] if entry.get("name") == port]
    return named[0] if named else None


def _consequence(one: ContainerExport, name: str) -> str:
    if name == "livenessProbe" and one.is_podman:
        return "Podman restarts the container then, as the kubelet does."
    if name == _STARTUP:
        return "Podman holds the other check back until it succeeds."
    return _NO_CONSEQUENCE


def _check(one: ContainerExport, name: str, flag: str, command: str, note: Note) -> None:
    probe, path = one.get(name), one.at(name)
    one.flag(f"{flag}-cmd", command)
    one.flag(f"{flag}-interval", f"{probe.get('periodSeconds') or _PERIOD}s")
    one.flag(f"{flag}-timeout", f"{probe.get('timeoutSeconds') or _TIMEOUT}s")
    one.flag(f"{flag}-retries", str(probe.get("failureThreshold") or _FAILURES))
    if probe.get("initialDelaySeconds") and flag == "health":
        one.flag("health-start-period", f"{probe['initialDelaySeconds']}s")
    told = {"periodSeconds": "interval", "timeoutSeconds": "timeout", "failureThreshold": "retries"}
    for field in probe:
        at = path.child(field)
        if field in told:
            one.say(at, carried(f"--{flag}-{told[field]}"))
        elif field == "initialDelaySeconds" and flag == "health":
            one.say(
                at, different("--health-start-period", "Failures do not count so long; the check is made all the same.")
            )
        elif field in ("exec", "httpGet", "tcpSocket"):
            one.say(at, note)
        else:
            one.say(at, _rest(at, probe[field]))


def _rest(path: FieldPath, value: Any) -> Note:
    if path[-1] == "successThreshold" and value == 1:
        return nothing("So it is anyway.")
    return left("A health check of an engine has nothing like it.")
