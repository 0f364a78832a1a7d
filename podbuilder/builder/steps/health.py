"""A container's probes: their handlers, their timing, and what that amounts to."""

from __future__ import annotations

from typing import Any, Literal

from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import more
from podbuilder.builder.forms.layout import Sentence
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.insight.probe_schedule import probe_sentence

Kind = Literal["startup", "readiness", "liveness"]
PROBES: dict[Kind, tuple[str, str, str]] = {
    "startup": ("startupProbe", "Startup probe", "Has it started? Until then the other two wait"),
    "readiness": ("readinessProbe", "Readiness probe", "Can it take traffic?"),
    "liveness": ("livenessProbe", "Liveness probe", "Is it still alive, or must it be restarted?"),
}
HANDLERS = {"httpGet": "HTTP request", "tcpSocket": "TCP connection", "exec": "Command", "grpc": "gRPC health check"}


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    return [
        draw_probe(sheet, at.child(name), kind, title, about)
        for kind, (name, title, about) in PROBES.items()
        if sheet.is_shown(at.child(name))
    ]


def draw_probe(sheet: Sheet, path: FieldPath, kind: Kind, title: str, about: str) -> Part:
    probe = sheet.get(path)
    choice = handler_choice(sheet, path)
    chooser = sheet.chooser(
        choice,
        label=f"{title} by",
        labels=HANDLERS,
        parts=draw_handler(sheet, path.child(choice.chosen), choice.chosen) if choice.chosen else [],
        nothing="No probe",
    )
    parts: list[Part] = [chooser]
    if isinstance(probe, dict):
        parts += [
            sheet.line(path, "initialDelaySeconds", "periodSeconds", "timeoutSeconds"),
            sheet.line(path, "failureThreshold", "successThreshold", "terminationGracePeriodSeconds"),
            Sentence(path, f"{path}:sentence", probe_sentence(kind, probe)),
        ]
    return sheet.fold(path, title, parts, about, summary=HANDLERS.get(choice.chosen, "Not set"))


def handler_choice(sheet: Sheet, path: FieldPath) -> BranchChoice:
    """A probe's handler."""
    probe = sheet.get(path)
    chosen = next((h for h in HANDLERS if isinstance(probe, dict) and h in probe), "")
    branches = {h: path.child(h) for h in HANDLERS}
    return sheet.choice(path, branches, chosen, lambda h: start_of(h, probe, sheet, path.parent), owner=path)


def start_of(handler: str, probe: Any, sheet: Sheet, container: FieldPath) -> dict[str, Any]:
    """The initial value of a newly chosen handler: the port it had, or the container's other probes, or its first."""
    if handler == "exec":
        return {}
    port: Any = None
    for old in probe.values() if isinstance(probe, dict) else ():
        port = port or (old.get("port") if isinstance(old, dict) else None)
    for other in (sheet.get(container.child(name)) for name, _, _ in PROBES.values()):
        for old in other.values() if isinstance(other, dict) else ():
            port = port or (old.get("port") if isinstance(old, dict) else None)
    for declared in sheet.items(container.child("ports")):
        port = port or (declared.get("containerPort") if isinstance(declared, dict) else None)
    # A port that is posted together with the choice is not in the manifest yet.
    new = container.child("ports").index(len(sheet.items(container.child("ports"))))
    port = port or whole_number(sheet.typed(new.child("containerPort")), 65535)
    if port is None or (handler == "grpc" and not isinstance(port, int)):
        return {}
    return {"port": port}


def draw_handler(sheet: Sheet, path: FieldPath, handler: str) -> list[Part]:
    match handler:
        case "httpGet":
            return [
                sheet.line(path, "path", "port", "scheme"),
                sheet.rows(
                    path.child("httpHeaders"),
                    lambda at: [sheet.line(at, "name", "value")],
                    label="Headers",
                    add="Add header",
                    noun="Header",
                ),
                *more(sheet, path, {"path", "port", "scheme", "httpHeaders"}),
            ]
        case "tcpSocket":
            return [sheet.line(path, "port", "host")]
        case "grpc":
            return [sheet.line(path, "port", "service"), *more(sheet, path, {"port", "service"})]
    command = path.child("command")
    return [sheet.strings(command, label="Command", add="Add to command", noun="Command", hint="")]
