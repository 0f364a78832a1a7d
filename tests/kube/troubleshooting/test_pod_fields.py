"""Fields as paths in the pod that was given."""

from __future__ import annotations

import pytest
import yaml

from podbuilder.kube.core.field import Document
from podbuilder.kube.troubleshooting import diagnose

POD = yaml.safe_load("""
spec:
  initContainers:
  - {name: wait, image: "busybox:1.36"}
  containers:
  - name: helper
    image: nginx:1.27
    ports: [{containerPort: 8080}, {containerPort: 80, hostPort: 80}]
    env:
    - {name: A, value: a}
    - {name: B, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}
    volumeMounts: [{name: cache, mountPath: /cache}, {name: config, mountPath: /etc/till}]
  - name: till
    image: till:1
    envFrom: [{secretRef: {name: till}}]
    env: [{name: C, valueFrom: {secretKeyRef: {name: db, key: password}}}]
    volumeMounts: [{name: disk, mountPath: /a}, {name: disk, mountPath: /b, subPath: b}]
  volumes:
  - odd
  - {name: cache, emptyDir: {}}
  - {name: config, configMap: {name: files, items: [{key: a, path: a}, {key: b, path: b}]}}
  - {name: data, persistentVolumeClaim: {claimName: till-data}}
  - {name: logs, hostPath: {path: /var/log/till}}
  - {name: disk, hostPath: {path: /srv/disk}}
""")
FAILED = "Warning  Failed  9s  kubelet  "
SCHEDULING = "0/2 nodes are available: "
FIELDS = {
    "the container that is named": (f"{FAILED}spec.containers{{till}}: Error: ErrImageNeverPull",
        "spec.containers[1].imagePullPolicy"),
    "the container whose image is named": (f'{FAILED}Failed to pull image "till:1": manifest unknown',
        "spec.containers[1].image"),
    "an init container": (f"{FAILED}spec.initContainers{{wait}}: Error: ErrImageNeverPull",
        "spec.initContainers[0].imagePullPolicy"),
    "a container that the pod has not": ("initContainerStatuses:\n- name: a\n- name: b\n  state:\n    waiting:\n"
        "      reason: InvalidImageName", "spec.initContainers[1].image"),
    "a limit": ("Reason:  OOMKilled", "spec.containers[0].resources.limits[memory]"),
    "a ConfigMap of a variable": (f'{FAILED}Error: configmap "settings" not found',
        "spec.containers[0].env[1].valueFrom.configMapKeyRef.name"),
    "a Secret of all variables": (f'{FAILED}Error: secret "till" not found',
        "spec.containers[1].envFrom[0].secretRef.name"),
    "a Secret that the pod does not name": (f'{FAILED}Error: secret "other" not found',
        "spec.containers[0].env[1].valueFrom.secretKeyRef.name"),
    "a ConfigMap of a volume": ('MountVolume.SetUp failed for volume "config" : configmap "files" not found',
        "spec.volumes[2].configMap.name"),
    "a key of a variable": (f"{FAILED}Error: couldn't find key password in Secret shop/db",
        "spec.containers[1].env[0].valueFrom.secretKeyRef.key"),
    "a key of a volume": ('MountVolume.SetUp failed for volume "config" : references non-existent config key: b',
        "spec.volumes[2].configMap.items[1].key"),
    "a key that the pod does not name": (f"{FAILED}Error: couldn't find key other in Secret shop/db",
        "spec.containers[0].env[1].valueFrom.secretKeyRef.key"),
    "a claim": (f'{SCHEDULING}persistentvolumeclaim "till-data" not found.',
        "spec.volumes[3].persistentVolumeClaim.claimName"),
    "the only claim": (f"{SCHEDULING}pod has unbound immediate PersistentVolumeClaims.",
        "spec.volumes[3].persistentVolumeClaim.claimName"),
    "a path of the node": ('MountVolume.SetUp failed for volume "logs" : hostPath type check failed: /var/log/till is '
        "not a directory", "spec.volumes[4].hostPath.type"),
    "a path of the node that nobody checks": (f"{FAILED}Error: stat /var/log/till: no such file or directory",
        "spec.volumes[4].hostPath"),
    "a path of the node in which there is to be a folder": (f"{FAILED}Error: stat /srv/disk: no such file or directory",
        "spec.containers[1].volumeMounts[1].subPath"),
    "a path that the pod does not name": (f"{FAILED}Error: stat /srv/other: no such file or directory",
        "spec.containers[0].volumeMounts[0].subPath"),
    "a port": ("bind() to 0.0.0.0:80 failed (13: Permission denied)", "spec.containers[0].ports[1].containerPort"),
    "a port of the node": (f"{SCHEDULING}2 node(s) didn't have free ports for the requested pod ports.",
        "spec.containers[0].ports[1].hostPort"),
    "a mount": (f'{FAILED}failed to prepare subPath for volumeMount "config" of container "helper"',
        "spec.containers[0].volumeMounts[1].subPath"),
    "a field of the whole pod": (f"{SCHEDULING}2 node(s) didn't match Pod's node affinity/selector.",
        "spec.nodeSelector"),
    "a field of the workload": ('Multi-Attach error for volume "pv-1"', "strategy.type"),
    "no field": ("Reason:  NodeLost", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "field"), FIELDS.values(), ids=FIELDS)
def test_the_field_in_the_pod(text: str, field: str) -> None:
    assert diagnose(text, pod=POD)[0].field == field


def test_a_pod_that_says_nothing() -> None:
    assert diagnose("Reason:  OOMKilled", pod={})[0].field == "spec.containers[0].resources.limits[memory]"
    assert diagnose("Usage of EmptyDir volume", pod={})[0].field == "spec.volumes[0].emptyDir.sizeLimit"


def test_a_profile_of_app_armor_was_an_annotation() -> None:
    text = (
        "initContainerStatuses:\n- name: wait\n  state:\n    waiting:\n      message: apparmor profile not found till"
    )
    key = "container.apparmor.security.beta.kubernetes.io/"
    pods: tuple[Document, ...] = (POD, {})
    fields = [diagnose(text, pod=pod, version=version)[0].field for pod in pods for version in ("1.29", "1.30")]
    assert fields == [
        f"metadata.annotations[{key}wait]",
        "spec.initContainers[0].securityContext.appArmorProfile",
        f"metadata.annotations[{key}NAME]",
        "spec.initContainers[0].securityContext.appArmorProfile",
    ]
