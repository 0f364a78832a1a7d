"""The PersistentVolumeClaims that a pod names, each with its size, class and access mode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, Document
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.insight.prerequisites import Prerequisite
from podbuilder.kube.lint.companions import CLAIM
from podbuilder.kube.proposed_companions.autoscaler import SLUG as AUTOSCALER
from podbuilder.kube.proposed_companions.basis import Basis, each
from podbuilder.kube.proposed_companions.disruption_budget import pods_at_least
from podbuilder.kube.proposed_companions.offer import Answers, Choice, Companion, CompanionNote, Made, Offer, Question
from podbuilder.kube.validation.formats import is_dns1123_subdomain

PREFIX = "claim-"
MODES = (
    Choice("ReadWriteOnce", "by the pods of one node"),
    Choice("ReadWriteOncePod", "by one pod"),
    Choice("ReadOnlyMany", "read only, by the pods of all nodes"),
    Choice("ReadWriteMany", "by the pods of all nodes"),
)
MODE = ROOT.child("spec", "accessModes")


def offers(basis: Basis) -> Iterator[Offer]:
    """One for each claim of a volume."""
    mode = "ReadWriteMany" if basis.kind == "DaemonSet" or (basis.replicas or 1) > 1 else "ReadWriteOnce"
    for one in basis.prerequisites:
        if one.kind == CLAIM:
            yield _offer(basis, one, mode)


def _offer(basis: Basis, one: Prerequisite, mode: str) -> Offer:
    is_name, there = not is_dns1123_subdomain(one.name), basis.named(CLAIM, one.name) is not None
    return Offer(
        f"{PREFIX}{one.name}",
        CLAIM,
        one.name,
        f"Claim {one.name}",
        "A volume of the pod is this claim." if is_name else f"{quote(one.name)} is no name that a claim can have.",
        is_possible=is_name,
        is_advised=is_name and not there,
        is_there=there,
        questions=(
            Question("size", "Size", "1Gi", "quantity"),
            Question("access-mode", "Used", mode, "choice", MODES),
            Question("class", "Storage class", "", help="Empty for the cluster's default.", is_optional=True),
        ),
    )


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The claim; as a raw device where a container uses it as one."""
    spec: dict[str, Any] = {
        "accessModes": [answers["access-mode"]],
        **({"storageClassName": answers["class"]} if answers["class"] else {}),
        **({"volumeMode": "Block"} if _is_device(basis, offer.name) else {}),
        "resources": {"requests": {"storage": answers["size"]}},
    }
    metadata = basis.metadata(offer.name, is_own=False)
    whole: Document = {"apiVersion": "v1", "kind": CLAIM, "metadata": metadata, "spec": spec}
    return Made((Companion(whole),), tuple(_notes(basis, offer, answers["access-mode"])))


def _notes(basis: Basis, offer: Offer, mode: str) -> Iterator[CompanionNote]:
    if mode == "ReadWriteMany":
        yield CompanionNote(
            "open", offer.slug, MODE, "Not every storage class can be written from several nodes at once."
        )
    elif mode.startswith("ReadWriteOnce") and _are_several(basis):
        yield CompanionNote(
            "open", offer.slug, MODE, "The pods may be placed on several nodes, of which one can use the claim."
        )


def _are_several(basis: Basis) -> bool:
    """Whether there may be several pods at once, but for those of an update."""
    return basis.kind == "DaemonSet" or AUTOSCALER in basis.chosen or pods_at_least(basis) > 1


def _is_device(basis: Basis, name: str) -> bool:
    """Whether a container uses a volume of this claim as a raw device."""
    volumes = {
        volume.get("name")
        for volume in each(document.get(basis.pod, ("spec", "volumes")))
        if document.get(volume, ("persistentVolumeClaim", "claimName")) == name
    }
    devices = (device for _, one, _ in basis.visited for device in each(one.get("volumeDevices")))
    return any(device.get("name") in volumes for device in devices)
