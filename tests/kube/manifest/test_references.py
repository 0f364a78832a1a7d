"""What refers to a name in a pod, and how all of it is renamed at once."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.references import References
from tests.support.pods import path_of

POD = """\
kind: Pod
metadata:
  name: web
  annotations:
    kubectl.kubernetes.io/default-container: app
    container.apparmor.security.beta.kubernetes.io/app: runtime/default  # the runtime's own
    example.com/owner: app
spec:
  volumes:
  - name: data
    emptyDir: {}
  - name: about
    downwardAPI:
      items:
      - {path: cpu, resourceFieldRef: {containerName: app, resource: limits.cpu}}
  resourceClaims:
  - {name: gpu, resourceClaimName: one}
  initContainers:
  - name: helper
    image: busybox
    volumeMounts:
    - {name: data, mountPath: /data}
    ports: [{name: web, containerPort: 81}]
  containers:
  - name: app
    image: nginx
    ports: [{name: web, containerPort: 80}]
    volumeMounts:
    - {name: data, mountPath: /data}  # all of it
    volumeDevices: [{name: data, devicePath: /dev/x}]
    env:
    - {name: data, value: data}
    - {name: KEY, valueFrom: {fileKeyRef: {volumeName: data, path: a, key: b}}}
    resources: {claims: [{name: gpu}]}
    readinessProbe: {httpGet: {port: web, path: /}}
    livenessProbe: {tcpSocket: {port: web}}
    lifecycle: {preStop: {httpGet: {port: web}}}
  - name: other
    image: nginx
    ports: [{containerPort: 90}]
    readinessProbe: {httpGet: {port: web}}
"""
SHOWN = Manifest.read(POD)
APP = "spec.containers[0]"

USES: dict[str, tuple[str, str, list[str]]] = {
    "a volume": (
        "spec.volumes[0].name",
        "volume",
        [
            "spec.initContainers[0].volumeMounts[0].name",
            f"{APP}.volumeMounts[0].name",
            f"{APP}.volumeDevices[0].name",
            f"{APP}.env[1].valueFrom.fileKeyRef.volumeName",
        ],
    ),
    "a volume that nobody uses": ("spec.volumes[1].name", "volume", []),
    "a container": (
        f"{APP}.name",
        "container",
        [
            "metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]",
            "metadata.annotations[kubectl.kubernetes.io/default-container]",
            "spec.volumes[1].downwardAPI.items[0].resourceFieldRef.containerName",
        ],
    ),
    "a port, in its own container": (
        f"{APP}.ports[0].name",
        "port",
        [
            f"{APP}.readinessProbe.httpGet.port",
            f"{APP}.livenessProbe.tcpSocket.port",
            f"{APP}.lifecycle.preStop.httpGet.port",
        ],
    ),
    "a port of another container": ("spec.initContainers[0].ports[0].name", "port", []),
    "a resource claim": ("spec.resourceClaims[0].name", "resource claim", [f"{APP}.resources.claims[0].name"]),
}


@pytest.mark.parametrize(("path", "what", "uses"), USES.values(), ids=USES)
def test_uses(path: str, what: str, uses: list[str]) -> None:
    named = References(SHOWN.pod).to(path_of(path))
    assert named is not None
    assert named.what == what
    assert [str(one) for one in named.uses] == uses


@pytest.mark.parametrize(("path", "what", "uses"), USES.values(), ids=USES)
def test_what_refers_to_a_name_leads_to_it(path: str, what: str, uses: list[str]) -> None:
    references = References(SHOWN.pod)
    found = {references.of(path_of(use)) for use in uses if not use.startswith("metadata")}
    assert found <= {references.to(path_of(path))}
    assert len(found) == any(not use.startswith("metadata") for use in uses)


NOWHERE = {
    "a name that is given": "spec.volumes[0].name",
    "a port by its number": "spec.containers[1].ports[0].containerPort",
    "a port that this container has not": "spec.containers[1].readinessProbe.httpGet.port",
    "nothing there": f"{APP}.volumeMounts[9].name",
}


@pytest.mark.parametrize("path", NOWHERE.values(), ids=NOWHERE)
def test_what_refers_to_nothing(path: str) -> None:
    assert References(SHOWN.pod).of(path_of(path)) is None


NO_NAMES = {
    "the pod's name": "metadata.name",
    "a mount": f"{APP}.volumeMounts[0].name",
    "a variable": f"{APP}.env[0].name",
    "a port without a name": "spec.containers[1].ports[0].name",
    "nothing there": "spec.volumes[7].name",
    "the whole": "",
}


@pytest.mark.parametrize("path", NO_NAMES.values(), ids=NO_NAMES)
def test_no_name(path: str) -> None:
    assert References(SHOWN.pod).to(path_of(path)) is None


@pytest.mark.parametrize(("path", "what", "uses"), USES.values(), ids=USES)
def test_a_new_name_stands_everywhere_and_nothing_else_changes(path: str, what: str, uses: list[str]) -> None:
    named = References(SHOWN.pod).to(path_of(path))
    assert named is not None
    after = SHOWN.patch(named.edits("renamed"))
    again = References(after.pod).to(path_of(path))
    assert again is not None
    assert again.name == "renamed"
    assert [str(one).replace("/renamed]", "/app]") for one in again.uses] == uses
    changed = [(a, b) for a, b in zip(POD.splitlines(), after.text.splitlines(), strict=True) if a != b]
    assert all(b == a.replace(named.name, "renamed") or a.count(named.name) > 1 for a, b in changed)
    assert len(changed) <= len(uses) + 1


def test_the_name_of_a_value_stays() -> None:
    named = References(SHOWN.pod).to(path_of("spec.volumes[0].name"))
    assert named is not None
    assert "- {name: data, value: data}" in SHOWN.patch(named.edits("files")).text


def test_annotations_that_are_no_mapping() -> None:
    assert References({"metadata": {"annotations": []}, "spec": {"containers": [{"name": "a"}]}}).to(
        path_of(f"{APP}.name")
    )
