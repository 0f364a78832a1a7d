"""What the API server says of an object that an overlay builds, and did not say before a change."""

from __future__ import annotations

from podbuilder.builder.proposals.new_errors import new_errors
from podbuilder.kube.companions.judgement import judge
from podbuilder.kube.companions.kinds import KINDS
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest, ManifestError, write
from podbuilder.kube.review import review_manifest


def built_errors(before: Document, after: Document, version: str) -> list[str]:
    """The new errors of an object, one sentence each; none for kinds that are not judged here."""
    kind = KINDS.get(str(after.get("kind")))
    if kind is not None:
        old = [(error.path, error.detail) for error in judge(before, kind, version).errors]
        found = judge(after, kind, version).errors
        return [f"{one.path}: {one.detail}" for one in found if (one.path, one.detail) not in old]
    try:
        manifests = [Manifest.read(write(one)) for one in (before, after)]
    except ManifestError:
        return []
    old_side, new_side = ((one, review_manifest(one, version)) for one in manifests)
    return [f"{one.path}: {one.detail}" for one in new_errors(old_side, new_side)]
