"""From text to tree in one pass over libyaml's events: no recursion, and limits that apply before memory is used.

PyYAML's own loaders are not used: the C one crashes the process on deep nesting, and both read scalars differently from
the API server and silently keep the last of two equal keys.
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
    StreamStartEvent,
)

from podbuilder.kube.core.limits import MAX_DEPTH, MAX_EXPANDED, MAX_NODES, MAX_REREAD
from podbuilder.kube.yamltext.errors import YamlProblem, sentence_for
from podbuilder.kube.yamltext.libyaml_gaps import bridged, is_json, parseable, refusal
from podbuilder.kube.yamltext.node import ALIAS, MAPPING, SCALAR, SEQUENCE, Entry, Node
from podbuilder.kube.yamltext.scalars import (
    MERGE_TAG,
    UnreadableScalar,
    key_text,
    may_mean_else,
    native_value,
    resolve_plain,
    resolve_tagged,
)
from podbuilder.kube.yamltext.source import Source

_Mark = Any
_COMPLEX_KEY = "A key must be a single word or text, not a list or a mapping."
_TEMPLATE = "“{{ … }}” is a template's placeholder. Render the template first, for example with “helm template”."


class _Frame:
    """A collection that is still open."""

    __slots__ = ("height", "key", "key_node", "keys", "node", "seen")

    def __init__(self, node: Node, seen: int) -> None:
        self.node = node
        self.seen = seen  # what the reader had counted, aliases expanded, when this collection began
        self.height = 1
        self.key: str | None = None
        self.key_node: Node | None = None
        self.keys: dict[str, int] = {}


class DocumentReader:
    """Reads the one document between two offsets of a text."""

    def __init__(self, source: Source, start: int, stop: int) -> None:
        self._source = source
        self._limits = source.limits
        self._text, self._stand_ins = parseable(source.text[start:stop])
        self._offset = start
        # Whether a scalar may have a form that libyaml takes and the server does not; in JSON these are allowed.
        self._is_doubtful = ("?" in self._text or "\\/" in self._text) and not is_json(self._text)
        self._begin()

    def _begin(self) -> None:
        self._root: Node | None = None
        self._stack: list[_Frame] = []
        self._anchors: dict[str, Node] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._last: Any = None  # the event of the scalar that was read last
        self.nodes = 0
        self._expanded = 0

    def read(self) -> Node | None:
        """The root of the document, None if the text holds none (YamlProblem if it cannot be read)."""
        left = MAX_REREAD
        while True:
            loader = yaml.CSafeLoader(self._text)
            try:
                return self._read(loader)
            except yaml.MarkedYAMLError as error:
                left -= len(self._text)
                again = bridged(self._text, self._stand_ins, error) if left > 0 else None
                if again is None:
                    offset, sentence = sentence_for(error, self._text)
                    raise self._problem_at(sentence, offset) from error
            finally:
                loader.dispose()
            self._text, self._stand_ins = again
            self._begin()

    def _read(self, loader: Any) -> Node | None:
        next_event = loader.get_event
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._put(self._scalar(event), event.start_mark)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._put(self._close(event), event.start_mark)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, MAPPING if kind is MappingStartEvent else SEQUENCE)
            elif kind is AliasEvent:
                self._put(self._alias(event), event.start_mark)
            elif kind is DocumentStartEvent:
                documents += 1
                if event.version not in (None, (1, 1)):
                    raise self._problem("Kubernetes reads YAML 1.1 only. Leave out the line “%YAML”.", event.start_mark)
                if documents > 1:
                    raise self._problem(
                        "A second document starts here. Separate documents with a line “---”.", event.start_mark
                    )
            elif kind is not StreamStartEvent and kind is not DocumentEndEvent:
                break
        return self._root

    def _scalar(self, event: Any) -> Node:
        mark, tag, style, text = event.start_mark, event.tag, event.style or "", event.value
        self._last = event
        if self._stand_ins:
            text = text.translate(self._stand_ins)
        if self._is_doubtful and (why := self._refusal(event, style)):
            raise self._problem(why, mark)
        try:
            value = text
            if tag is not None:
                value = resolve_tagged(tag, text)
            elif event.implicit[0] and may_mean_else(text):
                value = resolve_plain(text)
        except UnreadableScalar as error:
            raise self._problem(str(error), mark) from error
        offset = self._offset
        node = Node(SCALAR, mark.index + offset, event.end_mark.index + offset, value, event.anchor, tag)
        node.style = style
        if style == "|" or style == ">":
            node.end = self._end_of_block(node)
        if event.anchor is not None:
            self._remember(event.anchor, node, 1, 0)
        return node

    def _refusal(self, event: Any, style: str) -> str:
        """Why the server's reader refuses a scalar that libyaml reads."""
        raw = self._text[event.start_mark.index : event.end_mark.index]
        return refusal(raw, style, bool(self._stack) and self._stack[-1].node.flow)

    def _end_of_block(self, node: Node) -> int:
        """Where a block scalar's last line ends; the blank lines that follow are its own only if it keeps them."""
        text, start, end = self._text, node.start - self._offset, node.end - self._offset
        header = text[start:end].split("\n", 1)[0].split("#", 1)[0]
        if "+" in header.rpartition(node.style)[2]:
            last = end
        else:
            last = start + len(text[start:end].rstrip(" \t\r\n"))
            while text[last : last + 1] in (" ", "\t"):
                last += 1
        if last == end and text[last - 1 : last] == "\n":
            last -= 1
        if last == end or text[last : last + 1] == "\n":
            last -= text[last - 1 : last] == "\r"
        return last + self._offset

    def _open(self, event: Any, kind: int) -> None:
        mark = event.start_mark
        if len(self._stack) >= MAX_DEPTH:
            raise self._problem(f"Values are nested more than {MAX_DEPTH} deep here.", mark)
        node = Node(kind, mark.index + self._offset, 0, {} if kind == MAPPING else [], event.anchor, event.tag)
        node.flow = event.flow_style
        if kind == MAPPING:
            node.entries = []
        else:
            node.items = []
        if self._stack:
            frame = self._stack[-1]
            if frame.node.kind == MAPPING and frame.key_node is None:
                raise self._problem(_TEMPLATE if self._text.startswith("{{", mark.index - 1) else _COMPLEX_KEY, mark)
        if event.anchor is not None:
            self._anchors.pop(event.anchor, None)
        self._stack.append(_Frame(node, self.nodes + self._expanded))

    def _close(self, event: Any) -> Node:
        frame = self._stack.pop()
        node = frame.node
        if node.flow and self._text[event.start_mark.index : event.end_mark.index] in ("]", "}"):
            node.end = event.end_mark.index + self._offset
        elif node.kind == SEQUENCE:
            node.end = node.items[-1].end if node.items else node.start
        else:
            node.end = node.entries[-1].node.end if node.entries else node.start
        if node.anchor is not None:
            self._remember(node.anchor, node, self.nodes + self._expanded - frame.seen + 1, frame.height)
        if self._stack:
            parent = self._stack[-1]
            if parent.height <= frame.height:
                parent.height = frame.height + 1
        return node

    def _alias(self, event: Any) -> Node:
        mark = event.start_mark
        target = self._anchors.get(event.anchor)
        if target is None:
            if any(frame.node.anchor == event.anchor for frame in self._stack):
                raise self._problem(f"“*{event.anchor}” is inside the value that it refers to.", mark)
            raise self._problem(
                f"“*{event.anchor}” refers to an anchor “&{event.anchor}”, which is not defined above.", mark
            )
        size, height = self._sizes[event.anchor]
        self._expanded += size
        if min(self.nodes + len(self._stack) + 1, MAX_NODES) + self._expanded > MAX_EXPANDED:
            raise self._problem(f"Expanded, the aliases would make more than {MAX_EXPANDED:,} values.", mark)
        if len(self._stack) + height > MAX_DEPTH:
            raise self._problem(f"Expanded, this alias nests values more than {MAX_DEPTH} deep.", mark)
        self._stack[-1].height = max(self._stack[-1].height, height + 1)
        node = Node(ALIAS, mark.index + self._offset, event.end_mark.index + self._offset, target.value, None, None)
        node.target = target
        return node

    def _put(self, node: Node, mark: _Mark) -> None:
        """Add a finished node to its collection, and count it."""
        self.nodes += 1
        if self.nodes + len(self._stack) > self._limits.values:
            raise self._problem(f"This document has more than {self._limits.values:,} values.", mark)
        if not self._stack:
            self._root = node
            return
        frame = self._stack[-1]
        parent = frame.node
        if parent.kind == SEQUENCE:
            parent.items.append(node)
            parent.value.append(node.value)
        elif frame.key_node is None:
            frame.key_node = node
            key = node.value
            if key.__class__ is not str or key == "<<":
                key = self._key(node, mark)
            if key in frame.keys:
                raise self._twice(key, frame.keys[key], node, mark)
            if key is not None:
                frame.keys[key] = node.start
            frame.key = key
        else:
            parent.entries.append(Entry(frame.key, frame.key_node, node))
            if frame.key is None:
                self._merge(parent.value, node)
            else:
                parent.value[frame.key] = node.value
            frame.key_node = None

    def _key(self, node: Node, mark: _Mark) -> str | None:
        """The key that a node other than a plain word makes, None for the merge key."""
        value = node.value
        is_untagged = node.kind == SCALAR and node.tag is None
        if value == "<<":
            merges = (is_untagged and self._last.implicit[0]) or (node.kind == SCALAR and node.tag == MERGE_TAG)
            return None if merges else "<<"
        if isinstance(value, dict | list):
            raise self._problem(_COMPLEX_KEY, mark)
        try:
            # A float gives another key than the integer that JSON makes of it.
            if is_untagged and not node.style and type(value) is int:
                value = native_value(self._last.value)
            return value if isinstance(value, str) else key_text(value)
        except UnreadableScalar as error:
            raise self._problem(str(error), mark) from error

    def _twice(self, key: str, offset: int, node: Node, mark: _Mark) -> YamlProblem:
        first, second = self._source.line(offset) + 1, self._source.line(node.start) + 1
        words = f"The key “{key}” appears twice in one mapping, on lines {first} and {second}. Keep one of them."
        return self._problem(words, mark)

    def _merge(self, mapping: dict[str, Any], node: Node) -> None:
        """Mirrors merge, Kubernetes v1.36, sigs.k8s.io/yaml (goyaml.v2/decode.go)."""
        # sic: a merge overrides the keys before it, where YAML would let the mapping's own keys win.
        sources = reversed(node.value) if isinstance(node.value, list) and node.kind == SEQUENCE else [node.value]
        for source in sources:
            if not isinstance(source, dict):
                words = "“<<” merges the keys of another mapping; give it a mapping, or a list of mappings."
                raise self._problem_at(words, node.start - self._offset)
            mapping.update(source)

    def _remember(self, anchor: str, node: Node, size: int, height: int) -> None:
        self._anchors[anchor] = node
        self._sizes[anchor] = (size, height)

    def _problem(self, message: str, mark: _Mark) -> YamlProblem:
        return self._problem_at(message, mark.index)

    def _problem_at(self, message: str, offset: int) -> YamlProblem:
        line = self._source.line(offset + self._offset)
        return YamlProblem(message, line + 1, offset + self._offset - self._source.line_starts[line] + 1)
