"""What can be rehearsed: each failure by name, to which containers it can happen, and the command that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.injections import (
    CONFIG_MAP,
    NOT_FOUND,
    REFUSED,
    SECRET,
    Inject,
    claim_unbound,
    command_missing,
    hook_fails,
    hook_hangs,
    key_missing,
    no_network,
    no_node,
    node_lost,
    object_missing,
    pod_evicted,
    probe_fails,
    program_completes,
    program_ends,
    pull_fails,
    signal_ignored,
    storage_used_up,
    to_all,
)
from podbuilder.kube.lifecycle.played_pod import LIVENESS, READINESS, STARTUP, PlayedContainer, PlayedPod
from podbuilder.kube.lifecycle.runtime import ERROR, KILLED

NONE = "none"
# How commands are written down: the pod's name, the container's and the namespace are filled in.
DESCRIBE, EVENTS = "kubectl describe pod {pod}", "kubectl events --for pod/{pod}"
LOGS, PREVIOUS = "kubectl logs {pod} -c {container}", "kubectl logs {pod} -c {container} --previous"
_NODES = "kubectl get nodes"


@dataclass(frozen=True)
class Rehearsal:
    """A failure. `inject` gives what goes wrong with a container, or None where it cannot happen to it."""

    slug: str
    title: str
    group: str
    # What it is like, in a sentence, and the command that shows it.
    about: str
    command: str
    inject: Inject
    # Whether it concerns the pod as a whole, so that there is no container to choose.
    is_of_pod: bool = False

    @property
    def numbers(self) -> dict[str, int]:
        """What is assumed of the whole: only what goes well, or wrong at the end, is played to its end."""
        return {} if self.group in ("", STOP) else {"delete": 0}

    def fitting(self, pod: PlayedPod) -> list[PlayedContainer]:
        """The containers that it can happen to."""
        return [one for one in pod.containers if self.inject(pod, one, Assumptions()) is not None]


BEFORE, START, RUN, STOP, NODE_GROUP = GROUPS = (
    "Before it runs",
    "When it starts",
    "While it runs",
    "When it stops",
    "On its node",
)
REHEARSALS = (
    Rehearsal(
        NONE,
        "All goes well",
        "",
        "Images are pulled, programs start and answer, and stop when they are told to.",
        "kubectl get pods --watch",
        lambda _pod, _container, _assumptions: Faults(),
        is_of_pod=True,
    ),
    Rehearsal(
        "no-node",
        "No node has room",
        BEFORE,
        "The scheduler finds no node, and tries again when something changes, at the latest every 5 minutes.",
        DESCRIBE,
        to_all(no_node),
        is_of_pod=True,
    ),
    Rehearsal(
        "claim-unbound",
        "A claim is not bound",
        BEFORE,
        "The scheduler waits for the volume of a PersistentVolumeClaim that nobody provides.",
        "kubectl get pvc",
        claim_unbound,
        is_of_pod=True,
    ),
    Rehearsal(
        "image-missing",
        "The image does not exist",
        START,
        "The registry knows no such repository or tag; the kubelet asks again after 10 s, 20 s, 40 s, up to 5 minutes.",
        DESCRIBE,
        pull_fails(NOT_FOUND),
    ),
    Rehearsal(
        "pull-refused",
        "The pull is refused",
        START,
        "The registry wants a login that the pod does not have.",
        DESCRIBE,
        pull_fails(REFUSED),
    ),
    Rehearsal(
        "secret-missing",
        "A Secret is missing",
        START,
        "The Secret is not in the pod’s namespace.",
        "kubectl get secrets",
        object_missing(SECRET),
    ),
    Rehearsal(
        "configmap-missing",
        "A ConfigMap is missing",
        START,
        "The ConfigMap is not in the pod’s namespace.",
        "kubectl get configmaps",
        object_missing(CONFIG_MAP),
    ),
    Rehearsal(
        "key-missing",
        "A key is missing",
        START,
        "The Secret or ConfigMap is there, but not the key that the pod reads.",
        DESCRIBE,
        key_missing,
    ),
    Rehearsal(
        "no-network",
        "The pod gets no network",
        START,
        "The node’s network plugin fails, so that no container is created.",
        DESCRIBE,
        to_all(no_network),
        is_of_pod=True,
    ),
    Rehearsal(
        "command-not-found",
        "The command is not in the image",
        START,
        "The runtime creates the container and cannot start its program.",
        DESCRIBE,
        to_all(command_missing),
    ),
    Rehearsal(
        "poststart-fails",
        "The postStart hook fails",
        START,
        "The container is killed for it, and started again.",
        DESCRIBE,
        hook_fails,
    ),
    Rehearsal(
        "exit-1",
        "The program ends with an error",
        RUN,
        "It exits with 1 each time it is started.",
        PREVIOUS,
        program_ends(1, ERROR),
    ),
    Rehearsal(
        "exit-0",
        "The program ends without an error",
        RUN,
        "It exits with 0, though a container of this pod is meant to go on.",
        LOGS,
        program_completes,
    ),
    Rehearsal(
        "out-of-memory",
        "Out of memory",
        RUN,
        "It takes more memory than its limit, and the kernel kills it.",
        DESCRIBE,
        program_ends(KILLED, "OOMKilled"),
    ),
    Rehearsal(
        "startup-probe-fails",
        "The startup probe fails",
        RUN,
        "It never answers, so it is killed and started again.",
        DESCRIBE,
        probe_fails(STARTUP),
    ),
    Rehearsal(
        "liveness-probe-fails",
        "The liveness probe fails",
        RUN,
        "It stops answering half a minute after it began to, each time.",
        DESCRIBE,
        probe_fails(LIVENESS),
    ),
    Rehearsal(
        "readiness-probe-fails",
        "The readiness probe fails",
        RUN,
        "It says that it is not ready from half a minute on; nothing is restarted, but Services send it no traffic.",
        DESCRIBE,
        probe_fails(READINESS),
    ),
    Rehearsal(
        "prestop-hangs",
        "The preStop hook hangs",
        STOP,
        "The hook takes up the whole grace period; the stop signal comes last, 2 seconds before KILL.",
        EVENTS,
        hook_hangs,
    ),
    Rehearsal(
        "signal-ignored",
        "The stop signal is ignored",
        STOP,
        "The program goes on until it is killed at the end of the grace period.",
        EVENTS,
        to_all(signal_ignored),
    ),
    Rehearsal(
        "node-lost",
        "The node is gone",
        NODE_GROUP,
        "A minute after the pod was created nothing is heard of its node any more.",
        _NODES,
        to_all(node_lost),
        is_of_pod=True,
    ),
    Rehearsal(
        "storage-used-up",
        "Its own limit of storage is passed",
        NODE_GROUP,
        "A minute after its creation the pod has written more than its storage limit or a sizeLimit allows.",
        DESCRIBE,
        storage_used_up,
    ),
    Rehearsal(
        "evicted",
        "The pod is evicted",
        NODE_GROUP,
        "A minute after the pod was created its node is short of memory.",
        DESCRIBE,
        pod_evicted,
    ),
)
BY_SLUG = {one.slug: one for one in REHEARSALS}
