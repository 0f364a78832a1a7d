"""A container must not run as root, but no user id is set.

**Why** The kubelet then looks at the image's user. If that is root, or a name instead of a number, it refuses to
start the container.

**Example** `securityContext: {runAsNonRoot: true}`

**Use instead** `securityContext: {runAsNonRoot: true, runAsUser: 10001}`, or an image whose `USER` is a number.

**Fix** Assisted: proposes a user id. That user must be able to read the image's files.

**See** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.image_habits import starts_as_root
from podbuilder.kube.lint.rule import INFO, Patch, Rule, assisted
from podbuilder.kube.lint.subject import SECURITY, Subject
from podbuilder.kube.manifest import set_

rule = Rule(__name__, INFO, "security", ("pod", "container", "init"))


def check(pod: Subject) -> Iterator[Finding]:
    containers = tuple(c for c in pod.linux if pod.of(c, "runAsNonRoot") is True)
    for path, _, whom in pod.failing("runAsUser", lambda uid: uid is None, containers):
        known = next((c for c in containers if c.security.get("runAsUser") is None and starts_as_root(c)), None)
        if known is None or path not in (SECURITY.child("runAsUser"), known.at("runAsUser")):
            message = f"{whom} must not run as root but has no user id, so an image with a named user never starts."
        else:
            message = f"The image of {quote(known.name)} runs as root, which is forbidden here, so it never starts."
        yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Set the user it runs as.", set_(finding.path, pod.settings.proposed_id))
