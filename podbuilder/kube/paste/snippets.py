"""Parts of a pod without the rest: a list of containers, one container, or a spec."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.paste.lines import PastedLine, Unwrapped, trace_at
from podbuilder.kube.yamltext.writer import document as written

_HEAD = "apiVersion: v1\nkind: Pod\nmetadata:\n"
_CONTAINER = frozenset({"image", "name"})


def completed(lines: list[PastedLine], document: Any) -> Unwrapped | None:
    """A whole pod around the part of one that a text holds."""
    levels: tuple[str, ...]
    if isinstance(document, list) and document and all(map(_is_container, document)):
        what, name, levels = "list of containers", document[0]["name"], ("spec:", "  containers:")
    elif isinstance(document, dict) and _is_container(document) and "kind" not in document:
        what, name, levels = "container", document["name"], ("spec:", "  containers:")
    elif isinstance(document, dict) and "kind" not in document and _containers(document):
        what, name, levels = "pod's spec", _containers(document)[0]["name"], ("spec:",)
    else:
        return None
    number = lines[0].number
    head = [_HEAD, *(f"  {line}\n" for line in written({"name": str(name)}))]
    above = [
        PastedLine(number, text, "\n") for text in "".join([*head, *(f"{level}\n" for level in levels)]).splitlines()
    ]
    left = _indented(lines, 2 * len(levels), is_item=what == "container")
    place = ".".join(level.strip(" :") for level in levels)
    message = f"This is a {what} by itself. In a pod it stands under “{place}”."
    return Unwrapped(trace_at(lines[0], message), ([*above, *left],))


def _is_container(document: Any) -> bool:
    return isinstance(document, dict) and document.keys() >= _CONTAINER


def _containers(document: dict[str, Any]) -> list[Any]:
    found = document.get("containers")
    return found if isinstance(found, list) and found and all(map(_is_container, found)) else []


def _indented(lines: list[PastedLine], width: int, *, is_item: bool) -> list[PastedLine]:
    left, is_first = [], True
    for line in lines:
        if line.text.startswith("---") or (is_item and not is_first and line.is_empty):
            continue
        dash = ("- " if is_first else "  ") if is_item and not line.is_empty else ""
        is_first = is_first and line.is_empty
        left.append(line if line.is_empty else line._replace(text=" " * width + dash + line.text))
    return left
