"""The manifest compared with what the cluster will store."""

from __future__ import annotations

from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.manifest.text_diff import DiffLine, diff
from podbuilder.kube.review import Review


def stored(manifest: Manifest, verdict: Review) -> list[DiffLine]:
    """What the API server fills in and rewrites, as a difference to the pod as it is written.

    Both sides are spelled out anew in the same order, so that only what the server changes differs.
    """
    kept = ("apiVersion", "kind", "metadata", "spec")
    return diff(_text(manifest.pod, kept), _text(verdict.facts.defaulted, kept))


def _text(pod: Document, kept: tuple[str, ...]) -> str:
    return write({key: pod[key] for key in kept if key in pod})
