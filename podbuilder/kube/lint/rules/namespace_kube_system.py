"""The pod is created in the namespace of the cluster's own components.

**Why** Policies often exempt kube-system, and anyone who can change pods there can do almost anything.

**Example** `metadata: {namespace: kube-system}`

**Use instead** A namespace for the app. The parts of the cluster itself belong there.

**Fix** Assisted: removes the name, so that whoever applies the manifest chooses. None for a workload.

**See** https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.components import is_component
from podbuilder.kube.lint.namespaces import finding_of, leave_out
from podbuilder.kube.lint.rule import WARNING, Rule
from podbuilder.kube.lint.subject import Subject

fix = leave_out
rule = Rule(
    __name__,
    WARNING,
    "metadata",
    ("metadata",),
    foreign={
        "trivy": ("KSV-0037",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if pod.namespace == "kube-system" and not is_component(pod):
        message = "The pod is in kube-system, among the cluster's own components, which policies often exempt."
        yield finding_of(rule, pod, message)
