"""Findings about the namespace that a pod is created in, which is that of its workload, and how to leave it out."""

from __future__ import annotations

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import Patch, Rule, assisted
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.manifest import remove_

NAMESPACE = METADATA.child("namespace")


def finding_of(rule: Rule, pod: Subject, message: str) -> Finding:
    """A rule's finding about the namespace, at the workload that names it."""
    return rule.found(NAMESPACE, message, NAMESPACE if pod.around.workload else None)


def leave_out(pod: Subject, finding: Finding) -> Patch | None:
    """The fix that leaves the namespace to whoever applies the manifest; None for a workload's, outside the pod."""
    return (
        None if finding.place else assisted("Leave the namespace to whoever applies the manifest.", remove_(NAMESPACE))
    )
