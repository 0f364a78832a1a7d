"""The paths of the pods in a document: its root, the template of a workload, the items of a List."""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.core import companion_kinds, kinds
from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import ROOT, FieldPath

# A kubectl command, with or without a prompt before it.
_COMMAND = re.compile(r"(?:[$%>] *)?(?:kubectl|oc)\s")
_TEMPLATE = FieldPath(("spec", "template"))


def pod_paths_of(document: Any) -> list[FieldPath]:
    """The paths of the pods in a document: a List can have several, and so can kinds with several templates."""
    if kinds.objects_in(document):
        return [FieldPath((*at, *path)) for at, item in kinds.objects(document) for path in _pods_of(item)]
    return _pods_of(document)


def _pods_of(document: Any) -> list[FieldPath]:
    """The paths of the pods in one object."""
    if not isinstance(document, dict):
        return []
    if kinds.kind_of(document):
        return kinds.pod_paths(document)
    if like := kinds.meant(document):
        return kinds.pod_paths({**document, "kind": like.name})
    has_kind, spec = document.get("kind") is not None, documents.get(document, (*_TEMPLATE, "spec"))
    # Templates of kinds that nobody knows are pods only if they look like some.
    if isinstance(spec, dict) and (not has_kind or isinstance(spec.get("containers"), list)):
        return [_TEMPLATE]
    if has_kind:
        return []
    of_job = FieldPath(kinds.native()["CronJob"].templates[0].path)
    if isinstance(documents.get(document, (*of_job, "spec")), dict):
        return [of_job]
    spec = document.get("spec")
    return [ROOT] if isinstance(spec, dict) and ("containers" in spec or "initContainers" in spec) else []


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
    if companion_kinds.kind_of(document):
        article = "An" if kind == "Ingress" else "A"
        return (
            f"{article} {kind} stands beside a pod, and is edited with one in its file: paste its pod or workload too."
        )
    if isinstance(kind, str) and kinds.objects_in(document):
        return why_not(kind, document)
    if isinstance(kind, str):
        return f"{why_not(kind, document)} Paste a Pod, Deployment, Job or the like."
    if isinstance(document.get("containers"), list):
        return (
            "This looks like a pod's spec by itself. Put it under “spec:”, with “apiVersion: v1” and “kind: Pod” above."
        )
    return "The line “kind: Pod” is missing, or the line of another kind with a pod template, such as Deployment."


def why_not(kind: str, document: Any) -> str:
    """Why an object of this kind has no pod, as a sentence."""
    if kinds.objects_in(document):
        return f"This {kind} contains no pod and nothing that has a pod template."
    known = kinds.kind_of(document)
    if known and known.instead:
        return f"{'An' if kind[0] in 'AEIO' else 'A'} {kind} of {known.group} has no pods: {known.instead}."
    if known:
        places = " or ".join(dict.fromkeys(template.place for template in known.templates))
        return f"This {kind} has no pod template; it would stand at {places}."
    if kinds.is_custom(document):
        group = kinds.group_of(document["apiVersion"])
        return f"Podbuilder does not know the kind {kind} of {group}, and finds no pod template in it."
    return f"The kind {kind} is not a pod and has no pod template."
