"""From the files of an overlay back to what somebody chose, and what in them is none of these choices."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any, TypeGuard

from podbuilder.kube.core import document
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.kind_facts import template_path
from podbuilder.kube.kustomization.kustomization_file import Kustomization, PatchEntry
from podbuilder.kube.kustomization.objects import objects_of
from podbuilder.kube.kustomization.overlays.overlay import (
    ConfigChange,
    ContainerChange,
    HostChange,
    ImageChange,
    Overlay,
)
from podbuilder.kube.kustomization.patches import operations_of
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.kustomization.strategic import DIRECTIVE, is_null
from podbuilder.kube.kustomization.yaml_values import plain

_LISTS = ("initContainers", "containers")


@dataclass(frozen=True, slots=True)
class DescribedOverlay:
    """An overlay, its base's folder, and what else its files say: a place each, such as `patches[0]`."""

    overlay: Overlay
    base: str
    beyond: tuple[str, ...]


def describe_overlay(folder: Folder, path: str) -> DescribedOverlay | None:
    """What the overlay at `path` changes; None if it has no base, and so is one (KustomizationError)."""
    top = folder.kustomization(path)
    bases = [entry for entry in top.resources if folder.resolved(path, entry, top.file) not in folder.files]
    if not bases:
        return None
    beyond = [f"resources: {entry}" for entry in top.resources if entry != bases[0]]
    beyond += [f"components: {entry}" for entry in top.components]
    beyond += [f"{one.at[0]}: {one.name}" for one in top.generators]
    if top.order != "legacy" or top.first is not None or top.last is not None:
        beyond.append("sortOptions")
    found = _Found()
    for patch in (*top.patches, *top.late_patches):
        if not found.takes(folder, path, top, patch):
            beyond.append(f"{patch.at[0]}[{patch.at[1]}]")
    labels: dict[str, str] = {}
    for number, label in enumerate(top.labels):
        if label.include_selectors or label.fields:
            beyond.append(f"labels[{number}]")
        else:
            labels |= label.pairs
    beyond += [f"images: {one.name}" for one in top.images if one.tag_suffix]
    overlay = Overlay(
        posixpath.basename(path),
        top.namespace,
        top.name_prefix,
        top.name_suffix,
        labels,
        top.annotations,
        tuple(ImageChange(one.name, one.new_name, one.new_tag, one.digest) for one in top.images if not one.tag_suffix),
        {one.name: one.count for one in top.replicas},
        tuple(found.containers),
        tuple(found.hosts),
        tuple(found.config),
    )
    return DescribedOverlay(overlay, folder.resolved(path, bases[0], top.file), tuple(beyond))


class _Found:
    """The changes that patches make."""

    def __init__(self) -> None:
        self.containers: list[ContainerChange] = []
        self.hosts: list[HostChange] = []
        self.config: list[ConfigChange] = []

    def takes(self, folder: Folder, path: str, top: Kustomization, patch: PatchEntry) -> bool:
        """Whether all of a patch is one of the choices, which are then kept."""
        text = folder.text(path, patch.path, top.file) if patch.path else patch.text
        operations = operations_of(text, top.file)
        if patch.allows_kind_change or patch.allows_name_change:
            return False
        if operations is not None:
            return self._takes_hosts(patch, operations)
        if patch.target is not None:
            return False
        found = [_changes(one) for one in objects_of(text, top.file)]
        for changes in found:
            for change in changes or ():
                if isinstance(change, ConfigChange):
                    self.config.append(change)
                else:
                    self.containers.append(change)
        return all(changes is not None for changes in found)

    def _takes_hosts(self, patch: PatchEntry, operations: list[Any]) -> bool:
        pairs = list(zip(operations[::2], operations[1::2], strict=False))
        if patch.target is None or len(operations) % 2 or not all(_is_host(*pair) for pair in pairs):
            return False
        made = (HostChange(patch.target.kind, patch.target.name, test["value"], new["value"]) for test, new in pairs)
        self.hosts += dict.fromkeys(made)
        return True


def _is_host(test: Any, new: Any) -> bool:
    """Whether two operations say which host is meant, and put another in its place."""
    if not isinstance(test, dict) or not isinstance(new, dict):
        return False
    path = test.get("path")
    is_pair = (test.get("op"), new.get("op")) == ("test", "replace") and path == new.get("path")
    texts = (path, test.get("value"), new.get("value"))
    return is_pair and all(isinstance(one, str) for one in texts) and "host" in str(path)


def _changes(patch: Resource) -> list[ContainerChange | ConfigChange] | None:
    """The choices that a strategic merge patch stands for; None if it says anything else."""
    metadata = document.mapping_at(patch.document, ("metadata",))
    if set(metadata) - {"name", "namespace"}:
        return None
    rest = {key: value for key, value in patch.document.items() if key not in ("apiVersion", "kind", "metadata")}
    if patch.kind == "ConfigMap":
        data = _texts(rest.get("data"))
        return None if data is None or set(rest) != {"data"} else [ConfigChange(patch.name, data)]
    template = template_path(patch.api_version, patch.kind)
    path = (*(template or ()), "spec")
    spec = document.get(rest, path)
    is_alone = template is not None and isinstance(spec, dict) and not set(spec) - set(_LISTS)
    if not is_alone or rest != document.assign({}, path, spec):
        return None
    found = [_container(patch, item) for field in _LISTS for item in document.listed(spec, (field,))]
    return None if None in found else [one for change in found if change is not None for one in change]


def _container(patch: Resource, item: Any) -> list[ContainerChange | ConfigChange] | None:
    """The change that an item of a list of containers is, none for a bare name; None if it says anything else."""
    if not _is_named(item) or set(item) - {"name", "resources", "env"}:
        return None
    amounts = item.get("resources", {})
    requests, limits = (_texts(document.get(amounts, (name,), {})) for name in ("requests", "limits"))
    variables = _variables(item.get("env", []))
    is_known = isinstance(amounts, dict) and not set(amounts) - {"requests", "limits"}
    if not is_known or requests is None or limits is None or variables is None:
        return None
    change = ContainerChange(patch.kind, patch.name, item["name"], requests, limits, variables)
    return [change] if requests or limits or variables else []


def _variables(items: Any) -> dict[str, str | None] | None:
    found: dict[str, str | None] = {}
    for item in items if isinstance(items, list) else [None]:
        if not _is_named(item):
            return None
        rest = {key: value for key, value in item.items() if key != "name"}
        if is_null(rest.get("valueFrom", "")):
            del rest["valueFrom"]
        if rest == {DIRECTIVE: "delete"}:
            found[item["name"]] = None
        elif set(rest) == {"value"} and isinstance(rest["value"], str):
            found[item["name"]] = rest["value"]
        elif rest:
            return None
    return found


def _is_named(item: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(document.get(item, ("name",)), str)


def _texts(value: Any) -> dict[str, str | None] | None:
    """A mapping of texts and nulls; None if it is something else."""
    found = plain(value)
    if not isinstance(found, dict) or not all(one is None or isinstance(one, str) for one in found.values()):
        return None
    return found
