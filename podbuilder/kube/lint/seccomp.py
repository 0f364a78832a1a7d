"""Filtering the kernel's calls, and the annotations that once asked for it."""

from __future__ import annotations

from podbuilder.kube.field import FieldPath
from podbuilder.kube.lint.effective import METADATA, Subject
from podbuilder.kube.manifest import remove_, set_
from podbuilder.kube.yamltext.edits import Edit

POD = "seccomp.security.alpha.kubernetes.io/pod"
CONTAINER = "container.seccomp.security.alpha.kubernetes.io/"


def filtered(pod: Subject, security: FieldPath) -> tuple[Edit, ...]:
    """The edits that give a security context the runtime's profile.

    The annotation for the same goes: it has no effect any more, and the server refuses one that says something else.
    """
    profile = set_(security.child("seccompProfile", "type"), "RuntimeDefault")
    key = POD if len(security) == 2 else CONTAINER + pod.container_at(security).name
    return (profile, remove_(METADATA.child("annotations").key(key))) if key in pod.annotations else (profile,)
