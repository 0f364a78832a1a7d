"""What makes each rehearsed failure: out of a pod and one of its containers, the answers that are no good.

An injection gives None where the failure cannot happen to the container. The messages are the words of Kubernetes,
containerd and registries, with this pod's names.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.image import ImageError, parse
from podbuilder.kube.insight.prerequisites import Reference
from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.faults import End, Eviction, Faults
from podbuilder.kube.lifecycle.played_pod import STARTUP, PlayedContainer, PlayedPod

SECRET, CONFIG_MAP = "Secret", "ConfigMap"
Inject = Callable[[PlayedPod, PlayedContainer, Assumptions], Faults | None]


def to_all(make: Callable[[PlayedContainer, Assumptions], Faults]) -> Inject:
    return lambda _pod, container, assumptions: make(container, assumptions)


def _reference(image: str) -> str:
    try:
        return str(parse(image))
    except ImageError:
        return image


def pull_fails(words: str) -> Inject:
    def inject(_pod: PlayedPod, container: PlayedContainer, _assumptions: Assumptions) -> Faults | None:
        if container.pull_policy == "Never":
            return None
        reference = _reference(container.image)
        start = f'failed to pull and unpack image "{reference}": failed to resolve reference "{reference}": '
        return Faults(pull={container.key: words.format(start=start, reference=reference)})

    return inject


NOT_FOUND = "rpc error: code = NotFound desc = {start}{reference}: not found"
REFUSED = (
    "rpc error: code = Unknown desc = {start}pull access denied, repository does not exist or may require "
    "authorization: server message: insufficient_scope: authorization failed"
)


def object_missing(kind: str) -> Inject:
    """An object that a container's environment needs, or a volume of the pod."""

    def inject(pod: PlayedPod, container: PlayedContainer, _assumptions: Assumptions) -> Faults | None:
        need = _need(pod, container, lambda one: one.kind == kind)
        if need is None:
            return None
        return _lacking(pod, container, need, f'{kind.lower()} "{need.name}" not found')

    return inject


def key_missing(pod: PlayedPod, container: PlayedContainer, _assumptions: Assumptions) -> Faults | None:
    need = _need(pod, container, lambda one: bool(one.keys) and one.kind in (SECRET, CONFIG_MAP))
    if need is None:
        return None
    key = need.keys[0].name
    if need.path[1] == "volumes":
        noun = "secret" if need.kind == SECRET else "config"
        return _lacking(pod, container, need, f"references non-existent {noun} key: {key}")
    return _lacking(pod, container, need, f"couldn't find key {key} in {need.kind} {pod.namespace}/{need.name}")


def _need(pod: PlayedPod, container: PlayedContainer, fits: Callable[[Reference], bool]) -> Reference | None:
    """The first object that fits and must be there: of the container itself, else of a volume."""
    own = [one for one in pod.references if not one.is_optional and fits(one)]
    of_container = (one for one in own if one.path[:3] == container.path)
    of_volumes = (one for one in own if one.path[:2] == ("spec", "volumes"))
    return next(chain(of_container, of_volumes), None)


def _lacking(pod: PlayedPod, container: PlayedContainer, need: Reference, message: str) -> Faults:
    if need.path[1] != "volumes":
        return Faults(config={container.key: message})
    return Faults(mount=(str(get(pod.document, (*need.path[:3], "name"), "")), message))


def claim_unbound(pod: PlayedPod, container: PlayedContainer, _assumptions: Assumptions) -> Faults | None:
    need = _need(pod, container, lambda one: one.kind == "PersistentVolumeClaim")
    rest = "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling."
    message = f"0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. {rest}"
    return Faults(unschedulable=message) if need else None


def no_node(_container: PlayedContainer, _assumptions: Assumptions) -> Faults:
    rest = "preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod."
    return Faults(unschedulable=f"0/3 nodes are available: 3 Insufficient cpu. {rest}")


def command_missing(container: PlayedContainer, _assumptions: Assumptions) -> Faults:
    program = container.command or "PROGRAM"
    why = "no such file or directory" if "/" in program else "executable file not found in $PATH"
    told = f'exec: "{program}": {"stat " + program + ": " if "/" in program else ""}{why}'
    words = (
        "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed"
    )
    return Faults(
        start={container.key: f"{words}: unable to start container process: error during container init: {told}"}
    )


def program_ends(exit_code: int, reason: str) -> Inject:
    def make(container: PlayedContainer, assumptions: Assumptions) -> Faults:
        return Faults(ends={container.key: End(assumptions.of("fail", container.key), exit_code, reason)})

    return to_all(make)


def program_completes(_pod: PlayedPod, container: PlayedContainer, assumptions: Assumptions) -> Faults | None:
    is_task = container.is_init and not container.is_sidecar
    return None if is_task else Faults(ends={container.key: End(assumptions.of("task", container.key), 0, "")})


def probe_fails(kind: str) -> Inject:
    def inject(_pod: PlayedPod, container: PlayedContainer, assumptions: Assumptions) -> Faults | None:
        if container.probe(kind) is None:
            return None
        return Faults(probes={(container.key, kind): 0 if kind == STARTUP else _RUNS_WELL + assumptions.of("ready")})

    return inject


# How long a program answers well before its probe fails.
_RUNS_WELL = 30


def hook_hangs(_pod: PlayedPod, container: PlayedContainer, _assumptions: Assumptions) -> Faults | None:
    return Faults(hangs=frozenset({container.key})) if container.pre_stop else None


def hook_fails(_pod: PlayedPod, container: PlayedContainer, _assumptions: Assumptions) -> Faults | None:
    return Faults(bad_hooks=frozenset({container.key})) if container.post_start else None


def signal_ignored(container: PlayedContainer, _assumptions: Assumptions) -> Faults:
    return Faults(deaf=frozenset({container.key}))


# When something befalls a node, and what it is told to be short of.
_BEFALLS = 60
_SHORT = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 51200Ki. "


def node_lost(_container: PlayedContainer, _assumptions: Assumptions) -> Faults:
    return Faults(node_lost=_BEFALLS)


def no_network(_container: PlayedContainer, _assumptions: Assumptions) -> Faults:
    words = (
        'plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized'
    )
    return Faults(sandbox=f'rpc error: code = Unknown desc = failed to setup network for sandbox "7f3c": {words}')


def storage_used_up(pod: PlayedPod, container: PlayedContainer, _assumptions: Assumptions) -> Faults | None:
    """The container's own limit comes first, then that of a volume."""
    if container.storage_limit and (not container.is_init or container.is_sidecar):
        message = f'Container {container.name} exceeded its local ephemeral storage limit "{container.storage_limit}". '
        return Faults(eviction=Eviction(_BEFALLS, message))
    for volume in listed(pod.document, ("spec", "volumes")):
        limit = get(volume, ("emptyDir", "sizeLimit"))
        if limit:
            message = f'Usage of EmptyDir volume "{get(volume, ("name",))}" exceeds the limit "{limit}". '
            return Faults(eviction=Eviction(_BEFALLS, message))
    return None


def pod_evicted(_pod: PlayedPod, container: PlayedContainer, _assumptions: Assumptions) -> Faults | None:
    if container.is_init and not container.is_sidecar:
        return None
    use = f"Container {container.name} was using 1Gi, request is {container.memory_request}, "
    return Faults(eviction=Eviction(_BEFALLS, f"{_SHORT}{use}has larger consumption of memory. "))
