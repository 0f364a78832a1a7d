"""A container waits so long before stopping that no time is left to stop.

**Why** The grace period includes the hook. When it is used up, the container is killed before it even receives the
signal to stop.

**Example** `preStop: {sleep: {seconds: 30}}` and the default grace period of 30 seconds.

**Use instead** A longer `terminationGracePeriodSeconds`.

**Fix** Safe: sets the grace period to 30 seconds more than the wait.

**See** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.probes import pre_stop_wait
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

DEFAULT = 30
rule = Rule(__name__, WARNING, "reliability", ("pod", "container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    grace = pod.spec.get("terminationGracePeriodSeconds", DEFAULT)
    for c in pod.lasting:
        wait = pre_stop_wait(c)
        if wait and wait >= grace:
            message = (
                f"{c.title} waits {wait} s before it stops but is killed after {grace} s, so it never stops cleanly."
            )
            yield rule.found(c.path.child("lifecycle", "preStop"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    longest = max(map(pre_stop_wait, pod.lasting))
    path = SPEC.child("terminationGracePeriodSeconds")
    return safe("Give it time to stop after the wait.", set_(path, longest + DEFAULT))
