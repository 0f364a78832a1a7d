"""A volume is mounted at a path that does not begin at the root.

**Why** The kubelet puts a slash before it: `tmp` is mounted at `/tmp`, and `~/data` in a directory that is called `~`.
Programs that look for it from their own working directory do not find it there.

**Example** `mountPath: tmp`

**Use instead** `mountPath: /tmp`

**Fix** Safe: writes the path where the volume is mounted now; none for `~`, for only you know whose home is meant.

**See** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, safe
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, WARNING, "storage", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        for mount in c.mounts:
            path = mount.fields.get("mountPath") or ""
            # One with a colon is Windows' or Docker's: mount-path-colon.
            if path and path[0] not in "/\\" and ":" not in path:
                message = f"This path is relative, so the volume is mounted at {quote(_made_absolute(pod, path))}."
                yield rule.found(mount.path.child("mountPath"), message)


def _made_absolute(pod: Subject, path: str) -> str:
    """Mirrors MakeAbsolutePath, Kubernetes v1.36, pkg/volume/util, without a leading dot."""
    while path.startswith("./"):
        path = path[2:]
    return f"c:\\{path}" if pod.is_windows else f"/{path}"


def fix(pod: Subject, finding: Finding) -> Patch | None:
    path = str(get(pod.pod, finding.path))
    if path[0] == "~":
        return None
    return safe("Write the path that it is mounted at.", set_(finding.path, _made_absolute(pod, path)))
