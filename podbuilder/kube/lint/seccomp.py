"""The edits that set a seccomp profile, and the annotations that used to do so."""

from __future__ import annotations

from podbuilder.kube.core.annotation_keys import SECCOMP_CONTAINER, SECCOMP_POD
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.subject import METADATA, Subject
from podbuilder.kube.manifest import remove_, set_
from podbuilder.kube.yamltext.edits import Edit


def filtered(pod: Subject, security: FieldPath) -> tuple[Edit, ...]:
    """The edits that give a security context the runtime's profile.

    The old annotation is removed: it no longer has any effect, and the server rejects one that contradicts the field.
    """
    profile = set_(security.child("seccompProfile", "type"), "RuntimeDefault")
    key = SECCOMP_POD if len(security) == 2 else SECCOMP_CONTAINER + pod.container_at(security).name
    return (profile, remove_(METADATA.child("annotations").key(key))) if key in pod.annotations else (profile,)
