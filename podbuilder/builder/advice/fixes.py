"""The fixes that need no question: one, or all of them."""

from __future__ import annotations

from collections.abc import Iterable

from podbuilder.builder.advice.advice import Advice, judge
from podbuilder.builder.models import Draft
from podbuilder.kube.catalogue import UnknownPath, load
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint import Patch
from podbuilder.kube.manifest import Edit, Manifest

FIX_ALL = "fix-all"
# A pod at rest after so many rounds is the rule; each judges the whole pod again.
MOST_ROUNDS = 20


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


def fix_all(manifest: Manifest, draft: Draft, rule: str = "") -> Manifest:
    """The manifest with every safe fix made, or every one of a rule, until none is left.

    Each is made on the pod as those before have left it; fixes of items apart from each other are made together. What
    takes more rounds than that stays as advice.
    """
    tried: set[tuple[str, FieldPath]] = set()
    for _ in range(MOST_ROUNDS):
        advice = (one for one in judge(manifest, draft).advice if rule in ("", one.rule))
        together = _apart(one for one in advice if (one.rule, one.path) not in tried)
        if not together:
            break
        tried |= {(advice.rule, advice.path) for advice, _ in together}
        edits = [edit for _, patch in together for edit in patch.edits]
        manifest = manifest.patch(edits) if len(together) == 1 else manifest.patch_apart(edits)
    return manifest


def _apart(advice: Iterable[Advice]) -> list[tuple[Advice, Patch]]:
    """The first safe fix, and those after it that change other items of the pod's lists than it and each other do."""
    found: list[tuple[Advice, Patch]] = []
    taken: set[FieldPath] = set()
    around: set[FieldPath] = set()
    for one in advice:
        if not one.fix or one.patch is None:
            continue
        items = {_item_of(edit) for edit in one.patch.edits}
        above = {FieldPath(item[:end]) for item in items for end in range(len(item) + 1)}
        if () in items or len(one.patch.edits) > 1:
            return found or [(one, one.patch)]
        if not (items & around or above & taken):
            found.append((one, one.patch))
            taken |= items
            around |= above
    return found


def _item_of(edit: Edit) -> FieldPath:
    """The item of a list that an edit changes; the root for what is in no list."""
    path = edit.path if edit.op in ("set", "rename", "comment") else edit.path.parent
    while path and not isinstance(path[-1], int):
        path = path.parent
    return path
