"""Pods with users of their own, which exclude the node's other namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.validation.options import PodOptions


def validate_host_users(pod: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """`path` is the spec's. Mirrors validateHostUsers, Kubernetes v1.36, pkg/apis/core/validation.

    Before 1.28 there was a rule about volumes too; it never applies, because in those versions the field's gate is off.
    """
    spec = pod["spec"]
    if spec.get("hostUsers", True):
        return
    if spec.get("hostNetwork") and not options.allow_user_namespaces_host_network:
        yield _not_with_own_users(path.child("hostNetwork"), "the node's network")
    # sic: upstream's paths spell these two fields with a capital.
    if spec.get("hostPID"):
        yield _not_with_own_users(path.child("HostPID"), "the node's process ids")
    if spec.get("hostIPC"):
        yield _not_with_own_users(path.child("HostIPC"), "the node's IPC")
    # 1.34 added the rule.
    if options.minor >= 34:
        for where, container, _ in visit_containers(pod):
            if container.get("volumeDevices"):
                yield _not_with_own_users(where.child("volumeDevices"), "block devices")


def _not_with_own_users(path: FieldPath, what: str) -> FieldError:
    return forbidden(path, f"A pod with hostUsers: false cannot use {what}.")
