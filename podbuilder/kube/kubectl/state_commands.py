"""Commands that tell what state a pod is in, and what has happened to it."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube import catalogue
from podbuilder.kube.core.limits import SHOWN_COMMANDS
from podbuilder.kube.insight.prerequisites import prerequisites, references
from podbuilder.kube.kubectl.creation import WITHOUT_NAMESPACE
from podbuilder.kube.kubectl.pod_command import Filter, PodCommand
from podbuilder.kube.kubectl.pod_target import INERT, POD, PodTarget, is_usable, selector_text

_EXITS = ",".join(
    (
        "POD:.metadata.name",
        "CONTAINERS:.status.containerStatuses[*].name",
        "RESTARTS:.status.containerStatuses[*].restartCount",
        "LAST:.status.containerStatuses[*].lastState.terminated.reason",
        "CODE:.status.containerStatuses[*].lastState.terminated.exitCode",
    )
)
_SORTED = "--sort-by=.lastTimestamp"
_ARCH, _ZONE = "kubernetes.io/arch", "topology.kubernetes.io/zone"
_TAINTS = "NAME:.metadata.name,TAINTS:.spec.taints"
# What a pod may name and a person can look at.
_LOOKED_AT = ("PersistentVolumeClaim", "ConfigMap", "Secret", "ServiceAccount", "PriorityClass", "RuntimeClass")


def state_commands(target: PodTarget) -> Iterator[PodCommand]:
    """From a list of pods to everything about one of them."""
    where, own = target.where, (target.resource, *target.where, target.name)
    if not target.is_pod:
        yield PodCommand(("kubectl", "get", *own, "-o", "wide"), f"See the {target.manifest.kind}", is_main=True)
        yield PodCommand(
            ("kubectl", "describe", *own), f"See what happened to the {target.manifest.kind}", is_main=True
        )
    if target.can("schedule"):
        yield PodCommand(("kubectl", "get", "jobs", *where), "List the Jobs that it has started")
    if target.can(INERT):
        return
    pods = ("kubectl", "get", "pods", *where)
    yield PodCommand(
        pods, "List pods", "READY counts ready containers; STATUS names one container of several; RESTARTS is the sum."
    )
    few = (*pods, *target.selector)
    yield PodCommand((*few, "-o", "wide"), "List them with node and address")
    yield PodCommand((*few, "--watch"), "Watch them change", "A line for each change; Ctrl-C ends it.")
    one = ("pod", *where, target.pod)
    yield PodCommand(("kubectl", "get", *one, "-o", "wide"), "See one pod", is_main=target.is_pod)
    yield PodCommand(
        ("kubectl", "describe", *one),
        "See what is known about it, with its events",
        "Read the events at the end first: the last one is the newest.",
        is_main=target.is_pod,
    )
    yield PodCommand(
        ("kubectl", "get", *one, "-o", "yaml"),
        "See everything, with its status",
        "The only one with the messages of waiting containers and the reasons of conditions.",
    )
    one_or_few = (*few,) if target.selector and target.pod == POD else ("kubectl", "get", *one)
    yield PodCommand((*one_or_few, "-o", f"custom-columns={_EXITS}"), "See how its containers ended last")
    yield PodCommand(("kubectl", "get", *one, "--show-labels"), "See its labels")
    if target.can("names") and target.selector:
        yield PodCommand(("kubectl", "get", "pvc", *where, *target.selector), "See the claims of its pods")


def event_commands(target: PodTarget) -> Iterator[PodCommand]:
    """What happened, to the object, its pod, the nodes, and what the pod needs to find."""
    if target.can(INERT):
        return
    yield from _events(target)
    yield PodCommand(("kubectl", "describe", "nodes"), "See what the nodes have, and have given away")
    yield PodCommand(
        ("kubectl", "get", "nodes", "-o", f"custom-columns={_TAINTS}"),
        "See which nodes keep pods away",
        "A pod goes to a node only if it tolerates all of its taints.",
    )
    yield PodCommand(
        ("kubectl", "get", "nodes", "-L", f"{_ARCH},{_ZONE}", "--show-labels"),
        "See the nodes with architecture, zone and labels",
        "An image is built for some architectures only, and a volume may be tied to a zone.",
    )
    if selected := selector_text({"matchLabels": target.spec.get("nodeSelector")}):
        yield PodCommand(
            ("kubectl", "get", "nodes", "-l", selected),
            "See which nodes its nodeSelector allows",
            "Where there is none, the pod stays Pending.",
        )
    if node := target.spec.get("nodeName"):
        yield PodCommand(("kubectl", "describe", "node", node if is_usable(node) else "NODE"), "See its node")
    yield from _needed(target)
    account = target.spec.get("serviceAccountName")
    if is_usable(account):
        whom = f"--as=system:serviceaccount:{target.namespace}:{account}"
        yield PodCommand(
            ("kubectl", "auth", "can-i", "--list", *target.where, whom),
            "See what its account may ask of the API server",
            "You need the right to act as somebody else, which administrators have.",
        )
    yield PodCommand(
        ("kubectl", "describe", "resourcequota", *target.where),
        "See what the namespace has left",
        "A quota that is used up refuses new pods: the refusal is among the events of the workload.",
    )


def _events(target: PodTarget) -> Iterator[PodCommand]:
    where, pod = target.where, f"pod/{target.pod}"
    if not target.is_pod:
        yield PodCommand(
            ("kubectl", "events", *where, "--for", target.reference),
            f"See the events of the {target.manifest.kind}",
            "Where no pod appears, the refusal stands here, or at what makes the pods.",
            since="1.26",
        )
    yield PodCommand(
        ("kubectl", "events", *where, "--for", pod),
        "See the events of a pod",
        "Events are kept for an hour, as a rule.",
        since="1.26",
    )
    yield PodCommand(
        ("kubectl", "events", *where, "--for", pod, "--types=Warning", "--watch"), "Watch for warnings", since="1.26"
    )
    yield PodCommand(
        ("kubectl", "get", "events", *where, f"--field-selector=involvedObject.name={target.pod}", _SORTED),
        "The same with any kubectl",
    )
    yield PodCommand(
        ("kubectl", "describe", "pod", *where, target.pod),
        "Cut the events out of what describe prints",
        filter=Filter("grep -A 20 Events", "Select-String Events -Context 0,20"),
    )


def _needed(target: PodTarget) -> Iterator[PodCommand]:
    """The objects that the pod names; without them it does not start."""
    found = prerequisites(references(target.manifest.pod, catalogue.load(target.version)))
    needed = [one for one in found if one.kind in _LOOKED_AT and is_usable(one.name)]
    if any(one.kind == _LOOKED_AT[0] for one in needed):
        yield PodCommand(
            ("kubectl", "get", "storageclass"), "See who makes volumes for claims", "One of them may be the default."
        )
        yield PodCommand(("kubectl", "get", "pv", "-o", "wide"), "See the volumes, and whose they are")
    for one in needed[:SHOWN_COMMANDS]:
        where = () if one.kind in WITHOUT_NAMESPACE else target.where
        yield PodCommand(
            ("kubectl", "describe", one.kind.lower(), *where, one.name),
            f"See the {one.kind} that it names",
            "Whether it is bound, and to what." if one.kind == _LOOKED_AT[0] else "",
        )
