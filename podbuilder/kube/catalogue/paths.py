"""From text to a path: the only way to do so, and only for fields that the schema knows."""

from __future__ import annotations

import re

from podbuilder.kube.catalogue.spec import FieldSpec
from podbuilder.kube.core.field import ROOT, FieldPath

# The longest valid key has 317 characters; whether a key is valid is for validation to say.
MAX_LENGTH = 2000
_INDEX = re.compile(r"\[(0|[1-9][0-9]{0,3})\]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


class UnknownPath(ValueError):
    """The text names no field of a Pod, or of the workload around it, in this version."""


def resolve(root: FieldSpec, text: str) -> FieldPath:
    """The path that `text` names, in the spelling FieldPath prints.

    Every map of a Pod has plain values, so a key runs from its bracket to the one that ends the text,
    whatever is between.
    """
    if len(text) > MAX_LENGTH:
        raise UnknownPath(f"A field path is at most {MAX_LENGTH} characters long; this one has {len(text)}.")
    spec, path, at = root, ROOT, 0
    while at < len(text) or spec is root:
        if spec.type == "map" and spec.item is not None:
            if text[at] != "[" or text[-1] != "]" or at + 2 >= len(text):
                raise _unknown(text)
            return path.key(text[at + 1 : -1])
        if spec.type == "list" and spec.item is not None:
            match = _INDEX.match(text, at)
            if not match:
                raise _unknown(text)
            spec, path = spec.item, path.index(int(match[1]))
        else:
            start = at if spec is root else at + 1
            match = _NAME.match(text, start)
            if not match or match[0] not in spec.fields or text[at:start] not in ("", "."):
                raise _unknown(text)
            spec, path = spec.fields[match[0]], path.child(match[0])
        at = match.end()
    return path


def _unknown(text: str) -> UnknownPath:
    return UnknownPath(f"{text[:100]!r} is not a field of a Pod or of a workload in this version of Kubernetes.")
