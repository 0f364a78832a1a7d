"""Sets of values and bounds stand in the overlay, for forms, and here, for rules: the two must agree."""

from __future__ import annotations

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.core import label_selector, versions
from podbuilder.kube.validation import (
    affinity,
    containers,
    disk_volumes,
    ephemeral_claims,
    os,
    projected,
    seccomp_apparmor,
    security_context,
    tolerations,
    topology_spread,
    volume_mounts,
    volume_sources,
)
from podbuilder.kube.validation.formats import MAX_ID
from podbuilder.kube.validation.messages import one_of, some_of
from podbuilder.kube.validation.options import options_for

CLAIM = "spec.volumes[0].ephemeral.volumeClaimTemplate.spec"
SPREAD = "spec.topologySpreadConstraints[0]"
TERMS = "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]"
CERTIFICATE = "spec.volumes[0].projected.sources[0].podCertificate"
TOKEN = "spec.volumes[0].projected.sources[0].serviceAccountToken"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution[0]"

CHOICES = {
    "spec.volumes[0].hostPath.type": volume_sources.HOST_PATH_TYPES,
    "spec.volumes[0].image.pullPolicy": containers.PULL_POLICIES,
    "spec.volumes[0].azureDisk.cachingMode": disk_volumes.AZURE_CACHING_MODES,
    "spec.volumes[0].azureDisk.kind": disk_volumes.AZURE_DISK_KINDS,
    f"{CLAIM}.volumeMode": ephemeral_claims.VOLUME_MODES,
    f"{CERTIFICATE}.keyType": projected.KEY_TYPES,
    "spec.containers[0].volumeMounts[0].mountPropagation": volume_mounts.MOUNT_PROPAGATIONS,
    "spec.containers[0].volumeMounts[0].recursiveReadOnly": volume_mounts.RECURSIVE_READ_ONLY_MODES,
    "spec.containers[0].securityContext.procMount": security_context.PROC_MOUNTS,
    "spec.securityContext.fsGroupChangePolicy": security_context.FS_GROUP_CHANGE_POLICIES,
    "spec.securityContext.supplementalGroupsPolicy": security_context.SUPPLEMENTAL_GROUPS_POLICIES,
    "spec.securityContext.seccompProfile.type": seccomp_apparmor.PROFILE_TYPES,
    "spec.securityContext.appArmorProfile.type": seccomp_apparmor.PROFILE_TYPES,
    "spec.tolerations[0].operator": tolerations.OPERATORS,
    "spec.tolerations[0].effect": tolerations.TAINT_EFFECTS,
    "spec.os.name": os.OPERATING_SYSTEMS,
    f"{SPREAD}.whenUnsatisfiable": topology_spread.WHEN_UNSATISFIABLE,
    f"{SPREAD}.nodeAffinityPolicy": topology_spread.NODE_INCLUSION_POLICIES,
    f"{SPREAD}.nodeTaintsPolicy": topology_spread.NODE_INCLUSION_POLICIES,
    f"{SPREAD}.labelSelector.matchExpressions[0].operator": label_selector.OPERATORS,
    f"{TERMS}.matchExpressions[0].operator": affinity.NODE_SELECTOR_OPERATORS,
}
BOUNDS = {
    "spec.volumes[0].secret.defaultMode": (0, volume_sources.MAX_FILE_MODE),
    "spec.volumes[0].configMap.items[0].mode": (0, volume_sources.MAX_FILE_MODE),
    "spec.volumes[0].downwardAPI.items[0].mode": (0, volume_sources.MAX_FILE_MODE),
    "spec.volumes[0].projected.defaultMode": (0, volume_sources.MAX_FILE_MODE),
    "spec.volumes[0].iscsi.lun": (0, disk_volumes.MAX_UNIT),
    "spec.volumes[0].fc.lun": (0, disk_volumes.MAX_UNIT),
    "spec.volumes[0].gcePersistentDisk.partition": (0, disk_volumes.MAX_UNIT),
    "spec.volumes[0].awsElasticBlockStore.partition": (0, disk_volumes.MAX_UNIT),
    f"{TOKEN}.expirationSeconds": (projected.MIN_TOKEN_SECONDS, projected.MAX_TOKEN_SECONDS),
    f"{CERTIFICATE}.maxExpirationSeconds": (projected.MIN_CERTIFICATE_SECONDS, projected.MAX_CERTIFICATE_SECONDS),
    "spec.securityContext.runAsUser": (0, MAX_ID),
    "spec.securityContext.fsGroup": (0, MAX_ID),
    "spec.containers[0].securityContext.runAsGroup": (0, MAX_ID),
    f"{SPREAD}.maxSkew": (1, None),
    f"{SPREAD}.minDomains": (1, None),
    f"spec.affinity.nodeAffinity.{PREFERRED}.weight": (affinity.MIN_WEIGHT, affinity.MAX_WEIGHT),
    f"spec.affinity.podAffinity.{PREFERRED}.weight": (affinity.MIN_WEIGHT, affinity.MAX_WEIGHT),
}


def fields(path: str) -> list[catalogue.FieldSpec]:
    """The field in each version that has it."""
    found = []
    for version in versions.VERSIONS:
        known = catalogue.load(version)
        try:
            field = known.field(known.resolve(path))
        except catalogue.UnknownPath:
            continue
        assert field is not None
        found.append(field)
    return found


@pytest.mark.parametrize("path", CHOICES)
def test_choices_are_the_overlays(path: str) -> None:
    assert {frozenset(field.choices) for field in fields(path)} == {frozenset(CHOICES[path])}


def test_label_policies_are_those_that_the_versions_offer() -> None:
    """Validation knows both wherever the field is; before 1.37 people are offered the one that works."""
    offered = {frozenset(field.choices) for field in fields("spec.securityContext.seLinuxChangePolicy")}
    assert offered == {frozenset(["Recursive"]), frozenset(security_context.SELINUX_CHANGE_POLICIES)}


@pytest.mark.parametrize("path", BOUNDS)
def test_bounds_are_the_overlays(path: str) -> None:
    assert {(field.minimum, field.maximum) for field in fields(path)} == {BOUNDS[path]}


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_access_modes_are_the_overlays(version: str) -> None:
    known = catalogue.load(version)
    field = known.field(known.resolve(f"{CLAIM}.accessModes[0]"))
    assert field is not None
    assert set(field.choices) == set(ephemeral_claims.access_modes(options_for(version)))


def test_choices_read_as_people_list_them() -> None:
    assert one_of(["A"]) == '"A"'
    assert one_of(["", "A", "B"]) == '"A" or "B"'
    assert one_of(["A", "B", "C"]) == '"A", "B" or "C"'


def test_names_of_the_pods_own_are_listed_only_so_far() -> None:
    assert some_of(["a"]) == '"a"'
    assert some_of("abcdefgh") == '"a", "b", "c", "d", "e", "f", "g", "h"'
    assert some_of("abcdefghi") == '"a", "b", "c", "d", "e", "f", "g", "h" and others'
