"""The claims of a pod as templates of a StatefulSet: each of its pods gets a claim of its own, by the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Edit, remove_
from podbuilder.kube.workload_change.claim_volumes import VOLUMES
from podbuilder.kube.workload_change.notes import Note

# What nearly every storage class can give: one node at a time.
ACCESS_MODE = "ReadWriteOnce"


def shared_claims(pod: Document) -> list[tuple[str, str]]:
    """The volumes of a pod that are claims: the volume's name and the claim's."""
    return [(name, claim) for _, name, claim in _claims(pod)]


def claim_template(name: str, size: str) -> dict[str, Any]:
    """A template for claims of this size, whose pods mount them by the volume's name."""
    spec = {"accessModes": [ACCESS_MODE], "resources": {"requests": {"storage": size}}}
    return {"metadata": {"name": name}, "spec": spec}


def without_volumes(pod: Document, names: Iterable[str]) -> list[Edit]:
    """The edits of the pod that remove these volumes, the last first."""
    wanted = set(names)
    found = [i for i, name, _ in _claims(pod) if name in wanted]
    if found and len(found) == len(document.listed(pod, VOLUMES)):
        return [remove_(VOLUMES)]
    return [remove_(VOLUMES.index(i)) for i in reversed(found)]


def notes_on_claims(pod: Document, names: Iterable[str]) -> Iterator[Note]:
    """What is told about the volumes that become templates; the paths are the pod's."""
    wanted = set(names)
    for i, name, claim in _claims(pod):
        if name in wanted:
            sentence = f"Each pod gets a claim of its own, which begins empty; {claim} stays as it is."
            yield Note("moved", VOLUMES.index(i), sentence)


def _claims(pod: Document) -> Iterator[tuple[int, str, str]]:
    """Index, name and claim of each volume that is a claim."""
    for i, volume in enumerate(document.listed(pod, VOLUMES)):
        name = document.get(volume, ("name",))
        claim = document.get(volume, ("persistentVolumeClaim", "claimName"))
        if isinstance(name, str) and isinstance(claim, str):
            yield i, name, claim
