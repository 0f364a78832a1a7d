"""A group is named for volumes, and there is none that it applies to.

**Why** `fsGroup` changes nothing then but the groups that processes join. It is usually left over.

**Example** `fsGroup: 10001` in a pod without volumes.

**Use instead** `supplementalGroups: [10001]`, if the group is needed for something else.

**Fix** Assisted: removes it.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import SECURITY, Subject
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.manifest import remove_

rule = Rule(__name__, INFO, "storage", ("pod", "volumes"), default=False)


def check(pod: Subject) -> Iterator[Finding]:
    honouring = [v for v in pod.volumes if not (v.fields.get("hostPath") or v.fields.get("nfs"))]
    if pod.security.get("fsGroup") is not None and not honouring:
        yield rule.found(SECURITY.child("fsGroup"), "The pod has no volume to which its fsGroup applies.")


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Remove the group.", remove_(finding.path))
