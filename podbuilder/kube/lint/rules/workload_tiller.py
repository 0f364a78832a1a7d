"""The pod is Helm 2's server, which may do anything in the cluster.

**Why** Helm 2 has been out of support since 2020. Its server, Tiller, obeys anyone who can reach its port.

**Example** `image: ghcr.io/helm/tiller:v2.17.0`

**Use instead** Helm 3 or later, which needs no server.

**Fix** None: what Tiller installed has to be moved to Helm 3.

**See** https://helm.sh/docs/topics/v2_v3_migration/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Rule
from podbuilder.kube.lint.subject import METADATA, Subject

rule = Rule(
    __name__,
    INFO,
    "images",
    ("container", "init", "metadata"),
    foreign={
        "checkov": ("CKV_K8S_34", "CKV_K8S_45"),
        "trivy": ("KSV-0102",),
        "kyverno": ("disallow-helm-tiller",),
    },
)


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned:
        if c.image and c.image.name == "tiller":
            yield rule.found(c.path.child("image"), "This is Helm 2's server, which obeys anyone who can reach it.")
            return
    if pod.labels.get("app") == "helm" and pod.labels.get("name") == "tiller":
        message = "The labels are those of Helm 2's server, which obeys anyone who can reach it."
        yield rule.found(METADATA.child("labels"), message)
