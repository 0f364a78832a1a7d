"""A pod mounts the container runtime's socket.

**Why** Anyone who can talk to the runtime can start any container on the node, including privileged ones, past
Kubernetes and all its rules.

**Example** `hostPath: {path: /var/run/docker.sock}`, or a directory that holds it, such as /run.

**Use instead** A builder that needs no runtime, such as BuildKit or Kaniko; the Kubernetes API to manage pods.

**Fix** Assisted: removes the volume and its mounts.

**See** https://kubernetes.io/docs/concepts/security/security-checklist/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.hosts import removal, socket_of
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    CRITICAL,
    "security",
    ("container", "volumes"),
    foreign={
        "kube-linter": ("docker-sock",),
        "kubesec": ("DockerSock",),
        "checkov": ("CKV_K8S_27",),
        "trivy": ("KSV-0006",),
        "datree": ("CONTAINERS_INCORRECT_PATH_VALUE_DOCKERSOCKET",),
        "kubescape": ("C-0074",),
        "kyverno": ("disallow-container-sock-mounts", "docker-socket-check"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for volume, path in pod.host_paths:
        if socket_of(path):
            message = f"The node's {quote(path)} exposes the container runtime's socket, and with it the whole node."
            yield rule.found(volume.path.child("hostPath", "path"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    volume = pod.volumes[int(finding.path[2])]
    return assisted("Remove the volume and its mounts.", *removal(pod, volume))
