"""A pod lacks the label that tells tools what it is.

**Why** Dashboards, service meshes and `kubectl get pods -l` group pods by common labels. One name for the same
thing spares everyone a table of synonyms.

**Example** `labels: {app: web}`

**Use instead** `labels: {app.kubernetes.io/name: web}`; the older `app` can stay beside it.

**Fix** Safe: adds the label, with the value of `app`, or else the name of the pod or of its first container.

**See** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.manifest import set_

NAME = "app.kubernetes.io/name"
LONGEST = 63
rule = Rule(
    __name__,
    INFO,
    "metadata",
    ("metadata",),
    foreign={
        "kubescape": ("C-0077",),
        "kyverno": ("require-labels", "add-labels"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if NAME not in pod.labels:
        what = f"The pod lacks the label {NAME}, so tools do not know what it is."
        yield rule.found(METADATA.child("labels").key(NAME), what)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    names = [pod.labels.get("app"), pod.labels.get("k8s-app"), pod.metadata.get("name"), *(c.name for c in pod.lasting)]
    name = next((n for n in names if n and len(n) <= LONGEST), None)
    return safe(f"Add the label {NAME}.", set_(finding.path, name)) if name else None
