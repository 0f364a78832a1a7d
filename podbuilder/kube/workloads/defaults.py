"""What the API server fills in around a pod template, as far as its own checks look at it.

Mirrors pkg/apis/apps/v1, pkg/apis/batch/v1 and pkg/apis/core/v1 (SetDefaults_Deployment and its likes) and what the
registry drops where a feature gate is off, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from podbuilder.kube.core.field import Document
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.workloads.selector import labels_of

Spec = dict[str, Any]


def set_defaults(wrapper: Document, kind: str, template: Document, options: PodOptions) -> Document:
    """The decoded wrapper with its defaults, a new object."""
    spec = dict(wrapper.get("spec") or {})
    if kind in _DEFAULTS:
        _DEFAULTS[kind](spec, template, options)
    return {**wrapper, "metadata": wrapper.get("metadata") or {}, "spec": spec}


def _deployment(spec: Spec, template: Document, options: PodOptions) -> None:
    spec.setdefault("replicas", 1)
    spec["strategy"] = _rolling(spec.get("strategy"), {"maxUnavailable": "25%", "maxSurge": "25%"})
    spec.setdefault("progressDeadlineSeconds", 600)


def _replica_set(spec: Spec, template: Document, options: PodOptions) -> None:
    spec.setdefault("replicas", 1)


def _daemon_set(spec: Spec, template: Document, options: PodOptions) -> None:
    spec["updateStrategy"] = _rolling(spec.get("updateStrategy"), {"maxUnavailable": 1, "maxSurge": 0})


def _rolling(strategy: Spec | None, shares: Spec) -> Spec:
    """A strategy that rolls unless it says otherwise, and then has both shares."""
    strategy = dict(strategy or {})
    strategy["type"] = strategy.get("type") or "RollingUpdate"
    if strategy["type"] == "RollingUpdate":
        strategy["rollingUpdate"] = {**shares, **(strategy.get("rollingUpdate") or {})}
    return strategy


def _stateful_set(spec: Spec, template: Document, options: PodOptions) -> None:
    spec["podManagementPolicy"] = spec.get("podManagementPolicy") or "OrderedReady"
    strategy = dict(spec.get("updateStrategy") or {})
    strategy["type"] = strategy.get("type") or "RollingUpdate"
    if strategy.get("rollingUpdate"):
        # Dropped while MaxUnavailableStatefulSet is off, as in every version so far.
        strategy["rollingUpdate"] = {k: v for k, v in strategy["rollingUpdate"].items() if k != "maxUnavailable"}
    spec["updateStrategy"] = strategy
    if options.enabled("StatefulSetAutoDeletePVC"):
        policy = spec.get("persistentVolumeClaimRetentionPolicy") or {}
        kept = {name: policy.get(name) or "Retain" for name in ("whenDeleted", "whenScaled")}
        spec["persistentVolumeClaimRetentionPolicy"] = kept
    else:
        spec.pop("persistentVolumeClaimRetentionPolicy", None)
    if not options.enabled("StatefulSetStartOrdinal"):
        spec.pop("ordinals", None)


def _replication_controller(spec: Spec, template: Document, options: PodOptions) -> None:
    spec.setdefault("replicas", 1)
    spec["selector"] = spec.get("selector") or labels_of(template)


def _job(spec: Spec, template: Document, options: PodOptions) -> None:
    if "parallelism" not in spec:
        spec.setdefault("completions", 1)
        spec["parallelism"] = 1
    spec.setdefault("completionMode", "NonIndexed")
    _drop_disabled_job_fields(spec, options)


def _cron_job(spec: Spec, template: Document, options: PodOptions) -> None:
    spec["concurrencyPolicy"] = spec.get("concurrencyPolicy") or "Allow"
    job_template = spec.get("jobTemplate") or {}
    job = dict(job_template.get("spec") or {})
    # sic: the template of a job gets none of a job's defaults.
    _drop_disabled_job_fields(job, options)
    spec["jobTemplate"] = {**job_template, "spec": job}


_JOB_GATES = {
    "JobPodFailurePolicy": ("podFailurePolicy",),
    "JobBackoffLimitPerIndex": ("backoffLimitPerIndex", "maxFailedIndexes"),
    "JobPodReplacementPolicy": ("podReplacementPolicy",),
    "JobManagedBy": ("managedBy",),
    "JobSuccessPolicy": ("successPolicy",),
}


def _drop_disabled_job_fields(spec: Spec, options: PodOptions) -> None:
    """Mirrors dropDisabledFields of the registry of jobs, Kubernetes v1.36, pkg/registry/batch/job."""
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
