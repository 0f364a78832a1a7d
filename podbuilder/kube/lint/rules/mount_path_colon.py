"""A mount path has a colon in it.

**Why** What Docker writes behind a colon, as in `/data:ro`, is part of the name here: the volume is mounted in a
directory of that name, and can be written. On Linux a path such as `C:\\\\data` is the name of a directory, too. The
reference of the field says that it must not contain a colon, but the API server takes it.

**Example** `mountPath: /data:ro`

**Use instead** `mountPath: /data` and `readOnly: true`

**Fix** Assisted: leaves the path in the container, and says readOnly where Docker said ro.

**See** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_OPTIONS = re.compile(r"(ro|rw|z|Z|cached|delegated|consistent|nocopy)(,\w+)*")
READ_ONLY = "ro"
rule = Rule(__name__, SERIOUS, "storage", ("container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.linux:
        for mount in c.mounts:
            path = mount.fields.get("mountPath") or ""
            if ":" not in path:
                continue
            if _DRIVE.match(path):
                message = f"Only on Windows is {quote(path)} a path; nothing says that this pod runs there."
            else:
                message = f"A colon means nothing here: the volume is mounted in a directory called {quote(path)}."
            yield rule.found(mount.path.child("mountPath"), message)


def fix(pod: Subject, finding: Finding) -> Patch | None:
    path = str(get(pod.pod, finding.path))
    parts = path.split(":")
    options = parts.pop() if _OPTIONS.fullmatch(parts[-1]) else ""
    if _DRIVE.match(path) or not parts or not parts[-1].startswith("/"):
        return None
    edits = [set_(finding.path, parts[-1])]
    if READ_ONLY in options.split(","):
        edits.append(set_(finding.path.parent.child("readOnly"), True))
    return assisted("Leave the path in the container.", *edits)
