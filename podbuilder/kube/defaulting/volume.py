"""The defaults of a pod's volumes.

Mirrors SetDefaults_Volume and those of its sources, Kubernetes v1.36, pkg/apis/core/v1, defaults.go and
zz_generated.defaults.go.
"""

from __future__ import annotations

from podbuilder.kube.core import image
from podbuilder.kube.defaulting.schema_walk import Node

# 0644 as JSON, which has no octal numbers.
DEFAULT_MODE = 0o644


def set_defaults_volume(volume: Node) -> None:
    """A volume without a source is an empty directory."""
    if not volume.keys() - {"name"}:
        volume["emptyDir"] = {}


def set_defaults_mode(source: Node) -> None:
    source.setdefault("defaultMode", DEFAULT_MODE)


def set_defaults_host_path(source: Node) -> None:
    source.setdefault("type", "")


def set_defaults_token(source: Node) -> None:
    source.setdefault("expirationSeconds", 3600)


def set_defaults_iscsi(source: Node) -> None:
    source.setdefault("iscsiInterface", "default")
    # No default upstream: the number is not a pointer, so it is always written.
    source.setdefault("lun", 0)


def set_defaults_rbd(source: Node) -> None:
    source.setdefault("pool", "rbd")
    source.setdefault("user", "admin")
    source.setdefault("keyring", "/etc/ceph/keyring")


def set_defaults_azure_disk(source: Node) -> None:
    source.setdefault("cachingMode", "ReadWrite")
    source.setdefault("fsType", "ext4")
    source.setdefault("readOnly", False)
    source.setdefault("kind", "Shared")


def set_defaults_scale_io(source: Node) -> None:
    source.setdefault("storageMode", "ThinProvisioned")
    source.setdefault("fsType", "xfs")


def set_defaults_image(source: Node) -> None:
    """Where image volumes are switched off, the whole volume is dropped, so the version need not be asked here."""
    if "pullPolicy" not in source:
        source["pullPolicy"] = image.default_pull_policy(source.get("reference", ""))


def set_defaults_claim(spec: Node) -> None:
    spec.setdefault("volumeMode", "Filesystem")
