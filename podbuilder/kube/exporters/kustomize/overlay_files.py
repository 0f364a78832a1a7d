"""The files of an overlay: kustomize's own fields where there is one, strategic merge patches, and JSON patches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.exporters.kustomize.base_files import HEAD, KUSTOMIZATION, BaseObject
from podbuilder.kube.kustomization.kind_facts import template_path
from podbuilder.kube.kustomization.overlays.host_places import host_places
from podbuilder.kube.kustomization.overlays.overlay import ContainerChange, HostChange, Overlay
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.manifest import write

BASE = "../../base"
CLAIM_TEMPLATES = ("spec", "volumeClaimTemplates")
LISTS = ("initContainers", "containers")


def overlay_files(overlay: Overlay, objects: Sequence[BaseObject]) -> dict[str, str]:
    """The files of an overlay by their names; everything that it changes is in the base."""
    found = dict(_patches(overlay, [one.resource for one in objects]))
    entries: dict[str, Any] = {**HEAD, "resources": [BASE]}
    simple = {"namespace": overlay.namespace, "namePrefix": overlay.name_prefix, "nameSuffix": overlay.name_suffix}
    entries |= {name: value for name, value in simple.items() if value}
    if overlay.labels:
        entries["labels"] = [
            {
                "pairs": dict(overlay.labels),
                "includeSelectors": False,
                "includeTemplates": not any(has_claim_templates(one.resource) for one in objects),
            }
        ]
    if overlay.annotations:
        entries["commonAnnotations"] = dict(overlay.annotations)
    if overlay.images:
        entries["images"] = [_image(one.name, one.new_name, one.new_tag, one.digest) for one in overlay.images]
    if overlay.replicas:
        entries["replicas"] = [{"name": name, "count": count} for name, count in overlay.replicas.items()]
    if found:
        entries["patches"] = [{"path": name, **_target(patch)} for name, patch in found.items()]
    patches = {name: write(patch if isinstance(patch, dict) else patch[1]) for name, patch in found.items()}
    return {KUSTOMIZATION: write(entries), **patches}


def has_claim_templates(one: Resource) -> bool:
    """Whether it has templates of claims, which cannot change once it exists."""
    return bool(document.listed(one.document, CLAIM_TEMPLATES))


def container_at(one: Resource, name: str) -> tuple[str, int] | None:
    """The list and the number of a container; None if there is none of this name, or no way to patch it."""
    template = template_path(one.api_version, one.kind)
    for field in LISTS if template is not None else ():
        for number, container in enumerate(document.listed(one.document, (*(template or ()), "spec", field))):
            if isinstance(container, dict) and container.get("name") == name:
                return field, number
    return None


def find(objects: Sequence[Resource], kind: str, name: str) -> Resource | None:
    """The first object of a kind and name."""
    return next((one for one in objects if (one.kind, one.name) == (kind, name)), None)


# A strategic merge patch, or a target with its operations.
_Patch = dict[str, Any] | tuple[dict[str, str], list[dict[str, Any]]]


def _image(name: str, new_name: str, new_tag: str, digest: str) -> dict[str, str]:
    entries = {"name": name, "newName": new_name, "newTag": new_tag, "digest": digest}
    return {key: value for key, value in entries.items() if value}


def _target(patch: _Patch) -> dict[str, Any]:
    return {} if isinstance(patch, dict) else {"target": patch[0]}


def _patches(overlay: Overlay, objects: Sequence[Resource]) -> Iterator[tuple[str, _Patch]]:
    for one in objects:
        key = (one.kind, one.name)
        if find(objects, *key) is not one:
            continue
        stem = f"{one.kind}-{one.name}".lower().replace(":", "-").replace("/", "-")
        containers = [change for change in overlay.containers if (change.kind, change.name) == key]
        config = [change for change in overlay.config if key == ("ConfigMap", change.name)]
        hosts = [change for change in overlay.hosts if (change.kind, change.name) == key]
        if containers:
            yield f"{stem}.yaml", {**_head(one), **_containers(one, containers)}
        if config:
            entries = {key: value for change in config for key, value in change.entries.items()}
            yield f"{stem}.yaml", {**_head(one), "data": entries}
        if hosts:
            yield f"{stem}-hosts.yaml", _hosts(one, hosts)


def _head(one: Resource) -> dict[str, Any]:
    metadata = {"name": one.name, **({"namespace": one.namespace} if one.namespace else {})}
    return {"apiVersion": one.api_version, "kind": one.kind, "metadata": metadata}


def _containers(one: Resource, changes: Sequence[ContainerChange]) -> dict[str, Any]:
    """The pod's part of a patch. What a patch names comes first, so that it names all before the last it changes."""
    template = template_path(one.api_version, one.kind) or ()
    patch: dict[str, Any] = {}
    for field in LISTS:
        items = document.listed(one.document, (*template, "spec", field))
        found = {change.container: change for change in changes}
        names = [item.get("name") for item in items if isinstance(item, dict)]
        last = max((number for number, name in enumerate(names) if name in found), default=-1)
        if last >= 0:
            made = [
                {"name": name, **(_container(items[number], found[name]) if name in found else {})}
                for number, name in enumerate(names[: last + 1])
            ]
            patch = document.assign(patch, (*template, "spec", field), made)
    return patch


def _container(container: Mapping[str, Any], change: ContainerChange) -> dict[str, Any]:
    found: dict[str, Any] = {}
    amounts = {"requests": change.requests, "limits": change.limits}
    if change.requests or change.limits:
        found["resources"] = {name: dict(amount) for name, amount in amounts.items() if amount}
    if change.env:
        found["env"] = list(_variables(document.listed(container, ("env",)), change.env))
    return found


def _variables(there: list[Any], wanted: Mapping[str, str | None]) -> Iterator[dict[str, Any]]:
    """The variables of a patch: all in their order where one refers to others, which must come before it."""
    known: dict[str, Any] = {one["name"]: one for one in there if isinstance(document.get(one, ("name",)), str)}
    values = [*(one.get("value") for one in known.values()), *wanted.values()]
    if any("$(" in value for value in values if isinstance(value, str)):
        names = [*known, *(name for name in wanted if name not in known)]
    else:
        names = list(wanted)
    for name in names:
        value = wanted.get(name)
        if name not in wanted:
            yield {"name": name}
        elif value is None:
            yield {"name": name, "$patch": "delete"}
        else:
            source = {"valueFrom": None} if "valueFrom" in known.get(name, {}) else {}
            yield {"name": name, "value": value, **source}


def _hosts(one: Resource, changes: Sequence[HostChange]) -> _Patch:
    group, version = one.group_version
    target = {"group": group, "version": version, "kind": one.kind, "name": one.name}
    new = {change.old: change.new for change in changes}
    operations: list[dict[str, Any]] = []
    for path, host in host_places(one.document):
        if host in new:
            # The test says in the file which host is meant, and fails where the base has another one by then.
            operations += [
                {"op": "test", "path": path, "value": host},
                {"op": "replace", "path": path, "value": new[host]},
            ]
    return target, operations
