"""A pod opts out of the service mesh.

**Why** Without the mesh's proxy its traffic is neither encrypted nor held to the mesh's policies.

**Example** `sidecar.istio.io/inject: "false"` or `linkerd.io/inject: disabled`

**Use instead** Nothing; the namespace decides then.

**Fix** Assisted: removes the label or annotation. Off by default: jobs and agents of the node often opt out with good
reason.

**See** https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.annotation_keys import MESH_INJECTION
from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.manifest import remove_

rule = Rule(__name__, INFO, "networking", ("metadata",), default=False)


def check(pod: Subject) -> Iterator[Finding]:
    for field, texts in (("labels", pod.labels), ("annotations", pod.annotations)):
        for key, off in MESH_INJECTION.items():
            if texts.get(key) == off:
                message = (
                    "The pod stays outside the service mesh, so its traffic is neither encrypted nor checked there."
                )
                yield rule.found(METADATA.child(field).key(key), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Leave it to the namespace.", remove_(finding.path))
