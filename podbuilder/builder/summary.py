"""What the list of drafts shows of a manifest, kept beside its text."""

from __future__ import annotations

from podbuilder.kube.containers import visit_containers
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import Review, review_manifest


def summary_of(manifest: Manifest, version: str) -> dict[str, object]:
    """What the list of drafts shows of a manifest: columns of Draft."""
    return summarize(manifest, review_manifest(manifest, version))


def summarize(manifest: Manifest, verdict: Review) -> dict[str, object]:
    metadata = manifest.pod.get("metadata")
    name = (metadata.get("name") if isinstance(metadata, dict) else None) or manifest.name
    return {
        "name": name[:253] if isinstance(name, str) else "",
        "containers": sum(1 for _ in visit_containers(manifest.pod)),
        "errors": len(verdict.errors) + len(verdict.wrapper_errors),
    }
