"""The fixes that need no question: one, or all of them."""

from __future__ import annotations

from podbuilder.builder.advice.advice import Advice, judge
from podbuilder.builder.models import Draft
from podbuilder.kube.catalogue import UnknownPath, load
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest

FIX_ALL = "fix-all"
# Nobody would read through more fixes than this at once.
MOST = 300


def find_advice(manifest: Manifest, draft: Draft, rule: str, path: str) -> Advice | None:
    """The advice of a rule at a path; None if there is none, or none any longer."""
    try:
        return judge(manifest, draft).at(rule, load(draft.kubernetes).resolve(path))
    except UnknownPath:
        return None


def fix_one(manifest: Manifest, draft: Draft, target: str) -> Manifest:
    """The manifest with the safe fix of one finding, named `RULE:PATH`; the same if there is no such finding or fix."""
    rule, _, path = target.partition(":")
    advice = find_advice(manifest, draft, rule, path)
    return manifest.patch(advice.patch.edits) if advice and advice.fix and advice.patch else manifest


def fix_all(manifest: Manifest, draft: Draft) -> Manifest:
    """The manifest with every safe fix made, each on the pod as the one before has left it, until none is left."""
    tried: set[tuple[str, FieldPath]] = set()
    while len(tried) < MOST:
        open_ones = (a for a in judge(manifest, draft).advice if (a.rule, a.path) not in tried)
        advice = next((a for a in open_ones if a.fix), None)
        if advice is None or advice.patch is None:
            break
        tried.add((advice.rule, advice.path))
        manifest = manifest.patch(advice.patch.edits)
    return manifest
