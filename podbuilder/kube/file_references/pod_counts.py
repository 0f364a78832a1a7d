"""Budgets and autoscalers, and the number of pods that a workload keeps."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any

from podbuilder.kube.core import document, feature_gates, kinds
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.core.pod_requests import container_without_request
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.file_references.contradiction import FileFinding
from podbuilder.kube.file_references.file_objects import FileObject, FileObjects, FilePod
from podbuilder.kube.file_references.selectors import chosen_pods
from podbuilder.kube.insight.replica_count import REPLICAS
from podbuilder.kube.lint.companions import BUDGET
from podbuilder.kube.manifest import remove_, set_

SCALER = "HorizontalPodAutoscaler"
_TARGET = ROOT.child("spec", "scaleTargetRef")
_AVAILABLE, _UNAVAILABLE = ROOT.child("spec", "minAvailable"), ROOT.child("spec", "maxUnavailable")
# What autoscaling/v1 has in place of metrics.
_OF_V1 = ROOT.child("spec", "targetCPUUtilizationPercentage")


def findings(objects: FileObjects, version: str) -> Iterator[FileFinding]:
    """What is wrong between them."""
    pod_level = feature_gates.enabled("PodLevelResources", version)
    scalers = list(objects.of(SCALER))
    for one in scalers:
        yield from _on_target(objects, one, scalers, pod_level)
    for one in objects.of(BUDGET):
        pods = chosen_pods(objects, one)
        yield from _on_budget(one, pods, scalers)
        for pod in pods[:1]:
            yield from _on_second(objects, one, pod)


def _is_target(scaler: FileObject, pod: FilePod) -> bool:
    target = scaler.mapping(*_TARGET)
    return (target.get("kind"), target.get("name")) == (pod.kind, pod.name) and bool(pod.name)


def _on_target(
    objects: FileObjects, one: FileObject, scalers: list[FileObject], pod_level: bool
) -> Iterator[FileFinding]:
    """The workload of an autoscaler: of that kind and API group, in its namespace, not counted by itself as well."""
    target = one.mapping(*_TARGET)
    kind, name = target.get("kind"), target.get("name")
    pods = [pod for pod in objects.pods if _is_target(one, pod)]
    if isinstance(kind, str) and (where := objects.elsewhere(kind, name, one.namespace)):
        yield one.found(_TARGET.child("name"), _elsewhere(kind, name, where))
    elif not pods:
        yield from _on_other_kind(objects, one, name)
    for pod in pods if not objects.elsewhere(str(kind), name, one.namespace) else ():
        yield from _on_scaled(one, pod, pod_level)
    same = [other for other in scalers if other.mapping(*_TARGET) == target and other.namespace == one.namespace]
    if target and same[0] is not one:
        sentence = f"The autoscaler {quote(same[0].name)} scales the same workload, so the two undo each other's work."
        yield one.found(_TARGET, sentence)


def _elsewhere(kind: str, name: Any, where: str) -> str:
    return f"The {kind} {quote(str(name))} is in another namespace, {quote(where)}."


def _on_other_kind(objects: FileObjects, one: FileObject, name: Any) -> Iterator[FileFinding]:
    others = [pod for pod in objects.pods if pod.name == name and name and pod.replicas is not None]
    if len(others) == 1:
        kind = others[0].kind
        sentence = f"In this file, {quote(str(name))} is a {kind}."
        fix = one.fix(f"Scale the {kind}.", set_(_TARGET.child("kind"), kind), is_safe=True)
        yield one.found(_TARGET.child("kind"), sentence, fix)


def _on_scaled(one: FileObject, pod: FilePod, pod_level: bool) -> Iterator[FileFinding]:
    api_version, own = one.get(*_TARGET, "apiVersion"), pod.get("apiVersion")
    if isinstance(api_version, str) and kinds.group_of(api_version) != kinds.group_of(own):
        path = _TARGET.child("apiVersion")
        fix = one.fix("Name the API group of the workload.", set_(path, own), is_safe=True)
        yield one.found(path, f"The {pod.kind} {quote(pod.name)} is of another API group.", fix)
    if document.has(pod.whole, REPLICAS):
        sentence = f"The autoscaler {quote(one.name)} decides how many pods there are; each apply would reset them."
        fix = pod.fix("Leave the number to the autoscaler.", remove_(REPLICAS), is_safe=True)
        yield pod.found(REPLICAS, sentence, fix)
    for path, resource in _shares(one):
        lacking = container_without_request(pod.pod, resource, pod_level=pod_level)
        if lacking is not None:
            sentence = f"Container {quote(lacking)} requests no {resource}, so there is no percentage to compare."
            yield one.found(path, sentence)


def _shares(one: FileObject) -> Iterator[tuple[FieldPath, str]]:
    """The fields that compare what is used with what is requested, and of which resource."""
    for path, metric in one.items("spec", "metrics"):
        resource = document.get(metric, ("resource", "name"))
        if document.get(metric, ("resource", "target", "type")) == "Utilization" and isinstance(resource, str):
            yield path.child("resource", "target"), resource
    if one.get(*_OF_V1) is not None:
        yield _OF_V1, "cpu"


def _on_budget(one: FileObject, pods: list[FilePod], scalers: list[FileObject]) -> Iterator[FileFinding]:
    """A budget that lets no pod go: whoever drains a node waits for ever."""
    counts = [_least(pod, scalers) for pod in pods]
    count = sum(filter(None, counts))
    if None in counts or count < 1:
        return
    available, unavailable = _share(one.get(*_AVAILABLE), count), _share(one.get(*_UNAVAILABLE), count)
    if unavailable == 0:
        fix = one.fix("Let one pod go at a time.", set_(_UNAVAILABLE, 1))
        yield one.found(_UNAVAILABLE, "No pod may be down, so no node with one of them can be drained.", fix)
    elif available is not None and available >= count:
        whose = f"of the {pods[0].kind} {quote(pods[0].name)}"
        which = f"The only pod {whose}" if count == 1 else f"All {count} pods {whose}"
        lower = one.fix("Let one pod go at a time.", set_(_AVAILABLE, count - 1)) if count > 1 else None
        yield one.found(_AVAILABLE, f"{which} must stay, so no node with one of them can be drained.", lower)


def _least(pod: FilePod, scalers: list[FileObject]) -> int | None:
    """How many pods there are at any time; None where nobody says that."""
    scaler = next((one for one in scalers if _is_target(one, pod)), None)
    if scaler is None:
        return pod.replicas
    count = scaler.get("spec", "minReplicas")
    return 1 if count is None else count if type(count) is int else None


def _share(value: Any, count: int) -> int | None:
    """How many of the pods a number or a percentage means; None where it says nothing.

    Mirrors GetScaledValueFromIntOrPercent, Kubernetes v1.36, apimachinery/pkg/util/intstr: both are rounded up.
    """
    if type(value) is int:
        return value
    share = whole_number(value.removesuffix("%"), 100) if isinstance(value, str) and value.endswith("%") else None
    return None if share is None else ceil(share * count / 100)


def _on_second(objects: FileObjects, one: FileObject, pod: FilePod) -> Iterator[FileFinding]:
    """A pod that two budgets are for cannot be evicted at all. Mirrors EvictionREST.Create, Kubernetes v1.36."""
    first = next(other for other in objects.of(BUDGET) if pod in chosen_pods(objects, other))
    if first is not one:
        whose = f"the {pod.kind or 'Pod'} {quote(pod.name)}"
        sentence = f"The budget {quote(first.name)} is for {whose} as well, so none of its pods can be evicted."
        yield one.found(ROOT.child("spec", "selector"), sentence)
