"""What a play needs to know of a pod, read from its document, defaulted or not and with whatever wrong values in it.

A value that the API server would refuse counts as its default, so that a pod with errors can be played too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.core import feature_gates
from podbuilder.kube.core.document import get, listed, mapping_at
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.image import default_pull_policy
from podbuilder.kube.core.pod_containers import (
    CONTAINERS,
    INIT_CONTAINERS,
    Visited,
    is_native_sidecar,
    visit_containers,
)
from podbuilder.kube.insight.prerequisites import Reference, references

GRACE = 30
STARTUP, READINESS, LIVENESS = "startup", "readiness", "liveness"
KINDS = (STARTUP, READINESS, LIVENESS)
# More than a day is not played; a larger number in a manifest counts as this one.
_LONGEST = 86_400


@dataclass(frozen=True, slots=True)
class PlayedProbe:
    """A probe's numbers, defaulted, and its handler as the document has it."""

    kind: str
    initial_delay: int
    period: int
    timeout: int
    successes: int
    failures: int
    # Of this probe alone, for the restart that it causes; None for the pod's.
    grace: int | None
    handler: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlayedContainer:
    """A container in its pod. `key` is its place among all, init containers first."""

    key: int
    path: FieldPath
    name: str
    image: str
    pull_policy: str
    is_init: bool
    is_sidecar: bool
    # The container's own policy, None where the pod's counts; and its rules for exit codes.
    restart_policy: str | None
    restart_rules: tuple[dict[str, Any], ...]
    probes: tuple[PlayedProbe, ...]
    pre_stop: dict[str, Any]
    post_start: dict[str, Any]
    stop_signal: str
    command: str
    memory_request: str
    storage_limit: str

    @property
    def field_path(self) -> str:
        """How events name the container."""
        return f"spec.{'initContainers' if self.is_init else 'containers'}{{{self.name}}}"

    def probe(self, kind: str) -> PlayedProbe | None:
        return next((one for one in self.probes if one.kind == kind), None)


@dataclass(frozen=True, slots=True)
class PlayedPod:
    """A pod as it is played, for one version."""

    name: str
    namespace: str
    version: str
    containers: tuple[PlayedContainer, ...]
    restart_policy: str
    grace: int
    active_deadline: int | None
    readiness_gates: tuple[str, ...]
    scheduling_gates: tuple[str, ...]
    has_volumes: bool
    # For how long the pod stays on a node that is not reached any more; None for ever.
    tolerates_unreachable: int | None
    document: Document
    # The objects of the cluster that it names.
    references: tuple[Reference, ...] = ()

    @property
    def init(self) -> tuple[PlayedContainer, ...]:
        return tuple(one for one in self.containers if one.is_init)

    @property
    def apps(self) -> tuple[PlayedContainer, ...]:
        return tuple(one for one in self.containers if not one.is_init)

    @property
    def counted(self) -> int:
        """How many containers the READY column counts."""
        return sum(not one.is_init or one.is_sidecar for one in self.containers)

    def enabled(self, gate: str) -> bool:
        return feature_gates.enabled(gate, self.version)


def played_pod(pod: Document, version: str, name: str = "", namespace: str = "", *, stays: bool = False) -> PlayedPod:
    """A pod, or the pod of a template, which has no name of its own: `name` stands for the one it gets.

    namespace: the workload's, if there is one. stays: a DaemonSet made it, which lets its pods stay on a node that is
    not reached.
    """
    visited = list(visit_containers(pod, (INIT_CONTAINERS, CONTAINERS)))
    deadline = _seconds(get(pod, ("spec", "activeDeadlineSeconds")), 0)
    return PlayedPod(
        name=name or _text(get(pod, ("metadata", "name")), "pod"),
        namespace=namespace or _text(get(pod, ("metadata", "namespace")), "default"),
        version=version,
        containers=tuple(_container(one, key, version) for key, one in enumerate(visited)),
        restart_policy=_text(get(pod, ("spec", "restartPolicy")), "Always"),
        grace=_seconds(get(pod, ("spec", "terminationGracePeriodSeconds")), GRACE),
        active_deadline=deadline or None,
        readiness_gates=tuple(
            _text(get(gate, ("conditionType",)), "") for gate in listed(pod, ("spec", "readinessGates"))
        ),
        scheduling_gates=tuple(_text(get(gate, ("name",)), "") for gate in listed(pod, ("spec", "schedulingGates")))
        if feature_gates.enabled("PodSchedulingReadiness", version)
        else (),
        has_volumes=bool(listed(pod, ("spec", "volumes"))),
        tolerates_unreachable=None if stays else _toleration(pod),
        document=pod,
        references=tuple(references(pod, catalogue.load(version))),
    )


