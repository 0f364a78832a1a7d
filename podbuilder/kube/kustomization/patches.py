"""Patches of a kustomization: strategic merge patches and JSON patches.

Mirrors PatchTransformer, PatchStrategicMergeTransformer and PatchJson6902Transformer, kustomize v5.8.1
(api/internal/builtins).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.limits import MAX_EXPANDED, MAX_PATCH_OPERATIONS
from podbuilder.kube.kustomization.kind_facts import merged_lists
from podbuilder.kube.kustomization.kustomization_file import PatchEntry, PatchTarget
from podbuilder.kube.kustomization.objects import objects_of
from podbuilder.kube.kustomization.patterns import pattern
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.kustomization.strategic import is_null, merged
from podbuilder.kube.kustomization.yaml_values import Null, plain
from podbuilder.kube.object_patch.json_patch import applied
from podbuilder.kube.object_patch.patch_error import PatchError
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem


def operations_of(text: str, file: str) -> list[Any] | None:
    """The operations of a JSON patch, None if the text is none (KustomizationError if it cannot be read)."""
    try:
        trees = [one.tree for one in parse.documents(text)]
    except YamlProblem as problem:
        raise KustomizationError(f"A patch cannot be read. {problem.message}", file) from problem
    first = trees[0].root.value if trees and trees[0] else None
    if isinstance(first, list) and text.startswith("[") and not _is_json(text):
        raise KustomizationError("A JSON patch that begins with a bracket is JSON throughout.", file)
    return first if isinstance(first, list) else None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def apply_patch(resources: Sequence[Resource], entry: PatchEntry, text: str, file: str) -> None:
    """Change the objects that a patch is for; `file` is the patch's (KustomizationError)."""
    operations = operations_of(text, file)
    try:
        if operations is not None:
            _apply_operations(resources, entry, operations)
        else:
            _apply_strategic(resources, entry, objects_of(text, file))
    except KustomizationError as problem:
        raise KustomizationError(problem.message, problem.file or file) from problem


def _apply_operations(resources: Sequence[Resource], entry: PatchEntry, operations: list[Any]) -> None:
    if entry.target is None:
        raise KustomizationError("A JSON patch needs a target: the kind and name of what it changes.")
    for one in selected(resources, entry.target):
        one.store_previous()
        one.document = _with_operations(one, operations)


def _with_operations(one: Resource, operations: list[Any]) -> dict[str, Any]:
    found: Any = plain(one.document)
    try:
        for operation in operations[: MAX_PATCH_OPERATIONS + 1]:
            found = applied(found, [operation])
            # Copies of copies double what is there with each.
            if document.get(operation, ("op",)) == "copy" and sum(1 for _ in document.walk(found)) > MAX_EXPANDED:
                raise PatchError("The copies of this patch make an object too large.")
    except PatchError as problem:
        raise KustomizationError(f"The JSON patch does not fit {one.kind} {one.name}. {problem}") from problem
    if not isinstance(found, dict):
        raise KustomizationError(f"The JSON patch leaves no object of {one.kind} {one.name}.")
    changed: dict[str, Any] = _with_written_nulls(found)
    return changed


def _with_written_nulls(value: Any) -> Any:
    """Values that come from JSON: it has no empty nulls."""
    if isinstance(value, dict):
        return {key: _with_written_nulls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_written_nulls(item) for item in value]
    return Null("null") if value is None else value


def _apply_strategic(resources: Sequence[Resource], entry: PatchEntry, patches: list[Resource]) -> None:
    if not patches:
        raise KustomizationError("A patch is empty.")
    if entry.target is not None and len(patches) > 1:
        raise KustomizationError("A file of several patches names no target: each of them says what it is for.")
    for patch in patches:
        if entry.target is not None:
            found = selected(resources, entry.target)
        else:
            found = [one for one in resources if one.has_had(patch.current_id)]
            if len(found) != 1:
                number = "several objects" if found else "no object"
                raise KustomizationError(
                    f"{number.capitalize()} here can be {patch.kind} {patch.name}, which a patch changes."
                )
        for one in found:
            _merge(one, entry, patch)


def _merge(one: Resource, entry: PatchEntry, patch: Resource) -> None:
    """Mirrors ApplySmPatch: a patch changes neither name nor namespace, nor the kind unless it may."""
    kind, name, namespace = one.kind, one.name, one.namespace
    if entry.allows_name_change or entry.allows_kind_change:
        one.store_previous()
    content = deepcopy(patch.document)
    if entry.target is not None:
        content["apiVersion"] = one.api_version
    found = merged(one.document, content, merged_lists(one.api_version, kind))
    one.document = {} if is_null(found) else found
    if not one.document:
        return
    if not entry.allows_kind_change:
        one.document["kind"] = kind
    metadata = one.document.setdefault("metadata", {})
    if not entry.allows_name_change:
        metadata["name"] = name
    metadata.pop("namespace", None)
    if namespace:
        metadata["namespace"] = namespace


def selected(resources: Sequence[Resource], target: PatchTarget) -> list[Resource]:
    """The objects that a target means, by what they are or were (KustomizationError). Mirrors Select."""
    if target.label_selector or target.annotation_selector:
        return [one for one in _named(resources, target) if _has_entries(one, target)]
    return _named(resources, target)


def _named(resources: Sequence[Resource], target: PatchTarget) -> list[Resource]:
    tests = {name: pattern(text) for name, text in _texts(target).items() if text}
    found = []
    for one in resources:
        first, now = one.original_id, one.current_id
        group, version = one.group_version
        values = {
            "namespace": (first.namespace, now.namespace),
            "name": (first.name, now.name),
            "group": (group,),
            "version": (version,),
            "kind": (one.kind,),
        }
        if all(any(test.matches(value) for value in values[name]) for name, test in tests.items()):
            found.append(one)
    return found


def _texts(target: PatchTarget) -> dict[str, str]:
    names = ("namespace", "name", "group", "version", "kind")
    return {name: getattr(target, name) for name in names}


def _has_entries(one: Resource, target: PatchTarget) -> bool:
    return all(
        _meets(document.mapping_at(one.document, ("metadata", field)), selector)
        for field, selector in (("labels", target.label_selector), ("annotations", target.annotation_selector))
    )


def _meets(entries: dict[str, Any], selector: str) -> bool:
    """Whether entries meet all parts of a selector: key, !key, key=value or key!=value."""
    for part in filter(None, map(str.strip, selector.split(","))):
        if any(sign in part for sign in "()<> "):
            raise KustomizationError(f"The selector “{selector[:80]}” is not taken here: key=value and the like are.")
        key, sign, value = _halves(part)
        if (entries.get(key) == value if sign else key.removeprefix("!") in entries) == (sign == "!=" or key[0] == "!"):
            return False
    return True


def _halves(part: str) -> tuple[str, str, str]:
    for sign in ("!=", "==", "="):
        if sign in part:
            key, _, value = part.partition(sign)
            return key, sign, value
    return part, "", ""
