"""The same as wrapper.py in braces, as in JSON: a spec's text goes into a new spec, and comes out again."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.yamltext import writer
from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.metadata_lines import shifted
from podbuilder.kube.yamltext.source import LINE_ENDS
from podbuilder.kube.yamltext.tree import Place, Tree

# A number that stands for the spec while the rest is written; where it stands for itself as well, the proof fails.
_SPEC = 918_273_645_546_372_819


def put_in(tree: Tree, spec: Place, around: dict[str, Any], field: str) -> TextChange:
    """The change that puts a spec's text into the new spec `around`, whose last field is `field` and there the spec."""
    node, dialect = spec.node, tree.dialect
    around = {**around, field: {**around[field], "spec": _SPEC}}
    indent = _indent(tree, node.start)
    step = _step(tree, spec)
    if step:
        lines = writer.flow_lines(around, spec.path, dialect, " " * indent, " " * step)
        written = tree.source.eol.join(lines)
    else:
        written = writer.flow(around, spec.path, dialect)
    before, _, after = written.partition(str(_SPEC))
    text = shifted(tree.text[node.start : node.end], 2 * step).lstrip(" ")
    return TextChange(node.start, node.end, before + text + after)


def take_out(tree: Tree, outer: Place, inner: Place) -> TextChange:
    """The change that puts the text of a spec in place of the spec around it."""
    by = _indent(tree, outer.node.start) - _indent(tree, inner.node.start)
    text = tree.text[inner.node.start : inner.node.end]
    return TextChange(outer.node.start, outer.node.end, shifted(text, min(by, 0)))


def _indent(tree: Tree, offset: int) -> int:
    line = tree.source.before(offset)
    return len(line) - len(line.lstrip(" "))


def _step(tree: Tree, spec: Place) -> int:
    """By how much the document indents an entry; 0 where its entries share lines."""
    first = spec.holder.entries[0].key_node
    if not any(sign in tree.text[spec.holder.start : first.start] for sign in LINE_ENDS):
        return 0
    return max(tree.source.column(first.start) - _indent(tree, spec.holder.start), 1)
