"""What an overlay of a text may change, for those who choose: each thing with what the base says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.exporters.kustomize.base_files import base_of
from podbuilder.kube.exporters.kustomize.choices import image_names
from podbuilder.kube.exporters.kustomize.overlay_files import LISTS, find
from podbuilder.kube.kustomization.field_specs import field_specs
from podbuilder.kube.kustomization.kind_facts import template_path
from podbuilder.kube.kustomization.overlays.host_places import host_places
from podbuilder.kube.kustomization.overlays.overlay import ConfigChange, ContainerChange, HostChange
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.kustomization.yaml_values import plain


@dataclass(frozen=True, slots=True)
class BaseChoices:
    """What there is to change; as changes that change nothing, which an overlay takes with other values in them."""

    images: tuple[str, ...]
    replicas: Mapping[str, int]
    containers: tuple[ContainerChange, ...]
    hosts: tuple[HostChange, ...]
    config: tuple[ConfigChange, ...]


def base_choices(text: str) -> BaseChoices:
    """What an overlay of this text may change (ExportRefused if kustomize would not take the text)."""
    objects = [one.resource for one in base_of(text).objects]
    # Of several that have one name in different namespaces, patches are for the first.
    objects = [one for one in objects if find(objects, one.kind, one.name) is one]
    return BaseChoices(
        tuple(image_names(objects)),
        dict(_replicas(objects)),
        tuple(change for one in objects for change in _containers(one)),
        tuple(
            dict.fromkeys(
                HostChange(o.kind, o.name, host, host) for o in objects for _, host in host_places(o.document)
            )
        ),
        tuple(ConfigChange(one.name, _texts(one.document, ("data",))) for one in objects if one.kind == "ConfigMap"),
    )


def _replicas(objects: Sequence[Resource]) -> Iterator[tuple[str, int]]:
    kinds = {spec.kind for spec in field_specs("replicas")}
    for one in objects:
        number = document.get(one.document, ("spec", "replicas"))
        if one.kind in kinds:
            yield one.name, number if isinstance(number, int) else 1


def _containers(one: Resource) -> Iterator[ContainerChange]:
    template = template_path(one.api_version, one.kind)
    for field in LISTS if template is not None else ():
        for container in document.listed(one.document, (*(template or ()), "spec", field)):
            name = document.get(container, ("name",))
            if isinstance(name, str):
                env = {
                    variable["name"]: value
                    for variable in document.listed(container, ("env",))
                    if isinstance(document.get(variable, ("name",)), str)
                    and isinstance(value := document.get(variable, ("value",), ""), str)
                }
                requests, limits = (_texts(container, ("resources", amounts)) for amounts in ("requests", "limits"))
                yield ContainerChange(one.kind, one.name, name, requests, limits, env)


def _texts(content: Any, path: tuple[str, ...]) -> dict[str, str | None]:
    """The texts of a mapping; numbers, which quantities may be, as texts."""
    return {key: str(value) for key, value in plain(document.mapping_at(content, path)).items() if value is not None}
