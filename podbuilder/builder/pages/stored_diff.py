"""The manifest compared with what the cluster will store."""

from __future__ import annotations

from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.manifest.text_diff import DiffLine, changes, diff
from podbuilder.kube.review import Review

# As many rows are shown whole; of more, only what differs and the lines around it.
WHOLE = 1000


def stored(manifest: Manifest, verdict: Review) -> list[DiffLine]:
    """What the API server fills in and rewrites, as a difference to the pod as it is written.

    Both sides are spelled out anew in the same order, so that only what the server changes differs.
    """
    kept = ("apiVersion", "kind", "metadata", "spec")
    before, after = _text(manifest.pod, kept), _text(verdict.facts.defaulted, kept)
    if before.count("\n") + after.count("\n") <= WHOLE:
        return diff(before, after)
    return changes(before, after)


def _text(pod: Document, kept: tuple[str, ...]) -> str:
    return write({key: pod[key] for key in kept if key in pod})
