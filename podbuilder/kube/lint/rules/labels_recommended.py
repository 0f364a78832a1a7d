"""A pod does not carry the label that tools look for to know what it is.

**Why** Dashboards, service meshes and `kubectl get pods -l` group pods by common labels. One name for the same
thing saves everybody a table of synonyms.

**Example** `labels: {app: web}`

**Use instead** `labels: {app.kubernetes.io/name: web}`; the older `app` may stay beside it.

**Fix** Safe: adds the label, with the value of `app`, or else the pod's or the first container's name.

**See** https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import METADATA, Subject
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.manifest import set_

NAME = "app.kubernetes.io/name"
LONGEST = 63
rule = Rule(
    __name__,
    INFO,
    "metadata",
    ("metadata",),
    foreign={
        "polaris": ("metadataAndInstanceMismatched",),
        "kubescape": ("C-0077",),
        "kyverno": ("require-labels", "add-labels"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    if NAME not in pod.labels:
        what = f"The pod is not labelled {NAME}, so tools do not know what it is."
        yield rule.found(METADATA.child("labels").key(NAME), what)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    names = [pod.labels.get("app"), pod.labels.get("k8s-app"), pod.metadata.get("name"), *(c.name for c in pod.lasting)]
    name = next((n for n in names if n and len(n) <= LONGEST), None)
    return safe(f"Label the pod {NAME}.", set_(finding.path, name)) if name else None
