"""Many edits of one text at once: each made where it stands, all of them proved by reading the text back once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_REREAD
from podbuilder.kube.yamltext.aliases import may_share
from podbuilder.kube.yamltext.edits import Edit, meaning
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.patch import set_all, splice
from podbuilder.kube.yamltext.proof import Unproved, prove
from podbuilder.kube.yamltext.tree import Tree, Unsuitable, value_at


def is_long(tree: Tree, edits: Sequence[Edit]) -> bool:
    """Whether these edits are too many to be made one after the other, each of which reads the whole text again."""
    # Each edit may write out a value that others share, and with it the text grows, as with what is new.
    growth = len(edits) if may_share(tree) else 1
    new = sum(len(edit.value) for edit in edits if isinstance(edit.value, str))
    # A comment is no part of the document, so that nothing could be proved of several.
    return len(edits) * (len(tree.text) + new) * growth > MAX_REREAD and all(edit.op != "comment" for edit in edits)


def patch_all(tree: Tree, number: int, edits: Sequence[Edit]) -> Tree:
    """The tree of the text with the edits made one after the other, which is read back once (EditRefused).

    Edits that meet in one value are made by writing that value anew: a list whose items come, go or move is one.
    """
    old = tree.root.value
    want = reduce(meaning, edits, old)
    apart = _apart(old, want, edits)
    try:
        return prove(tree, number, [change for edit in apart.values() for change in splice(tree, edit, want)], want)
    except (Unsuitable, Unproved, YamlProblem):
        places = _outermost(_existing(old, want, path) for path in apart)
        return set_all(tree, number, {path: value_at(want, path) for path in places})


def _apart(old: Any, want: Any, edits: Sequence[Edit]) -> dict[FieldPath, Edit]:
    """The same change in edits of which none touches what another one does, each by the value it changes as a whole."""
    reached = [_reached(old, edit) for edit in edits]
    groups: dict[FieldPath, list[Edit]] = {path: [] for path in _outermost(reached)}
    for path, edit in zip(reached, edits, strict=True):
        groups[next(start for start in _starts(path) if start in groups)].append(edit)
    return {
        path: group[0] if len(group) == 1 else _whole(want, path)
        for path, group in groups.items()
        if documents.has(old, path) or documents.has(want, path)
    }


def _whole(want: Any, path: FieldPath) -> Edit:
    return Edit("set", path, value_at(want, path)) if documents.has(want, path) else Edit("remove", path)


def _reached(old: Any, edit: Edit) -> FieldPath:
    """What an edit changes as a whole: with an item its list, with a value that is missing its first missing parent."""
    path = next((start for start in _starts(edit.path) if not documents.has(old, start)), edit.path)
    moves_others = edit.op in ("insert", "move", "rename") or (edit.op == "remove" and isinstance(path[-1], int))
    return path.parent if moves_others or (not documents.has(old, path) and isinstance(path[-1], int)) else path


def _existing(old: Any, want: Any, path: FieldPath) -> FieldPath:
    """The nearest value around a path that is there before and after."""
    return next(
        start for start in (path, *reversed(_starts(path))) if documents.has(old, start) and documents.has(want, start)
    )


def _outermost(paths: Iterable[FieldPath]) -> list[FieldPath]:
    """Those of the paths that lie under no other one, in their order: what is new is written in it."""
    found = dict.fromkeys(paths)
    return [path for path in sorted(found, key=len) if not any(start in found for start in _starts(path)[:-1])]


def _starts(path: FieldPath) -> list[FieldPath]:
    """The root, and each path on the way to this one, which is the last."""
    return [FieldPath(path[:length]) for length in range(len(path) + 1)]
