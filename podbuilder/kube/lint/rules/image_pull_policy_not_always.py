"""A node may start an image that it has, without asking the registry.

**Why** Every pod of the node can then use an image that needed a password to fetch. And a tag that was pushed again
is not noticed.

**Example** `image: registry.example.com/app:1.2`

**Use instead** `imagePullPolicy: Always`. It costs a question to the registry at each start; an image pinned by
digest does not need it.

**Fix** Safe: sets Always.

**See** https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    INFO,
    "images",
    ("container", "init"),
    default=False,
    foreign={
        "kube-score": ("container-image-pull-policy",),
        "polaris": ("pullPolicyNotAlways",),
        "checkov": ("CKV_K8S_15",),
        "kyverno": ("always-pull-images",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        if c.image and not c.image.digest and c.pull_policy != "Always":
            message = f"{c.title} may start an image that lies on the node, without asking the registry."
            yield rule.found(c.path.child("imagePullPolicy"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Ask the registry each time.", set_(finding.path, "Always"))
