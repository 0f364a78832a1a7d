"""Fields that came with Kubernetes 1.37, all behind gates that are off there: the server silently drops them.

Read from the gates' descriptions and pull requests of that version; its own pkg/api/pod/util.go was not available.
Each is dropped as dropDisabledFields, Kubernetes v1.36, drops such fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from podbuilder.kube.core import feature_gates, versions
from podbuilder.kube.core.pod_containers import KINDS
from podbuilder.kube.defaulting.schema_walk import Node

SINCE = 37
PROBES = ("startupProbe", "readinessProbe", "livenessProbe")
HOOKS = ("postStart", "preStop")
FILE_VOLUMES = ("configMap", "secret", "downwardAPI", "projected")


def drop_newest_fields(spec: Node, version: str) -> None:
    """Drop from a pod's spec, in place, the fields of 1.37 whose gates are off."""
    if versions.minor(version) >= SINCE:
        for drop in (drop for gate, drop in _DROPS if not feature_gates.enabled(gate, version)):
            drop(spec)


def _drop_eviction_responders(spec: Node) -> None:
    spec.pop("evictionResponders", None)


def _drop_probe_modes(spec: Node) -> None:
    for container in _containers(spec):
        for name in PROBES:
            container.get(name, {}).get("grpc", {}).pop("mode", None)


def _drop_protocols(spec: Node) -> None:
    for container in _containers(spec):
        lifecycle = container.get("lifecycle", {})
        handlers = [container.get(name, {}) for name in PROBES] + [lifecycle.get(name, {}) for name in HOOKS]
        for handler in handlers:
            handler.get("httpGet", {}).pop("protocol", None)


def _drop_mount_options(spec: Node) -> None:
    for container in _containers(spec):
        for mount in container.get("volumeMounts", ()):
            mount.pop("bindMountOptions", None)


def _drop_directory_modes(spec: Node) -> None:
    for volume in spec.get("volumes", ()):
        volume.get("emptyDir", {}).pop("mode", None)


def _drop_users(spec: Node) -> None:
    for volume in spec.get("volumes", ()):
        for node in _files(volume):
            node.pop("user", None)
            node.pop("defaultUser", None)


_DROPS: tuple[tuple[str, Callable[[Node], None]], ...] = (
    ("EvictionRequestAPI", _drop_eviction_responders),
    ("GRPCContainerProbeTLS", _drop_probe_modes),
    ("HTTPProbeProtocol", _drop_protocols),
    ("VolumeBindMountOptions", _drop_mount_options),
    ("EmptyDirVolumeMode", _drop_directory_modes),
    ("AtomicWriteVolumeUserFields", _drop_users),
)


def _containers(spec: Node) -> Iterator[Node]:
    for kind in KINDS:
        yield from spec.get(kind, ())


def _files(volume: Node) -> Iterator[Node]:
    """The parts of a volume that can set who owns its files: its source, the projected sources, their items."""
    for name in FILE_VOLUMES:
        source = volume.get(name, {})
        yield source
        yield from source.get("items", ())
        for projection in source.get("sources", ()):
            for part in projection.values():
                yield part
                yield from part.get("items", ())
