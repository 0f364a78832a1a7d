"""The paths of the pods in a document: its root, the template of a workload, the items of a List."""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import ROOT, FieldPath

# A kubectl command, with or without a prompt before it.
_COMMAND = re.compile(r"(?:[$%>] *)?(?:kubectl|oc)\s")
_TEMPLATE = FieldPath(("spec", "template"))


def pod_paths_of(document: Any) -> list[FieldPath]:
    """The paths of the pods in a document; only a List can have several."""
    if not isinstance(document, dict):
        return []
    kind = document.get("kind")
    if kind == "List":
        return [
            FieldPath(("items", i, *path))
            for i, item in enumerate(_items(document))
            if documents.get(item, ("kind",)) != "List"
            for path in pod_paths_of(item)
        ]
    if found := kinds.pod_paths(document):
        return found
    if isinstance(documents.get(document, (*_TEMPLATE, "spec")), dict):
        return [_TEMPLATE]
    if kind is None and (
        documents.has(document, ("spec", "containers")) or documents.has(document, ("spec", "initContainers"))
    ):
        return [ROOT]
    return []


def _items(document: Any) -> list[Any]:
    items = document.get("items")
    return items if isinstance(items, list) else []


def why_no_pod(document: Any) -> str:
    """Why a document neither is a pod nor contains one, as a sentence."""
    if isinstance(document, str) and _COMMAND.match(document):
        return (
            "This is a command, not a manifest. Add “--dry-run=client -o yaml” to kubectl run or kubectl create, "
            "and it prints the manifest to paste here."
        )
    if not isinstance(document, dict):
        return "This is not a manifest: it should be a mapping that starts with “apiVersion: v1” and “kind: Pod”."
    kind = document.get("kind")
    if kind == "List":
        return "This List contains no pod and nothing that has a pod template."
    if isinstance(kind, str):
        return f"The kind {kind} is not a pod and has no pod template. Paste a Pod, Deployment, Job or the like."
    if isinstance(document.get("containers"), list):
        return (
            "This looks like a pod's spec by itself. Put it under “spec:”, with “apiVersion: v1” and “kind: Pod” above."
        )
    return "The line “kind: Pod” is missing, or the line of another kind with a pod template, such as Deployment."
