"""An image comes from a registry that receives no new images.

**Why** k8s.gcr.io has been frozen since April 2023. Old images are still there, but nobody promises for how long.

**Example** `image: k8s.gcr.io/pause:3.9`

**Use instead** `image: registry.k8s.io/pause:3.9`

**Fix** Safe: changes the registry to the new one, which has the same images.

**See** https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

OLD, NEW = "k8s.gcr.io", "registry.k8s.io"
rule = Rule(
    __name__,
    WARNING,
    "images",
    ("container", "init", "ephemeral"),
    foreign={
        "kubescape": ("C-0253",),
        "kyverno": ("restrict-deprecated-registry",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        if c.image and c.image.registry == OLD:
            yield rule.found(c.path.child("image"), f"The image comes from {OLD}, which has been frozen since 2023.")


def fix(pod: Subject, finding: Finding) -> Patch:
    text = pod.container_at(finding.path).fields["image"]
    return safe(f"Pull it from {NEW}.", set_(finding.path, text.replace(OLD, NEW, 1)))
