"""The step of a container: image, ports, environment, resources, health, mounts, command, security."""

from __future__ import annotations

from typing import Any

from podbuilder.builder.forms.control import Control, Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, more, rest
from podbuilder.builder.forms.layout import Line
from podbuilder.builder.steps import claims, environment, health, new_volume, resources
from podbuilder.kube.completion import suggestions
from podbuilder.kube.core import image
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import SHOWN_CHOICES
from podbuilder.kube.core.pod_containers import SPEC

SECURITY_BY_HAND = {
    "runAsNonRoot",
    "runAsUser",
    "runAsGroup",
    "allowPrivilegeEscalation",
    "readOnlyRootFilesystem",
    "privileged",
    "capabilities",
}

ENTER = "Enter goes on to the next argument, Shift+Enter to a new line of this one."


def draw(sheet: Sheet, at: FieldPath) -> list[Part]:
    return [
        sheet.group(
            at,
            "Image",
            [
                sheet.line(at, "name", "image"),
                Line(at, f"{at}:pull", [pull_policy(sheet, at), *_restart_policy(sheet, at)]),
            ],
            "What runs, and where it comes from",
        ),
        sheet.group(at.child("ports"), "Ports", [ports(sheet, at)], "Where the container listens"),
        *environment.draw(sheet, at),
        *resources.draw(sheet, at),
        *health.draw(sheet, at),
        sheet.group(
            at.child("volumeMounts"),
            "Volume mounts",
            [mounts(sheet, at), *auto_fields(sheet, at, skip={"volumeMounts"}, groups={"Storage"})],
            "Where the pod's volumes appear",
        ),
        command(sheet, at),
        rest(
            sheet,
            at,
            "Lifecycle",
            {"Lifecycle"},
            lifecycle_skip(sheet, at),
            "After the start, before the end",
        ),
        security(sheet, at),
        rest(
            sheet,
            at,
            "Terminal and termination message",
            {"Terminal", "Termination"},
            (),
            "Interactive input, and the message on exit",
        ),
    ]


def lifecycle_skip(sheet: Sheet, at: FieldPath) -> set[str]:
    """The fields that the group Image already shows."""
    return {"restartPolicy"} if _restart_policy(sheet, at) else set()


def pull_policy(sheet: Sheet, at: FieldPath) -> Control:
    """The pull policy's default depends on the image's tag."""
    control = sheet.control(at.child("imagePullPolicy"))
    text = sheet.get(at.child("image"))
    if isinstance(text, str) and text and not control.text:
        policy = image.default_pull_policy(text)
        control.choices[0] = ("", f"Default: {policy}")
        control.hint = control.choice_help.get(policy, "")
    return control


def _restart_policy(sheet: Sheet, at: FieldPath) -> list[Part]:
    """An init container with restartPolicy Always is a native sidecar; on other containers the field is rare."""
    path = at.child("restartPolicy")
    wanted = at[1] == "initContainers" and sheet.knows(path)
    return [sheet.control(path)] if wanted or sheet.get(path) is not None else []


def ports(sheet: Sheet, at: FieldPath) -> Part:
    def port(item: FieldPath) -> list[Part]:
        return [
            sheet.line(item, "containerPort", "name", "protocol"),
            *more(sheet, item, {"containerPort", "name", "protocol"}, "On the node"),
        ]

    return sheet.rows(
        at.child("ports"),
        port,
        label="Ports",
        add="Add port",
        noun="Port",
        name_of=lambda item: str(item.get("name") or item.get("containerPort") or "") if isinstance(item, dict) else "",
        empty="None declared. Declaring a port names it for probes and Services; it opens nothing.",
    )


def mounts(sheet: Sheet, at: FieldPath) -> Part:
    declared = [*suggestions.volume_names(sheet.pod), *claims.claim_names(sheet.pod)]

    def mount(item: FieldPath) -> list[Part]:
        return [
            Line(
                item,
                f"{item}:line",
                [
                    volume_name(sheet, item.child("name"), declared),
                    *sheet.controls(item, "mountPath", "subPath", "readOnly"),
                ],
            ),
            *new_volume.draw(sheet, item),
            *more(sheet, item, {"name", "mountPath", "subPath", "readOnly"}),
        ]

    return sheet.rows(
        at.child("volumeMounts"),
        mount,
        label="Volume mounts",
        add="Add mount",
        noun="Mount",
        name_of=lambda item: f"of {item['name']}" if isinstance(item, dict) and item.get("name") else "",
        empty="Nothing is mounted.",
    )


def volume_name(sheet: Sheet, path: FieldPath, declared: list[str]) -> Control:
    """A select of the declared volumes, or of a new one; a name that is not declared stays, and says so.

    Of many, one is typed.
    """
    if len(declared) > SHOWN_CHOICES:
        return sheet.control(path, "Volume", suggestions=suggestions.VOLUMES)
    current = sheet.get(path)
    choices = [("", "Choose a volume…"), *((name, name) for name in declared)]
    if isinstance(current, str) and current and current not in declared:
        choices.append((current, f"{current} (not declared)"))
    choices.append((new_volume.CHOICE, "New volume…"))
    return sheet.control(path, "Volume", choices=choices, reshapes=True)


def command(sheet: Sheet, at: FieldPath) -> Part:
    return sheet.fold(
        at.child("command"),
        "Command",
        [
            sheet.strings(at.child("command"), label="Command", add="Add to command", noun="Command", hint=""),
            sheet.strings(
                at.child("args"), label="Arguments", add="Add argument", noun="Argument", about=ENTER, hint=""
            ),
            sheet.line(at, "workingDir"),
        ],
        "Instead of the image's own entrypoint and arguments",
    )


def security(sheet: Sheet, at: FieldPath) -> Part:
    context = at.child("securityContext")
    pod_context = SPEC.child("securityContext")
    capabilities = context.child("capabilities")

    def inherited(name: str) -> dict[str, Any]:
        value = sheet.get(pod_context.child(name))
        return {} if value is None else {"hint": f"The pod says {str(value).lower()}."}

    def capability(name: str, label: str, add: str) -> Part:
        return sheet.strings(
            capabilities.child(name), label=label, add=add, noun="Capability", suggestions="known-capabilities"
        )

    return sheet.fold(
        context,
        "Security",
        [
            Line(
                context,
                f"{context}:user",
                [sheet.control(context.child(n), **inherited(n)) for n in ("runAsNonRoot", "runAsUser", "runAsGroup")],
            ),
            sheet.line(context, "allowPrivilegeEscalation", "readOnlyRootFilesystem", "privileged"),
            capability("drop", "Capabilities to drop", "Drop a capability"),
            capability("add", "Capabilities to add", "Add a capability"),
            *auto_fields(sheet, context, skip=SECURITY_BY_HAND),
        ],
        "What the process may do",
    )
