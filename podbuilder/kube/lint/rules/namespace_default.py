"""The pod is created in the namespace called default.

**Why** Everything without a namespace of its own lands there, so nobody knows whose it is, and a policy for one app
applies to all.

**Example** `metadata: {namespace: default}`

**Use instead** A namespace for the app. Leaving it out is fine, too: `kubectl -n` and other tools then set it.

**Fix** Assisted: removes the name, so that whoever applies the manifest chooses. None for a workload.

**See** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.namespaces import finding_of, leave_out
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

fix = leave_out
rule = Rule(
    __name__,
    INFO,
    "metadata",
    ("metadata",),
    foreign={"datree": ("WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT",), "kyverno": ("disallow-default-namespace",)},
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.namespace == "default":
        message = "The pod is in the namespace default, which it shares with everything that names no other."
        yield finding_of(rule, pod, message)
