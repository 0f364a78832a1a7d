"""`--overrides` of `kubectl run`: a patch of the pod that all other flags have made."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, different, refused
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import Document, ErrorType
from podbuilder.kube.core.limits import MAX_PATCH_DEPTH
from podbuilder.kube.decoding import decode
from podbuilder.kube.object_patch.json_patch import applied
from podbuilder.kube.object_patch.merge_patch import merged
from podbuilder.kube.object_patch.patch_error import PatchError
from podbuilder.kube.object_patch.strategic_patch import strategically_merged

_WAYS: Mapping[str, Callable[[Any, Any], Any]] = {"merge": merged, "strategic": strategically_merged, "json": applied}
OVERRIDE_TYPES = tuple(_WAYS)
_SHOWN = 3
_NOTHING: Any = object()


def overridden(pod: Document, text: str, way: str) -> tuple[Document, Note]:
    """The pod with the overrides in it, or as it was where kubectl refuses them; and what there is to say."""
    patch = read_json(text)
    if patch is _NOTHING:
        return pod, refused("kubectl wants JSON here, and this is none.")
    try:
        made = _WAYS.get(way, merged)(pod, patch)
    except PatchError as problem:
        return pod, refused(f"It does not fit the pod: {problem}")
    decoded = decode(made, versions.DEFAULT)
    unknown = [error for error in decoded.errors if error.type is ErrorType.UNKNOWN_FIELD]
    if len(unknown) < len(decoded.errors) or not isinstance(made, dict):
        wrong = [str(error.path) for error in decoded.errors if error not in unknown]
        return pod, refused(f"It makes something else than a pod{_where(wrong)}.")
    to = f"Pod {document.get(decoded.document, ('metadata', 'name'), '')}".rstrip()
    if unknown:
        says = f"A pod has no {_some([str(error.path) for error in unknown])}; kubectl drops it in silence."
        return decoded.document, different(to, says)
    return decoded.document, carried(to)


def _where(paths: list[str]) -> str:
    named = [path for path in paths if path]
    return f": {_some(named)} does not fit" if named else ""


def _some(paths: list[str]) -> str:
    return ", ".join(paths[:_SHOWN]) + (" and others" if len(paths) > _SHOWN else "")


def read_json(text: str) -> Any:
    """The value that a JSON text says; something that is no value where it is none, or nested without end."""
    depth = deepest = 0
    for letter in text:
        depth += (letter in "[{") - (letter in "]}")
        deepest = max(deepest, depth)
    if deepest > MAX_PATCH_DEPTH:
        return _NOTHING
    try:
        return json.loads(text, parse_constant=_refuse)
    except ValueError:
        return _NOTHING


def _refuse(word: str) -> Any:
    raise ValueError(word)
