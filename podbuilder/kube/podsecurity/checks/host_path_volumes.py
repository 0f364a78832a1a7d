"""Directories of the node must not be mounted.

**Restricted fields:** spec.volumes[*].hostPath

**Allowed values:** undefined

Mirrors CheckHostPathVolumes, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.podsecurity.check import BASELINE, Check, Offence, Subject


def host_path_volumes_1_0(pod: Subject) -> Iterator[Offence]:
    for i, volume in enumerate(pod.spec.get("volumes") or ()):
        if volume.get("hostPath") is not None:
            yield Offence(
                SPEC.child("volumes").index(i).child("hostPath"),
                f"Volume {quote(volume.get('name', ''))} is a directory or file of the node.",
                "Use another type of volume, such as emptyDir or persistentVolumeClaim.",
            )


check = Check(
    id="hostPathVolumes",
    level=BASELINE,
    title="Host path volumes",
    reason="a path of the node is mounted",
    versions=((0, host_path_volumes_1_0),),
)
