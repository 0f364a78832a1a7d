"""Did you mean: a value that its field does not take, in the shape that the field would take.

What is tried follows from the field's type alone: text for a number, a list for a single item, the units that people
know for a quantity's. What comes back fits the field; whether the API server likes all else about it, validation says.
"""

from __future__ import annotations

import shlex
from typing import Any

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.corrections import name, scalar
from podbuilder.kube.corrections.fit import fit

# What a shell would treat in its own way; a command with one of these is not only words.
_SHELL = set("|&;<>()$`\\\n*?~#")


def shaped(value: Any, spec: FieldSpec) -> Any:
    """The value that was probably meant, or MISSING if nothing near to it fits."""
    if value is None:
        return MISSING
    if spec.type == "list" and spec.item is not None:
        found = _list(value, spec, spec.item)
    elif spec.type == "map" and spec.item is not None:
        found = _map(value, spec.item)
    elif spec.type == "object":
        found = _object(value, spec)
    else:
        found = _scalar(value, spec)
    return MISSING if found is MISSING or fit(found, spec) < 1.0 else found


def meant_by(value: Any, spec: FieldSpec) -> Any:
    """What was probably meant by a value that is refused, though it may fit; MISSING where nothing near is known."""
    if isinstance(value, str) and spec.type == "quantity" and (whole := scalar.whole_amount(value)):
        return whole
    if spec.format == "file-mode" and type(value) is int and value > name.MOST_OF_A_MODE:
        return name.file_mode(str(value)) or MISSING
    found = shaped(value, spec)
    return MISSING if found == value and type(found) is type(value) else found


def _fitting(value: Any, spec: FieldSpec) -> Any:
    """The value itself where it fits, or else what was meant."""
    return value if fit(value, spec) == 1.0 else shaped(value, spec)


def _all(values: list[Any], spec: FieldSpec) -> Any:
    found = [_fitting(value, spec) for value in values]
    return MISSING if any(value is MISSING for value in found) else found


def _list(value: Any, spec: FieldSpec, item: FieldSpec) -> Any:
    if isinstance(value, list):
        return _all(value, item)
    if isinstance(value, dict) and item.type == "object":
        one = _fitting(value, item)
        return [one] if one is not MISSING else _entries(value, spec, item)
    if isinstance(value, str) and item.type == "string" and " " in value.strip():
        return _words(value)
    one = _fitting(value, item)
    return one if one is MISSING else [one]


def _entries(value: dict[str, Any], spec: FieldSpec, item: FieldSpec) -> Any:
    """A mapping as the list of its entries: `A: b` is the item with the name A and the value b."""
    key = spec.keys[0] if spec.keys else "name"
    if key not in item.fields:
        return MISSING
    found = []
    for entry, each in value.items():
        rest = each if isinstance(each, dict) else {"value": each}
        found.append({key: entry, **{k: v for k, v in rest.items() if v is not None}})
    return _all(found, item)


def _words(value: str) -> Any:
    """A command line as its words; MISSING where a shell would do more with it than split it."""
    if _SHELL.isdisjoint(value):
        try:
            return shlex.split(value)
        except ValueError:
            pass
    return MISSING


def _map(value: Any, item: FieldSpec) -> Any:
    if isinstance(value, dict):
        found = {key: _fitting(each, item) for key, each in value.items()}
    elif isinstance(value, list):
        pairs = [_pair(each) for each in value]
        if any(pair is None for pair in pairs):
            return MISSING
        found = {key: _fitting(each, item) for key, each in filter(None, pairs)}
    else:
        return MISSING
    return MISSING if MISSING in found.values() else found


def _pair(value: Any) -> tuple[str, Any] | None:
    """What an item of a list says of a name: `a=b`, a mapping of one key, or one with a name and a value."""
    if isinstance(value, str) and "=" in value:
        key, _, rest = value.partition("=")
        return key.strip(), rest.strip()
    if not isinstance(value, dict):
        return None
    if len(value) == 1:
        return next(iter(value.items()))
    named = value.get("name", value.get("key"))
    return (named, value["value"]) if isinstance(named, str) and len(value) == 2 and "value" in value else None


def _object(value: Any, spec: FieldSpec) -> Any:
    if isinstance(value, list):
        return _object_of_list(value, spec)
    if isinstance(value, dict):
        if not value.keys() <= spec.fields.keys():
            return MISSING
        found = {key: _fitting(each, spec.fields[key]) for key, each in value.items()}
        return MISSING if MISSING in found.values() else found
    if isinstance(value, str) and "=" in value and {"name", "value"} <= spec.fields.keys():
        key, _, rest = value.partition("=")
        return {"name": key, "value": rest}
    if isinstance(value, str) and {"name", "mountPath"} <= spec.fields.keys():
        return _mount(value)
    main = _main_field(spec)
    if main is None or (isinstance(value, str) and name.corrected(value, main.format) is not MISSING):
        return MISSING
    one = _fitting(value, main)
    return one if one is MISSING else {main.name: one}


def _mount(value: str) -> Any:
    """A mount as container engines write it, such as `./html:/srv:ro`; its volume is called like what is mounted."""
    source, _, rest = value.partition(":") if ":" in value else ("", "", value)
    target, _, mode = rest.partition(":")
    called = name.corrected(source or target, "dns-label")
    found = {"name": (source or target) if called is MISSING else called, "mountPath": target}
    if not target.startswith("/") or mode not in ("", "rw", "ro"):
        return MISSING
    return {**found, "readOnly": True} if mode == "ro" else found


def _object_of_list(value: list[Any], spec: FieldSpec) -> Any:
    """The only item of a list; or the whole list, if the object lacks the line of a list that it requires."""
    needed = [field for field in spec.fields.values() if field.required and fit(value, field) == 1.0]
    if len(needed) == 1 and value:
        return {needed[0].name: value}
    return _fitting(value[0], spec) if len(value) == 1 and isinstance(value[0], dict) else MISSING


def _main_field(spec: FieldSpec) -> FieldSpec | None:
    """The field that a single value in an object's place must be meant for."""
    scalars = [field for field in spec.fields.values() if field.is_scalar]
    needed = [field for field in scalars if field.required]
    if len(needed) == 1:
        return needed[0]
    return scalars[0] if len(scalars) == 1 else None


def _scalar(value: Any, spec: FieldSpec) -> Any:
    if isinstance(value, dict):
        return scalar.of_mapping(value) if spec.type == "string" else MISSING
    if isinstance(value, list):
        return _fitting(value[0], spec) if len(value) == 1 and not isinstance(value[0], (dict, list)) else MISSING
    return scalar.KINDS[spec.type](value, spec) if spec.type in scalar.KINDS else MISSING
