"""An image comes from a registry that your team does not allow.

**Why** Images in your own registry can be scanned, kept and relied on.

**Example** `image: docker.io/somebody/app:1` although only registry.example.com is allowed.

**Use instead** A copy of the image in an allowed registry.

**Fix** Assisted: replaces the registry with the first allowed one. The image must be there.

**See** https://kubernetes.io/docs/concepts/containers/images/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.hosts import is_inside
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    WARNING,
    "images",
    ("container", "init", "ephemeral"),
    default=False,
    foreign={
        "trivy": ("KSV-0125", "KSV-0032", "KSV-0033", "KSV-0035"),
        "kubescape": ("C-0078",),
        "kyverno": (
            "restrict-image-registries",
            "advanced-restrict-image-registries",
            "prepend-registry",
            "replace-image-registry",
            "replace-image-registry-with-harbor",
        ),
    },
    needs=("allowed_registries",),
)


def check(pod: Subject) -> Iterator[Finding]:
    allowed = pod.settings.allowed_registries
    for c in pod.containers if allowed else ():
        image = c.image
        if image and not any(is_inside(f"{image.registry}/{image.repository}", prefix) for prefix in allowed):
            message = f"The image comes from {image.registry}, which your team does not allow."
            yield rule.found(c.path.child("image"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    text = str(pod.container_at(finding.path).image).partition("/")[2].removeprefix("library/")
    allowed = pod.settings.allowed_registries[0].rstrip("/")
    return assisted("Pull it from an allowed registry.", set_(finding.path, f"{allowed}/{text}"))
