"""A pod can take very long to stop.

**Why** Draining a node takes as long, and so do rollouts.

**Example** `terminationGracePeriodSeconds: 3600`

**Use instead** As long as the app needs to finish its requests.

**Fix** Assisted: shortens it to the longest time that your team allows. Off by default: some apps need that long.

**See** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.probes import pre_stop_wait
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "reliability",
    ("pod",),
    default=False,
    foreign={
        "kyverno": ("mutate-termination-grace-period-seconds",),
    },
    needs=("longest_grace",),
)


def check(pod: Subject) -> Iterator[Finding]:
    grace = pod.spec.get("terminationGracePeriodSeconds") or 0
    if grace > pod.settings.longest_grace:
        message = f"The pod can take {grace} s to stop, so draining its node can take as long."
        yield rule.found(SPEC.child("terminationGracePeriodSeconds"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    if max(map(pre_stop_wait, pod.lasting), default=0) >= pod.settings.longest_grace:
        return None
    return assisted("Shorten the grace period.", set_(finding.path, pod.settings.longest_grace))
