"""An image is not pinned by digest.

**Why** A tag can be pushed again; a digest always names the same image. With it, every copy of the pod runs the
same code for good.

**Example** `image: nginx:1.27.3`

**Use instead** `image: nginx:1.27.3@sha256:…`, kept up to date by a tool.

**Fix** None: only the registry knows the digest. Off by default: a digest is kept up to date by a tool, or not at all.

**See** https://kubernetes.io/docs/concepts/containers/images/#image-names
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "images",
    ("container", "init", "ephemeral"),
    default=False,
    foreign={
        "checkov": ("CKV_K8S_43",),
        "datree": ("CONTAINERS_MISSING_IMAGE_VALUE_DIGEST",),
        "kubescape": ("C-0306",),
        "kyverno": ("require-image-checksum", "resolve-image-to-digest"),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        if c.image and not c.image.digest:
            message = f"The image {quote(c.fields['image'])} has no digest, so it may be different code tomorrow."
            yield rule.found(c.path.child("image"), message)
