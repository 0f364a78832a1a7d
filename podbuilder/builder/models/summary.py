"""What the list of drafts shows of a draft, kept beside its text so that the list reads no manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from podbuilder.builder.models.parameters import with_defaults
from podbuilder.kube.core import document
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review, review_manifest
from podbuilder.kube.templating import all_from_json


class Summary(TypedDict):
    """Columns of a draft."""

    name: str
    containers: int
    errors: int


def review_of_pod(
    manifest: Manifest, parameters: Iterable[Mapping[str, Any]], version: str, review: Review | None = None
) -> Review:
    """The verdict on a manifest with its parameters' defaults filled in; for what is beside the pods, on the first pod.

    It is `review`, the verdict on the manifest itself, where that is by this version and of a pod.
    """
    if review is not None and review.version == version and not manifest.is_companion:
        return review
    return review_manifest(with_defaults(manifest.nearest_pod, all_from_json(parameters), version), version)


def summarize(
    manifest: Manifest, parameters: Iterable[Mapping[str, Any]], version: str, review: Review | None = None
) -> Summary:
    """The summary of a manifest with its declared parameters; that of its file's first pod for what is beside the pods.

    `review` is the verdict on it with the parameters' defaults filled in; without one by this version, it is judged.
    """
    review = review_of_pod(manifest, parameters, version, review)
    manifest = manifest.nearest_pod
    name = manifest.name or document.get(manifest.pod, ("metadata", "name"))
    return {
        "name": name[:253] if isinstance(name, str) else "",
        "containers": sum(1 for _ in visit_containers(manifest.pod)),
        "errors": review.error_count,
    }
