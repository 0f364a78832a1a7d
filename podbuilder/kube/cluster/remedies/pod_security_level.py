"""A level of Pod Security that the namespace enforces: all that makes the pod comply, as one change."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.admission import pod_security
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.core.document import get, has, remove
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.hardening import HardenedPod, harden
from podbuilder.kube.manifest import Edit, remove_

NAME = pod_security.NAME
_CONTEXT = "securityContext"
# The fields of the purposes that can be given up without putting something else in their place.
_GIVEN_UP = ("hostNetwork", "hostPID", "hostIPC", "privileged", "hostPort", "hostProcess")


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Change all that is a setting; if that is not enough, give up what the level forbids the pod to be."""
    namespace = refused.snapshot.named("Namespace", refused.namespace) or {}
    level = pod_security.policies(get(namespace, ("metadata", "labels")) or {}, refused.version)[0].level
    written = refused.written
    hardened = _hardened(refused, written, level)
    if hardened.edits:
        yield Remedy(f"Set what {level} asks for: {_fields(hardened.edits)}", *_rest(hardened.edits), Size.OTHER)
    given_up: tuple[Edit, ...] = ()
    for one in hardened.remaining:
        if one.path[-1] in _GIVEN_UP and has(written, one.path):
            given_up = (*given_up, remove_(one.path))
    if given_up:
        for edit in given_up:
            written = remove(written, edit.path)
        hardened = _hardened(refused, written, level)
        also = f", and set what {level} asks for: {_fields(hardened.edits)}" if hardened.edits else ""
        edits = (*given_up, *hardened.edits)
        yield Remedy(f"Give up {_fields(given_up)}{also}", *_rest(edits), Size.PURPOSE)


def _hardened(refused: RefusedPod, written: Document, level: str) -> HardenedPod:
    """The pod made to comply; where it asks for root, with the user that is proposed."""
    is_template = refused.manifest.is_template
    first = harden(written, level, refused.version, is_template=is_template)
    answers = {str(one.path): one.proposed for one in first.unknown_users if one.is_needed}
    return harden(written, level, refused.version, answers, is_template) if answers else first


def _rest(edits: tuple[Edit, ...]) -> tuple[FieldPath, tuple[Edit, ...]]:
    """The place of the first container or of the pod that is changed, and the edits."""
    return edits[0].path, edits


def _fields(edits: tuple[Edit, ...]) -> str:
    """The names of the fields, each once."""
    return ", ".join(dict.fromkeys(_name(edit.path) for edit in edits))


def _name(path: FieldPath) -> str:
    """What a field is called: within a security context by its way there, elsewhere by its last name."""
    names = [str(one) for one in path if isinstance(one, str)]
    return ".".join(names[names.index(_CONTEXT) + 1 :]) if _CONTEXT in names else names[-1]
