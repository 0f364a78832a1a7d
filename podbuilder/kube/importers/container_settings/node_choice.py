"""On which nodes a pod can run, and how its image comes there."""

from __future__ import annotations

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left, nothing, refused
from podbuilder.kube.core.go_strings import trim_space
from podbuilder.kube.core.image import ImageError, parse
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.question import Question

_SYSTEMS = ("linux", "windows")
_ARCHITECTURES = {
    "x86_64": "amd64",
    "x86-64": "amd64",
    "aarch64": "arm64",
    "i386": "386",
    "armhf": "arm",
    "armel": "arm",
}
_PULL = {
    **dict.fromkeys(("always", "true", "newer"), "Always"),
    **dict.fromkeys(("missing", "if_not_present", "ifnotpresent"), "IfNotPresent"),
    **dict.fromkeys(("never", "false"), "Never"),
}
MISSING_IMAGE = "image-is-missing"


def set_image(parts: ContainerParts, image: str) -> Note:
    """The image, whose registry is docker.io where none is named: the same for both."""
    name = trim_space(image)
    if not name:
        return ask_image(parts)
    to = parts.set(("image",), name)
    try:
        parse(image)
    except ImageError:
        return different(to, "As it is written in the paste, it is not the name of an image, and cannot be pulled.")
    return carried(to)


def ask_image(parts: ContainerParts) -> Note:
    """An image that the input does not name."""
    question = Question("image", "Image of the container", MISSING_IMAGE)
    image = parts.questions.ask(question)
    if parts.questions.is_answered(question):
        return set_image(parts, image)
    return asks(parts.set(("image",), image), "No image is named; nothing can be pulled until there is one.")


def set_platform(parts: ContainerParts, text: str) -> Note:
    """`linux`, `linux/arm64` or `linux/arm64/v8`: labels that every node has."""
    system, *rest = text.lower().split("/")
    if system not in _SYSTEMS and not rest:
        return set_architecture(parts, system)
    note = set_system(parts, system)
    if rest and note.to:
        note = set_architecture(parts, rest[0])
    if len(rest) > 1:
        return different(note.to, "No label of a node says which variant of the architecture it has.")
    return note


def set_system(parts: ContainerParts, name: str) -> Note:
    """The operating system of the node."""
    if name.lower() not in _SYSTEMS:
        return left("Nodes run Linux or Windows.")
    return _select(parts, "kubernetes.io/os", name.lower())


def set_architecture(parts: ContainerParts, name: str) -> Note:
    """The architecture of the node."""
    return _select(parts, "kubernetes.io/arch", label(_ARCHITECTURES.get(name.lower(), name), "amd64"))


def _select(parts: ContainerParts, key: str, value: str) -> Note:
    parts.pod.spec.setdefault("nodeSelector", {})[key] = value
    return carried(f"spec.nodeSelector[{key}]")


def set_runtime(parts: ContainerParts, name: str) -> Note:
    """The container runtime of the node."""
    if name in ("runc", "crun", "io.containerd.runc.v2"):
        return nothing("It is what nodes use anyway.")
    fitting = label(name)
    to = parts.pod.set(("runtimeClassName",), fitting)
    return different(to, "A RuntimeClass of this name has to be in the cluster, for a runtime that its nodes have.")


def set_isolation(parts: ContainerParts, value: str) -> Note:
    """How Windows isolates a container."""
    if value in ("default", "process", ""):
        return nothing("That is how Windows nodes run containers anyway.")
    if value == "hyperv":
        question = Question("runtime-class", "RuntimeClass for Hyper-V isolation", "", is_of_container=True)
        name = parts.questions.ask(question)
        if name:
            return carried(parts.pod.set(("runtimeClassName",), label(name)))
        return asks(
            "spec.runtimeClassName",
            "It needs a RuntimeClass for Hyper-V, whose name the cluster's administrator knows.",
        )
    return refused("Isolation is default, process or hyperv.")


def set_pull_policy(parts: ContainerParts, value: str) -> Note:
    """When the image is pulled."""
    policy = _PULL.get(value.lower())
    if policy is None:
        return refused("This is one of always, missing and never.")
    to = parts.set(("imagePullPolicy",), policy)
    return different(to, "It is pulled each time the container starts.") if value == "newer" else carried(to)


def ask_pull_secret(parts: ContainerParts) -> Note:
    """Credentials for a registry."""
    name = parts.questions.ask(
        Question("pull-secret", "Secret with the registry's credentials", "registry-credentials")
    )
    secrets = [{"name": label(name)}]
    to = parts.pod.set(("imagePullSecrets",), secrets)
    return asks(to, "The credentials belong into a Secret: kubectl create secret docker-registry.")
