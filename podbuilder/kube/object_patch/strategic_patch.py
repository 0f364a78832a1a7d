"""Strategic merge patches of pods: as merge patches, but lists whose items have a key are merged item by item.

Mirrors StrategicMergeMapPatch, Kubernetes v1.36, apimachinery's pkg/util/strategicpatch, for the lists of a Pod.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from podbuilder.kube.object_patch.patch_error import PatchError

# The key by which a list's items are told apart: patchMergeKey of the types of k8s.io/api/core/v1. All other lists are
# replaced whole. A field of these names means the same wherever it stands in a pod.
_KEYS = {
    **dict.fromkeys(("containers", "initContainers", "ephemeralContainers", "volumes", "env"), "name"),
    **dict.fromkeys(("imagePullSecrets", "resourceClaims", "schedulingGates"), "name"),
    "volumeMounts": "mountPath",
    "volumeDevices": "devicePath",
    "ports": "containerPort",
    "hostAliases": "ip",
    "topologySpreadConstraints": "topologyKey",
    "ownerReferences": "uid",
    "conditions": "type",
}
# Lists of plain values that are merged: patchStrategy merge without a key.
_SETS = ("finalizers",)
_DIRECTIVE, _DELETE_ITEMS, _ORDER, _RETAIN = "$patch", "$deleteFromPrimitiveList/", "$setElementOrder/", "$retainKeys"


def strategically_merged(target: Any, patch: Any) -> Any:
    """The target with the patch in it (PatchError); neither is changed."""
    if not isinstance(patch, dict):
        return patch
    directive = patch.get(_DIRECTIVE)
    if directive not in (None, "replace", "delete", "merge"):
        raise PatchError("$patch is replace, delete or merge.")
    if directive == "delete":
        return {}
    if directive == "replace":
        return {key: value for key, value in patch.items() if key != _DIRECTIVE}
    found = _retained(dict(target) if isinstance(target, dict) else {}, patch)
    for key, value in patch.items():
        if key.startswith(_DELETE_ITEMS):
            name = key.removeprefix(_DELETE_ITEMS)
            gone = {_named(one, "") for one in _items(value)}
            found[name] = [one for one in _items(found.get(name)) if _named(one, "") not in gone]
        elif key.startswith("$"):
            continue
        elif value is None:
            found.pop(key, None)
        else:
            found[key] = _merged_field(key, found.get(key), value, patch.get(_ORDER + key))
    return found


def _merged_field(name: str, target: Any, value: Any, order: Any) -> Any:
    if isinstance(value, list) and isinstance(target, list):
        if name in _SETS:
            return list({_named(one, ""): one for one in (*target, *value)}.values())
        if name in _KEYS:
            return _merged_list(_KEYS[name], target, value, order)
    if isinstance(value, list):
        return [_without_directives(one) for one in value if not _is_directive(one)]
    if isinstance(value, dict) and isinstance(target, dict):
        return strategically_merged(target, value)
    return _without_directives(value)


def _retained(target: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    if _RETAIN not in patch:
        return target
    names = _items(patch[_RETAIN])
    return {key: value for key, value in target.items() if key in names}


def _merged_list(key: str, target: list[Any], patch: list[Any], order: Any) -> list[Any]:
    objects = [one for one in patch if isinstance(one, dict)]
    if any(one == {_DIRECTIVE: "replace"} for one in objects):
        return [_without_directives(one) for one in patch if not _is_directive(one)]
    gone = {_named(one, key) for one in objects if one.get(_DIRECTIVE) == "delete"}
    given = [one for one in patch if not (isinstance(one, dict) and one.get(_DIRECTIVE) == "delete")]
    if any(not isinstance(one, dict) or key not in one for one in given):
        raise PatchError(f"Each item of this list needs {key}, by which it is found.")
    before = {_named(one, key): one for one in target if _named(one, key) not in gone}
    patched = {_named(one, key): strategically_merged(before.get(_named(one, key), {}), one) for one in given}
    found = _interleaved(list(before), {**before, **patched}, list(patched))
    return _in_order(key, found, order)


def _interleaved(before: list[str], items: Mapping[str, Any], patched: list[str]) -> list[Any]:
    """The items in their order: one that the patch does not name comes before one that it names if it did so before.

    Mirrors mergeSortedSlice. sic: new items come first.
    """
    places = {name: number for number, name in enumerate(before)}
    named = set(patched)
    rest = [name for name in before if name not in named]
    found: list[str] = []
    taken = 0
    for name in patched:
        while taken < len(rest) and places[rest[taken]] < places.get(name, -1):
            found.append(rest[taken])
            taken += 1
        found.append(name)
    return [items[name] for name in (*found, *rest[taken:])]


def _named(item: Any, key: str) -> str:
    return json.dumps(item.get(key) if isinstance(item, dict) else item, sort_keys=True)


def _in_order(key: str, items: list[Any], order: Any) -> list[Any]:
    places = {_named(one, key): number for number, one in enumerate(_items(order))}
    return sorted(items, key=lambda one: places.get(_named(one, key), len(places)))


def _is_directive(item: Any) -> bool:
    return isinstance(item, dict) and _DIRECTIVE in item and (len(item) == 1 or item[_DIRECTIVE] == "delete")


def _without_directives(value: Any) -> Any:
    """What a patch puts where nothing was: nulls and directives in it mean nothing."""
    return strategically_merged({}, value)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
