"""The claims of a StatefulSet's first pod as volumes, for a pod that is made without its templates for claims."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document
from podbuilder.kube.manifest import Edit, insert_, set_
from podbuilder.kube.workload_change.identity_labels import object_name

TEMPLATES = ROOT.child("spec", "volumeClaimTemplates")
VOLUMES = ROOT.child("spec", "volumes")


def claim_volumes(one: Document) -> list[dict[str, Any]]:
    """The volumes, each of the claim that the first pod has."""
    names = [document.get(each, ("metadata", "name")) for each in document.listed(one, TEMPLATES)]
    owner = object_name(one)
    return [
        {"name": name, "persistentVolumeClaim": {"claimName": f"{name}-{owner}-0"}}
        for name in names
        if isinstance(name, str)
    ]


def volume_edits(pod: Document, volumes: list[dict[str, Any]]) -> list[Edit]:
    """The edits of the pod that add them, in front of those of the same name: a claim's wins."""
    if not volumes:
        return []
    there = document.get(pod, VOLUMES)
    if not isinstance(there, list) or not there:
        return [set_(VOLUMES, volumes)]
    names = {volume["name"]: volume for volume in volumes}
    edits = [
        set_(VOLUMES.index(i), names.pop(name))
        for i, volume in enumerate(there)
        if (name := document.get(volume, ("name",))) in names
    ]
    return [*edits, *(insert_(VOLUMES.index(len(there) + i), volume) for i, volume in enumerate(names.values()))]
