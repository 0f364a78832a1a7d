"""Pods to test with: the smallest one that is valid, and what a test changes about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath, Key

Pod = dict[str, Any]
# Either (path, value), or a function that takes a pod and returns the changed one.
Tweak = tuple[str, Any] | Callable[[Pod], Pod]

MINIMAL: Pod = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "web"},
    "spec": {"containers": [{"name": "app", "image": "nginx:1.27"}]},
}
_PART = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]|\[([^\[\]]+)\]")


def path_of(text: str) -> FieldPath:
    """The path written as `spec.containers[0].resources.limits[nvidia.com/gpu]`; a number in brackets is an index.

    For tests only, which may name what no Pod has; a program reads paths with the catalogue.
    """
    parts: list[str | int] = []
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        if not found:
            raise ValueError(f"not a path from character {at} on: {text!r}")
        name, index, key = found.groups()
        parts.append(name if name else int(index) if index else Key(key))
        at = found.end()
    return FieldPath(parts)


def make_pod(*tweaks: Tweak) -> Pod:
    """A minimal valid pod with these changes, made in order.

    `make_pod(("spec.containers[0].ports", [{"containerPort": 80}]), without("metadata.name"))`
    """
    pod = deepcopy(MINIMAL)
    for tweak in tweaks:
        if callable(tweak):
            pod = tweak(pod)
        else:
            path, value = tweak
            pod = document.assign(pod, path_of(path), deepcopy(value))
    return pod


def without(path: str) -> Callable[[Pod], Pod]:
    """The tweak that removes what stands at `path`, which must be there."""

    def tweak(pod: Pod) -> Pod:
        if not document.has(pod, path_of(path)):
            raise KeyError(f"nothing to remove at {path}")
        changed: Pod = document.remove(pod, path_of(path))
        return changed

    return tweak
