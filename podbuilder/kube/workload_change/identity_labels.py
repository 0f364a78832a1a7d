"""The two labels by which a workload knows its pods. Nothing that may ever change belongs into a selector."""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.label_keys import IDENTITY
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.neighbours import objects_of
from podbuilder.kube.validation.formats import LABEL_VALUE_MAX_LENGTH

_SPEC_SELECTOR = ("spec", "selector")
_NO_WORD = re.compile(r"[^A-Za-z0-9]")


def object_name(one: Document) -> str:
    """The name of an object, or what its generated name begins with."""
    metadata = one.get("metadata")
    name = document.get(metadata, ("name",)) or document.get(metadata, ("generateName",))
    return name if isinstance(name, str) else ""


def label_value(name: str) -> str:
    """A name as a label's value: as much of it as fits, with a letter or digit at its end."""
    value = name[:LABEL_VALUE_MAX_LENGTH]
    while value and _NO_WORD.match(value[-1]):
        value = value[:-1]
    return value


def missing_labels(one: Document, labels: Document) -> dict[str, str]:
    """The labels that a pod needs besides its own, so that a selector can name both."""
    value = label_value(object_name(one)) or "app"
    return {key: value for key in IDENTITY if not labels.get(key)}


def identity_selector(labels: Document) -> dict[str, Any]:
    """The selector of a pod with these labels: both, and nothing else."""
    return {"matchLabels": {key: labels[key] for key in IDENTITY}}


def labels_for_selector(manifest: Manifest) -> list[str]:
    """The labels of a workload's pod that are there for its selector alone.

    They bear the workload's name, the workload does not have them itself, and nothing else in the text selects by them.
    """
    one = manifest.object
    labels = document.mapping_at(manifest.pod, ("metadata", "labels"))
    selected = document.mapping_at(one, (*_SPEC_SELECTOR, "matchLabels"))
    own = document.mapping_at(one, ("metadata", "labels"))
    value = label_value(object_name(one))
    found = [key for key in IDENTITY if labels.get(key) == selected.get(key) == value and key not in own]
    others = [manifest.pod, *(other for other in objects_of(manifest.tree.source) if other != one)]
    return [] if any(_selects_by(other, found, value) for other in others) else found


def _selects_by(other: Any, keys: list[str], value: str) -> bool:
    """Whether a selector in an object has one of these labels with this value, or an expression that it decides."""
    for path, leaf in document.walk(other):
        if any(isinstance(part, str) and part.lower().endswith("selector") for part in path[:-1]):
            if path[-1] in keys and leaf == value:
                return True
            if path[-1] == "key" and leaf in keys:
                values = document.listed(other, (*path.parent, "values"))
                if value in values or not values:
                    return True
    return False
