"""A new object from its reading to its storage: which plugins of the API server change it, and who refuses it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from podbuilder.kube.cluster.admission import (
    always_pull_images,
    default_toleration_seconds,
    extended_resource_toleration,
    limit_pod_hard_anti_affinity_topology,
    limit_ranger,
    mutating_admission_policy,
    namespace_lifecycle,
    pod_node_selector,
    pod_security,
    pod_toleration_restriction,
    pod_topology_labels,
    priority,
    resource_quota,
    runtime_class,
    service_accounts,
    validating_admission_policy,
)
from podbuilder.kube.cluster.admission.registry import create, read
from podbuilder.kube.cluster.admission.request import RESOURCES, AdmissionRefusal, Outcome, Request
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core.field import Document

ACCEPTED, CREATED = "accepted", 201
Step = Callable[[Request], Outcome]
# What concerns workloads as well as pods, and which plugins are not on by default.
CREATE = "create"
EVERY_KIND = {
    CREATE,
    namespace_lifecycle.NAME,
    pod_security.NAME,
    validating_admission_policy.NAME,
    resource_quota.NAME,
}
FURTHER = {
    limit_pod_hard_anti_affinity_topology.NAME,
    always_pull_images.NAME,
    pod_node_selector.NAME,
    pod_toleration_restriction.NAME,
    extended_resource_toleration.NAME,
}
# Mirrors AllOrderedPlugins, Kubernetes v1.36, pkg/kubeapiserver/options: those that change new objects of our kinds,
MUTATING: tuple[tuple[str, Step], ...] = (
    (namespace_lifecycle.NAME, namespace_lifecycle.admit),
    (limit_ranger.NAME, limit_ranger.admit),
    (service_accounts.NAME, service_accounts.admit),
    (always_pull_images.NAME, always_pull_images.admit),
    (pod_node_selector.NAME, pod_node_selector.admit),
    (priority.NAME, priority.admit),
    (default_toleration_seconds.NAME, default_toleration_seconds.admit),
    (pod_toleration_restriction.NAME, pod_toleration_restriction.admit),
    (extended_resource_toleration.NAME, extended_resource_toleration.admit),
    (runtime_class.NAME, runtime_class.admit),
    (pod_topology_labels.NAME, pod_topology_labels.admit),
)
# and those that only judge.
VALIDATING: tuple[tuple[str, Step], ...] = (
    (limit_pod_hard_anti_affinity_topology.NAME, limit_pod_hard_anti_affinity_topology.validate),
    (limit_ranger.NAME, limit_ranger.validate),
    (service_accounts.NAME, service_accounts.validate),
    (always_pull_images.NAME, always_pull_images.validate),
    (pod_security.NAME, pod_security.validate),
    (pod_node_selector.NAME, pod_node_selector.validate),
    (pod_toleration_restriction.NAME, pod_toleration_restriction.validate),
    (runtime_class.NAME, runtime_class.validate),
    (validating_admission_policy.NAME, validating_admission_policy.validate),
    (resource_quota.NAME, resource_quota.validate),
)
NOT_OURS = "What the cluster's admission does to a {} is not judged."
WEBHOOKS = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")


class Further(NamedTuple):
    """A refusal that is not heard: the plugin, and what it would say."""

    by: str
    message: str


@dataclass(frozen=True, slots=True)
class AdmissionVerdict:
    """The server's answer to a request that creates an object."""

    accepted: bool
    # Who answered: "accepted", "decode", "validation", or the plugin that refused.
    by: str
    # The HTTP status, and the words of a refusal.
    code: int
    message: str
    warnings: tuple[str, ...]
    # The object as the server would store it; empty if it is refused.
    object: Document = field(default_factory=dict)
    # What nobody here can judge, as sentences.
    not_judged: tuple[str, ...] = ()
    # The plugins that have changed the object, in order.
    changed_by: tuple[str, ...] = ()
    # What would refuse it next, once the first refusal is mended: the server tells one at a time.
    further: tuple[Further, ...] = ()
    # The object when it was refused, as the plugins before had changed it; empty if it could not be read.
    judged: Document = field(default_factory=dict)
    # Whether it was refused by those that only judge: then all of them were asked.
    is_late: bool = False