def _text(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value else otherwise


def _seconds(value: object, otherwise: int) -> int:
    return min(value, _LONGEST) if type(value) is int and value >= 0 else otherwise


def _container(visited: Visited, key: int, version: str) -> PlayedContainer:
    path, container, kind = visited
    is_init = kind == INIT_CONTAINERS
    image = _text(container.get("image"), "")
    has_rules = feature_gates.enabled("ContainerRestartRules", version)
    is_sidecar = feature_gates.enabled("SidecarContainers", version) and is_native_sidecar(container, kind)
    policy = container.get("restartPolicy")
    has_policy = isinstance(policy, str) and (has_rules or is_sidecar)
    return PlayedContainer(
        key=key,
        path=path,
        name=_text(container.get("name"), f"{kind}[{path[-1]}]"),
        image=image,
        pull_policy=_text(container.get("imagePullPolicy"), default_pull_policy(image)),
        is_init=is_init,
        is_sidecar=is_sidecar,
        restart_policy=str(policy) if has_policy else None,
        restart_rules=tuple(r for r in listed(container, ("restartPolicyRules",)) if isinstance(r, dict))
        if has_rules
        else (),
        probes=tuple(
            _probe(container[f"{probe}Probe"], probe)
            for probe in KINDS
            if isinstance(container.get(f"{probe}Probe"), dict) and (not is_init or is_sidecar)
        ),
        pre_stop=_hook(container, "preStop", version),
        post_start=_hook(container, "postStart", version),
        stop_signal=_stop_signal(container, version),
        command=_command(container),
        memory_request=str(get(container, ("resources", "requests", "memory"), "0")),
        storage_limit=str(get(container, ("resources", "limits", "ephemeral-storage"), "")),
    )


def _hook(container: dict[str, Any], name: str, version: str) -> dict[str, Any]:
    """A hook; one that sleeps is dropped by a server that does not know that."""
    hook = mapping_at(container, ("lifecycle", name))
    return {} if "sleep" in hook and not feature_gates.enabled("PodLifecycleSleepAction", version) else hook


def _stop_signal(container: dict[str, Any], version: str) -> str:
    named = get(container, ("lifecycle", "stopSignal"))
    is_read = isinstance(named, str) and feature_gates.enabled("ContainerStopSignals", version)
    return str(named) if is_read else "SIGTERM"


def _command(container: dict[str, Any]) -> str:
    """The program that the container starts, empty where the image names it."""
    words = [*listed(container, ("command",)), *listed(container, ("args",))]
    return _text(words[0], "") if words else ""


def _probe(probe: dict[str, Any], kind: str) -> PlayedProbe:
    def number(field: str, default: int, least: int = 1) -> int:
        # To the server, zero is the same as unset.
        return max(_seconds(probe.get(field), 0) or default, least)

    grace = probe.get("terminationGracePeriodSeconds")
    return PlayedProbe(
        kind,
        number("initialDelaySeconds", 0, 0),
        number("periodSeconds", 10),
        number("timeoutSeconds", 1),
        number("successThreshold", 1),
        number("failureThreshold", 3),
        _seconds(grace, 1) if type(grace) is int and kind != READINESS else None,
        probe,
    )


def _toleration(pod: Document) -> int | None:
    """How long the pod stays on an unreachable node: the seconds of the first toleration that fits, or 300.

    Mirrors GetMatchingTolerations and getMinTolerationTime, Kubernetes v1.36, pkg/controller/tainteviction, and the
    admission plugin DefaultTolerationSeconds, which adds 300 seconds where no toleration fits.
    """
    key, effect = "node.kubernetes.io/unreachable", "NoExecute"
    fitting = [
        one
        for one in listed(pod, ("spec", "tolerations"))
        if isinstance(one, dict)
        and (one.get("key") in (None, "", key))
        and one.get("effect") in (None, "", effect)
        and (one.get("operator") == "Exists" or (one.get("key") == key and not one.get("value")))
    ]
    if not fitting:
        return 300
    times = [max(one["tolerationSeconds"], 0) for one in fitting if type(one.get("tolerationSeconds")) is int]
    return min(times) if times else None
