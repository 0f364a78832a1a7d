"""Containers of the three kinds: app, init (with native sidecars) and ephemeral."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.core.field import (
    FieldError,
    FieldPath,
    duplicate,
    forbidden,
    invalid,
    not_found,
    required,
)
from podbuilder.kube.core.go_strings import trim_space
from podbuilder.kube.validation.env import validate_env, validate_env_from
from podbuilder.kube.validation.format_errors import validate_choice, validate_dns1123_label
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.lifecycle import validate_lifecycle
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.ports import check_host_port_conflicts, validate_container_ports
from podbuilder.kube.validation.probes import PROBES, validate_probes
from podbuilder.kube.validation.resources import validate_container_resource_requirements
from podbuilder.kube.validation.restart_policy import (
    validate_container_restart_policy,
    validate_init_container_restart_policy,
    validate_resize_policy,
)
from podbuilder.kube.validation.security_context import validate_security_context
from podbuilder.kube.validation.volume_mounts import (
    get_volume_device_map,
    get_volume_mount_map,
    validate_volume_devices,
    validate_volume_mounts,
)

PULL_POLICIES = ("Always", "IfNotPresent", "Never")
TERMINATION_MESSAGE_POLICIES = ("File", "FallbackToLogsOnError")
# What an ephemeral container cannot have; upstream lists what it can.
NOT_FOR_EPHEMERAL_CONTAINERS = (
    "ports",
    "resizePolicy",
    "restartPolicy",
    "restartPolicyRules",
    *PROBES,
    "lifecycle",
)

Container = dict[str, Any]


class Surroundings(NamedTuple):
    """What the rules for a container need to know of its pod."""

    options: PodOptions
    volumes: Mapping[str, dict[str, Any]]
    claim_names: set[str]
    grace_period: int | None
    os: dict[str, Any] | None
    restart_policy: str
    host_users: bool


def validate_containers(containers: list[Container], path: FieldPath, pod: Surroundings) -> Iterator[FieldError]:
    """The app containers. Mirrors validateContainers, Kubernetes v1.36, pkg/apis/core/validation."""
    if not containers:
        yield required(path, "A pod needs at least one container.")
        return
    names: set[str] = set()
    for i, container in enumerate(containers):
        at = path.index(i)
        yield from validate_container_common(container, at, pod)
        name = container.get("name", "")
        if name in names:
            yield duplicate(at.child("name"), name, f"Another container is called {show(name)}.")
        names.add(name)
        yield from validate_hooks_and_probes(container, at, pod)
        if pod.options.allow_container_restart_policy_rules:
            yield from validate_container_restart_policy(container, at, pod.options)
        elif "restartPolicy" in container:
            yield forbidden(
                at.child("restartPolicy"),
                f"Only an init container can have its own restartPolicy in Kubernetes {pod.options.version}.",
            )
    yield from check_host_port_conflicts(containers, path)


def validate_init_containers(
    containers: list[Container], regular: list[Container], path: FieldPath, pod: Surroundings
) -> Iterator[FieldError]:
    """Mirrors validateInitContainers, Kubernetes v1.36, pkg/apis/core/validation."""
    names = {container.get("name", "") for container in regular}
    for i, container in enumerate(containers):
        at = path.index(i)
        yield from validate_container_common(container, at, pod)
        yield from validate_init_container_restart_policy(container, at, pod.options)
        name = container.get("name", "")
        if name in names:
            yield duplicate(at.child("name"), name, f"Another container is called {show(name)}.")
        elif name:
            names.add(name)
        # Init containers run one by one, so each has the node's ports to itself.
        # sic: upstream always names the first init container.
        yield from check_host_port_conflicts([container], path)
        if container.get("restartPolicy") == "Always":
            yield from validate_hooks_and_probes(container, at, pod)
        else:
            for field in ("lifecycle", *PROBES):
                if field in container:
                    yield forbidden(
                        at.child(field),
                        "An init container that runs to completion cannot have this; "
                        "a native sidecar (restartPolicy: Always) can.",
                    )
        yield from validate_init_container_resize_policy(container, at.child("resizePolicy"), pod.options)


def validate_init_container_resize_policy(
    container: Container, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Part of validateInitContainers.

    Before 1.33 it refuses every policy, but there the field's gate is off, so none ever arrives.
    """
    if container.get("restartPolicy") == "Always" or options.minor < 36:
        return
    for i, policy in enumerate(container.get("resizePolicy", ())):
        if policy.get("restartPolicy") == "RestartContainer":
            yield invalid(
                path.index(i).child("restartPolicy"),
                "RestartContainer",
                "An init container that runs to completion cannot be restarted for this; use NotRequired.",
            )


