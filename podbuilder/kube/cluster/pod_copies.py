"""The copies of a pod that a controller makes, each with the claims that are made for it alone.

Mirrors the StatefulSet controller's getPersistentVolumeClaims and updateStorage, Kubernetes v1.36, pkg/controller.
"""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.cluster.made_claims import Made, made_claims, volume_claim
from podbuilder.kube.cluster.snapshot import Object, Snapshot
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.generated_name import generated_name

_CLAIM = "PersistentVolumeClaim"


def first_pod(workload: Document, template: Document) -> Document:
    """The pod that a workload's controller makes first; volumes of a StatefulSet's templates name its claims."""
    own = workload.get("metadata") or {}
    name, namespace = str(own.get("name") or ""), str(own.get("namespace") or "default")
    name = f"{name}-0" if workload.get("kind") == "StatefulSet" else generated_name(f"{name}-")
    metadata = {**(template.get("metadata") or {}), "name": name, "namespace": namespace}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template.get("spec") or {}}
    return _with_claims(pod, claim_templates(workload))


def claim_templates(workload: Document) -> Sequence[Object]:
    """The templates of which a StatefulSet makes claims for each of its pods; none of any other kind."""
    if workload.get("kind") != "StatefulSet":
        return ()
    return (workload.get("spec") or {}).get("volumeClaimTemplates") or ()


class PodCopies:
    """Copies of a stored pod. `templates` are those of the StatefulSet whose first pod it is."""

    def __init__(self, snapshot: Snapshot, pod: Object, templates: Sequence[Object] = ()) -> None:
        self._snapshot = snapshot
        self._pod = pod
        self._templates = templates

    @property
    def own_claims(self) -> int:
        """How many claims for volumes each copy has that no other has."""
        volumes = self._pod["spec"].get("volumes") or ()
        return len(self._templates) + sum(bool(each.get("ephemeral")) for each in volumes)

    def copy(self, number: int) -> Made:
        """One of the copies, counted from 0, and the claims that are made for it: those that are there stay."""
        pod = _with_claims(self._named(number), self._templates) if self._templates else self._named(number)
        made = made_claims(self._snapshot, pod)
        namespace = str(pod["metadata"].get("namespace") or "default")
        for template in self._templates:
            name = _claim_name(template, pod)
            if self._snapshot.named(_CLAIM, name, namespace) is None:
                claim = volume_claim(self._snapshot, template, name, namespace)
                made.objects.setdefault(_CLAIM, []).append(claim)
        return made

    def _named(self, number: int) -> Object:
        if not number:
            return self._pod
        metadata = self._pod["metadata"]
        own = str(metadata.get("name"))
        name = f"{own.removesuffix('-0')}-{number}" if self._templates else f"{own}-copy-{number}"
        return {**self._pod, "metadata": {**metadata, "name": name}}


def _claim_name(template: Object, pod: Object) -> str:
    return f"{(template.get('metadata') or {}).get('name')}-{pod['metadata'].get('name')}"


def _with_claims(pod: Object, templates: Sequence[Object]) -> Document:
    """The pod with a volume for each template, in the place of its own of that name."""
    names = {(each.get("metadata") or {}).get("name"): _claim_name(each, pod) for each in templates}
    volumes = [each for each in pod["spec"].get("volumes") or () if each.get("name") not in names]
    made = [{"name": name, "persistentVolumeClaim": {"claimName": claim}} for name, claim in names.items()]
    return {**pod, "spec": {**pod["spec"], "volumes": [*volumes, *made]}} if made else {**pod}
