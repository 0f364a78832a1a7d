"""The pod sets an fsGroup but has no volume that it applies to.

**Why** `fsGroup` then only adds a group to the pod's processes. It is usually a leftover.

**Example** `fsGroup: 10001` in a pod without volumes.

**Use instead** `supplementalGroups: [10001]`, if the group is needed for something else.

**Fix** Assisted: removes it. Off by default: it does no harm.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import SECURITY, Subject
from podbuilder.kube.manifest import remove_

rule = Rule(__name__, INFO, "storage", ("pod", "volumes"), default=False)


def check(pod: Subject) -> Iterator[Finding]:
    honouring = [v for v in pod.volumes if not (v.fields.get("hostPath") or v.fields.get("nfs"))]
    if pod.security.get("fsGroup") is not None and not honouring:
        message = "The fsGroup applies to none of the pod's volumes, so it only adds a group to the processes."
        yield rule.found(SECURITY.child("fsGroup"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the group.", remove_(finding.path))
