"""What kustomize reads from a document: its reader is not the API server's.

Mirrors resolve, kustomize v5.8.1 (kyaml/yaml over goyaml.v3), where it differs from the API server's reader: `yes` and
`on` are texts, a date is a point in time, and a null that is written out outlives a merge, while an empty one does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, NamedTuple

from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.yamltext.node import ALIAS, MAPPING, SCALAR, Node
from podbuilder.kube.yamltext.tree import Tree

_BOOLEANS = ("true", "True", "TRUE", "false", "False", "FALSE")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)\Z")
_CLOCK = r"(\d\d?):(\d\d?):(\d\d?)(?:\.(\d{1,9}))?"
_INSTANT = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?)[Tt]{_CLOCK}(Z|[-+]\d\d:\d\d)\Z")
_WITHOUT_ZONE = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?) {_CLOCK}()\Z")


class Null(NamedTuple):
    """A null as it is written: merges keep one that is written out, and lose one where nothing stands."""

    text: str
    # sic: in braces, where nothing stands, kustomize writes an empty text.
    in_flow: bool = False


def values_of(tree: Tree) -> Any:
    """What kustomize reads from a document, in values that may be changed (KustomizationError)."""
    return _value(tree, tree.root)


def plain(value: Any) -> Any:
    """The same as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Null):
        return "" if value.in_flow and not value.text else None
    return value


def raw_texts(tree: Tree, path: tuple[str, ...]) -> dict[str, str]:
    """The scalars of a mapping by their keys, as they are written there: `1e3` is a text."""
    place = tree.chain(path)[-1]
    if place.path != path or place.node.kind != MAPPING:
        return {}
    return {
        key: text_of(tree, node)
        for key, node in ((entry.key, entry.node) for entry in place.node.entries)
        if key is not None and node.kind == SCALAR
    }


def text_of(tree: Tree, node: Node) -> str:
    """The characters of a scalar, without its quotes if it has any."""
    if isinstance(node.value, str):
        return node.value
    return tree.text[tree.content(node) : node.end]


def _value(tree: Tree, node: Node, in_flow: bool = False) -> Any:
    if node.kind == ALIAS:
        return _value(tree, node.target)
    if node.kind == SCALAR:
        return node.value if node.style or node.tag else _plain_scalar(tree, node, in_flow)
    if node.kind == MAPPING:
        return _mapping(tree, node)
    return [_value(tree, item, node.flow) for item in node.items]


def _mapping(tree: Tree, node: Node) -> dict[str, Any]:
    found: dict[str, Any] = {}
    merged: dict[str, Any] = {}
    for entry in node.entries:
        if entry.key is None:
            for source in _merged(entry.node):
                merged = {**_mapping(tree, source), **merged}
        else:
            found[_key(tree, entry.key_node, entry.key)] = _value(tree, entry.node, node.flow)
    return {**merged, **found}


def _merged(node: Node) -> Iterator[Node]:
    node = node.target if node.kind == ALIAS else node
    for one in [node] if node.kind == MAPPING else node.items:
        yield one.target if one.kind == ALIAS else one


def _key(tree: Tree, node: Node, key: str) -> str:
    if isinstance(node.value, str) or node.tag or node.kind != SCALAR:
        return key
    text = text_of(tree, node)
    if isinstance(node.value, bool) and text not in _BOOLEANS:
        return text
    line = tree.source.line(node.start) + 1
    raise KustomizationError(f"Line {line}: kustomize takes only texts as keys; put this one in quotes: “{text}”.")


def _plain_scalar(tree: Tree, node: Node, in_flow: bool) -> Any:
    value = node.value
    if isinstance(value, bool):
        text = text_of(tree, node)
        return value if text in _BOOLEANS else text
    if value is None:
        return Null(text_of(tree, node), in_flow)
    if isinstance(value, str):
        # sic: in braces and brackets, what has a colon is put in quotes, and is a text from then on.
        return value if in_flow and ":" in value else _time(value)
    return value


def _time(text: str) -> str:
    """A date as JSON has it; any other text as it is."""
    match = _INSTANT.match(text) or _WITHOUT_ZONE.match(text) or _DATE.match(text)
    if match is None:
        return text
    year, month, day, *clock = match.groups()
    hour, minute, second, fraction, zone = clock or ("0", "0", "0", None, "")
    try:
        offset = timedelta() if zone in ("", "Z") else _offset(zone)
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour),
            int(minute),
            int(second),
            tzinfo=timezone(offset) if offset else UTC,
        )
    except ValueError:
        return text
    digits = (fraction or "").rstrip("0")
    zone = moment.strftime("%z")
    shown = moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    return f"{shown}{'.' + digits if digits else ''}" + (f"{zone[:3]}:{zone[3:]}" if offset else "Z")


def _offset(zone: str) -> timedelta:
    minutes = int(zone[1:3]) * 60 + int(zone[4:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)
