"""From the text of a Compose file to its trees, one for each document, in one pass over libyaml's events.

Not the reader of manifests: Compose reads scalars otherwise, lets the own keys of a mapping win over those that `<<`
brings, and has the tags `!reset` and `!override`. Mirrors decode.go of go-yaml v3.0.4 and loader/reset.go of compose-go
v2.9.1.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_DOCUMENTS, MAX_EXPANDED, MAX_NODES, MAX_REREAD
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.compose_node import ComposeNode, NodeKind, TextPlace, WrittenKey
from podbuilder.kube.importers.compose.plain_scalar import WrongTag, resolve, resolve_tagged
from podbuilder.kube.importers.import_result import ImportRefused
from podbuilder.kube.yamltext.errors import forbidden_character, sentence_for
from podbuilder.kube.yamltext.libyaml_gaps import bridged, refusal
from podbuilder.kube.yamltext.source import Source

_RESET, _OVERRIDE, _MERGE = "!reset", "!override", "<<"
_MERGES = "“<<” merges the keys of another mapping; give it a mapping, or a list of mappings."
_COMPLEX_KEY = "A key must be a single word or text, not a list or a mapping."


class _Frame:
    """A collection that is still open."""

    __slots__ = ("anchor", "height", "is_merge", "key", "keys", "merged", "node", "seen")

    def __init__(self, node: ComposeNode, anchor: str | None, seen: int) -> None:
        self.node = node
        self.anchor = anchor
        self.seen = seen
        self.height = 1
        self.key: tuple[str, TextPlace] | None = None
        self.is_merge = False
        self.keys: dict[str, TextPlace] = {}
        self.merged: list[ComposeNode] = []


def read(text: str) -> list[ComposeNode]:
    """The documents of a text that are not empty (ImportRefused, with the place, if it cannot be read)."""
    if len(text) > MAX_CHARACTERS:
        raise ImportRefused(f"This file is longer than {MAX_CHARACTERS:,} characters, which is the most that is read.")
    found = forbidden_character(text)
    if found is not None:
        raise _refused(_place_at(text, found[0]), found[1])
    left, parsed = MAX_REREAD, text
    # What stands for signs that libyaml stumbles upon.
    stand_ins: dict[int, str] = {}
    while True:
        loader = yaml.CSafeLoader(parsed)
        try:
            return _Reader(loader, parsed, stand_ins).read()
        except yaml.MarkedYAMLError as error:
            left -= len(parsed)
            again = bridged(parsed, stand_ins, error) if left > 0 else None
            if again is None:
                offset, sentence = sentence_for(error, parsed)
                raise _refused(_place_at(text, offset), sentence) from error
            parsed, stand_ins = again
        finally:
            loader.dispose()


def _place_at(text: str, offset: int) -> TextPlace:
    source = Source(text)
    return TextPlace(source.line(offset) + 1, source.column(offset) + 1)


def _refused(place: TextPlace, sentence: str) -> ImportRefused:
    return ImportRefused(f"Line {place.line}, column {place.column}: {sentence}")


class _Reader:
    def __init__(self, loader: Any, text: str, stand_ins: dict[int, str]) -> None:
        self._next = loader.get_event
        self._text = text
        self._stand_ins = stand_ins
        self._has_slashes = "\\/" in text
        self._documents: list[ComposeNode] = []
        self._started = self._nodes = self._expanded = 0
        self._begin()

    def _begin(self) -> None:
        self._stack: list[_Frame] = []
        # What an anchor names, how many values that is, and how deep they are nested.
        self._anchors: dict[str, tuple[ComposeNode, int, int]] = {}

    def read(self) -> list[ComposeNode]:
        while (event := self._next()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                self._put(self._scalar(event))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, NodeKind.MAPPING if kind is MappingStartEvent else NodeKind.SEQUENCE)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._put(self._close())
            elif kind is AliasEvent:
                self._put(self._alias(event), is_alias=True)
            elif kind is DocumentStartEvent:
                self._started += 1
                if event.version not in (None, (1, 1)):
                    raise _refused(_place(event), "Compose reads YAML 1.1 only. Leave out the line “%YAML”.")
                if self._started > MAX_DOCUMENTS:
                    raise _refused(_place(event), f"This file has more than {MAX_DOCUMENTS:,} documents.")
            elif kind is DocumentEndEvent:
                self._begin()
        return self._documents

    def _scalar(self, event: Any) -> ComposeNode:
        tag, text = None if event.tag == "!" else event.tag, event.value
        if self._stand_ins:
            text = text.translate(self._stand_ins)
        if self._has_slashes and (why := refusal(self._raw(event), event.style, False)):
            raise _refused(_place(event), why)
        try:
            is_plain = tag is None and not event.style
            value = resolve(text) if is_plain else resolve_tagged(tag or "", text)
        except WrongTag as error:
            raise _refused(_place(event), str(error)) from error
        node = ComposeNode(NodeKind.SCALAR, _place(event), value, tag)
        node.written_text = "" if event.style else text
        if event.anchor is not None:
            self._anchors[event.anchor] = node, 1, 0
        if event.value == _MERGE and not event.style and tag is None:
            node.tag = _MERGE
        return node

    def _raw(self, event: Any) -> str:
        return self._text[event.start_mark.index : event.end_mark.index]

    def _open(self, event: Any, kind: NodeKind) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise _refused(_place(event), f"Values are nested more than {MAX_DEPTH} deep here.")
        if self._stack and self._stack[-1].node.kind is NodeKind.MAPPING and self._stack[-1].key is None:
            raise _refused(_place(event), _COMPLEX_KEY)
        # Until it is closed, nothing can name it: a value that contains itself is refused.
        self._anchors.pop(event.anchor, None)
        node = ComposeNode(kind, _place(event), tag=event.tag)
        self._stack.append(_Frame(node, event.anchor, self._nodes + self._expanded))

    def _close(self) -> ComposeNode:
        frame = self._stack.pop()
        _merge(frame)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = frame.node, self._nodes + self._expanded - frame.seen + 1, frame.height
        if self._stack:
            self._stack[-1].height = max(self._stack[-1].height, frame.height + 1)
        return frame.node

    def _alias(self, event: Any) -> ComposeNode:
        if event.anchor not in self._anchors:
            raise _refused(
                _place(event), f"“*{event.anchor}” refers to an anchor “&{event.anchor}” that is not complete above."
            )
        node, size, height = self._anchors[event.anchor]
        self._expanded += size
        if self._expanded > MAX_EXPANDED:
            raise _refused(_place(event), f"Expanded, the aliases would make more than {MAX_EXPANDED:,} values.")
        if len(self._stack) + height > MAX_DEPTH:
            raise _refused(_place(event), f"Expanded, this alias nests values more than {MAX_DEPTH} deep.")
        self._stack[-1].height = max(self._stack[-1].height, height + 1)
        return node

    def _put(self, node: ComposeNode, is_alias: bool = False) -> None:
        self._nodes += 1
        if self._nodes + len(self._stack) > MAX_NODES:
            raise _refused(node.place, f"This file has more than {MAX_NODES:,} values.")
        if not self._stack:
            if node.value is not None or node.kind is not NodeKind.SCALAR:
                self._documents.append(node)
            return
        frame = self._stack[-1]
        if frame.node.kind is NodeKind.SEQUENCE:
            if node.tag != _RESET:
                frame.node.items.append(node)
        elif frame.key is None:
            frame.key = _key(frame, node)
        else:
            _set(frame, frame.key, node, is_alias)
            frame.key = None


def _key(frame: _Frame, node: ComposeNode) -> tuple[str, TextPlace]:
    if type(node.value) is not str:
        raise _refused(node.place, "A key must be text. Put this one in quotes.")
    first = frame.keys.get(node.value)
    if first is not None:
        words = (
            f"The key “{cut(node.value)}” appears twice in one mapping, on lines {first.line} and {node.place.line}."
        )
        raise _refused(node.place, f"{words} Keep one of them.")
    frame.keys[node.value] = node.place
    frame.is_merge = node.tag == _MERGE
    return node.value, node.place


def _set(frame: _Frame, key: tuple[str, TextPlace], node: ComposeNode, is_alias: bool) -> None:
    name, place = key
    frame.node.written.append(WrittenKey(name, place, None if is_alias else node))
    if frame.is_merge:
        sources = node.items if node.kind is NodeKind.SEQUENCE else [node]
        if any(source.kind is not NodeKind.MAPPING for source in sources):
            raise _refused(place, _MERGES)
        frame.merged += sources
        return
    if node.tag in (_RESET, _OVERRIDE):
        frame.node.marks.add(name)
    if node.tag != _RESET:
        frame.node.fields[name] = node


def _merge(frame: _Frame) -> None:
    """Add what `<<` brings: the mapping's own keys win, and the first of several."""
    for source in frame.merged:
        frame.node.marks |= source.marks
        for key, node in source.fields.items():
            frame.node.fields.setdefault(key, node)


def _place(event: Any) -> TextPlace:
    mark = event.start_mark
    return TextPlace(mark.line + 1, mark.column + 1)
