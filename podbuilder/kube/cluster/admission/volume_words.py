"""What the API server warns of in the volumes of a pod, in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.cluster.admission.version_table import SPANS
from podbuilder.kube.core import document, feature_gates, versions
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.quantity import parse
from podbuilder.kube.warnings.volume_sources import PROJECTED, RETIRED

# sic: the field is called storageos, and the warning names it otherwise.
NAMED_OTHERWISE = {"storageos": "storageOS"}
PLANNED = "deprecated in v1.22, support removal is planned in v1.26"
# What was said of these while they were to be removed.
TOLD_BEFORE = {
    **dict.fromkeys(("flocker", "storageos", "quobyte"), PLANNED),
    "glusterfs": "deprecated in v1.25, this feature will be removed soon after in a subsequent release",
}
CERTIFICATE_PATHS = {"certificateChainPath": "chain", "keyPath": "key", "credentialBundlePath": "credential bundle"}


class File(NamedTuple):
    """Where a file goes, and where it comes from."""

    path: str
    source: str = ""

    def __str__(self) -> str:
        return f'"{self.path}" ({self.source})' if self.source else f'"{self.path}"'


def warnings_for_volumes(volumes: Iterable[Mapping[str, Any]], at: FieldPath, version: str) -> Iterator[str]:
    """Mirrors the part about volumes of warningsForPodSpecAndMeta, Kubernetes v1.36, pkg/api/pod."""
    minor, listed = versions.minor(version), list(volumes)
    for i, volume in enumerate(listed):
        yield from _retired(volume, at.index(i), version, minor)
    for volume in listed if minor >= 32 else ():
        yield from _overlaps(volume, repeats=SPANS["PathsAreRepeated"].holds(minor))


def _retired(volume: Mapping[str, Any], at: FieldPath, version: str, minor: int) -> Iterator[str]:
    for source, (first, deprecated, dead) in RETIRED.items():
        if source in volume and minor >= first:
            named = at.child(NAMED_OTHERWISE.get(source, source))
            is_planned = source in TOLD_BEFORE and SPANS["RemovalIsPlanned"].holds(minor)
            now = f"deprecated in v{deprecated}, non-functional in v{dead}+"
            yield f"{named}: {TOLD_BEFORE[source] if is_planned else now}"
    if "gitRepo" in volume:
        is_off = not feature_gates.enabled("GitRepoVolumeDriver", version)
        yield f"{at.child('gitRepo')}: deprecated in v1.11{', and disabled by default in v1.33+' if is_off else ''}"
    names = ("ephemeral", "volumeClaimTemplate", "spec", "resources")
    for side in ("requests", "limits") if minor >= 26 else ():
        amount = document.get(volume, (*names, side, "storage"))
        if amount is not None and parse(amount).milli_value() % 1000:
            path = at.child(*names, side).key("storage")
            yield f'{path}: fractional byte value "{parse(amount)}" is invalid, must be an integer'


def _overlaps(volume: Mapping[str, Any], *, repeats: bool) -> Iterator[str]:
    """Mirrors warningsForOverlappingVirtualPaths. sic: a source can repeat the paths of the one before it."""
    name = volume.get("name", "")
    for source, title, key in (("configMap", "ConfigMap", "name"), ("secret", "Secret", "secretName")):
        of = volume.get(source) or {}
        yield from _told(name, f'{title} "{of.get(key, "")}"', _items(of))
    yield from _told(name, "DownwardAPI", _items(volume.get("downwardAPI") or {}))
    files: list[File] = []
    latest: list[File] = []
    for source in document.listed(volume, ("projected", "sources")):
        if all(source.get(kind) is None for kind in PROJECTED):
            yield f'volume "{name}" (Projected) has no sources provided'
            continue
        own = _projected(source)
        latest = own if own is not None else latest if repeats else []
        files += latest
    yield from _told(name, "Projected", files)


def _items(of: Mapping[str, Any], source: str = "") -> list[File]:
    return [File(item.get("path", ""), source) for item in of.get("items") or ()]


def _projected(source: Mapping[str, Any]) -> list[File] | None:
    """The files of the first kind of source that says where they go; None if none does."""
    for kind, title in (("configMap", "ConfigMap"), ("secret", "Secret")):
        of = source.get(kind) or {}
        if "items" in of:
            return _items(of, f'{title} "{of.get("name", "")}"')
    if "items" in (source.get("downwardAPI") or {}):
        return _items(source["downwardAPI"], "DownwardAPI")
    if "serviceAccountToken" in source:
        return [File(source["serviceAccountToken"].get("path", ""), "ServiceAccountToken")]
    if "clusterTrustBundle" in source:
        of = source["clusterTrustBundle"]
        return [File(of.get("path", ""), f'ClusterTrustBundle "{of.get("name", of.get("signerName", ""))}"')]
    if "podCertificate" not in source:
        return None
    of = source["podCertificate"]
    return [File(of[field], f"PodCertificate {what}") for field, what in CERTIFICATE_PATHS.items() if of.get(field)]


def _told(name: str, title: str, files: list[File]) -> Iterator[str]:
    """Each pair of files of which one stands in the other's place, or inside it."""
    seen: list[File] = []
    for one in files:
        file = one._replace(path=one.path.rstrip("/"))
        for other in seen if file.path else ():
            inside, outside = f"{file.path}/", f"{other.path}/"
            if other.path and (outside.startswith(inside) or inside.startswith(outside)):
                yield f'volume "{name}" ({title}): overlapping paths: {file} with {other}'
        seen.append(file)
