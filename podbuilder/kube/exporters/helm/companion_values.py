"""The values of objects beside the pods: Services, Ingresses, autoscalers and disruption budgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from podbuilder.kube.conversion_report.note import carried
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.chart_values import ValuePath
from podbuilder.kube.exporters.helm.go_text import field
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate, Slot, texts
from podbuilder.kube.exporters.helm.value_schema import SWITCH, TEXT, TEXTS, Schema, is_fit

_ANNOTATIONS = FieldPath(("metadata", "annotations"))
_SPEC = FieldPath(("spec",))
_PORT: Schema = {"type": "integer", "minimum": 1, "maximum": 65535}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_PERCENT: Schema = {"type": "integer", "minimum": 1}
_HEADLESS = "None"
# As Kubernetes' API has them; a Service of the type ExternalName has no pods.
_TYPES = ["ClusterIP", "NodePort", "LoadBalancer"]
_INT_OR_TEXT: Schema = {"type": ["integer", "string"]}


def add_companions(draft: ChartDraft) -> None:
    """Make values of what people change in the objects beside the pods."""
    for kind, (name, add) in _ADDERS.items():
        found = draft.of_kind(kind)
        for one in found:
            about = f"The {kind} {one.name}."
            add(draft, one, draft.values.scope(one.name, (name,), about) if len(found) > 1 else (name,))


def _add_service(draft: ChartDraft, one: ObjectTemplate, to: ValuePath) -> None:
    path = _SPEC.child("type")
    schema: Schema = {"type": "string", "enum": ["", *_TYPES]}
    value = one.get(*path) if one.has(path) else ""
    is_same = is_fit(value, schema) and bool(value) == one.has(path)
    if is_same and one.get("spec", "clusterIP") != _HEADLESS and one.is_free(path) and one.get("spec"):
        says = "How the Service is reached; empty for an address inside of the cluster."
        read = draft.values.add((*to, "type"), value, says, schema, is_needed=False)
        one.put(path, Slot(". | quote", condition=f"with {read}"))
        if value:
            draft.say(one, path, carried(".".join((*to, "type"))))
    ports = document.listed(one.document, ("spec", "ports"))
    for i, port in enumerate(ports):
        at = _SPEC.child("ports").index(i).child("port")
        name = document.get(port, ("name",))
        if len(ports) == 1:
            draft.add_scalar(one, at, (*to, "port"), "The port of the Service.", _PORT)
        elif isinstance(name, str):
            inside = draft.values.scope(name, (*to, "ports"), "")
            draft.add_scalar(one, at, inside, f"The port {name} of the Service.", _PORT)
    _add_annotations(draft, one, to, "Annotations of the Service, such as those that load balancers read.")


def _add_ingress(draft: ChartDraft, one: ObjectTemplate, to: ValuePath) -> None:
    _add_switch(draft, one, to, "Whether the chart makes the Ingress.")
    class_name = _SPEC.child("ingressClassName")
    if one.get("spec"):
        draft.add_optional(one, class_name, (*to, "className"), "The class of the controller that serves it.", TEXT)
    _add_annotations(draft, one, to, "Annotations of the Ingress, which its controller reads.")
    places = [
        path
        for path, value in document.walk(document.get(one.document, ("spec",)), _SPEC)
        if isinstance(value, str)
        and path.pattern() in ("spec.rules[].host", "spec.tls[].hosts[]")
        and one.is_free(path)
    ]
    hosts = {one.get(*path) for path in places}
    # With several hosts, nobody knows which of them belong together.
    if len(hosts) == 1:
        read = draft.values.add((*to, "host"), hosts.pop(), "The host name that it serves.", TEXT | {"minLength": 1})
        for path in places:
            one.put(path, texts(read))
            draft.say(one, path, carried(".".join((*to, "host"))))


def _add_autoscaler(draft: ChartDraft, one: ObjectTemplate, to: ValuePath) -> None:
    _add_switch(draft, one, to, "Whether an autoscaler says how many pods there are.")
    for name, least in (("minReplicas", "least"), ("maxReplicas", "greatest")):
        if one.has(_SPEC.child(name)):
            says = f"The {least} number of pods."
            draft.add_scalar(one, _SPEC.child(name), (*to, name), says, _COUNT)
    for i, metric in enumerate(document.listed(one.document, ("spec", "metrics"))):
        resource, of = document.get(metric, ("resource", "name")), ("resource", "target", "averageUtilization")
        path = FieldPath((*_SPEC.child("metrics").index(i), *of))
        if resource in ("cpu", "memory") and one.has(path):
            word = {"cpu": "CPU", "memory": "Memory"}[resource]
            says = (
                f"How much of the {word if resource == 'cpu' else resource} requested is used on average, in percent."
            )
            draft.add_scalar(one, path, (*to, f"target{word}UtilizationPercentage"), says, _PERCENT)


def _add_budget(draft: ChartDraft, one: ObjectTemplate, to: ValuePath) -> None:
    _add_switch(draft, one, to, "Whether the chart makes the disruption budget.")
    for name, says in (
        ("minAvailable", "How many pods, as a number or in percent, stay while nodes are drained."),
        ("maxUnavailable", "How many pods, as a number or in percent, may be away while nodes are drained."),
    ):
        if one.has(_SPEC.child(name)):
            draft.add_scalar(one, _SPEC.child(name), (*to, name), says, _INT_OR_TEXT)


def _add_switch(draft: ChartDraft, one: ObjectTemplate, to: ValuePath, about: str) -> None:
    one.condition = draft.values.add((*to, "enabled"), True, about, SWITCH)
    draft.say(one, ROOT, carried(field((*to, "enabled")).removeprefix(".Values.")))


def _add_annotations(draft: ChartDraft, one: ObjectTemplate, to: ValuePath, about: str) -> None:
    draft.add_structure(one, _ANNOTATIONS, (*to, "annotations"), about, {}, TEXTS)


_ADDERS: Mapping[str, tuple[str, Callable[[ChartDraft, ObjectTemplate, ValuePath], None]]] = {
    "Service": ("service", _add_service),
    "Ingress": ("ingress", _add_ingress),
    "HorizontalPodAutoscaler": ("autoscaling", _add_autoscaler),
    "PodDisruptionBudget": ("podDisruptionBudget", _add_budget),
}
