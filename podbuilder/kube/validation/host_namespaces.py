"""Pods that share namespaces with their node, or have users of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.containers import visit_containers
from podbuilder.kube.field import FieldError, FieldPath, forbidden, invalid
from podbuilder.kube.validation.options import PodOptions


def validate_pod_host_network_deps(
    spec: Mapping[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validatePodHostNetworkDeps, Kubernetes v1.36, pkg/apis/core/validation. Init containers are not asked."""
    if not spec.get("hostNetwork"):
        return
    # Before 1.28 the error stood at the other of the two fields.
    field = "hostPort" if options.minor >= 28 else "containerPort"
    for i, container in enumerate(spec.get("containers", ())):
        for j, port in enumerate(container.get("ports", ())):
            host_port, container_port = port.get("hostPort", 0), port.get("containerPort", 0)
            if host_port != container_port:
                item = path.child("containers").index(i).child("ports").index(j)
                found = f"here they are {host_port} and {container_port}"
                wanted = "With hostNetwork: true hostPort and containerPort are the same port of the node"
                yield invalid(item.child(field), port.get(field, 0), f"{wanted}; {found}.")


def validate_host_users(pod: dict[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """`path` is the spec's. Mirrors validateHostUsers, Kubernetes v1.36, pkg/apis/core/validation.

    Before 1.28 there was a rule about volumes too; it never speaks, as in those versions the field's gate is off.
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
