"""An annotation has no effect any more.

**Why** Kubernetes stopped reading it long ago, so what it asks for does not happen, and nobody says so.

**Example** `scheduler.alpha.kubernetes.io/tolerations: ...`

**Use instead** The field that took its place.

**Fix** Safe: removes the annotation.

**See** https://kubernetes.io/docs/reference/labels-annotations-taints/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.annotation_keys import TOLERATIONS
from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.manifest import remove_

# What has been asked for by a field since Kubernetes 1.6 or 1.8. Of others the API server warns itself.
FIELDS = {
    "scheduler.alpha.kubernetes.io/affinity": "spec.affinity",
    TOLERATIONS: "spec.tolerations",
    "scheduler.alpha.kubernetes.io/name": "spec.schedulerName",
    "pod.alpha.kubernetes.io/init-containers": "spec.initContainers",
    "pod.beta.kubernetes.io/init-containers": "spec.initContainers",
    "pod.beta.kubernetes.io/hostname": "spec.hostname",
    "pod.beta.kubernetes.io/subdomain": "spec.subdomain",
    # Until 1.8 it held back a StatefulSet's next pod; nothing has taken its place.
    "pod.alpha.kubernetes.io/initialized": "",
}
rule = Rule(__name__, WARNING, "metadata", ("metadata",))


def check(pod: Subject) -> Iterator[Finding]:
    for key in pod.annotations:
        if key in FIELDS:
            field = FIELDS[key]
            instead = f"; in its place it reads {field}" if field else ""
            message = f"Kubernetes no longer reads this annotation{instead}."
            yield rule.found(METADATA.child("annotations").key(key), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return safe("Remove the annotation.", remove_(finding.path))
