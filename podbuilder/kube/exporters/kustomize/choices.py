"""Which choices of an overlay a base can take: the others are told, and left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core import document
from podbuilder.kube.exporters.kustomize.overlay_files import LISTS, container_at, find
from podbuilder.kube.kustomization.field_specs import field_specs
from podbuilder.kube.kustomization.images import split_image
from podbuilder.kube.kustomization.overlays.host_places import host_places
from podbuilder.kube.kustomization.overlays.overlay import (
    ConfigChange,
    ContainerChange,
    HostChange,
    ImageChange,
    Overlay,
)
from podbuilder.kube.kustomization.resource import Resource

_Change = TypeVar("_Change")


class Choices:
    """The choices of one overlay, tried with the objects of the base; `lines` says what is left out."""

    def __init__(self, overlay: Overlay, objects: Sequence[Resource]) -> None:
        self._place = f"overlays/{overlay.name}: "
        self._objects = objects
        self.lines: list[ReportLine] = []
        self.kept = replace(
            overlay,
            images=tuple(one for one in overlay.images if self._keeps_image(one)),
            replicas={name: count for name, count in overlay.replicas.items() if self._keeps_replicas(name)},
            containers=self._in_order(overlay.containers, self._keeps_container, self._container_place),
            hosts=self._in_order(overlay.hosts, self._keeps_host, self._host_place),
            config=self._in_order(
                overlay.config, self._keeps_config, lambda one: self._place_of("ConfigMap", one.name)
            ),
        )

    def _in_order(
        self, changes: Sequence[_Change], keeps: Callable[[_Change], bool], place: Callable[[_Change], Any]
    ) -> tuple[_Change, ...]:
        """Those that are kept, in the order in which their files will be read again."""
        return tuple(sorted(filter(keeps, changes), key=place))

    def _place_of(self, kind: str, name: str) -> int:
        return next(number for number, one in enumerate(self._objects) if (one.kind, one.name) == (kind, name))

    def _container_place(self, one: ContainerChange) -> tuple[object, ...]:
        number = self._place_of(one.kind, one.name)
        at = container_at(self._objects[number], one.container)
        return number, at is not None and LISTS.index(at[0]), at

    def _host_place(self, one: HostChange) -> tuple[int, int]:
        number = self._place_of(one.kind, one.name)
        return number, [host for _, host in host_places(self._objects[number].document)].index(one.old)

    def _keeps_image(self, one: ImageChange) -> bool:
        is_something = bool(one.new_name or one.new_tag or one.digest)
        is_used = one.name in image_names(self._objects)
        return self._keeps(f"image {one.name}", is_something and is_used, "Nothing here uses this image, or it stays.")

    def _keeps_replicas(self, name: str) -> bool:
        kinds = [spec.kind for spec in field_specs("replicas")]
        is_there = any(one.name == name and one.kind in kinds for one in self._objects)
        return self._keeps(f"replicas of {name}", is_there, f"Kustomize sets them for {', '.join(kinds)} only.")

    def _keeps_container(self, one: ContainerChange) -> bool:
        found = find(self._objects, one.kind, one.name)
        is_there = found is not None and container_at(found, one.container) is not None
        is_something = bool(one.requests or one.limits or one.env)
        at = f"{one.kind} {one.name}, container {one.container}"
        says = "There is no such container, or kustomize cannot patch those of this kind one by one."
        return self._keeps(at, is_there and is_something, says)

    def _keeps_host(self, one: HostChange) -> bool:
        found = find(self._objects, one.kind, one.name)
        is_there = found is not None and one.old in (host for _, host in host_places(found.document))
        return self._keeps(f"host {one.old} of {one.kind} {one.name}", is_there, "There is no such host.")

    def _keeps_config(self, one: ConfigChange) -> bool:
        is_there = find(self._objects, "ConfigMap", one.name) is not None
        return self._keeps(f"ConfigMap {one.name}", is_there and bool(one.entries), "There is no such ConfigMap.")

    def _keeps(self, at: str, keeps: bool, says: str) -> bool:
        if not keeps:
            self.lines.append(ReportLine(f"{self._place}{at}", Outcome.LEFT, says=says))
        return keeps


def image_names(objects: Sequence[Resource]) -> list[str]:
    """The images that objects use, without tags and digests, as an overlay names them."""
    found = (
        split_image(item["image"]).name
        for one in objects
        for path, value in document.walk(one.document)
        if path and path[-1] in LISTS and isinstance(value, list)
        for item in value
        if isinstance(item, dict) and isinstance(item.get("image"), str)
    )
    return list(dict.fromkeys(found))
