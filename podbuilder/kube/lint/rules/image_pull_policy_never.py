"""An image is never pulled.

**Why** The pod starts only on nodes that already have the image. This is meant for test clusters on one machine.

**Example** `imagePullPolicy: Never`

**Use instead** `imagePullPolicy: IfNotPresent`, which also uses an image that is there.

**Fix** Safe: sets IfNotPresent.

**See** https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, INFO, "images", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        # The tag latest is reported by image-pull-policy-latest.
        if c.pull_policy == "Never" and not (c.image and c.image.effective_tag == "latest"):
            message = f"{c.title} never pulls its image, so it starts only on nodes that already have it."
            yield rule.found(c.path.child("imagePullPolicy"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Pull the image where it is missing.", set_(finding.path, "IfNotPresent"))
