"""The claims that controllers make for a pod before the scheduler can place it.

Mirrors the ephemeral volume, resource claim and StatefulSet controllers, Kubernetes v1.36, pkg/controller.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from podbuilder.kube.cluster.snapshot import Object, Snapshot

_DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class"
_CLAIM, _DEVICES = "PersistentVolumeClaim", "ResourceClaim"


class Made(NamedTuple):
    """The pod, which knows the names of its claims now, and the claims by kind."""

    pod: Object
    objects: dict[str, list[Object]]


def made_claims(snapshot: Snapshot, pod: Object) -> Made:
    """What is made for a pod that is stored; claims that are there already are used as they are."""
    metadata, spec = pod["metadata"], pod["spec"]
    namespace = str(metadata.get("namespace") or "default")
    objects: dict[str, list[Object]] = {}
    for volume in spec.get("volumes") or ():
        template = (volume.get("ephemeral") or {}).get("volumeClaimTemplate")
        name = f"{metadata.get('name')}-{volume.get('name')}"
        if template and snapshot.named(_CLAIM, name, namespace) is None:
            owner = {"controller": True, "uid": metadata.get("uid")}
            objects.setdefault(_CLAIM, []).append(volume_claim(snapshot, template, name, namespace, owner))
    statuses = list((pod.get("status") or {}).get("resourceClaimStatuses") or ())
    known = {each.get("name") for each in statuses}
    for entry in spec.get("resourceClaims") or ():
        template = snapshot.named("ResourceClaimTemplate", str(entry.get("resourceClaimTemplateName") or ""), namespace)
        if template is None or entry.get("name") in known:
            continue
        name = f"{metadata.get('name')}-{entry.get('name')}"
        claim = {"metadata": {"name": name, "namespace": namespace}, "spec": (template.get("spec") or {}).get("spec")}
        objects.setdefault(_DEVICES, []).append(claim)
        statuses.append({"name": entry.get("name"), "resourceClaimName": name})
    if _DEVICES in objects:
        pod = {**pod, "status": {**(pod.get("status") or {}), "resourceClaimStatuses": statuses}}
    return Made(pod, objects)


def volume_claim(
    snapshot: Snapshot, template: Mapping[str, Any], name: str, namespace: str, owner: Mapping[str, Any] | None = None
) -> Object:
    """A claim of a template, with the default class where it names none."""
    metadata: dict[str, Any] = {**(template.get("metadata") or {}), "name": name, "namespace": namespace}
    if owner:
        metadata["ownerReferences"] = [owner]
    spec = dict(template.get("spec") or {})
    if spec.get("storageClassName") is None:
        spec["storageClassName"] = default_class(snapshot)
    return {"metadata": metadata, "spec": spec, "status": {"phase": "Pending"}}


def default_class(snapshot: Snapshot) -> str | None:
    """The storage class of claims that name none: of several defaults the newest, then the first by name."""
    found = [
        each["metadata"]
        for each in snapshot.of("StorageClass")
        if (each["metadata"].get("annotations") or {}).get(_DEFAULT_CLASS) == "true"
    ]
    found.sort(key=lambda each: str(each.get("name", "")))
    found.sort(key=lambda each: str(each.get("creationTimestamp", "")), reverse=True)
    return str(found[0]["name"]) if found else None
