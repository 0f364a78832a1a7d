"""Putting an object's spec into a new spec around it, and taking it out again: its lines are moved, never rewritten.

The lines go to the right or to the left as they stand, with their comments, quotes and line ends, so what was put in
comes out again to the letter. Every result is proved by reading it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.yamltext import flow_wrapper, writer
from podbuilder.kube.yamltext.block_style import TextChange, remove_part
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.metadata_lines import (
    at_their_place,
    copy_of,
    entry_text,
    key_start,
    own_line,
    place_of,
    shifted,
    top_of,
)
from podbuilder.kube.yamltext.node import SCALAR
from podbuilder.kube.yamltext.proof import Unproved, prove, replace
from podbuilder.kube.yamltext.quoting import scalar
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable

# What goes along with a pod: the rest of an object's metadata is the object's own.
MOVED = ("labels", "annotations")


class Wrapper(NamedTuple):
    """What stands around a spec: its object's apiVersion and kind, the field that holds it, and the fields beside that.

    `metadata` names what moves from the object's metadata beside the inner spec, and `copied` what of it stays as well.
    """

    kind: Mapping[str, str]
    field: str
    fields: Mapping[str, Any]
    metadata: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()

    def around(self, one: Document) -> Document:
        """The object with its spec one level deeper."""
        inner, kept = {"spec": one["spec"]}, {}
        if self.metadata:
            own = one["metadata"]
            inner["metadata"] = {key: own[key] for key in self.metadata}
            gone = {key for key in self.metadata if key not in self.copied}
            kept = {"metadata": {key: value for key, value in own.items() if key not in gone}}
        return {**one, **self.kind, **kept, "spec": {**self.fields, self.field: inner}}


def without_wrapper(one: Document, kind: Mapping[str, str], field: str, metadata: tuple[str, ...] = ()) -> Document:
    """The object with the spec that it holds in `field` as its own, and this metadata as it is beside that spec.

    A field of the object's metadata that is empty stays: it says nothing.
    """
    template = one["spec"][field]
    before, inside = documents.mapping_at(one, ("metadata",)), documents.mapping_at(template, ("metadata",))
    own = {key: value for key, value in before.items() if key not in metadata or not value}
    along = {key: value for key, value in inside.items() if key in metadata}
    kept = {"metadata": {**own, **along}} if before or along else {}
    return {**one, **kind, **kept, "spec": template["spec"]}


def wrapped(tree: Tree, number: int, path: FieldPath, wrapper: Wrapper) -> Tree:
    """The tree of the text in which the spec of the object at `path` stands in a new one (Unsuitable).

    `number` says which of the text's documents this is.
    """
    after = wrapper.around(documents.get(tree.root.value, path))
    changes = [*_kind_changes(tree, path, wrapper.kind)]
    spec = place_of(tree, (*path, "spec"))
    if not spec.holder.flow:
        changes += _put_in(tree, path, wrapper)
    elif wrapper.copied == wrapper.metadata:
        changes.append(flow_wrapper.put_in(tree, spec, after["spec"], wrapper.field))
    else:
        raise Unsuitable
    return _proved(tree, number, changes, path, after)


def _put_in(tree: Tree, path: FieldPath, wrapper: Wrapper) -> Iterator[TextChange]:
    source, step = tree.source, tree.style.step
    spec = own_line(tree, (*path, "spec"))
    column = tree.column(spec.holder)
    along = ""
    for place in _in_order(place_of(tree, (*path, "metadata", key)) for key in wrapper.metadata):
        if place.holder.flow and place.path[-1] in wrapper.copied:
            name, at = str(place.path[-1]), (*path, "spec", wrapper.field, *place.path[-2:])
            written = writer.entry(name, place.node.value, column + 3 * step, at, tree.style)
            along += "".join(line + source.eol for line in written)
        else:
            place = own_line(tree, place.path)
            along += shifted(entry_text(tree, place), column + 3 * step - tree.column(place.holder)) + source.eol
            yield from _left_behind(tree, place, wrapper)
    start, end = source.start_of_line(key_start(tree, spec)), _end(tree, spec)
    head = [" " * column + "spec:"]
    if wrapper.fields:
        head += writer.block(dict(wrapper.fields), column + step, (*path, "spec"), tree.style)
    head.append(" " * (column + step) + f"{wrapper.field}:")
    if along:
        head.append(" " * (column + 2 * step) + "metadata:")
    lines = "".join(line + source.eol for line in head)
    yield TextChange(start, end, lines + along + shifted(tree.text[start:end], 2 * step))


def unwrapped(
    tree: Tree, number: int, path: FieldPath, kind: Mapping[str, str], field: str, metadata: tuple[str, ...] = ()
) -> Tree:
    """The tree of the text in which the spec in `field` is that of the object at `path` (Unsuitable).

    What stands around it goes, and so does what the object has of this metadata, if it differs.
    """
    changes = [*_kind_changes(tree, path, kind)]
    outer, inner = place_of(tree, (*path, "spec")), place_of(tree, (*path, "spec", field, "spec"))
    is_flow = outer.holder.flow
    changes.append(flow_wrapper.take_out(tree, outer, inner) if is_flow else _take_out(tree, outer, inner))
    if metadata:
        changes += at_their_place(tree, path, FieldPath((*path, "spec", field)), metadata)
    after = without_wrapper(documents.get(tree.root.value, path), kind, field, metadata)
    return _proved(tree, number, changes, path, after)


def _take_out(tree: Tree, outer: Place, inner: Place) -> TextChange:
    outer, inner = own_line(tree, outer.path), own_line(tree, inner.path)
    top, end = top_of(tree, inner), _end(tree, inner)
    spec = shifted(tree.text[top:end], tree.column(outer.holder) - tree.column(inner.holder))
    start = tree.source.start_of_line(key_start(tree, outer))
    return TextChange(start, max(end, tree.source.end_of_line(outer.node.end)), spec)


def _in_order(places: Iterator[Place]) -> list[Place]:
    return sorted(places, key=lambda place: place.node.start)


def _kind_changes(tree: Tree, path: FieldPath, kind: Mapping[str, str]) -> Iterator[TextChange]:
    for key, value in kind.items():
        place = place_of(tree, (*path, key))
        node = place.node
        if node.kind == SCALAR and node.style not in ("|", ">") and not place.holder.flow:
            # Blanks behind it stay.
            yield TextChange(tree.content(node), node.end, scalar(value, node.style))
        else:
            yield from replace(tree, place, value)


def _left_behind(tree: Tree, place: Place, wrapper: Wrapper) -> list[TextChange]:
    """The change of metadata that a field leaves: it goes, or its copy stays."""
    if place.path[-1] not in wrapper.copied:
        if len(place.holder.entries) == len(wrapper.metadata):
            raise Unsuitable
        return remove_part(tree, place)
    return [TextChange(top_of(tree, place), tree.source.end_of_line(place.node.end), copy_of(tree, place))]


def _end(tree: Tree, place: Place) -> int:
    """Where the lines of a field end, with the comments below it that are indented more deeply than its key."""
    source, column = tree.source, tree.column(place.holder)
    last = line = source.line(place.node.end)
    while line + 1 < len(source.line_starts) and source.line_starts[line + 1] < tree.stretch.stop:
        line += 1
        text = source.whole_line(line)
        stripped = text.lstrip(" ")
        if stripped.startswith("#") and len(text) - len(stripped) > column:
            last = line
        elif stripped:
            break
    return source.end_of_line(max(place.node.end, source.line_starts[last]))


def _proved(tree: Tree, number: int, changes: list[TextChange], path: FieldPath, after: Document) -> Tree:
    want = documents.assign(tree.root.value, path, after) if path else after
    try:
        return prove(tree, number, changes, want)
    except (Unproved, YamlProblem) as problem:
        raise Unsuitable from problem
