"""PersistentVolumeClaim. Mirrors Kubernetes v1.36, pkg/apis/core and pkg/api/persistentvolumeclaim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import ROOT, Document, FieldError, FieldWarning
from podbuilder.kube.defaulting.resource_requirements import settle_resources
from podbuilder.kube.validation.ephemeral_claims import validate_persistent_volume_claim_spec
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.warnings.fractions import warnings_for_fractions

SPEC = ROOT.child("spec")
BETA_STORAGE_CLASS = "volume.beta.kubernetes.io/storage-class"
# What dataSource has always taken: kind and group.
OLD_SOURCES = (("PersistentVolumeClaim", ""), ("VolumeSnapshot", "snapshot.storage.k8s.io"))


def set_defaults(document: Document, options: PodOptions) -> Document:
    """Mirrors SetDefaults_PersistentVolumeClaimSpec, and PrepareForCreate of the registry."""
    spec = {"volumeMode": "Filesystem", **document.get("spec", {})}
    if "resources" in spec:
        # Servers of 1.26 to 1.28 know claims of devices here, and drop them.
        spec["resources"] = {name: value for name, value in spec["resources"].items() if name != "claims"}
        settle_resources(spec)
    if not options.enabled("VolumeAttributesClass"):
        spec.pop("volumeAttributesClassName", None)
    _settle_data_sources(spec, options)
    return {**document, "spec": spec}


def _settle_data_sources(spec: dict[str, Any], options: PodOptions) -> None:
    """Mirrors DropDisabledFields, EnforceDataSourceBackwardsCompatibility and NormalizeDataSources.

    sic: a source in another namespace is dropped without a word, and so is one of a kind that is unknown to dataSource.
    """
    reference = spec.get("dataSourceRef")
    if reference and reference.get("namespace") and not options.enabled("CrossNamespaceVolumeDataSource"):
        del spec["dataSourceRef"]
        reference = None
    source = spec.get("dataSource")
    if reference is None and source is not None:
        if (source.get("kind", ""), source.get("apiGroup", "")) in OLD_SOURCES:
            spec["dataSourceRef"] = source
        else:
            del spec["dataSource"]
    elif reference is not None and source is None and not reference.get("namespace"):
        spec["dataSource"] = {name: value for name, value in reference.items() if name != "namespace"}


def validate_persistent_volume_claim(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidatePersistentVolumeClaim."""
    return validate_persistent_volume_claim_spec(document["spec"], SPEC, options)


def warnings_for_persistent_volume_claim(document: Document, options: PodOptions) -> Iterator[FieldWarning]:
    """Mirrors GetWarningsForPersistentVolumeClaim, from which version on each holds."""
    if options.minor >= 28 and BETA_STORAGE_CLASS in document["metadata"].get("annotations", {}):
        path = ROOT.child("metadata", "annotations").key(BETA_STORAGE_CLASS)
        yield FieldWarning(path, "This annotation is deprecated. Write storageClassName in the spec instead.")
    if options.minor >= 26:
        resources = document["spec"].get("resources", {})
        for side in ("requests", "limits"):
            yield from warnings_for_fractions(resources.get(side), ("storage",), SPEC.child("resources", side))
