"""Claims for named volumes, whose size nobody has said."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core import quantity
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount
from podbuilder.kube.importers.container_settings.object_names import free, label
from podbuilder.kube.importers.question import AnswerType, Question

DEFAULT_SIZE = "1Gi"
_EMPTY, _COPY = "empty", "copy"


def claim_of(parts: ContainerParts, volume: str) -> tuple[str, str]:
    """The name of the claim for a volume, which is made if there is none yet, and a sentence about its size."""
    name = label(volume, "data")
    question = Question(f"size:{name}", f"Size of the volume {name}", DEFAULT_SIZE, AnswerType.QUANTITY)
    size = _size(parts.questions.ask(question))
    spec: dict[str, Any] = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": size}}}
    if parts.pod.storage_class:
        spec["storageClassName"] = parts.pod.storage_class
    parts.pod.companion("PersistentVolumeClaim", name, {"spec": spec})
    guess = "" if parts.questions.is_answered(question) else ", which is a guess"
    return name, f"The claim is for {size}{guess}."


def _size(text: str) -> str:
    try:
        return text if quantity.parse(text) > quantity.parse(0) else DEFAULT_SIZE
    except quantity.QuantityError:
        return DEFAULT_SIZE


def copy_files(parts: ContainerParts, mount: Mount, claim: str) -> bool:
    """Whether the image's files are to be copied into a new volume; then an init container does it."""
    question = Question(
        f"copy:{claim}:{mount.target}",
        f"What the volume {claim} holds at first",
        _EMPTY,
        AnswerType.CHOICE,
        ((_EMPTY, "nothing"), (_COPY, f"the files that the image has in {mount.target}")),
    )
    if parts.questions.ask(question) != _COPY:
        return False
    volume = parts.container["volumeMounts"][-1]["name"]
    taken = {container["name"] for container in (*parts.pod.inits, *parts.pod.containers)}
    container = {
        "name": free(label(f"copy-{claim}"), taken),
        "image": parts.container["image"],
        "command": ["sh", "-c", 'cp -a "$0"/. /volume/', mount.target],
        "volumeMounts": [{"name": volume, "mountPath": "/volume"}],
    }
    parts.pod.inits.append(container)
    return True
