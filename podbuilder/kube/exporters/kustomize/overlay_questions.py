"""What an overlay can make different in a base, as questions with texts for answers: a form's, or a file's.

A question is known by its key, whose parts have slashes between them: `tag/nginx`, `replicas/web`,
`requests/Deployment/web/app/memory`. No answer, or an empty one, means that it is as in the base; any answer to
`without/` and a key means that it is taken away there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.exporters.kustomize.choices import image_names
from podbuilder.kube.exporters.kustomize.overlay_files import LISTS
from podbuilder.kube.kustomization.field_specs import field_specs
from podbuilder.kube.kustomization.images import split_image
from podbuilder.kube.kustomization.kind_facts import template_path
from podbuilder.kube.kustomization.overlays.host_places import host_places
from podbuilder.kube.kustomization.resource import Resource

Group = Literal["place", "images", "replicas", "resources", "variables", "hosts", "configuration"]
NAMESPACE, PREFIX, TAG, REPLICAS = "namespace", "prefix", "tag", "replicas"
REQUESTS, LIMITS, ENV, MORE, HOST, CONFIG = "requests", "limits", "env", "more", "host", "config"
# Begins the key of what is taken away; the key of what sets it follows.
WITHOUT = "without/"
# The resources that are asked for whether the base has them or not.
USUAL = ("cpu", "memory")


class OverlayQuestion(NamedTuple):
    """One thing that can be different: what it is called, and what it is in the base, "" for nothing.

    What `can_go` is there in the base, and can be taken away.
    """

    key: str
    group: Group
    label: str
    now: str = ""
    is_long: bool = False
    can_go: bool = False


class BaseContainer(NamedTuple):
    """A container of a base, and the object that it belongs to."""

    owner: Resource
    content: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.content["name"])

    @property
    def place(self) -> str:
        """What keys call it."""
        return f"{self.owner.kind}/{self.owner.name}/{self.name}"

    @property
    def words(self) -> str:
        """What people call it."""
        return f"{self.name} of {self.owner.kind} {self.owner.name}"


def questions(objects: Sequence[Resource]) -> list[OverlayQuestion]:
    """Everything that an overlay of these objects can make different, in the order of a form."""
    containers = list(_containers(objects))
    return [
        OverlayQuestion(NAMESPACE, "place", "Namespace", _first(one.namespace for one in objects)),
        OverlayQuestion(PREFIX, "place", "What its names begin with"),
        *(OverlayQuestion(f"{TAG}/{name}", "images", name, _tags(name, containers)) for name in image_names(objects)),
        *_replicas(objects),
        *(question for one in containers for question in _amounts(one)),
        *(question for one in containers for question in _variables(one)),
        *_hosts(objects),
        *_config(objects),
    ]


def _first(texts: Iterator[str]) -> str:
    return next(filter(None, texts), "")


def _containers(objects: Sequence[Resource]) -> Iterator[BaseContainer]:
    for one in objects:
        template = template_path(one.api_version, one.kind)
        for field in LISTS if template is not None else ():
            for content in document.listed(one.document, (*(template or ()), "spec", field)):
                if isinstance(content, dict) and isinstance(content.get("name"), str):
                    yield BaseContainer(one, content)


def _tags(image: str, containers: Sequence[BaseContainer]) -> str:
    """The tag or digest of an image in the base."""
    for one in containers:
        text = one.content.get("image")
        if isinstance(text, str) and (found := split_image(text)).name == image:
            return found.digest or found.tag
    return ""


def _replicas(objects: Sequence[Resource]) -> Iterator[OverlayQuestion]:
    kinds = [spec.kind for spec in field_specs("replicas")]
    for one in objects:
        if one.kind in kinds:
            now = document.get(one.document, ("spec", "replicas"))
            text = str(now) if isinstance(now, int) else ""
            yield OverlayQuestion(f"{REPLICAS}/{one.name}", "replicas", f"Pods of {one.kind} {one.name}", text)


def _amounts(one: BaseContainer) -> Iterator[OverlayQuestion]:
    for side, words in ((REQUESTS, "asked for"), (LIMITS, "at most")):
        there = document.mapping_at(one.content, ("resources", side))
        for name in dict.fromkeys((*USUAL, *map(str, there))):
            now = there.get(name)
            key = f"{side}/{one.place}/{name}"
            text = "" if now is None else str(now)
            yield OverlayQuestion(key, "resources", f"{name} {words}, {one.words}", text, can_go=bool(text))


def _variables(one: BaseContainer) -> Iterator[OverlayQuestion]:
    for variable in document.listed(one.content, ("env",)):
        name, value = document.get(variable, ("name",)), document.get(variable, ("value",))
        if isinstance(name, str):
            now = value if isinstance(value, str) else ""
            key = f"{ENV}/{one.place}/{name}"
            yield OverlayQuestion(key, "variables", f"{name}, {one.words}", now, can_go=True)
    yield OverlayQuestion(f"{MORE}/{one.place}", "variables", f"More variables of {one.words}", is_long=True)


def _hosts(objects: Sequence[Resource]) -> Iterator[OverlayQuestion]:
    for one in objects:
        for host in dict.fromkeys(host for _, host in host_places(one.document)):
            yield OverlayQuestion(
                f"{HOST}/{one.kind}/{one.name}/{host}", "hosts", f"{host} of {one.kind} {one.name}", host
            )


def _config(objects: Sequence[Resource]) -> Iterator[OverlayQuestion]:
    for one in objects:
        data = document.mapping_at(one.document, ("data",)) if one.kind == "ConfigMap" else {}
        for key, text in data.items():
            if isinstance(text, str):
                label = f"{key} of ConfigMap {one.name}"
                is_long = "\n" in text
                yield OverlayQuestion(f"{CONFIG}/{one.name}/{key}", "configuration", label, text, is_long, can_go=True)
