"""The field that a cause points to."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import diagnose

INIT = "Init Containers:\n  first:\n    State:  Waiting\n      Reason:  CreateContainerConfigError\n"
APP = "Containers:\n  till:\n    State:  Waiting\n      Reason:  PodInitializing\n"
QUOTA = 'Error creating: pods "till-1" is forbidden: '
SECURITY = f'{QUOTA}violates PodSecurity "restricted:latest": '
FIELDS = {
    "the only container in trouble": (
        f'{INIT}{APP}\nError: secret "till" not found',
        "spec.initContainers[0].env[0].valueFrom.secretKeyRef.name",
    ),
    "a container by its name": (
        "Containers:\n  a:\n    State:  Running\n  b:\n    State:  Waiting\n      Reason:  ErrImagePull\n\n"
        'Warning  Failed  9s  kubelet  spec.containers{b}: Failed to pull image "b:9": manifest unknown',
        "spec.containers[1].image",
    ),
    "a device that is rejected": (
        "UnexpectedAdmissionError: requested number of devices unavailable for nvidia.com/gpu. Requested: 1",
        "spec.containers[0].resources.limits[nvidia.com/gpu]",
    ),
    "a readiness probe": (
        "Readiness probe failed: HTTP probe failed with statuscode: 404",
        "spec.containers[0].readinessProbe.httpGet.path",
    ),
    "one resource": ("0/1 nodes are available: 1 Insufficient cpu.", "spec.containers[0].resources.requests.cpu"),
    "a resource with a dash": (
        "0/1 nodes are available: 1 Insufficient ephemeral-storage.",
        "spec.containers[0].resources.requests[ephemeral-storage]",
    ),
    "two resources": (
        "0/2 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.",
        "spec.containers[0].resources.requests",
    ),
    "limits of a quota": (
        f"{QUOTA}exceeded quota: q, requested: limits.cpu=1, used: limits.cpu=6,requests.cpu=1, limited: limits.cpu=6",
        "spec.containers[0].resources.limits",
    ),
    "limits and requests of a quota": (
        f"{QUOTA}failed quota: q: must specify limits.cpu,requests.cpu",
        "spec.containers[0].resources",
    ),
    "one control": (
        f'{SECURITY}runAsNonRoot != true (pod or container "till" must set securityContext.runAsNonRoot=true)',
        "spec.containers[0].securityContext.runAsNonRoot",
    ),
    "two controls": (
        f"{SECURITY}a (must set securityContext.runAsNonRoot=true), b (must not set runAsUser=0)",
        "spec.containers[0].securityContext",
    ),
    "a file of the image": ("can't create /env: Permission denied", "spec.securityContext.runAsUser"),
    "a file on a volume": ("open /data/till.db: Permission denied", "spec.securityContext.fsGroup"),
    "a port of the node": ("bind() to 0.0.0.0:25 failed (98: Address in use)", "spec.hostNetwork"),
    "a port of the pod": ("listen tcp :8080: bind: address already in use", "spec.containers[0].ports"),
    "a path in a workload": (
        'The Deployment "till" is invalid: spec.template.spec.containers[0].image: Required value',
        "spec.containers[0].image",
    ),
}


@pytest.mark.parametrize(("text", "field"), FIELDS.values(), ids=FIELDS)
def test_the_field(text: str, field: str) -> None:
    assert diagnose(text)[0].field == field
