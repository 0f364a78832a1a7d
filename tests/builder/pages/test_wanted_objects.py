"""What must exist before a pod runs, with the way to each field that names it."""

from __future__ import annotations

from podbuilder.builder.pages.urls import DraftUrls, FieldLinks
from podbuilder.builder.pages.wanted_objects import SHOWN, InCluster, WantedObjects, wanted_objects
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.manifest import Manifest

LINKS = FieldLinks(DraftUrls("key", "1.36"), "review", None)
POD = "{kind: Pod, metadata: {name: web}, spec: {%s, containers: [{name: app, image: nginx}]}}"


def wanted(text: str) -> WantedObjects:
    manifest = Manifest.read(text)
    return wanted_objects(manifest, "1.36", LINKS)


def test_nothing_is_named() -> None:
    found = wanted(POD % "restartPolicy: Never")
    assert (found.missing, found.in_file, found.needed) == ((), (), 0)


def test_an_object_with_its_fields_and_keys() -> None:
    variable = "{name: %s, valueFrom: {secretKeyRef: {name: db, key: %s}}}"
    env = ", ".join(variable % pair for pair in (("A", "user"), ("B", "password")))
    (one,) = wanted(POD % f"initContainers: [{{name: i, image: i, env: [{env}]}}]").missing
    assert (one.keys, one.creates) == (["user", "password"], True)
    first = "spec.initContainers[0].env[0].valueFrom.secretKeyRef.name"
    assert (one.first_use.path, [use.path for use in one.other_uses]) == (first, [first.replace("env[0]", "env[1]")])
    assert one.first_use.href.startswith("/drafts/key/jump/?path=spec.initContainers")


def test_more_than_a_few_are_folded_and_optional_ones_are_not_needed() -> None:
    volumes = ", ".join(
        f"{{name: v{i}, secret: {{secretName: s{i}, optional: {str(i == 0).lower()}}}}}" for i in range(9)
    )
    found = wanted(POD % f"volumes: [{volumes}]")
    assert (len(found.shown), len(found.folded), found.needed) == (SHOWN, 9 - SHOWN, 8)
    assert found.folded[-1].prerequisite.is_optional


def test_what_stands_in_the_same_file_is_not_missing() -> None:
    found = wanted(POD % "serviceAccountName: web" + "\n---\n{kind: ServiceAccount, metadata: {name: web}}\n")
    assert (found.missing, [one.prerequisite.name for one in found.in_file]) == ((), ["web"])


def test_a_field_around_the_pod_has_no_control() -> None:
    text = """\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template: {spec: {containers: [{name: db, image: postgres:17}]}}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {storageClassName: fast}
"""
    (one,) = wanted(text).missing
    assert one.prerequisite.kind == "StorageClass"
    assert one.first_use == ("spec.volumeClaimTemplates[0].spec.storageClassName", "")


FACTS = {
    "Secret": [{"kind": "Secret", "metadata": {"name": "db", "namespace": "shop"}, "data": {"user": ""}}],
    "PriorityClass": [{"kind": "PriorityClass", "metadata": {"name": "high"}}],
    "ServiceAccount": [{"kind": "ServiceAccount", "metadata": {"name": "web", "namespace": "other"}}],
}
LOOKED_UP = """\
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  serviceAccountName: web
  priorityClassName: high
  runtimeClassName: gvisor
  containers:
  - name: app
    image: nginx
    env:
    - {name: USER, valueFrom: {secretKeyRef: {name: db, key: user}}}
    - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: %s}}}
"""


def test_a_cluster_says_what_is_there() -> None:
    def found(key: str, snapshot: Snapshot | None) -> tuple[dict[str, InCluster | None], int]:
        objects = wanted_objects(Manifest.read(LOOKED_UP % key), "1.36", LINKS, snapshot)
        return {one.prerequisite.kind: one.in_cluster for one in objects.missing}, objects.lacking

    kinds = ("Namespace", "Secret", "ServiceAccount", "PriorityClass", "RuntimeClass")
    assert found("user", None) == (dict.fromkeys(kinds), 0)
    there = InCluster(is_there=True)
    known, lacking = found("user", Snapshot(FACTS))
    assert known == {
        "Namespace": None,
        "Secret": there,
        "ServiceAccount": InCluster(is_there=False),
        "PriorityClass": there,
        "RuntimeClass": None,
    }
    assert lacking == 1
    known, lacking = found("password", Snapshot(FACTS))
    assert known["Secret"] == InCluster(is_there=True, lacks=("password",))
    assert lacking == 2
