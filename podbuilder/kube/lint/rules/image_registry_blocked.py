"""An image comes from a registry that your team blocks, such as a public one.

**Why** Public registries limit how often you can pull, and anyone can push images there.

**Example** `image: nginx:1.27`, which is docker.io/library/nginx.

**Use instead** A copy of the image in your own registry.

**Fix** None: the copy must be made first.

**See** https://kubernetes.io/docs/concepts/containers/images/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "images",
    ("container", "init"),
    default=False,
    foreign={
        "trivy": ("KSV-0034",),
        "kubescape": ("C-0001",),
    },
    needs=("blocked_registries",),
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        if c.image and c.image.registry in pod.settings.blocked_registries:
            message = f"The image comes from {c.image.registry}, which your team blocks."
            yield rule.found(c.path.child("image"), message)
