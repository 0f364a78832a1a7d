"""Warnings about volumes: retired kinds, fractions of bytes, files with conflicting paths.

Mirrors warningsForPodSpecAndMeta and warningsForOverlappingVirtualPaths, Kubernetes v1.36, pkg/api/pod.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document, feature_gates, versions
from podbuilder.kube.core.field import ROOT, Document, FieldPath, FieldWarning
from podbuilder.kube.core.nested_paths import nested
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.warnings.fractions import warnings_for_fractions

# A volume source, the minor version whose server first warned of it, and since when it is deprecated and dead.
RETIRED = {
    "photonPersistentDisk": (25, "1.11", "1.16"),
    "scaleIO": (25, "1.16", "1.22"),
    "flocker": (25, "1.22", "1.25"),
    # The API server names this field storageOS in its warning; storageos is what it is called.
    "storageos": (25, "1.22", "1.25"),
    "quobyte": (25, "1.22", "1.25"),
    "glusterfs": (25, "1.25", "1.26"),
    "cephfs": (28, "1.28", "1.31"),
    "rbd": (28, "1.28", "1.31"),
}
PROJECTED = ("secret", "downwardAPI", "configMap", "serviceAccountToken", "clusterTrustBundle", "podCertificate")
ITEMISED = ("configMap", "secret", "downwardAPI")
CERTIFICATE_PATHS = ("certificateChainPath", "keyPath", "credentialBundlePath")


def warnings_for_volumes(pod: Document, version: str) -> Iterator[FieldWarning]:
    minor = versions.minor(version)
    volumes = (pod.get("spec") or {}).get("volumes") or ()
    for i, volume in enumerate(volumes):
        yield from _source(volume, SPEC.child("volumes").index(i), version, minor)
    if minor >= 32:
        for volume in volumes:
            yield from _files(volume, minor)


def _source(volume: dict[str, Any], path: FieldPath, version: str, minor: int) -> Iterator[FieldWarning]:
    for source, (first, deprecated, dead) in RETIRED.items():
        if minor >= first and volume.get(source) is not None:
            message = (
                f"This kind of volume has been deprecated since Kubernetes {deprecated}; since {dead} it has no effect."
            )
            yield FieldWarning(path.child(source), message)
    if volume.get("gitRepo") is not None:
        message = "This kind of volume has been deprecated since Kubernetes 1.11"
        if not feature_gates.enabled("GitRepoVolumeDriver", version):
            message += " and switched off by default since 1.33"
        yield FieldWarning(path.child("gitRepo"), f"{message}. Clone the repository in an init container instead.")
    if minor >= 26:
        names = ("ephemeral", "volumeClaimTemplate", "spec", "resources")
        resources = document.get(volume, names) or {}
        for kind in ("requests", "limits"):
            yield from warnings_for_fractions(resources.get(kind), ("storage",), path.child(*names, kind))


def _files(volume: dict[str, Any], minor: int) -> Iterator[FieldWarning]:
    for source in ITEMISED:
        yield from _overlaps(volume, _paths_of_items(volume.get(source) or {}))
    sources = (volume.get("projected") or {}).get("sources") or ()
    paths: list[str] = []
    latest: list[str] = []
    for source in sources:
        if all(source.get(name) is None for name in PROJECTED):
            yield FieldWarning(
                ROOT, f"The projected volume {quote(volume.get('name', ''))} has a source that is empty."
            )
            continue
        found = _paths_of_source(source)
        # sic: until 1.33 a source that lists no paths counted those of the source before it once more.
        latest = (latest if found is None and minor < 34 else found) or []
        paths += latest
    yield from _overlaps(volume, paths)


def _paths_of_source(source: dict[str, Any]) -> list[str] | None:
    """Where the files of a projected source go; None for one that does not say."""
    for name in ITEMISED:
        if (source.get(name) or {}).get("items") is not None:
            return _paths_of_items(source[name])
    for name in ("serviceAccountToken", "clusterTrustBundle"):
        if source.get(name) is not None:
            return [source[name].get("path", "")]
    certificate = source.get("podCertificate")
    if certificate is not None:
        return [certificate.get(name, "") for name in CERTIFICATE_PATHS]
    return None


def _paths_of_items(source: dict[str, Any]) -> list[str]:
    return [item.get("path", "") for item in source.get("items") or ()]


def _overlaps(volume: dict[str, Any], paths: list[str]) -> Iterator[FieldWarning]:
    """One warning for each path that equals another one, or is below it; upstream gives one for each pair."""
    if len(paths) < 2:
        return
    for lower, upper in nested(f"{trimmed}/" for path in paths if (trimmed := path.rstrip("/"))):
        lower, upper = lower[:-1], upper[:-1]
        where = f"both to {quote(lower)}"
        if lower != upper:
            where = f"to {quote(upper)} and to {quote(lower)}, which lies inside it"
        message = f"Two files of volume {quote(volume.get('name', ''))} go {where}; only one can be there."
        yield FieldWarning(ROOT, message)
