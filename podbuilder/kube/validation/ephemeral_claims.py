"""Ephemeral volumes: the template of a claim that is made for the pod and goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.validation.formats import is_dns1123_label, is_dns1123_subdomain, show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.object_meta import validate_annotations
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.selectors import validate_label_selector, validate_labels
from podbuilder.kube.validation.volume_sources import Source

ACCESS_MODES = ("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")
VOLUME_MODES = ("Filesystem", "Block")

# Fields of metadata that a template may not have, with upstream's spelling of their paths; any value counts as set in
# those where upstream tells empty from absent.
_METADATA = {
    "name": "name",
    "generateName": "generateName",
    "namespace": "namespace",
    "selfLink": "selfLink",
    # sic: upstream only lowers the first letter of its own "UID".
    "uid": "uID",
    "resourceVersion": "resourceVersion",
    "generation": "generation",
}
_METADATA_IF_PRESENT = (
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "ownerReferences",
    "finalizers",
    "managedFields",
)


def validate_ephemeral_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateEphemeralVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    template, at = source.get("volumeClaimTemplate"), path.child("volumeClaimTemplate")
    if template is None:
        yield required(at, "Give the template of the claim, with access modes and a size.")
        return
    yield from validate_template_object_meta(template.get("metadata", {}), at.child("metadata"))
    yield from validate_persistent_volume_claim_spec(template.get("spec", {}), at.child("spec"), options)


def validate_template_object_meta(metadata: Source, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateTemplateObjectMeta, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_annotations(metadata.get("annotations", {}), path.child("annotations"))
    yield from validate_labels(metadata.get("labels", {}), path.child("labels"))
    refused = [printed for name, printed in _METADATA.items() if metadata.get(name)]
    for name in refused + [name for name in _METADATA_IF_PRESENT if name in metadata]:
        yield forbidden(path.child(name), "The metadata of a claim's template may only have labels and annotations.")


def validate_persistent_volume_claim_spec(spec: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidatePersistentVolumeClaimSpec, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from _validate_access_modes(spec.get("accessModes", ()), path.child("accessModes"), options)
    yield from validate_label_selector(spec.get("selector"), path.child("selector"), options)
    yield from _validate_storage(spec.get("resources", {}).get("requests", {}), path.child("resources").key("storage"))
    class_names = ["storageClassName"]
    if options.enabled("VolumeAttributesClass"):
        class_names.append("volumeAttributesClassName")
    for name in class_names:
        if spec.get(name):
            yield from invalid_for_each(path.child(name), spec[name], is_dns1123_subdomain(spec[name]))
    if spec.get("volumeMode", "Filesystem") not in VOLUME_MODES:
        yield unsupported(path.child("volumeMode"), spec["volumeMode"], VOLUME_MODES)
    yield from _validate_data_sources(spec, path, options)


def access_modes(options: PodOptions) -> tuple[str, ...]:
    """How a claim may be used in this version."""
    return ACCESS_MODES if options.enabled("ReadWriteOncePod") else ACCESS_MODES[:-1]


def _validate_access_modes(modes: list[str], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    supported = access_modes(options)
    if not modes:
        yield required(path, 'Give at least one access mode, such as "ReadWriteOnce".')
    for mode in dict.fromkeys(modes):
        if mode not in supported:
            # sic: the error is at the list, not at the item.
            yield unsupported(path, mode, supported)
    if "ReadWriteOncePod" in modes and any(mode in ACCESS_MODES[:-1] for mode in modes):
        yield forbidden(path, 'The access mode "ReadWriteOncePod" excludes all others; use it alone, or remove it.')


def _validate_storage(requests: Source, path: FieldPath) -> Iterator[FieldError]:
    """sic: the path skips `requests`, and so reads `spec.resources[storage]`."""
    if "storage" not in requests:
        yield required(path, "Say how much storage the claim asks for, such as 10Gi.")
    elif quantity.parse(requests["storage"]).sign <= 0:
        found = f"The claim asks for {show(requests['storage'])} of storage"
        yield invalid(path, requests["storage"], f"{found}; ask for more than nothing, such as 10Gi.")


def _validate_data_sources(spec: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    source, reference = spec.get("dataSource"), spec.get("dataSourceRef")
    if source is not None:
        yield from validate_data_source(source, path.child("dataSource"), options)
    if reference is not None:
        yield from validate_data_source(reference, path.child("dataSourceRef"), options)
        if namespace := reference.get("namespace"):
            at = path.child("dataSourceRef", "namespace")
            yield from invalid_for_each(at, namespace, is_dns1123_label(namespace))
    if source is None or reference is None:
        return
    # sic: both errors are at the claim's spec.
    if reference.get("namespace"):
        yield invalid(path, source, "Leave dataSource out where dataSourceRef names a namespace.")
    elif any(_or_empty(source, name) != _or_empty(reference, name) for name in ("apiGroup", "kind", "name")):
        yield invalid(path, source, "dataSource and dataSourceRef name different things; make them equal or keep one.")


def _or_empty(source: Source, name: str) -> Any:
    """A field's value; for names the empty text is the same as none, for the group upstream tells them apart."""
    return source.get(name) if name == "apiGroup" else source.get(name, "")


def validate_data_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateDataSource and the head of validateDataSourceRef, Kubernetes v1.36, pkg/apis/core/validation."""
    kind, group = source.get("kind", ""), source.get("apiGroup", "")
    if not source.get("name"):
        yield required(path.child("name"), "Name the object that the volume is filled from.")
    if not kind:
        yield required(path.child("kind"), 'Say what kind of object it is, such as "PersistentVolumeClaim".')
    if not group and kind != "PersistentVolumeClaim":
        found = f"Without an apiGroup only a PersistentVolumeClaim can be named, not {show(kind)}"
        yield invalid(path, kind, f'{found}; a VolumeSnapshot is in "snapshot.storage.k8s.io".')
    # Before 1.29 the group was not checked.
    if group and options.minor >= 29:
        yield from invalid_for_each(path.child("apiGroup"), group, is_dns1123_subdomain(group))