def admit(snapshot: Snapshot, obj: Document, version: str, plugins: Collection[str] = ()) -> AdmissionVerdict:
    """What the API server of a version, with the cluster's facts, answers to the creation of a pod or a workload.

    `plugins` are admission plugins switched on beside the default ones. The object is not changed.
    """
    if str(obj.get("kind", "Pod")) not in RESOURCES:
        return AdmissionVerdict(True, ACCEPTED, CREATED, "", (), obj, (NOT_OURS.format(obj.get("kind")),))
    is_on = frozenset(name for name, _ in (*MUTATING, *VALIDATING) if name not in FURTHER or name in plugins)
    outcome = read(snapshot, obj, version, is_on)
    if isinstance(outcome, Request):
        outcome = _mutated(outcome)
    outcome = _taken(outcome, CREATE, create)
    return _refused(outcome, ()) if isinstance(outcome, AdmissionRefusal) else _judged(outcome)


def _judged(request: Request) -> AdmissionVerdict:
    """The verdict of the plugins that change nothing: the first that refuses is heard, the others are asked as well."""
    refusals = []
    for name, step in VALIDATING:
        found = _taken(request, name, step)
        if isinstance(found, AdmissionRefusal):
            refusals.append(found)
        else:
            request = found
    if not refusals:
        told = request.warnings, request.object, _not_judged(request), request.changed_by
        return AdmissionVerdict(True, ACCEPTED, CREATED, "", *told)
    further = [Further(one.by, text) for one in refusals for text in (one.message, *one.more)]
    return replace(_refused(refusals[0], tuple(further[1:])), is_late=True)


def _taken(outcome: Outcome, name: str, step: Step) -> Outcome:
    """What a plugin makes of a request, unless another one has refused it, or the plugin has no say in it."""
    if isinstance(outcome, AdmissionRefusal) or not (name == CREATE or name in outcome.plugins):
        return outcome
    if not outcome.is_pod and name not in EVERY_KIND:
        return outcome
    found = step(outcome)
    if isinstance(found, AdmissionRefusal):
        return found._replace(by=found.by or name, request=found.request or outcome)
    return found if name == CREATE else found.changed(outcome, name)


def _mutated(request: Request) -> Outcome:
    """All that changes an object; if a policy did, everything once more. Mirrors reinvoker.Admit, apiserver."""
    again: frozenset[mutating_admission_policy.Key] | None = None
    for _ in range(2):
        outcome: Outcome = request
        for name, step in MUTATING:
            outcome = _taken(outcome, name, step)
        if isinstance(outcome, AdmissionRefusal):
            return outcome
        made = mutating_admission_policy.admit(outcome, again)
        if made.refusal:
            return made.refusal._replace(by=mutating_admission_policy.NAME, request=made.request)
        request, again = made.request.changed(outcome, mutating_admission_policy.NAME), made.again
        if not made.is_changed:
            break
    return request


def _refused(refusal: AdmissionRefusal, further: tuple[Further, ...]) -> AdmissionVerdict:
    request, said = refusal.request, (False, refusal.by, refusal.code, refusal.message)
    if request is None:
        return AdmissionVerdict(*said, ())
    return AdmissionVerdict(
        *said, request.warnings, {}, _not_judged(request), request.changed_by, further, request.object
    )


def _not_judged(request: Request) -> tuple[str, ...]:
    found: list[Any] = [one for kind in WEBHOOKS for one in request.snapshot.of(kind)]
    names = [one["metadata"]["name"] for one in found]
    told = (f"Webhooks may change or refuse it: {', '.join(names)}.",) if names else ()
    return (*request.not_judged, *told)
