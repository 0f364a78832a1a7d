"""What each known version of Kubernetes says of a manifest."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import FieldError
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review, review_manifest


class OnVersion(NamedTuple):
    """What one version of Kubernetes says of a pod."""

    version: str
    review: Review
    is_recorded: bool

    @property
    def errors(self) -> int:
        """How many errors there are, in the pod and around it, and in the pods that a workload makes."""
        return self.review.error_count

    @property
    def around(self) -> list[FieldError]:
        """The errors that no step shows: their paths are the document's."""
        return [*self.review.wrapper_errors, *self.review.pod_errors]

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.review.warnings) + len(self.review.wrapper_warnings)


def on_every_version(manifest: Manifest) -> list[OnVersion]:
    """The verdicts of all known versions, the newest first."""
    newest = versions.minor(versions.NEWEST_RECORDED)
    return [
        OnVersion(version, review_manifest(manifest, version), versions.minor(version) <= newest)
        for version in reversed(versions.VERSIONS)
    ]
