"""Bind mounts: folders and files of one machine, which a pod on some node of a cluster does not find there."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, different
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.container_settings.host_path import HostPath, base_name, read_host_path
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount
from podbuilder.kube.importers.container_settings.object_names import key, label
from podbuilder.kube.importers.container_settings.volume_claim import claim_of
from podbuilder.kube.importers.container_settings.volume_mount import mount_volume
from podbuilder.kube.importers.question import AnswerType, Question

_HOST, _CLAIM, _CONFIG, _EMPTY = "host", "claim", "config", "empty"
_WORDS = {
    _HOST: "the same path of the node",
    _CLAIM: "a volume of its own, by a claim",
    _CONFIG: "a file in a ConfigMap",
    _EMPTY: "an empty folder",
}
_SAYS = {
    _HOST: "The pod takes it from whichever node it runs on; it has to be there on all of them.",
    _CLAIM: "A claim stands for it, whose volume is empty at first.",
    _CONFIG: "A ConfigMap stands for it; its content has to be put there.",
    _EMPTY: "An empty folder stands for it, which lives as long as the pod.",
}
_LOCAL = "It is on your machine, where no pod finds it."


def mount_host_path(parts: ContainerParts, mount: Mount) -> Note:
    """Mount what stands for a folder or a file of the machine."""
    path = read_host_path(mount.source, mount.target, mount.substitutions)
    if path.is_on_nodes and (path.is_engine or path.is_clock or path.is_device):
        return _known(parts, mount, path)
    offered = [_HOST] if path.is_on_nodes else []
    offered += [_CONFIG, _EMPTY, _CLAIM] if path.is_file else [_EMPTY, _CLAIM, _CONFIG]
    question = Question(
        f"mount:{mount.target}",
        f"What stands for {cut(mount.source)}",
        offered[0],
        AnswerType.CHOICE,
        tuple((one, _WORDS[one]) for one in offered),
        is_of_container=True,
    )
    chosen = parts.questions.ask(question)
    is_whole = _MAKERS[chosen](parts, mount)
    to = parts.at(f"volumeMounts[{len(parts.container['volumeMounts']) - 1}]")
    if is_whole:
        return different(to, "A ConfigMap holds it, which nothing writes to.")
    if path.is_on_nodes or parts.questions.is_answered(question):
        return different(to, _SAYS[chosen])
    return asks(to, f"{_LOCAL} {_SAYS[chosen]}")


def _known(parts: ContainerParts, mount: Mount, path: HostPath) -> Note:
    """Sockets, the clock's files and devices, which nodes have, too."""
    type_ = "Socket" if path.is_engine else "File" if path.is_clock else ""
    source: dict[str, Any] = {"path": mount.source, **({"type": type_} if type_ else {})}
    mount_volume(parts, mount, {"hostPath": source})
    to = parts.at(f"volumeMounts[{len(parts.container['volumeMounts']) - 1}]")
    if path.is_engine:
        return different(to, "Nodes seldom run this engine, and whoever reaches its socket is root on the node.")
    if path.is_clock:
        return different(to, "It is the node's file; the variable TZ sets the time zone without it.")
    return different(to, "A container sees the node's device, and may use it only if it is privileged.")


def _from_host(parts: ContainerParts, mount: Mount) -> bool:
    mount_volume(parts, mount, {"hostPath": {"path": mount.source}}, label(base_name(mount.source) or "host", "host"))
    return False


def _from_claim(parts: ContainerParts, mount: Mount) -> bool:
    claim, _ = claim_of(parts, f"{parts.pod.name}-{base_name(mount.target) or 'data'}")
    mount_volume(parts, mount, {"persistentVolumeClaim": {"claimName": claim}}, label(base_name(mount.target), "data"))
    return False


def _from_config(parts: ContainerParts, mount: Mount) -> bool:
    """Whether somebody has said what is in the file."""
    base = key(base_name(mount.source), "file")
    name = label(f"{parts.pod.name}-{base}")
    question = Question(f"content:{name}", f"Content of {base}", "", AnswerType.LINES)
    content = parts.questions.ask(question)
    parts.pod.companion("ConfigMap", name, {"data": {base: content}})
    mount_volume(parts, mount, {"configMap": {"name": name}}, label(base, "file"), sub_path=base)
    return bool(content)


def _from_nothing(parts: ContainerParts, mount: Mount) -> bool:
    mount_volume(parts, mount, {"emptyDir": {}}, label(base_name(mount.target), "data"))
    return False


_MAKERS = {_HOST: _from_host, _CLAIM: _from_claim, _CONFIG: _from_config, _EMPTY: _from_nothing}
