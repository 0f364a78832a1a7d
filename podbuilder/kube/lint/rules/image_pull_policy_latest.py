"""An image tagged latest is not pulled again.

**Why** Each node keeps the `latest` that it pulled first, so copies of the pod run different code for months.

**Example** `image: nginx`, `imagePullPolicy: IfNotPresent`

**Use instead** A tag that names a version, or `imagePullPolicy: Always`.

**Fix** Safe: sets Always.

**See** https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "images",
    ("container", "init"),
    foreign={
        "kubescape": ("C-0075",),
        "kyverno": ("imagepullpolicy-always",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        if c.image and not c.image.digest and c.image.effective_tag == "latest" and c.pull_policy != "Always":
            message = (
                f"With the pull policy {c.pull_policy}, a node keeps the image tagged latest that it has, however old."
            )
            yield rule.found(c.path.child("imagePullPolicy"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Pull it at every start.", set_(finding.path, "Always"))
