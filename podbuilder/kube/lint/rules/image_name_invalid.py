"""An image name is invalid, so no node can pull the image.

**Why** The API server accepts any text. The node then reports InvalidImageName, and the container never starts.

**Example** `image: {{ .Values.image }}`, `image: Nginx:1.27`

**Use instead** Lower case, without spaces or placeholders: `image: nginx:1.27`.

**Fix** Safe if only capitals are wrong; otherwise none.

**See** https://kubernetes.io/docs/concepts/containers/images/#image-names
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import CRITICAL, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject, read_image
from podbuilder.kube.manifest import set_

rule = Rule(
    __name__,
    CRITICAL,
    "images",
    ("container", "init", "ephemeral"),
    foreign={
        "kube-linter": ("latest-tag",),
        "checkov": ("CKV_K8S_14", "CKV_K8S_43"),
        "trivy": ("KSV-0013", "KSV-0034"),
        "datree": ("CONTAINERS_MISSING_IMAGE_VALUE_DIGEST", "CONTAINERS_MISSING_IMAGE_VALUE_VERSION"),
        "kubescape": ("C-0306",),
        "kube-score": ("container-image-tag", "container-image-pull-policy"),
        "polaris": ("tagNotSpecified", "pullPolicyNotAlways"),
    },
)


def _reason(text: str) -> str:
    """What is wrong with the name, in a sentence."""
    odd = next((sign for sign in text if not (sign.isascii() and sign.isprintable())), "")
    if odd:
        return f"It contains the character U+{ord(odd):04X}, which may be invisible."
    if "://" in text:
        return "It begins with a scheme, as addresses of pages do; the name begins with the registry."
    if any(sign in text for sign in "{}$<>%"):
        return "A placeholder in it is not filled in."
    if " " in text:
        return "It contains a blank."
    if text.lower() != text and read_image(text.lower()):
        return "The repository is written in lower case."
    return "It does not look like registry.example.com/team/app:1.2."


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        text = c.fields.get("image") or ""
        # OpenShift's image triggers put the name of an image where a DeploymentConfig has a blank.
        is_filled_in = pod.around.kind == "DeploymentConfig" and not text.strip()
        if text and c.image is None and not is_filled_in:
            message = f"This is not the name of an image, so {quote(c.name)} never starts. {_reason(text)}"
            yield rule.found(c.path.child("image"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    text = pod.container_at(finding.path).fields["image"]
    name, colon, tag = text.partition(":")
    lower = f"{name.lower()}{colon}{tag}"
    image = read_image(lower)
    # An image without a version should not start either, and only a person knows which one is meant.
    if image is None or (image.effective_tag == "latest" and not image.digest):
        return None
    return safe("Write it in lower case.", set_(finding.path, lower))
