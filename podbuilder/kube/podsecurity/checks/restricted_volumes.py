"""Volumes must have a type that reaches neither the node nor a storage system directly.

**Restricted fields:** every volume source but those in ALLOWED

**Allowed values:** undefined

Mirrors CheckRestrictedVolumes, Kubernetes v1.36, pod-security-admission/policy.
"""

from collections.abc import Iterator

from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.podsecurity.check import RESTRICTED, Check, Offence, Subject

ALLOWED = (
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "image",
    "persistentVolumeClaim",
    "projected",
    "secret",
)


def restricted_volumes_1_0(pod: Subject) -> Iterator[Offence]:
    for i, volume in enumerate(pod.spec.get("volumes") or ()):
        if all(volume.get(source) is None for source in ALLOWED):
            path = SPEC.child("volumes").index(i)
            source = next((name for name, value in volume.items() if name != "name" and value is not None), "")
            what = f"has the type {source}" if source else "has no type"
            yield Offence(
                path.child(source) if source else path,
                f"Volume {quote(volume.get('name', ''))} {what}.",
                f"Use one of {', '.join(ALLOWED)}.",
            )


check = Check(
    id="restrictedVolumes",
    level=RESTRICTED,
    title="Volume types",
    reason="a volume type that is not allowed",
    versions=((0, restricted_volumes_1_0),),
    overrides=("hostPathVolumes",),
)
