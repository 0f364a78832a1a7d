"""The names in a paste: of the pod, its namespace, its node, and what else commands ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts

_NAME = r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?"
_PLAIN = lazy_pattern(_NAME)
_IMAGE = lazy_pattern(r"[A-Za-z0-9][A-Za-z0-9._:@/-]{0,250}")
_KEYS = lazy_pattern(
    rf"(Name|Namespace|Node|name|namespace|nodeName):\s{{1,40}}\"?({_NAME})(?:/[0-9a-f.:]{{1,60}})?\"?,?"
)
_ASSIGNED = lazy_pattern(rf"Successfully assigned (?:({_NAME})/)?({_NAME}) to ({_NAME})")
_IN_MESSAGE = lazy_pattern(rf"\b(?:in pod|pod=|for pod) ?\"?({_NAME})_({_NAME})\([0-9a-f-]{{8,40}}\)")
_QUOTED_IMAGE = lazy_pattern(r"image \"{1,2}([A-Za-z0-9][A-Za-z0-9._:@/-]{0,250})\"")
# So many facts are looked at: names stand near the beginning.
_MOST_FACTS = 400
# What is not in a namespace, or asked of all of them.
_OF_CLUSTER = re.compile(
    r"\s(?:-A|nodes?|priorityclasses|csidrivers|runtimeclasses|volumeattachments|pv|uncordon)\b|kube-system|configurations"
)
_PLACEHOLDER = re.compile(r"\b(?:POD|NODE|IMAGE|CONTAINER|JOB)\b")


class PodNames(NamedTuple):
    """The names as far as they are told, each "" where it is not."""

    pod: str = ""
    namespace: str = ""
    node: str = ""
    image: str = ""
    container: str = ""
    job: str = ""

    def fill(self, command: str) -> str:
        """A command with these names in place of POD, NODE and the like; what is not known stays."""
        filled = _PLACEHOLDER.sub(lambda found: getattr(self, found[0].lower()) or found[0], command)
        if self.namespace and filled.startswith("kubectl ") and not _OF_CLUSTER.search(command):
            return f"kubectl -n {self.namespace} {filled.removeprefix('kubectl ')}"
        return filled


def names_in(facts: Facts, pod: Document | None = None) -> PodNames:
    """The names that a paste tells, and a manifest for those that it does not."""
    told: dict[str, str] = {}
    before = ""
    for fact in facts.all[:_MOST_FACTS]:
        for key, name in _of_line(fact.text, before) if fact.kind is FactKind.LINE else _told(fact):
            if name:
                told.setdefault(key, name)
        before = fact.text
    for key, name in _of_pod(pod or {}):
        told.setdefault(key, name)
    return PodNames(**told)


def names_of(names: PodNames, found: Iterable[Fact]) -> PodNames:
    """The names with those of the container, and the image, that the facts of a cause are about."""
    for fact in found:
        image = _QUOTED_IMAGE.search(fact.text[:2000])
        if image:
            names = names._replace(image=image[1])
        if fact.container and _PLAIN.fullmatch(fact.container):
            return names._replace(container=fact.container)
    return names


def _told(fact: Fact) -> Iterable[tuple[str, str]]:
    kind, _, name = fact.about.rpartition("/")
    if _PLAIN.fullmatch(name):
        if kind in ("", "pod"):
            yield "pod", name
        elif kind in ("job", "node"):
            yield kind, name
    text = fact.text[:2000]
    if assigned := _ASSIGNED.search(text):
        yield from zip(("namespace", "pod", "node"), (one or "" for one in assigned.groups()), strict=True)
    if named := _IN_MESSAGE.search(text):
        yield from zip(("pod", "namespace"), named.groups(), strict=True)
    if image := _QUOTED_IMAGE.search(text):
        yield "image", image[1]
    if fact.kind is FactKind.FIELD and fact.reason == "image" and _IMAGE.fullmatch(fact.text):
        yield "image", fact.text


def _of_line(text: str, before: str) -> Iterable[tuple[str, str]]:
    """The name on a line of describe output, or on one of YAML or JSON, where a pod's name is above its namespace."""
    found, above = _KEYS.fullmatch(_unquoted(text)), _KEYS.fullmatch(_unquoted(before))
    if found and found[1] != "name":
        yield found[1].lower().removesuffix("name") or "pod", found[2]
        if found[1] == "namespace" and above and above[1] == "name":
            yield "pod", above[2]


def _unquoted(text: str) -> str:
    """A key without JSON's quotes."""
    return text[1:].replace('":', ":", 1) if text[:1] == '"' else text


def _of_pod(pod: Document) -> Iterable[tuple[str, str]]:
    places = {
        "pod": ("metadata", "name"),
        "namespace": ("metadata", "namespace"),
        "node": ("spec", "nodeName"),
        "image": ("spec", "containers", 0, "image"),
        "container": ("spec", "containers", 0, "name"),
    }
    for key, path in places.items():
        value = document.get(pod, path)
        if isinstance(value, str) and (_IMAGE if key == "image" else _PLAIN).fullmatch(value):
            yield key, value
