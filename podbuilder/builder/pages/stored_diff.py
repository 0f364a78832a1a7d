"""The manifest beside something else: what the cluster will store, and what other versions say of it."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from podbuilder.kube.core import versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.review import Review, review_manifest


class DiffLine(NamedTuple):
    """A line with its sign: "+" for an added one, "-" for one that is gone, " " for the rest."""

    sign: str
    text: str


def stored(manifest: Manifest, verdict: Review) -> list[DiffLine]:
    """What the API server fills in and rewrites, as a difference to the pod as it is written.

    Both sides are spelled out anew in the same order, so that only what the server changes differs.
    """
    kept = ("apiVersion", "kind", "metadata", "spec")
    return diff(_text(manifest.pod, kept), _text(verdict.facts.defaulted, kept))


def _text(pod: Document, kept: tuple[str, ...]) -> str:
    return write({key: pod[key] for key in kept if key in pod})


def diff(old: str, new: str) -> list[DiffLine]:
    """All lines of two texts, told apart by sign."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[DiffLine] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            lines += [DiffLine(" ", text) for text in before[i1:i2]]
            continue
        lines += [DiffLine("-", text) for text in before[i1:i2]]
        lines += [DiffLine("+", text) for text in after[j1:j2]]
    return lines


class OnVersion(NamedTuple):
    """What one version of Kubernetes says of a pod."""

    version: str
    review: Review
    is_recorded: bool

    @property
    def errors(self) -> int:
        """How many errors there are, in the pod and around it."""
        return len(self.review.errors) + len(self.review.wrapper_errors)


def on_every_version(manifest: Manifest) -> list[OnVersion]:
    """The verdicts of all known versions, the newest first."""
    newest = versions.minor(versions.NEWEST_RECORDED)
    return [
        OnVersion(version, review_manifest(manifest, version), versions.minor(version) <= newest)
        for version in reversed(versions.VERSIONS)
    ]
