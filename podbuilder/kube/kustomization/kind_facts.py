"""What kustomize knows of kinds: which are outside namespaces, and by what the items of their lists are told apart.

Mirrors the OpenAPI description that kustomize v5.8.1 carries (kyaml/openapi, Kubernetes v1.21); the status is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Keys = tuple[str, ...]
Pattern = tuple[str, ...]
_CONTAINERS = ("containers", "initContainers", "ephemeralContainers")


@cache
def facts() -> Mapping[str, Any]:
    """The table of kinds."""
    text = Path(__file__).with_name("objects.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return found


def is_cluster_scoped(api_version: str, kind: str) -> bool:
    """Whether kustomize is sure that objects of this kind are in no namespace."""
    return kind in facts()["clusterScoped"].get(api_version, ())


@cache
def merged_lists(api_version: str, kind: str) -> Mapping[Pattern, Keys]:
    """The lists of a kind that are merged item by item, by their paths without numbers, with their items' keys."""
    name = f"{api_version} {kind}"
    found: dict[Pattern, Keys] = {}
    template = facts()["templates"].get(name)
    if template is not None:
        found |= _below(template, {**facts()["metadataLists"], **facts()["podLists"]})
        for containers in _CONTAINERS:
            lists = dict(facts()["containerLists"])
            if containers == "ephemeralContainers":
                del lists["ports"]
            found |= _below(f"{template}.spec.{containers}".lstrip("."), lists)
        if template:
            found |= _below("", facts()["metadataLists"])
        if "jobTemplate" in template:
            found |= _below("spec.jobTemplate", facts()["metadataLists"])
    elif kind in facts()["mergedMetadata"].get(api_version, ()):
        found |= _below("", facts()["metadataLists"])
    return found | _below("", facts()["otherLists"].get(name, {}))


def _below(path: str, lists: Mapping[str, list[str]]) -> dict[Pattern, Keys]:
    return {tuple(f"{path}.{name}".lstrip(".").split(".")): tuple(keys) for name, keys in lists.items()}


def template_path(api_version: str, kind: str) -> Pattern | None:
    """Where the pod of a kind stands whose containers are merged by their names; None for all other kinds."""
    found = facts()["templates"].get(f"{api_version} {kind}")
    return None if found is None else tuple(filter(None, found.split(".")))
