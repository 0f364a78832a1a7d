"""Completion at the cursor of the YAML editor: the keys and values that fit there, and what a field means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import SERVER_WRITTEN, FieldSpec
from podbuilder.kube.cluster.known_names import KnownNames
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.completion.cluster_lists import own_values, shared_list, shared_lists
from podbuilder.kube.completion.suggestions import LIST_OF_KIND, NODE_LABELS, suggestions
from podbuilder.kube.core import kinds
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.manifest.pod_place import PodPlace
from podbuilder.kube.yamltext.cursor import Cursor, locate
from podbuilder.kube.yamltext.source import split_lines

# By the last field's name: which list of names a value, or a map's key, is chosen from.
LISTS_OF_VALUES = {"key": "known-keys", "fieldPath": "known-field-paths", "cpu": "amounts-cpu"}
LISTS_OF_VALUES["topologyKey"] = NODE_LABELS
LISTS_OF_VALUES |= dict.fromkeys(("memory", "ephemeral-storage", "sizeLimit"), "amounts-memory")
LISTS_OF_VALUES |= dict.fromkeys(("add", "drop"), "known-capabilities")
LISTS_OF_KEYS = {"labels": "known-labels", "matchLabels": "known-labels", "nodeSelector": NODE_LABELS}
IN_CLUSTER = "in the cluster"
RESOURCES = ("cpu", "memory", "ephemeral-storage", "nvidia.com/gpu")
# How far a list's dashes are indented from its key: the first list of the text shows its author's way.
_FIRST_LIST = re.compile(r"^( *)(?:- )*[\w./-]+:[ \t]*(?:#.*)?\r?\n( *)- ", re.MULTILINE)


@dataclass(frozen=True)
class CompletionItem:
    """One possible completion: `text` is shown, `insert` is written. Those of a higher rank come first."""

    text: str
    insert: str
    kind: str = ""
    doc: str = ""
    rank: int = 0
    # Whether completing this opens another completion list.
    again: bool = False


@dataclass(frozen=True)
class Completion:
    """What can be written between two columns of the cursor's line, counted from 0."""

    start: int
    end: int
    items: list[CompletionItem] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class About:
    """What the catalogue knows about a field, in words."""

    path: str
    type: str
    doc: str
    facts: list[tuple[str, str]]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def complete(text: str, line: int, column: int, version: str, cluster: Snapshot | None = None) -> Completion:
    """What could be written at a cursor, the names of a cluster first; `line` and `column` count from 0."""
    cursor = locate(text, line, column)
    around = _Surroundings(cursor, version, cluster)
    quote = 1 if cursor.word[:1] in ("'", '"') else 0
    start, end = cursor.start + quote, cursor.start + len(cursor.token)
    if quote and len(cursor.token) > 1 and cursor.token[-1] == cursor.token[0]:
        end -= 1
    lines = split_lines(text)
    rest = lines[line][end:] if 0 <= line < len(lines) else ""
    spec = around.spec(cursor.path)
    if spec is None or not cursor.kind:
        return Completion(start, end)
    dash = _dash_indent(text)
    if cursor.kind == "key":
        items = around.keys(spec, start, dash, is_there=rest.lstrip().startswith(":"))
    elif cursor.kind == "item":
        items = _dashed(around.nodes(spec, cursor.path, start + 2, dash))
    elif cursor.kind == "node":
        items = around.nodes(spec, cursor.path, start, dash)
    else:
        items = list(around.values(spec, cursor.path))
    return Completion(start, end, sorted(items, key=lambda item: (-item.rank, item.text)))


def about(text: str, line: int, column: int, version: str) -> About | None:
    """The field whose key or value is at a cursor; None if it is not one that the catalogue knows."""
    cursor = locate(text, line, column)
    around = _Surroundings(cursor, version)
    path = cursor.path
    if cursor.kind == "key":
        path = (*path, cursor.token.strip("\"'"))
    spec = around.spec(path) if cursor.kind in ("key", "value", "node") and cursor.token else None
    if spec is None:
        return None
    whole = FieldPath(path)
    facts = [
        ("Required", "yes" if spec.required else ""),
        ("Default", "" if spec.default in (None, [], {}, "") else str(spec.default)),
        ("One of", ", ".join(spec.choices)),
        ("Range", _range(spec)),
        ("Since", f"Kubernetes {spec.since}" if spec.since > "1.25" else ""),
        ("Until", f"Kubernetes {spec.until}" if spec.until else ""),
    ]
    return About(str(whole), _type_in_words(spec), spec.doc, [(name, value) for name, value in facts if value])


