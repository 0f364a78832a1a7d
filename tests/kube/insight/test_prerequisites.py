"""What a pod names that must exist in its cluster; and that no field of any version is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.catalogue import FieldSpec, load
from podbuilder.kube.core import versions
from podbuilder.kube.insight.prerequisites import Prerequisite, prerequisites, references
from tests.support.cases import Case, cases
from tests.support.pods import make_pod

# Fields whose names look as if they named an object, and what they name instead.
NO_OBJECTS = {
    "the pod's own parts": (
        "PodResourceClaim.name ContainerExtendedResourceRequest.containerName FileKeySelector.volumeName "
        "ResourceFieldSelector.containerName EphemeralContainer.targetContainerName ResourceClaim.name ClaimSource "
    ),
    "what a controller or a signer answers to, which is no object": (
        "ClusterTrustBundleProjection.signerName PodCertificateProjection.signerName"
    ),
    "what a storage system has": (
        "AzureDiskVolumeSource.diskName AzureFileVolumeSource.shareName FlexVolumeSource.driver "
        "FlockerVolumeSource.datasetName GCEPersistentDiskVolumeSource.pdName ISCSIVolumeSource.initiatorName "
        "ScaleIOVolumeSource.volumeName StorageOSVolumeSource.volumeName "
        "VsphereVirtualDiskVolumeSource.storagePolicyName"
    ),
    "what a registry has": "ImageVolumeSource.reference",
    "a file of the node": "CephFSVolumeSource.secretFile",
    "a user within Windows": "WindowsSecurityContextOptions.runAsUserName",
    "a resource of the node": "ContainerResizePolicy.resourceName",
    "the start of names": "ObjectMeta.generateName EnvFromSource.prefix",
    "what is above the object": "OwnerReference.name",
}
LOOKS_LIKE_A_NAME = re.compile(r".+(?:Name|Claim)$|^(?:secret\w+|\w*[rR]ef(?:erence)?|driver|endpoints|schedulerName)$")


def told(one: Prerequisite) -> str:
    keys = (f"[{key.name}]" if key.is_file else key.name for key in one.keys)
    return " ".join([one.kind, one.name, *keys, *("?" for _ in range(one.is_optional))])


@cases(__file__, "prerequisites.yaml")
def test_what_a_pod_names(case: Case) -> None:
    found = prerequisites(references(case.pod, load("1.36")))
    assert {told(one): [str(use.path) for use in one.uses] for one in found} == case["wants"]
    assert [told(one) for one in found] == [*case["wants"]]


def test_what_is_in_the_file_comes_last() -> None:
    pod = make_pod(("spec.serviceAccountName", "web"), ("spec.priorityClassName", "high"))
    found = prerequisites(references(pod, load("1.36")), {("ServiceAccount", "web")})
    assert [(one.kind, one.is_in_file) for one in found] == [("PriorityClass", False), ("ServiceAccount", True)]


def _scalars(spec: FieldSpec, *, is_named: bool = False) -> Iterator[tuple[str, FieldSpec, bool]]:
    """Every text below a field: its type and name, and whether it is known to name an object."""
    for one in spec.fields.values():
        inner = one.item if one.type == "list" and one.item else one
        known = is_named or bool(one.names)
        if inner.fields:
            yield from _scalars(inner, is_named=bool(one.names))
        elif inner.type == "string":
            yield f"{spec.api_type}.{one.name}", one, known


def test_no_field_that_names_an_object_is_forgotten() -> None:
    excused = {word for words in NO_OBJECTS.values() for word in words.split()}
    forgotten = {
        where
        for version in versions.VERSIONS
        for top in ("metadata", "spec")
        for where, one, known in _scalars(load(version).root.fields[top])
        if LOOKS_LIKE_A_NAME.match(one.name) and not known and where not in excused
    }
    assert forgotten == set()


def test_every_reference_to_an_object_of_the_namespace_says_its_kind() -> None:
    """`LocalObjectReference` is upstream's type for a name of whatever the field is about."""
    silent, waiting = set(), [load(version).root.fields["spec"] for version in versions.VERSIONS]
    while waiting:
        for one in waiting.pop().fields.values():
            inner = one.item if one.type == "list" and one.item else one
            waiting.append(inner)
            if inner.api_type == "LocalObjectReference" and not one.names:
                silent.add(one.pattern)
    assert silent == set()
