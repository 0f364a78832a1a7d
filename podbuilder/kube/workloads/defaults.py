"""What the API server fills in around a pod template, and what it leaves out when it writes an object again.

Mirrors pkg/apis/apps/v1, pkg/apis/batch/v1 and pkg/apis/core/v1 (SetDefaults_Deployment and its likes), their
conversion, and what the registry drops where a feature gate is off, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podbuilder.kube.core.field import Document
from podbuilder.kube.defaulting.resource_requirements import settle_resources
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.workloads.selector import labels_of

Spec = dict[str, Any]

# Fields of a spec that are not pointers in Go, so that 0 and false are as good as absent.
ZERO = ("minReadySeconds", "paused")
MOST_RETRIES = 2**31 - 1


def set_defaults(wrapper: Document, kind: str, template: Document, options: PodOptions) -> Document:
    """The decoded wrapper with its defaults, a new object."""
    spec = {name: value for name, value in (wrapper.get("spec") or {}).items() if value or name not in ZERO}
    metadata = wrapper.get("metadata") or {}
    if kind in _DEFAULTS:
        _DEFAULTS[kind](spec, template, options)
    if kind in ("Job", "ReplicationController") and labels_of(template) and not metadata.get("labels"):
        metadata = {**metadata, "labels": labels_of(template)}
    if kind == "PodTemplate":
        return {**wrapper, "metadata": metadata}
    return {**wrapper, "metadata": metadata, "spec": spec}


def _deployment(spec: Spec, template: Document, options: PodOptions) -> None:
    spec.setdefault("replicas", 1)
    spec["strategy"] = _rolling(spec.get("strategy"), {"maxUnavailable": "25%", "maxSurge": "25%"})
    spec.setdefault("revisionHistoryLimit", 10)
    spec.setdefault("progressDeadlineSeconds", 600)


def _replica_set(spec: Spec, template: Document, options: PodOptions) -> None:
    spec.setdefault("replicas", 1)


def _daemon_set(spec: Spec, template: Document, options: PodOptions) -> None:
    spec["updateStrategy"] = _rolling(spec.get("updateStrategy"), {"maxUnavailable": 1, "maxSurge": 0})
    spec.setdefault("revisionHistoryLimit", 10)


def _rolling(strategy: Spec | None, shares: Spec) -> Spec:
    """A strategy that rolls unless it says otherwise, and then has both shares."""
    strategy = dict(strategy or {})
    strategy["type"] = strategy.get("type") or "RollingUpdate"
    if strategy["type"] == "RollingUpdate":
        strategy["rollingUpdate"] = {**shares, **(strategy.get("rollingUpdate") or {})}
    elif "rollingUpdate" in strategy:
        # sic: the server's own types cannot tell absent shares from 0.
        strategy["rollingUpdate"] = {**dict.fromkeys(shares, 0), **strategy["rollingUpdate"]}
    return strategy


def _stateful_set(spec: Spec, template: Document, options: PodOptions) -> None:
    spec.setdefault("replicas", 1)
    spec["podManagementPolicy"] = spec.get("podManagementPolicy") or "OrderedReady"
    spec["updateStrategy"] = _update_strategy(spec.get("updateStrategy") or {})
    spec.setdefault("revisionHistoryLimit", 10)
    if options.enabled("StatefulSetAutoDeletePVC"):
        policy = spec.get("persistentVolumeClaimRetentionPolicy") or {}
        kept = {name: policy.get(name) or "Retain" for name in ("whenDeleted", "whenScaled")}
        spec["persistentVolumeClaimRetentionPolicy"] = kept
    else:
        spec.pop("persistentVolumeClaimRetentionPolicy", None)
    if not options.enabled("StatefulSetStartOrdinal"):
        spec.pop("ordinals", None)
    elif "ordinals" in spec:
        spec["ordinals"] = {"start": 0, **spec["ordinals"]}
    if spec.get("volumeClaimTemplates"):
        spec["volumeClaimTemplates"] = [_claim(claim) for claim in spec["volumeClaimTemplates"]]


def _update_strategy(given: Spec) -> Spec:
    """A StatefulSet's. sic: one that names its type gets no partition unless it has rollingUpdate.

    maxUnavailable is dropped, because MaxUnavailableStatefulSet is off in every version so far.
    """
    strategy = dict(given)
    if not strategy.get("type"):
        strategy = {"rollingUpdate": {}, **strategy, "type": "RollingUpdate"}
    if "rollingUpdate" in strategy:
        rolling = {name: value for name, value in strategy["rollingUpdate"].items() if name != "maxUnavailable"}
        if strategy["type"] == "RollingUpdate":
            rolling.setdefault("partition", 0)
        strategy["rollingUpdate"] = rolling
    return strategy


def _claim(given: Spec) -> Spec:
    """A template of a claim. Mirrors SetDefaults_PersistentVolumeClaim and the conversion of StatefulSets."""
    spec = {"volumeMode": "Filesystem", **(given.get("spec") or {})}
    if spec.get("resources"):
        spec["resources"] = dict(spec["resources"])
        settle_resources(spec)
    status = {"phase": "Pending", **(given.get("status") or {})}
    return {**given, "apiVersion": "v1", "kind": "PersistentVolumeClaim", "spec": spec, "status": status}


def _replication_controller(spec: Spec, template: Document, options: PodOptions) -> None:
    spec.setdefault("replicas", 1)
    spec["selector"] = spec.get("selector") or labels_of(template)


def _job(spec: Spec, template: Document, options: PodOptions) -> None:
    if "parallelism" not in spec:
        spec.setdefault("completions", 1)
        spec["parallelism"] = 1
    spec.setdefault("backoffLimit", MOST_RETRIES if "backoffLimitPerIndex" in spec else 6)
    spec.setdefault("completionMode", "NonIndexed")
    spec.setdefault("suspend", False)
    if options.enabled("JobPodReplacementPolicy"):
        spec.setdefault("podReplacementPolicy", "Failed" if "podFailurePolicy" in spec else "TerminatingOrFailed")
    if options.minor >= 29:
        spec.setdefault("manualSelector", False)
    _set_status_of_conditions(spec)
    _drop_disabled_job_fields(spec, options)


def _cron_job(spec: Spec, template: Document, options: PodOptions) -> None:
    spec["concurrencyPolicy"] = spec.get("concurrencyPolicy") or "Allow"
    spec.setdefault("suspend", False)
    spec.setdefault("successfulJobsHistoryLimit", 3)
    spec.setdefault("failedJobsHistoryLimit", 1)
    job_template = spec.get("jobTemplate") or {}
    # sic: the template of a job gets no other of a job's defaults, and none before 1.34.
    job = dict(job_template.get("spec") or {})
    if options.minor >= 34:
        _set_status_of_conditions(job)
    spec["jobTemplate"] = {**job_template, "spec": job}


def _set_status_of_conditions(job: Spec) -> None:
    """Mirrors SetDefaults_PodFailurePolicyOnPodConditionsPattern."""
    policy = job.get("podFailurePolicy")
    if policy:
        rules = [_with_status(rule) for rule in policy.get("rules", ())]
        job["podFailurePolicy"] = {**policy, "rules": rules}


def _with_status(rule: Spec) -> Spec:
    if not rule.get("onPodConditions"):
        return rule
    conditions = [{**each, "status": each.get("status") or "True"} for each in rule["onPodConditions"]]
    return {**rule, "onPodConditions": conditions}


_JOB_GATES = {
    "JobPodFailurePolicy": ("podFailurePolicy",),
    "JobBackoffLimitPerIndex": ("backoffLimitPerIndex", "maxFailedIndexes"),
    "JobPodReplacementPolicy": ("podReplacementPolicy",),
    "JobManagedBy": ("managedBy",),
    "JobSuccessPolicy": ("successPolicy",),
}


def _drop_disabled_job_fields(spec: Spec, options: PodOptions) -> None:
    """Mirrors PrepareForCreate of the registry of jobs, Kubernetes v1.36, pkg/registry/batch/job. CronJobs keep all."""
    for gate, names in _JOB_GATES.items():
        if not options.enabled(gate):
            for name in names:
                spec.pop(name, None)


_DEFAULTS: dict[str, Callable[[Spec, Document, PodOptions], None]] = {
    "Deployment": _deployment,
    "ReplicaSet": _replica_set,
    "DaemonSet": _daemon_set,
    "StatefulSet": _stateful_set,
    "ReplicationController": _replication_controller,
    "Job": _job,
    "CronJob": _cron_job,
}
