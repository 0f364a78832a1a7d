"""Who the programs of a container run as. Kubernetes knows numbers only; names are in the image."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, asks, carried, left, nothing
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.question import AnswerType, Question

_ROOT = "root"
_CONTEXT = "securityContext"


def set_user(parts: ContainerParts, text: str) -> Note:
    """`1000`, `1000:1000`, `root`, or a name."""
    user, _, group = text.partition(":")
    asked = []
    paths = []
    for field, who, name in (("runAsUser", "user", user), ("runAsGroup", "group", group)):
        number = _number(parts, who, name) if name else None
        if number is not None:
            paths.append(parts.set((_CONTEXT, field), number))
        elif name:
            asked.append(f"{who} {name}")
    if asked:
        return asks(
            parts.at(f"{_CONTEXT}.runAsUser"),
            f"The number of the {' and the '.join(asked)} is in the image; till it is given, the image's user runs it.",
        )
    if not user and not group:
        return nothing("Without a name or a number, the image's own user runs it.")
    if not user:
        del parts.container[_CONTEXT]["runAsGroup"]
        return left("A group alone is not possible: runAsGroup needs runAsUser beside it.")
    return carried(paths[0])


def _number(parts: ContainerParts, who: str, name: str) -> int | None:
    """The number of a user or a group; None as long as nobody has said it."""
    if name == _ROOT:
        return 0
    number = whole_number(name)
    if number is not None:
        return number
    question = Question(f"{who}:{name}", f"Number of the {who} {name}", "", AnswerType.NUMBER, is_of_container=True)
    return whole_number(parts.questions.ask(question))


def add_group(parts: ContainerParts, name: str) -> Note:
    """One more group of the pod's processes."""
    if name == "keep-groups":
        return left("The groups of whoever runs podman are unknown in a cluster.")
    number = _number(parts, "group", name)
    if number is None:
        return asks("spec.securityContext.supplementalGroups", f"The number of the group {name} is in the image.")
    groups = parts.pod.spec.setdefault(_CONTEXT, {}).setdefault("supplementalGroups", [])
    if number not in groups:
        groups.append(number)
    return carried(f"spec.{_CONTEXT}.supplementalGroups[{groups.index(number)}]")