class _Surroundings:
    """The catalogue around a cursor."""

    def __init__(self, cursor: Cursor, version: str, cluster: Snapshot | None = None) -> None:
        self.cursor = cursor
        self.version = version
        self.document = cursor.document if isinstance(cursor.document, dict) else {}
        paths = pod_paths_of(self.document)
        here, _ = kinds.object_at(self.document, cursor.path)
        # Of several pods it is the one that the cursor is in, or one of the same object.
        around = [path for path in paths if cursor.path[: len(path)] == path]
        around += [path for path in paths if kinds.object_at(self.document, path)[0] == here]
        found = next(iter([*around, *paths]), None)
        kind = get(self.document, ("kind",))
        # An empty text, or one whose kind is still being written, is most likely a Pod.
        self.pod_path = ROOT if found is None and (kind is None or cursor.path == ("kind",)) else found
        self.place = PodPlace(self.document, ROOT if self.pod_path is None else self.pod_path)
        self.base = self.place.object_path
        namespace = get(self.place.object, ("metadata", "namespace"))
        self.names = KnownNames(cluster, namespace if isinstance(namespace, str) else "") if cluster else None

    @property
    def kind(self) -> str:
        kind = get(self.document, (*self.base, "kind"))
        return kind if isinstance(kind, str) else ""

    @property
    def fields(self) -> catalogue.Catalogue:
        """The fields of a pod."""
        return catalogue.load(self.version)

    @property
    def pod(self) -> dict[str, Any]:
        return {} if self.pod_path is None else self.place.pod

    def spec(self, path: tuple[str | int, ...]) -> FieldSpec | None:
        """What the catalogue says about a path of the whole document; None if it does not know the path."""
        home = self._home(path)
        return home[0].field(home[2]) if home else None

    def _home(self, path: tuple[str | int, ...]) -> tuple[catalogue.Catalogue, dict[str, Any], FieldPath] | None:
        """The pod or the object around it that a path is in: its fields, itself, and the path within it."""
        within = None if self.pod_path is None else self.place.in_pod(path)
        if within is not None and (within or not self.pod_path):
            return self.fields, self.pod, FieldPath(within)
        base, known = self.base, kinds.kind_of(self.place.object)
        if path[: len(base)] != base or known is None or not known.definition:
            return None
        return catalogue.load(self.version, known.name), self.place.object, FieldPath(path[len(base) :])

    def nodes(self, spec: FieldSpec, path: tuple[str | int, ...], start: int, dash: int) -> list[CompletionItem]:
        """What can follow a key or a dash on a line of its own."""
        if spec.type == "list" and spec.item is not None:
            return _dashed(self.nodes(spec.item, (*path, 0), start + 2, dash))
        if spec.type in ("object", "map"):
            return self.keys(spec, start, dash)
        return list(self.values(spec, path))

    def keys(self, spec: FieldSpec, start: int, dash: int, *, is_there: bool = False) -> list[CompletionItem]:
        """The keys an object may still have; `is_there` if a colon and a value already follow."""
        taken = self.cursor.taken
        if spec.type == "map":
            return [
                CompletionItem(key, key if is_there else f"{key}: ", again=True) for key in self._map_keys() - taken
            ]
        shut = {b for union in spec.unions if taken & {*union.branches} for b in union.branches}
        places = {b: i for union in spec.unions for i, b in enumerate(union.branches)}
        items = []
        for name, inner in spec.fields.items():
            if name in taken or name in shut or name in ("status", "ephemeralContainers"):
                continue
            if name in SERVER_WRITTEN and "metadata." in inner.pattern:
                continue
            insert, again = (name, False) if is_there else self._written(name, inner, start, dash)
            rank = 200 * inner.required + (100 - places[name] if name in places else 50 * bool(inner.label))
            items.append(CompletionItem(name, insert, _type_in_words(inner), _first_sentence(inner.doc), rank, again))
        return items

    def _written(self, name: str, spec: FieldSpec, start: int, dash: int) -> tuple[str, bool]:
        """A key with what must follow it, and whether completing it opens another completion list."""
        if spec.is_scalar or self.cursor.is_flow:
            return f"{name}: ", bool(spec.choices) or spec.type == "boolean" or spec.type in ("string", "quantity")
        if spec.presence and spec.type == "object":
            return f"{name}: {{}}", False
        if spec.type == "list":
            return f"{name}:\n{' ' * (start + dash)}- ", True
        return f"{name}:\n{' ' * (start + 2)}", True

    def _map_keys(self) -> set[str]:
        name = str(self.cursor.path[-1]) if self.cursor.path else ""
        if name in ("limits", "requests"):
            return {*RESOURCES, *(self.names.resources if self.names else ())}
        found = set(suggestions(self.pod, self.fields)[LISTS_OF_KEYS[name]]) if name in LISTS_OF_KEYS else set()
        return found | set(self.names.label_keys) if self.names and name == "nodeSelector" else found

    def values(self, spec: FieldSpec, path: tuple[str | int, ...]) -> Iterator[CompletionItem]:
        """What a value can be: the closed set, or the names that this pod uses."""
        default = spec.default if isinstance(spec.default, str | int) else None
        closed = spec.choices or (("true", "false") if spec.type == "boolean" else ())
        closed = tuple(kinds.native()) if path[len(self.base) :] == ("kind",) else closed
        known = self._in_cluster(path)
        for i, choice in enumerate(closed):
            is_default = str(default).lower() == choice.lower() if default is not None else False
            kind = "default" if is_default else IN_CLUSTER if choice in known else ""
            rank = 100 - i + is_default + len(closed) * (choice in known)
            yield CompletionItem(choice, choice, kind, spec.choice_help.get(choice, ""), rank)
        if closed:
            return
        names = list(dict.fromkeys((*known, *self._names(spec, path))))
        for i, name in enumerate(names):
            yield CompletionItem(name, name, IN_CLUSTER if i < len(known) else "", "", 100 - i)
        if default is not None and str(default) not in names and default != "":
            yield CompletionItem(str(default), str(default), "default", "", 50)

    def _in_cluster(self, path: tuple[str | int, ...]) -> list[str]:
        """What the cluster has for a value."""
        home = self._home(path)
        if self.names is None or home is None:
            return []
        fields, document, within = home
        own = own_values(within, document, self.names)
        return shared_lists(self.names).get(shared_list(within, fields), []) if own is None else own

    def _names(self, spec: FieldSpec, path: tuple[str | int, ...]) -> Iterator[str]:
        name = path[-1] if path else ""
        around = next((p for p in reversed(path[:-1]) if isinstance(p, str)), "")
        within = self.place.in_pod(path) or ROOT
        if name == "apiVersion":
            found = [known.api_version for known in kinds.every() if known.name == self.kind]
            yield from found or ["v1"]
        elif name == "name" and around in ("volumeMounts", "volumeDevices"):
            yield from self._declared(("spec", "volumes"))
        elif name == "name" and around == "claims":
            yield from self._declared(("spec", "resourceClaims"))
        elif name == "containerName":
            yield from self._declared(("spec", "containers"))
        elif spec.type == "int-or-string" and name == "port":
            yield from self._declared((*within[:3], "ports"))
        elif name == "key" and shared_list(within, self.fields) == NODE_LABELS:
            yield from suggestions(self.pod, self.fields)[NODE_LABELS]
        elif listed := LIST_OF_KIND.get(self.fields.kind_named_at(within)):
            yield from suggestions(self.pod, self.fields)[listed]
        elif (isinstance(name, int) and around in ("add", "drop")) or name in LISTS_OF_VALUES:
            yield from suggestions(self.pod, self.fields)[
                LISTS_OF_VALUES[around if isinstance(name, int) else str(name)]
            ]

    def _declared(self, path: tuple[str | int, ...]) -> Iterator[str]:
        """The names of a list's items."""
        items = get(self.pod, path)
        for item in items if isinstance(items, list) else ():
            name = item.get("name") if isinstance(item, dict) else None
            if isinstance(name, str) and name:
                yield name


def _dashed(items: list[CompletionItem]) -> list[CompletionItem]:
    return [CompletionItem(f"- {o.text}", f"- {o.insert}", o.kind, o.doc, o.rank, o.again) for o in items]


def _dash_indent(text: str) -> int:
    """How far this text indents the dashes of a list from its key."""
    found = _FIRST_LIST.search(text)
    return 2 if found and len(found[2]) > len(found[1]) else 0


def _first_sentence(doc: str) -> str:
    return doc.split(". ")[0].strip()[:300]


def _range(spec: FieldSpec) -> str:
    if spec.minimum is None and spec.maximum is None:
        return ""
    if spec.maximum is None:
        return f"{spec.minimum} or more"
    return f"{spec.minimum} to {spec.maximum}" if spec.minimum is not None else f"up to {spec.maximum}"


def _type_in_words(spec: FieldSpec) -> str:
    """A type as people say it: "list of Container", "whole number"."""
    words = {"integer": "whole number", "boolean": "true or false", "int-or-string": "number or name"}
    if spec.type == "list" and spec.item is not None:
        return f"list of {spec.item.api_type or words.get(spec.item.type, spec.item.type)}"
    return words.get(spec.type, "") or (spec.api_type if spec.type == "object" and spec.api_type else spec.type)
