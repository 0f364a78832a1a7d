"""An image writes to directories that are read-only.

**Why** The root file system is read-only, and the image is known to write to places where nothing is mounted. It fails
as soon as it starts.

**Example** `image: nginx:1.27` with `readOnlyRootFilesystem: true` and no volume on /var/cache/nginx.

**Use instead** An emptyDir on each of these directories, or an image made to run without them.

**Fix** Assisted: mounts an emptyDir on each.

**See** https://kubernetes.io/docs/concepts/storage/volumes/#emptydir
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.image_habits import missing_scratch
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.scratch import scratch
from podbuilder.kube.lint.subject import Subject

rule = Rule(__name__, SERIOUS, "storage", ("container",))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.lasting if not pod.is_windows else ():
        if c.security.get("readOnlyRootFilesystem") is True and (folders := missing_scratch(c)):
            message = f"The image of {c.title} writes to {' and '.join(folders)}, which it cannot here."
            yield rule.found(c.path.child("volumeMounts"), message)


def fix(pod: Subject, finding: Finding) -> Patch:
    c = pod.container_at(finding.path)
    return assisted("Mount scratch directories.", *scratch(pod, c, missing_scratch(c)))
