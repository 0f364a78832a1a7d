"""Credentials of a file outside its pods: in a Secret, around a pod template, or in a comment."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.manifest.pod_place import PodPlace
from podbuilder.kube.secret_scanning.name_heuristics import by_name, is_about, is_harmless
from podbuilder.kube.secret_scanning.scanner import MOST_FOUND, Leak, of_annotation
from podbuilder.kube.secret_scanning.token_formats import kind_of
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.highlight import tokens
from podbuilder.kube.yamltext.node import SCALAR, Node
from podbuilder.kube.yamltext.source import Source
from podbuilder.kube.yamltext.stream import Stretch
from podbuilder.kube.yamltext.tree import Place

VALUE_OF_ONE = "a value of a Secret"
_MAPS = ("data", "stringData", "annotations")
# In characters; the longest keys in use are a quarter of that.
LONGEST_KEY = 16_384
# Certificates are public, even in Secrets.
_CERTIFICATE = "-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True)
class LeakOutsidePods:
    """A credential outside all pods: what it is, its place in words, and the stretch of text that holds it."""

    leak: Leak
    place: str
    start: int
    stop: int
    value: str = field(repr=False)
    # Whether the field expects base64.
    is_encoded: bool = False


def find_outside_pods(text: str) -> list[LeakOutsidePods]:
    """The credentials of a text outside its pods, in the order of its documents, those in comments last.

    A document that cannot be read is searched line by line. Raises YamlProblem for a text that is not a YAML stream.
    """
    source = parse.source_of(text)
    found = [one for whole in parse.documents_of(source) for one in _of_document(whole)]
    # In a document that cannot be read, a comment has already been searched with its line.
    once: dict[tuple[str, str], LeakOutsidePods] = {}
    for one in (*found, *_of_comments(source)):
        once.setdefault((one.place, one.leak.kind), one)
    return list(once.values())[:MOST_FOUND]


def cover_outside_pods(text: str, found: Iterable[LeakOutsidePods], cover: str) -> str:
    """The text with `cover` in place of each credential that was found in it."""
    drawn, at = [], 0
    for one in sorted(found, key=lambda one: one.start):
        word = base64.b64encode(cover.encode()).decode() if one.is_encoded else cover
        drawn += [text[at : one.start], f'"{word}"']
        at = max(at, one.stop)
    return "".join([*drawn, text[at:]])


def _of_document(whole: parse.Document) -> Iterator[LeakOutsidePods]:
    try:
        tree = whole.tree
    except YamlProblem:
        yield from _of_lines(*whole)
        return
    if tree is None or tree.root.value is None:
        return
    # By their paths: a List may have hundreds.
    pods: dict[tuple[str | int, ...], PodPlace] = {
        path: PodPlace(tree.root.value, path) for path in pod_paths_of(tree.root.value)
    }
    depths = {len(path) for path in pods}
    for place in tree.places():
        path, value = place.path, place.node.value
        if place.node.kind != SCALAR or not isinstance(value, str) or not value:
            continue
        around = (pods[path[:depth]] for depth in depths if path[:depth] in pods)
        if all(pod.in_pod(path) is None for pod in around) and (one := _of_scalar(whole.source, tree.root, place)):
            yield one


def _of_scalar(source: Source, root: Node, place: Place) -> LeakOutsidePods | None:
    """A scalar of an object as a credential, if it is one."""
    at, owner = kinds.object_at(root.value, place.path)
    path = place.path[len(at) :]
    kind, name = document.get(owner, ("kind",)), document.get(owner, ("metadata", "name"))
    node, value = place.node, place.node.value
    where = FieldPath(path)
    if len(path) > 1 and path[-2] in _MAPS:
        where = where.parent.key(str(path[-1]))
    is_encoded = kind == "Secret" and path[:1] == ("data",)
    if kind == "Secret" and len(path) == 2 and path[0] in ("data", "stringData"):
        why = _of_secret(str(path[1]), value, is_encoded)
    elif path[:2] == ("metadata", "annotations") and len(path) == 3:
        why = of_annotation(str(path[2]), value) or kind_of(value)
    else:
        why = kind_of(value)
    if not why:
        return None
    called = " ".join(str(word) for word in (kind, name) if isinstance(word, str)) or "document"
    line = source.line(node.start) + 1
    leak = Leak(where, str(path[-1]) if path else "", why)
    return LeakOutsidePods(leak, f"line {line}, {called}: {where}", node.start, node.end, value, is_encoded)


def _of_secret(key: str, value: str, is_encoded: bool) -> str:
    plain = _decoded(value) if is_encoded else value
    if is_about(key) or plain.startswith(_CERTIFICATE) or (is_harmless(plain) and not by_name(key, plain)):
        return ""
    return kind_of(plain) or VALUE_OF_ONE


def _decoded(value: str) -> str:
    try:
        return base64.b64decode("".join(value.split()), validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        return value


def _of_lines(source: Source, stretch: Stretch) -> Iterator[LeakOutsidePods]:
    """The credentials in the lines of a document that cannot be read."""
    first, last = source.line(stretch.start), source.line(max(stretch.stop - 1, stretch.start))
    for line in range(first, last + 1):
        start = source.line_starts[line]
        stop = source.end_of_line(start)
        yield from _of_piece(source, line, start, source.text[start:stop])


def _of_comments(source: Source) -> Iterator[LeakOutsidePods]:
    for number, line in enumerate(tokens(source.text)):
        at = source.line_starts[number] if number else 0
        for kind, piece in line:
            if kind == "comment":
                yield from _of_piece(source, number, at + 1, piece[1:])
            at += len(piece)


def _of_piece(source: Source, line: int, start: int, piece: str) -> Iterator[LeakOutsidePods]:
    why = kind_of(piece)
    if "-----BEGIN" in piece and (end := source.text.find("-----END", start, start + LONGEST_KEY)) > 0:
        # A key of several lines, whether or not all of them are comments.
        piece = source.text[start : source.end_of_line(end)]
    if why:
        yield LeakOutsidePods(Leak(FieldPath(), "", why), f"line {line + 1}", start, start + len(piece), piece)