def validate_ephemeral_containers(
    ephemeral: list[Container], spec: dict[str, Any], path: FieldPath, pod: Surroundings
) -> Iterator[FieldError]:
    """Mirrors validateEphemeralContainers, Kubernetes v1.36, pkg/apis/core/validation."""
    others = {c.get("name", "") for kind in ("containers", "initContainers") for c in spec.get(kind, ())}
    names = set(others)
    for i, container in enumerate(ephemeral):
        at = path.index(i)
        yield from validate_container_common(container, at, pod)
        yield from validate_container_only_for_pod(container, at)
        name, target = container.get("name", ""), container.get("targetContainerName", "")
        if name in names:
            yield duplicate(at.child("name"), name, f"Another container is called {show(name)}.")
        names.add(name)
        if target and target not in others:
            yield not_found(at.child("targetContainerName"), target, f"The pod has no container {show(target)}.")
        yield from validate_ephemeral_container_fields(container, at)


def validate_ephemeral_container_fields(container: Container, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateFieldAllowList, Kubernetes v1.36, pkg/apis/core/validation, and the rules about subpaths."""
    set_fields = [field for field in NOT_FOR_EPHEMERAL_CONTAINERS if field in container]
    if container.get("resources"):
        set_fields.append("resources")
    for field in set_fields:
        yield forbidden(path.child(field), "An ephemeral container cannot have this; it only helps to debug the pod.")
    for i, mount in enumerate(container.get("volumeMounts", ())):
        for field in ("subPath", "subPathExpr"):
            if mount.get(field):
                at = path.child("volumeMounts").index(i).child(field)
                yield forbidden(at, "An ephemeral container can only mount a volume as a whole.")


def validate_container_common(container: Container, path: FieldPath, pod: Surroundings) -> Iterator[FieldError]:
    """Mirrors validateContainerCommon, Kubernetes v1.36, pkg/apis/core/validation."""
    options = pod.options
    name = container.get("name", "")
    if name:
        yield from validate_dns1123_label(name, path.child("name"))
    else:
        yield required(path.child("name"), 'Give the container a name, such as "app".')
    if not container.get("image"):
        yield required(path.child("image"), 'Say which image to run, such as "nginx:1.27".')
    yield from validate_choice(
        container.get("terminationMessagePolicy", ""),
        TERMINATION_MESSAGE_POLICIES,
        path.child("terminationMessagePolicy"),
    )
    if "ports" in container:
        yield from validate_container_ports(container["ports"], path.child("ports"))
    if "env" in container:
        yield from validate_env(container["env"], path.child("env"), options)
    if "envFrom" in container:
        yield from validate_env_from(container["envFrom"], path.child("envFrom"), options)
    yield from validate_container_volumes(container, path, pod)
    yield from validate_choice(container.get("imagePullPolicy", ""), PULL_POLICIES, path.child("imagePullPolicy"))
    if container.get("resources"):
        resources = container["resources"]
        yield from validate_container_resource_requirements(resources, pod.claim_names, path.child("resources"))
    if "resizePolicy" in container:
        at = path.child("resizePolicy")
        yield from validate_resize_policy(container["resizePolicy"], pod.restart_policy, at, options)
    if "securityContext" in container:
        context = container["securityContext"]
        yield from validate_security_context(context, path.child("securityContext"), pod.host_users, options)


def validate_container_volumes(container: Container, path: FieldPath, pod: Surroundings) -> Iterator[FieldError]:
    """A container's volumeMounts and volumeDevices. Part of validateContainerCommon."""
    mounts, devices = container.get("volumeMounts", ()), container.get("volumeDevices", ())
    if mounts:
        device_map = get_volume_device_map(devices)
        yield from validate_volume_mounts(mounts, device_map, pod.volumes, container, path.child("volumeMounts"))
    if devices:
        mount_map = get_volume_mount_map(mounts)
        yield from validate_volume_devices(devices, mount_map, pod.volumes, path.child("volumeDevices"))


def validate_hooks_and_probes(container: Container, path: FieldPath, pod: Surroundings) -> Iterator[FieldError]:
    """What only an app container and a native sidecar can have."""
    if "lifecycle" in container:
        at = path.child("lifecycle")
        yield from validate_lifecycle(container["lifecycle"], pod.grace_period, at, pod.options, pod.os)
    yield from validate_probes(container, pod.grace_period, path, pod.options)


def validate_containers_only_for_pod(containers: list[Container], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateContainersOnlyForPod, Kubernetes v1.36, pkg/apis/core/validation."""
    for i, container in enumerate(containers):
        yield from validate_container_only_for_pod(container, path.index(i))


def validate_container_only_for_pod(container: Container, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateContainerOnlyForPod, Kubernetes v1.36, pkg/apis/core/validation."""
    image = container.get("image", "")
    if image != trim_space(image):
        yield invalid(path.child("image"), image, "The image begins or ends with white space. Remove it.")
