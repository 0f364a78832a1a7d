"""The path of a hostPath volume is not absolute.

**Why** The API server takes it, but a node has no directory that it could start from, so the container never starts.

**Example** `hostPath: {path: ./html}`

**Use instead** `hostPath: {path: /srv/html}`, or a ConfigMap for a few small files.

**Fix** None: only you know where the directory lies on the nodes.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Subject

# From the root, on Linux and on Windows: a drive, a share or a named pipe.
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
rule = Rule(__name__, SERIOUS, "storage", ("volumes",))


def check(pod: Subject) -> Iterator[Finding]:
    for volume, path in pod.host_paths:
        if not _ABSOLUTE.match(path):
            message = "A node cannot tell which directory this relative path starts from, so the pod never starts."
            yield rule.found(volume.path.child("hostPath", "path"), message)
