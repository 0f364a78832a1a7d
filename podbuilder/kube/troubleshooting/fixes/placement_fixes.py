"""What keeps a pod from its nodes: requests, labels, taints, neighbours, ports, gates, schedulers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.core.quantity import QuantityError, parse
from podbuilder.kube.lint.rule import Patch, assisted, safe
from podbuilder.kube.manifest import Edit, remove_, set_
from podbuilder.kube.troubleshooting.situation import Fix, Situation, appended

_SELECTOR = SPEC.child("nodeSelector")
# Labels that nodes no longer have, with those that took their place.
_MOVED = {
    "beta.kubernetes.io/os": "kubernetes.io/os",
    "beta.kubernetes.io/arch": "kubernetes.io/arch",
    "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
}


def less(one: Situation) -> Iterator[Patch]:
    """Half of the requests that fit no node."""
    short = [name for name in ("cpu", "memory", "ephemeral-storage") if f"Insufficient {name}" in one.text]
    edits: list[Edit] = []
    for index, container in enumerate(document.listed(one.pod, SPEC.child("containers"))):
        for name in short:
            half = _half(document.get(container, ("resources", "requests", name)))
            if half:
                at = SPEC.child("containers").index(index).child("resources", "requests").key(name)
                edits.append(set_(at, half))
    if edits:
        yield assisted("Request half of it.", *edits)


def _half(amount: Any) -> str:
    try:
        thousandths = parse(amount).milli_value()
    except (QuantityError, TypeError):
        return ""
    if thousandths < 20:
        return ""
    mebi = (1 << 20) * 1000
    if thousandths >= 2 * mebi:
        return f"{thousandths // 2 // mebi}Mi"
    return f"{thousandths // 2}m"


def labels(one: Situation) -> Iterator[Patch]:
    """Labels that nodes have."""
    selector = one.get(_SELECTOR)
    if not isinstance(selector, dict) or not selector:
        return
    moved = [key for key in selector if key in _MOVED]
    if moved:
        edits = [edit for key in moved for edit in (remove_(_SELECTOR.key(key)), _selected(key, selector[key]))]
        yield safe("Use the names that the labels have now.", *edits)
    else:
        yield assisted("Let it run on every node.", remove_(_SELECTOR))


def _selected(key: str, value: Any) -> Edit:
    return set_(_SELECTOR.key(_MOVED[key]), value)


def toleration(one: Situation) -> Iterator[Patch]:
    """A toleration of the taint that is named."""
    told = one.found(r"taint \{([\w./-]{1,253}): ?([\w.-]{0,63})\}")
    path = SPEC.child("tolerations")
    if not told:
        return
    wanted = {"key": told[1], "operator": "Equal", "value": told[2], "effect": "NoSchedule"}
    if not told[2]:
        wanted = {"key": told[1], "operator": "Exists", "effect": "NoSchedule"}
    if wanted not in document.listed(one.pod, path):
        yield assisted(f"Tolerate the taint {told[1]}.", appended(one.pod, path, wanted))


def preferred_neighbours(one: Situation) -> Iterator[Patch]:
    """Neighbours that are preferred, and no longer required."""
    edits: list[Edit] = []
    for kind in ("podAffinity", "podAntiAffinity"):
        at = SPEC.child("affinity", kind)
        terms = document.listed(one.pod, at.child(REQUIRED))
        if terms:
            kept = document.listed(one.pod, at.child(PREFERRED))
            weighted = [{"weight": 100, "podAffinityTerm": term} for term in terms]
            edits += [set_(at.child(PREFERRED), [*kept, *weighted]), remove_(at.child(REQUIRED))]
    if edits:
        yield assisted("Prefer it, and do not require it.", *edits)


def uneven(one: Situation) -> Iterator[Patch]:
    """Spread that is aimed at, and no condition."""
    path = SPEC.child("topologySpreadConstraints")
    edits = [
        set_(path.index(index).child("whenUnsatisfiable"), "ScheduleAnyway")
        for index, item in enumerate(document.listed(one.pod, path))
        if document.get(item, ("whenUnsatisfiable",)) == "DoNotSchedule"
    ]
    if edits:
        yield assisted("Let it stand unevenly where it must.", *edits)


def no_host_port(one: Situation) -> Iterator[Patch]:
    """Ports of the pod alone, which a Service reaches."""
    edits = [
        remove_(SPEC.child("containers").index(at).child("ports").index(index).child("hostPort"))
        for at, container in enumerate(document.listed(one.pod, SPEC.child("containers")))
        for index, port in enumerate(document.listed(container, ("ports",)))
        if document.has(port, ("hostPort",))
    ]
    if edits and one.get(SPEC.child("hostNetwork")) is not True:
        yield assisted("Take no port of the node.", *edits)


def _without(title: str, path: FieldPath) -> Fix:
    def fix(one: Situation) -> Iterator[Patch]:
        if one.get(path):
            yield assisted(title, remove_(path))

    return fix


FIXES: dict[str, Fix] = {
    "insufficient-resources": less,
    "node-selector-mismatch": labels,
    "untolerated-taint": toleration,
    "pod-affinity": preferred_neighbours,
    "topology-spread": uneven,
    "host-port-conflict": no_host_port,
    "scheduling-gated": _without("Hold it back no longer.", SPEC.child("schedulingGates")),
    "scheduler-absent": _without("Use the scheduler that every cluster has.", SPEC.child("schedulerName")),
    "kubelet-rejected": _without("Let the scheduler find the node.", SPEC.child("nodeName")),
    "preempted": _without("Use the cluster's default priority.", SPEC.child("priorityClassName")),
}
