"""The volumes that a file defines: claims, their storage classes, and volumes that their options describe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, companion, left, nothing
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.importers.compose.services.imported_service import ServicePlan
from podbuilder.kube.importers.compose.services.named_volume import CLAIM, claim_name, source_of
from podbuilder.kube.importers.compose.services.shared_claim import claim_users, share_claim
from podbuilder.kube.importers.container_settings.annotation_entry import annotation_key
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.question import Question

_LOCAL = ("", "local")


def volume_notes(plan: ServicePlan) -> Iterator[tuple[ValuePath, Note]]:
    """What becomes of the keys of volumes, once all services are there."""
    mounts = (mount for service in plan.services.values() for mount in service.settings.get("volumes", ()))
    used, users = {mount.get("source") for mount in mounts}, claim_users(plan)
    for name, definition in plan.file.volumes.items():
        at = ("volumes", name)
        plan.questions.place = plan.file.written(at)
        volume = definition or {}
        if name not in used:
            yield at, nothing("No service uses it.")
            continue
        claim = claim_name(name, volume)
        is_claimed = source_of(volume) is None and not volume.get("external")
        shared = share_claim(plan, claim, users.get(claim, ())) if is_claimed else None
        if not volume and shared is not None:
            yield at, shared
        for setting, value in volume.items():
            yield (*at, setting), _setting(plan, claim, volume, setting, value)
        if volume and shared is not None:
            # It has no key of its own: the name says it, or what has least to say.
            least = "name" if "name" in volume else next(iter(volume))
            if least == "name" or shared.outcome is Outcome.QUESTION:
                yield (*at, least), shared


def _setting(plan: ServicePlan, claim: str, volume: Mapping[str, Any], setting: str, value: Any) -> Note:
    if setting == "external":
        there = companion(CLAIM, claim, "The claim has to be there; this file does not make it.")
        return there if value else nothing("That is how it is without this key.")
    if source_of(volume) is not None:
        if setting in ("driver", "driver_opts"):
            return companion("Volume", claim, "The pods mount what it describes.")
        return left("The volume is not an object of its own.")
    if setting == "name":
        return nothing("It is the name of the claim.")
    if volume.get("external"):
        return left("The claim is not made by this file.")
    if setting == "labels":
        return _labels(plan, claim, value)
    if setting == "driver_opts":
        return left("A storage class has the options of a driver.")
    if value in _LOCAL:
        return nothing("A claim gets its volume from the cluster's default storage class.")
    return _storage_class(plan, claim)


def _labels(plan: ServicePlan, claim: str, labels: Mapping[str, str]) -> Note:
    found = {fitting: text for name, text in labels.items() if (fitting := annotation_key(name))}
    document = plan.companions.get((CLAIM, claim))
    if document is None or not found:
        return left("There is no claim that could have them.")
    document["metadata"].setdefault("annotations", {}).update(found)
    return companion(CLAIM, claim, "Nothing selects by them, so they are annotations.")


def _storage_class(plan: ServicePlan, claim: str) -> Note:
    name = plan.questions.ask(Question(f"storage-class:{claim}", f"Storage class of the volume {claim}", ""))
    document = plan.companions.get((CLAIM, claim))
    if name and document is not None:
        document["spec"]["storageClassName"] = label(name)
        return companion(CLAIM, claim, "The claim names the storage class.")
    says = "A storage class stands for a driver; until one is named, the cluster's default is taken."
    return asks(f"{CLAIM} {claim}", says)
