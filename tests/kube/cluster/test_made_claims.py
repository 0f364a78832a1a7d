"""The claims that controllers make for a pod."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.cluster.made_claims import default_class, made_claims, volume_claim
from podbuilder.kube.cluster.snapshot import Snapshot

DEFAULT = {"annotations": {"storageclass.kubernetes.io/is-default-class": "true"}}


def pod(**spec: Any) -> dict[str, Any]:
    return {"metadata": {"name": "web", "namespace": "n"}, "spec": spec}


def test_a_pod_that_needs_none_stays_as_it_is() -> None:
    plain = pod(volumes=[{"name": "v", "emptyDir": {}}], resourceClaims=[{"name": "c", "resourceClaimName": "x"}])
    made = made_claims(Snapshot({}), plain)
    assert made.pod is plain
    assert not made.objects


def test_an_ephemeral_volume_gets_a_claim() -> None:
    template = {"metadata": {"labels": {"a": "b"}}, "spec": {"storageClassName": "fast"}}
    volumes = [{"name": "v", "ephemeral": {"volumeClaimTemplate": template}}]
    made = made_claims(Snapshot({}), pod(volumes=volumes))
    [claim] = made.objects["PersistentVolumeClaim"]
    assert claim["metadata"] == {
        "labels": {"a": "b"},
        "name": "web-v",
        "namespace": "n",
        "ownerReferences": [{"controller": True, "uid": None}],
    }
    assert claim["spec"] == {"storageClassName": "fast"}
    there = Snapshot({"PersistentVolumeClaim": [{"metadata": {"name": "web-v", "namespace": "n"}}]})
    assert not made_claims(there, pod(volumes=volumes)).objects


def test_a_template_of_a_claim_for_devices_becomes_one() -> None:
    devices: dict[str, Any] = {"devices": {"requests": []}}
    template = {"metadata": {"name": "t", "namespace": "n"}, "spec": {"spec": devices}}
    entries = [
        {"name": "gpu", "resourceClaimTemplateName": "t"},
        {"name": "known", "resourceClaimTemplateName": "t"},
        {"name": "other", "resourceClaimTemplateName": "gone"},
    ]
    known = {"name": "known", "resourceClaimName": "x"}
    subject = pod(resourceClaims=entries) | {"status": {"resourceClaimStatuses": [known]}}
    made = made_claims(Snapshot({"ResourceClaimTemplate": [template]}), subject)
    assert made.pod["status"]["resourceClaimStatuses"] == [known, {"name": "gpu", "resourceClaimName": "web-gpu"}]
    assert made.objects == {"ResourceClaim": [{"metadata": {"name": "web-gpu", "namespace": "n"}, "spec": devices}]}
    assert subject["status"] == {"resourceClaimStatuses": [known]}


def test_the_default_class() -> None:
    def named(name: str, created: str = "", is_default: bool = True) -> dict[str, Any]:
        return {"metadata": {"name": name, "creationTimestamp": created} | (DEFAULT if is_default else {})}

    assert default_class(Snapshot({"StorageClass": [named("a", is_default=False)]})) is None
    classes = [
        named("old", "2026-01-01T00:00:00Z"),
        named("b", "2026-01-02T00:00:00Z"),
        named("a", "2026-01-02T00:00:00Z"),
    ]
    snapshot = Snapshot({"StorageClass": classes})
    assert default_class(snapshot) == "a"
    assert volume_claim(snapshot, {}, "x", "n")["spec"] == {"storageClassName": "a"}
    assert volume_claim(snapshot, {"spec": {"storageClassName": ""}}, "x", "n")["spec"] == {"storageClassName": ""}
