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


def summarize(
    manifest: Manifest, parameters: Iterable[Mapping[str, Any]], version: str, review: Review | None = None
) -> Summary:
    """The summary of a manifest with its declared parameters; that of its file's first pod for what is beside the pods.

    `review` is the verdict on it with the parameters' defaults filled in; without one by this version, it is judged.
    """
    if manifest.is_companion:
        manifest, review = manifest.nearest_pod, None
    if review is None or review.version != version:
        review = review_manifest(with_defaults(manifest, all_from_json(parameters), version), version)
    name = manifest.name or document.get(manifest.pod, ("metadata", "name"))
    return {
        "name": name[:253] if isinstance(name, str) else "",
        "containers": sum(1 for _ in visit_containers(manifest.pod)),
        "errors": review.error_count,
    }
