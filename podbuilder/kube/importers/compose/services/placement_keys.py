"""On which nodes the pods of a service run: constraints and preferences of Swarm as fields of the pod."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left, refused
from podbuilder.kube.core.affinity_fields import REQUIRED
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote, whole
from podbuilder.kube.importers.container_settings.imported_pod import APP_LABEL, put
from podbuilder.kube.importers.question import AnswerType, Question

_CONSTRAINT = re.compile(r"\s*([\w.-]{1,300}(?:/[\w.-]{1,63})?)\s*(==|!=)\s*(\S[^\n]{0,200})")
_HOST_NAME = "kubernetes.io/hostname"
_LABELS = {
    "node.hostname": _HOST_NAME,
    "node.platform.os": "kubernetes.io/os",
    "node.platform.arch": "kubernetes.io/arch",
}
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_CONTROL_PLANE = "node-role.kubernetes.io/control-plane"
_OF_NODES, _OF_ENGINES = "node.labels.", "engine.labels."
_VALUE = re.compile(r"[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?")
_NAME = re.compile(r"(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?")
_AFFINITY = "spec.affinity.nodeAffinity"
_NO, _YES = "no", "yes"


def _constraints(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, text in enumerate(value):
        context.speak_of(index)
        yield (index,), _constraint(context, text)


def _constraint(context: KeyContext, text: str) -> Note:
    found = _CONSTRAINT.fullmatch(text)
    if not found:
        return refused("A constraint is written as node.labels.NAME==VALUE, or with !=.")
    name, operator, wanted = found[1], found[2], found[3].strip()
    if name == "node.role":
        return _role(context, (wanted == "manager") == (operator == "=="))
    label = name.removeprefix(_OF_NODES) if name.startswith(_OF_NODES) else _LABELS.get(name, "")
    if not label:
        return left("Nodes of Kubernetes have no such name or label; node.labels are those that you give them.")
    wanted = _ARCHITECTURES.get(wanted, wanted)
    if not _NAME.fullmatch(label) or not _VALUE.fullmatch(wanted):
        return left("This is no label that a node of Kubernetes can have.")
    selector = context.workload.pod.spec.setdefault("nodeSelector", {})
    if operator == "==" and selector.get(label, wanted) == wanted:
        selector[label] = wanted
        return carried(f"spec.nodeSelector[{label}]")
    if not selector:
        del context.workload.pod.spec["nodeSelector"]
    _require(context, {"key": label, "operator": "In" if operator == "==" else "NotIn", "values": [wanted]})
    return carried(_AFFINITY)


def _require(context: KeyContext, expression: dict[str, Any]) -> None:
    spec = context.workload.pod.spec
    affinity = spec.setdefault("affinity", {}).setdefault("nodeAffinity", {})
    terms = affinity.setdefault(REQUIRED, {"nodeSelectorTerms": [{"matchExpressions": []}]})["nodeSelectorTerms"]
    terms[0]["matchExpressions"].append(expression)


def _role(context: KeyContext, is_manager: bool) -> Note:
    """Managers are the nodes of the control plane, on which pods run only if they tolerate it."""
    _require(context, {"key": _CONTROL_PLANE, "operator": "Exists" if is_manager else "DoesNotExist"})
    if not is_manager:
        return different(_AFFINITY, "Workers are the nodes that are not of the control plane.")
    question = Question(
        "control-plane",
        "Whether the pods may run on nodes of the control plane",
        _NO,
        AnswerType.CHOICE,
        ((_NO, "only if those take pods anyway"), (_YES, "yes: the pods tolerate it")),
    )
    if context.plan.questions.ask(question) == _YES:
        toleration = {"key": _CONTROL_PLANE, "operator": "Exists", "effect": "NoSchedule"}
        tolerations = context.workload.pod.spec.setdefault("tolerations", [])
        if toleration not in tolerations:
            tolerations.append(toleration)
        return different(_AFFINITY, "Managers are the nodes of the control plane, and the pods tolerate it.")
    return asks(_AFFINITY, "Managers are the nodes of the control plane, which take no other pods in most clusters.")


def _preferences(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, preference in enumerate(value):
        context.speak_of(index)
        yield (index,), _preference(context, preference.get("spread") or "")


def _preference(context: KeyContext, spread: str) -> Note:
    label = spread.removeprefix(_OF_NODES)
    if not spread.startswith(_OF_NODES) or not _NAME.fullmatch(label):
        return left("Pods are spread over the values of a label that nodes have: node.labels.NAME.")
    constraints = context.workload.pod.spec.setdefault("topologySpreadConstraints", [])
    if any(one["topologyKey"] == label for one in constraints):
        return left("They are spread over this label already.")
    constraints.append(
        {
            "maxSkew": 1,
            "topologyKey": label,
            "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": {"matchLabels": {APP_LABEL: context.workload.pod.name}},
        }
    )
    return carried(f"spec.topologySpreadConstraints[{len(constraints) - 1}]")


def _most(context: KeyContext, value: Any) -> list[KeyNote]:
    if value == 0:
        return whole(left("0 is no limit, as is leaving it out."))
    if value != 1:
        return whole(left("Kubernetes can keep two pods from one node, but not count them."))
    term = {"labelSelector": {"matchLabels": {APP_LABEL: context.workload.pod.name}}, "topologyKey": _HOST_NAME}
    put(context.workload.pod.spec, ("affinity", "podAntiAffinity", REQUIRED), [term])
    return whole(carried("spec.affinity.podAntiAffinity"))


_PLACEMENT = "deploy.placement"
HANDLERS: dict[str, Handler] = {
    f"{_PLACEMENT}.constraints": _constraints,
    f"{_PLACEMENT}.max_replicas_per_node": _most,
    f"{_PLACEMENT}.preferences": _preferences,
}
