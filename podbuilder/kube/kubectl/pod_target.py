"""What the commands for a manifest name: its object, the pods of it, where they are, and its containers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.core import document, image, kinds, label_keys, label_selector
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.limits import SHOWN_COMMANDS
from podbuilder.kube.insight.connections import Wired, wiring
from podbuilder.kube.insight.replica_count import replica_count
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_name import file_name

VERBS = Path(__file__).with_name("workload_verbs.yaml")
# What kubectl can do with an object of which no pods come.
INERT = "inert"
# What people put in where nobody knows it yet, or where kubectl would read something else.
NAME, NAMESPACE, POD, CONTAINER, IMAGE = "NAME", "NAMESPACE", "POD", "CONTAINER", "IMAGE"
DEFAULT_GRACE = 30
# Where Docker Hub has its accounts.
DOCKER_HUB = "https://index.docker.io/v1/"
# The longest name that all of the commands can give to what they make.
_LONGEST_NAME = 63
# A text with anything else would be a flag to kubectl, two words, or a part of an address.
_USABLE = re.compile(r"(?!-)[^/%:=,*\0]+")
_KEY = re.compile(r"(?:[a-z0-9.-]+/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_VALUE = re.compile(r"[A-Za-z0-9._-]*")


@cache
def _verbs() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = yaml.load(VERBS.read_bytes(), yaml.CSafeLoader)
    return found


def is_usable(text: object) -> bool:
    """Whether kubectl takes a text as the one name that it is. Mirrors IsValidPathSegmentName, Kubernetes v1.36,
    apimachinery/pkg/api/validation/path, and leaves out what has a meaning between kubectl's words.
    """
    return isinstance(text, str) and _USABLE.fullmatch(text) is not None and text not in (".", "..")


@dataclass(frozen=True)
class PodTarget:
    """A manifest as commands see it.

    `chosen` is the name of one of its pods, where somebody knows it, and `only` that of the one container that is of
    interest.
    """

    manifest: Manifest
    version: str
    chosen: str = ""
    only: str = ""

    @cached_property
    def _known(self) -> Mapping[str, Any]:
        """What kubectl can do with the kind; nothing special for those of others."""
        kind = kinds.kind_of(self.manifest.object)
        return _verbs().get(kind.name, {}) if kind and kind.definition else {}

    def can(self, verb: str) -> bool:
        """Whether kubectl can do something with the kind: see workload_verbs.yaml."""
        if self.manifest.is_companion:
            return verb == INERT
        return verb in self._known.get("verbs", ())

    @property
    def is_pod(self) -> bool:
        """Whether the object is the pod itself."""
        return not self.manifest.is_template and not self.manifest.is_companion

    @cached_property
    def resource(self) -> str:
        """The word for the kind; with its group where it is not Kubernetes' own, for two groups may share a word."""
        if self.is_pod:
            return "pod"
        group = kinds.group_of(self.manifest.object.get("apiVersion"))
        kind = self.manifest.kind.lower()
        kind = kind if is_usable(kind) else "KIND"
        is_foreign = "." in group and is_usable(group) and not self.manifest.is_companion
        return f"{kind}.{group}" if is_foreign else kind

    @cached_property
    def name(self) -> str:
        """The object's name."""
        return self.manifest.name if is_usable(self.manifest.name) else NAME

    @property
    def is_generated(self) -> bool:
        """Whether the server makes up the name."""
        prefix = document.get(self.manifest.object, ("metadata", "generateName"))
        return not self.manifest.name and isinstance(prefix, str) and bool(prefix)

    @property
    def reference(self) -> str:
        """The object in one word: `deployment/web`."""
        return f"{self.resource}/{self.name}"

    @cached_property
    def pod(self) -> str:
        """The name of a pod."""
        if is_usable(self.chosen):
            return self.chosen
        if self.is_pod:
            return self.name
        if self.can("names") and self.name != NAME:
            first = document.get(self.manifest.object, ("spec", "ordinals", "start"))
            return f"{self.name}-{first if type(first) is int and first > 0 else 0}"
        return POD

    @property
    def any_pod(self) -> str:
        """What kubectl finds a pod by: the workload's name where that will do, or a pod's."""
        return self.reference if self.can("reach") and not is_usable(self.chosen) else self.pod

    @cached_property
    def where(self) -> tuple[str, ...]:
        """The words that name the namespace; none where the manifest leaves that to whoever applies it."""
        namespace = document.get(self.manifest.object, ("metadata", "namespace"))
        if not namespace:
            return ()
        return ("-n", namespace if is_usable(namespace) else NAMESPACE)

    @property
    def namespace(self) -> str:
        """The namespace as a word in an address."""
        return self.where[1] if self.where else NAMESPACE

    @property
    def file(self) -> tuple[str, ...]:
        """The words that name the manifest's file; a namespace beside it must be the one that it says."""
        return (*(self.where if NAMESPACE not in self.where else ()), "-f", self.file_name)

    @property
    def file_name(self) -> str:
        """What the manifest's file is called."""
        return f"{file_name(self.manifest)}.yaml"

    @cached_property
    def selector(self) -> tuple[str, ...]:
        """The words that select the pods of a workload; none where they cannot be told by their labels."""
        if self.is_pod:
            return ()
        if self.can("complete"):
            return ("-l", f"{label_keys.JOB_NAME[0]}={self.name}")
        path = self._known.get("selector")
        found = document.get(self.manifest.object, path) if path else None
        if isinstance(found, dict):
            is_plain = not {"matchLabels", "matchExpressions"} & found.keys()
            text = selector_text({"matchLabels": found} if is_plain else found)
        else:
            text = selector_text({"matchLabels": document.get(self.manifest.pod, ("metadata", "labels"))})
        return ("-l", text) if text else ()

    @cached_property
    def containers(self) -> tuple[Wired, ...]:
        """The containers of a pod in their order: init containers first. Those for debugging stand in no file."""
        return tuple(one for one in wiring(self.manifest.pod).containers if "ephemeralContainers" not in one.path)

    @property
    def apps(self) -> tuple[Wired, ...]:
        """Those that run while the pod does."""
        return tuple(one for one in self.containers if not one.is_init or one.is_native)

    def few(self, containers: Sequence[Wired]) -> Sequence[Wired]:
        """Those of some containers that have commands of their own: the one of interest, or the first ones."""
        found = [one for one in containers if name_of(one) == self.only] if self.only else containers
        return found[:SHOWN_COMMANDS]

    def of(self, container: Wired) -> tuple[str, ...]:
        """The words that say which container is meant; none where there is only one."""
        return ("-c", name_of(container)) if len(self.containers) > 1 else ()

    def in_manifest(self, container: Wired) -> Document:
        """The container as the manifest has it."""
        return document.mapping_at(self.manifest.pod, container.path)

    @cached_property
    def spec(self) -> Document:
        """The pod's spec."""
        return document.mapping_at(self.manifest.pod, ("spec",))

    @property
    def is_windows(self) -> bool:
        """Whether the pod says that it is for nodes with Windows."""
        system = document.get(self.spec, ("os", "name"))
        selected = document.get(self.spec, ("nodeSelector", "kubernetes.io/os"))
        return "windows" in (system, selected)

    @property
    def grace(self) -> int:
        """The seconds that its containers have to end."""
        seconds = self.spec.get("terminationGracePeriodSeconds")
        return seconds if type(seconds) is int and seconds >= 0 else DEFAULT_GRACE

    @property
    def ends(self) -> bool:
        """Whether the pod is one that comes to an end."""
        return self.spec.get("restartPolicy") in ("Never", "OnFailure")

    @property
    def replicas(self) -> int | None:
        """How many pods there are to be, where the workload counts them."""
        return replica_count(self.manifest.object, self.version) if not self.is_pod else None

    def derived(self, ending: str) -> str:
        """A name for something made from this object, which is still a valid one."""
        if self.name == NAME:
            return f"{NAME}-{ending}"
        return f"{self.name[: _LONGEST_NAME - len(ending) - 1].rstrip('.-')}-{ending}"


