"""A node can start an image that it already has without asking the registry.

**Why** Any pod on the node can then use an image that needs a login to pull, and a tag that is pushed again goes
unnoticed.

**Example** `image: registry.example.com/app:1.2`

**Use instead** `imagePullPolicy: Always`. It costs one request to the registry at each start. An image pinned by
digest does not need it.

**Fix** Safe: sets Always. Off by default: it slows starting down, and a tag that never changes needs no question.

**See** https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
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
            message = f"{c.title} can start an image from the node without asking the registry, and miss a newer one."
            yield rule.found(c.path.child("imagePullPolicy"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Ask the registry at every start.", set_(finding.path, "Always"))
