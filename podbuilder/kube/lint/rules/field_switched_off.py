"""The version knows a field, and drops it without a word.

**Why** A field whose feature gate is off by default is taken away as the pod is stored. A pod that claims a GPU by
`resourceClaims` then runs without one, and a sidecar with `restartPolicy: Always` keeps the others from starting.

**Example** `resourceClaims` in Kubernetes 1.33

**Use instead** A version that has the gate on, or the older way to ask for the same.

**Fix** None: only you know which gates the cluster has on.

**See** https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core import feature_gates, versions
from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Subject

# Fields without which a pod does something else than its author wants, and the gate that each belongs to.
OF_POD = {
    "resourceClaims": "DynamicResourceAllocation",
    "resources": "PodLevelResources",
    "hostUsers": "UserNamespacesSupport",
    "hostnameOverride": "HostnameOverride",
    "schedulingGates": "PodSchedulingReadiness",
    "securityContext.supplementalGroupsPolicy": "SupplementalGroupsPolicy",
    "securityContext.seLinuxChangePolicy": "SELinuxChangePolicy",
}
OF_CONTAINER = {"restartPolicyRules": "ContainerRestartRules", "securityContext.procMount": "ProcMountType"}
OF_INIT = {"restartPolicy": "SidecarContainers"}
OF_VOLUME = {"image": "ImageVolume"}
# What these say is the default.
HARMLESS: Mapping[str, object] = {
    "hostUsers": True,
    "securityContext.supplementalGroupsPolicy": "Merge",
    "securityContext.procMount": "Default",
}
rule = Rule(__name__, SERIOUS, "configuration", ("pod", "container", "init", "volumes"))


@lru_cache(maxsize=len(versions.VERSIONS))
def _off(version: str) -> tuple[Mapping[str, str], ...]:
    """Of each table the fields that a version switches off."""
    tables = (OF_POD, OF_CONTAINER, OF_INIT, OF_VOLUME)
    return tuple({f: gate for f, gate in table.items() if not feature_gates.enabled(gate, version)} for table in tables)


def _given(fields: Mapping[str, Any], off: Mapping[str, str], path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    for field, gate in off.items():
        way = tuple(field.split("."))
        if documents.get(fields, way) not in (None, {}, [], HARMLESS.get(field)):
            yield path.child(*way), gate


def _offences(pod: Subject) -> Iterator[tuple[FieldPath, str]]:
    of_pod, of_container, of_init, of_volume = _off(pod.version)
    yield from _given(pod.spec, of_pod, SPEC)
    for c in pod.containers if of_container or of_init else ():
        yield from _given(c.fields, of_container, c.path)
        if c.is_sidecar:
            yield from _given(c.fields, of_init, c.path)
    for volume in pod.volumes if of_volume else ():
        yield from _given(volume.fields, of_volume, volume.path)


def check(pod: Subject) -> Iterator[Finding]:
    for path, gate in _offences(pod):
        message = (
            f"Kubernetes {pod.version} drops this field without a word, unless {gate} is turned on in the cluster."
        )
        yield rule.found(path, message)
