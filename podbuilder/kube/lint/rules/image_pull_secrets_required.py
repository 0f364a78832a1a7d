"""An image comes from a registry that requires a login, but the pod has none.

**Why** The node then cannot pull the image, unless the pod's service account or the node itself has the login.

**Example** `image: private.example.com/app:1` and no imagePullSecrets.

**Use instead** `imagePullSecrets: [{name: registry-login}]`

**Fix** None: only you know the Secret's name.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import Subject

rule = Rule(
    __name__,
    INFO,
    "images",
    ("pod",),
    default=False,
    foreign={
        "kyverno": (
            "add-imagepullsecrets",
            "add-imagepullsecrets-for-containers-and-initcontainers",
        ),
    },
    needs=("registries_with_login",),
)


def check(pod: Subject) -> Iterator[Finding]:
    wanted = pod.settings.registries_with_login
    for c in () if pod.spec.get("imagePullSecrets") else pod.planned:
        if c.image and c.image.registry in wanted:
            message = f"The registry {c.image.registry} requires a login, but the pod names no Secret that holds one."
            yield rule.found(SPEC.child("imagePullSecrets"), message)
            return
