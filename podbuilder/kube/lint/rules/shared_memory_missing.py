"""A container with several GPUs has little shared memory.

**Why** Processes that train together pass tensors through /dev/shm, of which a container gets 64 MiB. NCCL and data
loaders then fail with "bus error" or "no space left on device".

**Example** `limits: {nvidia.com/gpu: 4}` and nothing mounted on /dev/shm.

**Use instead** An emptyDir of `medium: Memory` mounted on /dev/shm.

**Fix** Assisted: mounts one. What is written there counts against the container's memory limit.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SHARED_MEMORY
from podbuilder.kube.lint.accelerators import gpus_of
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.scratch import own_volume
from podbuilder.kube.lint.subject import Container, Subject

SIZE = "8Gi"
rule = Rule(__name__, WARNING, "resources", ("container",))


def _has_shared_memory(pod: Subject, c: Container) -> bool:
    # With the node's processes it also shares the node's memory.
    return bool(pod.spec.get("hostIPC")) or any(
        str(mount.fields.get("mountPath")).rstrip("/") in (SHARED_MEMORY, "/dev") for mount in c.mounts
    )


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting:
        if gpus_of(c) > 1 and not pod.is_windows and not _has_shared_memory(pod, c):
            message = f"{c.title} has several GPUs and only 64 MiB of shared memory, through which their work passes."
            yield rule.found(c.path.child("volumeMounts"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    c = pod.container_at(finding.path)
    source = {"medium": "Memory", "sizeLimit": SIZE}
    return assisted("Mount shared memory.", *own_volume(pod, c, "shm", source, [{"mountPath": SHARED_MEMORY}]))