def name_of(container: Wired) -> str:
    """The container's name as a word."""
    return container.name if is_usable(container.name) else CONTAINER


def image_of(container: Wired) -> str:
    """The container's image as a word; kubectl refuses what is none."""
    try:
        image.parse(container.image)
    except image.ImageError:
        return IMAGE
    return container.image


def repository_of(container: Wired) -> str:
    """The same without tag and digest, as the author wrote it."""
    written = image_of(container).partition("@")[0]
    head, slash, last = written.rpartition("/")
    return f"{head}{slash}{last.partition(':')[0]}"


def registry_of(container: Wired) -> str:
    """Where one signs in to pull the image, as a Secret has it."""
    try:
        registry = image.parse(container.image).registry
    except image.ImageError:
        return "REGISTRY"
    return DOCKER_HUB if registry == image.DEFAULT_REGISTRY else registry


def selector_text(selector: Mapping[str, Any]) -> str:
    """A selector as `-l` takes it; "" where kubectl would refuse it: part of it would select more than is meant."""
    parts: list[str] = []
    labels, expressions = selector.get("matchLabels") or {}, selector.get("matchExpressions") or []
    if not isinstance(labels, dict) or not isinstance(expressions, list):
        return ""
    for key, value in labels.items():
        if not (_is_key(key) and _is_value(value)):
            return ""
        parts.append(f"{key}={value}")
    for one in expressions:
        key, operator, values = (document.get(one, (name,)) for name in ("key", "operator", "values"))
        if not _is_key(key) or operator not in label_selector.OPERATORS:
            return ""
        if operator in ("Exists", "DoesNotExist"):
            parts.append(key if operator == "Exists" else f"!{key}")
        elif isinstance(values, list) and values and all(map(_is_value, values)):
            parts.append(f"{key} {operator.lower()} ({','.join(values)})")
        else:
            return ""
    return ",".join(parts)


def _is_key(key: object) -> bool:
    return isinstance(key, str) and _KEY.fullmatch(key) is not None


def _is_value(value: object) -> bool:
    return isinstance(value, str) and _VALUE.fullmatch(value) is not None
