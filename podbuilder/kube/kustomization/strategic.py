"""Strategic merge patches as kustomize makes them: not quite as the API server does.

Mirrors merge2.Merger and walk.Walker, kustomize v5.8.1 (kyaml/yaml/merge2, kyaml/yaml/walk): items that a patch names
come first, and the items of ports are told apart by port and protocol. The target is changed in place, as there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.kustomization.kind_facts import Keys, Pattern
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.yaml_values import Null

Lists = Mapping[Pattern, Keys]
DIRECTIVE = "$patch"
_DELETE, _REPLACE, _MERGE = "delete", "replace", "merge"


def merged(target: Any, patch: Any, lists: Lists, at: Pattern = ()) -> Any:
    """The target with the patch in it, MISSING if nothing is left of it (KustomizationError if they do not fit)."""
    shape = next((type(one) for one in (target, patch) if not is_null(one)), dict)
    if shape not in (dict, list):
        shape = object
    for one in (target, patch):
        if not is_null(one) and (shape is object) == isinstance(one, dict | list):
            raise _misfit(at)
        if not is_null(one) and not isinstance(one, shape):
            raise _misfit(at)
    if shape is dict:
        return _merged_mapping(target, patch, lists, at)
    if shape is list and at in lists:
        return _merged_list(target, patch, lists, at)
    return target if patch is MISSING else MISSING if is_null(patch) else patch


def is_null(value: Any) -> bool:
    """Whether there is no value, or a null."""
    return value is MISSING or value is None or isinstance(value, Null)


def text_of(value: Any) -> str:
    """A scalar as it stands in a text, by which items are compared."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Null):
        return value.text
    return "" if is_null(value) or isinstance(value, dict | list) else str(value)


def _misfit(at: Pattern) -> KustomizationError:
    return KustomizationError(f"The patch does not fit: {'.'.join(at)} is something else in the object.")


def _merged_mapping(target: Any, patch: Any, lists: Lists, at: Pattern) -> Any:
    directive = _directive(patch) if isinstance(patch, dict) else _MERGE
    if is_null(target):
        if not isinstance(patch, dict):
            return target if patch is MISSING and isinstance(target, Null) and target.text else MISSING
        if directive == _DELETE:
            return MISSING
        target = patch
    elif patch is not MISSING and is_null(patch):
        return MISSING
    elif directive == _DELETE:
        return MISSING
    elif directive == _REPLACE:
        target = patch
    source = patch if isinstance(patch, dict) else {}
    for key in sorted({*target, *source}):
        value = merged(target.get(key, MISSING), source.get(key, MISSING), lists, (*at, key))
        if value is MISSING:
            target.pop(key, None)
        else:
            target[key] = value
    return target


def _directive(patch: dict[str, Any]) -> str:
    """What a mapping's $patch says, which is taken out of it."""
    found = patch.pop(DIRECTIVE, _MERGE)
    if found not in (_DELETE, _REPLACE, _MERGE):
        raise KustomizationError("$patch is replace, delete or merge.")
    return str(found)


def _merged_list(target: Any, patch: Any, lists: Lists, at: Pattern) -> Any:
    if is_null(target):
        target = [] if is_null(patch) else patch
    elif patch is not MISSING and is_null(patch):
        return MISSING
    elif patch is not MISSING:
        directive = _list_directive(patch)
        if directive == _DELETE:
            return MISSING
        if directive == _REPLACE:
            target = patch
    source = [] if is_null(patch) else patch
    keys = lists[at] or ("",)
    for item in (*source, *target):
        if keys[0] and (not isinstance(item, dict) or is_null(item.get(keys[0]))):
            raise KustomizationError(f"Each item of {'.'.join(at)} needs {keys[0]}, by which it is found.")
    return _merged_items(target, source, keys, lists, at)


def _list_directive(patch: list[Any]) -> str:
    alone = [item for item in patch if isinstance(item, dict) and set(item) == {DIRECTIVE}]
    if not alone:
        return _MERGE
    patch[:] = [item for item in patch if item not in alone]
    return _directive(dict(alone[0]))


def _merged_items(target: list[Any], source: list[Any], keys: Keys, lists: Lists, at: Pattern) -> list[Any]:
    wanted: list[list[str]] = []
    for item in (*source, *target):
        values = [text_of(item.get(key)) if key else text_of(item) for key in keys]
        if values not in wanted:
            wanted.append(values)
    _complete(wanted)
    made: list[Any] = []
    used: Keys = keys
    for values in wanted:
        used, texts = _given(wanted, values, keys)
        narrow = _given([values], texts, used)
        item = merged(_found(target, *narrow), _found(source, *narrow), lists, at)
        if is_null(item) or item == {}:
            _put(target, used, texts, None)
            continue
        _put(made, used, texts, item)
    for item in target:
        texts = [text_of(item.get(key)) for key in used if not is_null(item.get(key))] if used[0] else [text_of(item)]
        if len(used) > 1:
            _put(made, used, texts, None)
        _put(made, used, texts, item)
    return made


def _complete(wanted: list[list[str]]) -> None:
    """Give items that leave out one of several keys what another item has for it. Mirrors mergeValues."""
    for first, one in enumerate(wanted):
        for second, other in enumerate(wanted):
            agree = any(a == b for a, b in zip(one, other, strict=True))
            if agree and all(a == b or not (a and b) for a, b in zip(one, other, strict=True)):
                one = wanted[first] = wanted[second] = [a or b for a, b in zip(one, other, strict=True)]


def _given(wanted: list[list[str]], values: list[str], keys: Keys) -> tuple[Keys, list[str]]:
    """The keys that any of the items has, with the values of one of them. Mirrors validateKeys."""
    known = [key for number, key in enumerate(keys) if any(one[number] for one in wanted if number < len(one))]
    if not known:
        return keys, values
    pairs = [(key, value) for key, value in zip(keys, values, strict=False) if value or key in known]
    return tuple(key for key in keys if key in known), [value for _, value in pairs]


def _found(items: list[Any], keys: Keys, texts: list[str]) -> Any:
    return next((item for item in items if _fits(item, keys, texts)), MISSING)


def _fits(item: Any, keys: Keys, texts: list[str]) -> bool:
    if not keys[0]:
        return text_of(item) == texts[0]
    pairs = list(zip(keys, texts, strict=False))
    return all(key in item and text in ("", text_of(item[key])) for key, text in pairs)


def _put(items: list[Any], keys: Keys, texts: list[str], item: Any) -> None:
    """Put an item in the place of those with these values, or at the end; None takes them away."""
    fitting = [_fits(one, keys, texts) for one in items]
    kept = [item if fits else one for one, fits in zip(items, fitting, strict=True)]
    items[:] = [one for one in kept if one is not None]
    if item is not None and not any(fitting):
        items.append(item)
