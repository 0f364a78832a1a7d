"""An image has the tag latest, or no tag at all.

**Why** `latest` is whatever was pushed last. Two copies of the pod may run different code, a restart may change it,
and nobody can tell afterwards what ran.

**Example** `image: nginx` or `image: host:5000/app`, where the colon belongs to the port.

**Use instead** `image: nginx:1.27.3`, or a digest: `image: nginx@sha256:…`.

**Fix** None: only you know which version you mean.

**See** https://kubernetes.io/docs/concepts/containers/images/#image-names
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.image import Image
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Subject, read_image

rule = Rule(
    __name__,
    SERIOUS,
    "images",
    ("container", "init", "ephemeral", "volumes"),
    foreign={
        "kube-linter": ("latest-tag",),
        "kube-score": ("container-image-tag",),
        "polaris": ("tagNotSpecified",),
        "checkov": ("CKV_K8S_14",),
        "trivy": ("KSV-0013",),
        "datree": ("CONTAINERS_MISSING_IMAGE_VALUE_VERSION",),
        "kyverno": ("disallow-latest-tag",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        if message := _message(c.image, c.fields.get("image")):
            yield rule.found(c.path.child("image"), message)
    for volume in pod.volumes:
        text = (volume.fields.get("image") or {}).get("reference")
        if message := _message(read_image(text), text):
            yield rule.found(volume.path.child("image", "reference"), message)


def _message(image: Image | None, text: str | None) -> str:
    if text is None or image is None or image.digest or image.effective_tag != "latest":
        return ""
    what = "has the tag latest" if image.tag else "has no tag and so means latest"
    return f"The image {quote(text)} {what}, which can be different code from one day to the next."
