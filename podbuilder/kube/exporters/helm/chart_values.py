"""The values of a chart: what each is by default, what it is for, and what it may be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, count
from typing import Any, NamedTuple

from podbuilder.kube.exporters.helm.go_text import comment, field
from podbuilder.kube.exporters.helm.value_schema import DIALECT, Schema
from podbuilder.kube.yamltext.writer import entry

ValuePath = tuple[str, ...]
# Names that values for a whole chart have, and those that Helm itself knows.
RESERVED = frozenset(
    {
        *("affinity", "autoscaling", "commonLabels", "config", "env", "exports", "existingSecrets", "fullnameOverride"),
        *("global", "image", "imagePullSecrets", "ingress", "livenessProbe", "nameOverride", "nodeSelector"),
        *("parameters", "persistence", "podAnnotations", "podDisruptionBudget", "podLabels", "readinessProbe"),
        *("replicaCount", "resources", "restartOnConfigChange", "schedule", "service", "serviceAccount"),
        *("startupProbe", "timeZone", "tolerations", "topologySpreadConstraints"),
    }
)
_GROUPS = {(name,) for name in RESERVED}
# Those that come last, in this order: they are about the whole chart, not about what runs.
_LAST = (
    *("service", "ingress", "autoscaling", "podDisruptionBudget", "persistence", "config", "restartOnConfigChange"),
    *("existingSecrets", "serviceAccount", "commonLabels", "nameOverride", "fullnameOverride"),
)
_INDENT = 2


class ChartValue(NamedTuple):
    """One value: its default, a sentence on what it is for, and its schema."""

    path: ValuePath
    default: Any
    about: str
    schema: Schema
    # Whether the templates cannot do without it.
    is_needed: bool
    # The other values with which it is read, where it is not read with their defaults.
    read_with: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its keys with points between them."""
        return ".".join(self.path)


class ChartValues:
    """All values of a chart: what runs in the order in which it is added, then what stands beside it."""

    def __init__(self) -> None:
        self._values: dict[ValuePath, ChartValue] = {}
        # What the values in a group are about; the paths given to things of a kind and a name.
        self._groups: dict[ValuePath, str] = {}
        self._scopes: dict[tuple[ValuePath, str, str], ValuePath] = {}

    def __iter__(self) -> Iterator[ChartValue]:
        return iter(sorted(self._values.values(), key=_rank))

    def add(
        self,
        path: ValuePath,
        default: Any,
        about: str,
        schema: Schema,
        *,
        is_needed: bool = True,
        read_with: Mapping[str, Any] | None = None,
    ) -> str:
        """Add a value, unless it is there already; the expression that reads it."""
        self._values.setdefault(path, ChartValue(path, default, about, schema, is_needed, read_with or {}))
        return field(path)

    def scope(self, name: str, around: ValuePath, about: str, of: str = "") -> ValuePath:
        """A path of its own for the values of something with this name; for the same of the same kind, the same."""
        path = self._scopes.get((around, of, name))
        if path is None or not of:
            wanted = camel_case(name)
            # Groups of the whole chart have no other names in them than those that are given here.
            wanted = f"{wanted}Values" if wanted in RESERVED and around[:1] not in _GROUPS else wanted
            words = chain([wanted], (f"{wanted}{number}" for number in count(2)))
            path = next((*around, word) for word in words if (*around, word) not in self._groups)
            self._scopes[around, of, name] = path
            self._groups[path] = about
        return path

    @property
    def yaml(self) -> str:
        """The text of values.yaml: a comment above each value."""
        return "\n".join(self._lines(self._tree(), (), 0)) + "\n"

    @property
    def schema(self) -> str:
        """The text of values.schema.json."""
        whole = {"$schema": DIALECT, **self._schema(self._tree(), ())}
        # Helm hands it to every chart that is part of another.
        whole["properties"]["global"] = {"type": "object"}
        return json.dumps(whole, indent=_INDENT, ensure_ascii=False) + "\n"

    def _tree(self) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for value in self:
            node = tree
            for key in value.path[:-1]:
                node = node.setdefault(key, {})
            node[value.path[-1]] = value
        return tree

    def _lines(self, tree: dict[str, Any], around: ValuePath, column: int) -> Iterator[str]:
        pad = " " * column
        for key, node in tree.items():
            about = node.about if isinstance(node, ChartValue) else self._groups.get((*around, key), "")
            if about:
                yield f"{pad}# {comment(about)}"
            if isinstance(node, ChartValue):
                yield from entry(key, node.default, column, ())
            else:
                yield entry(key, None, column, ())[0].removesuffix(" null")
                yield from self._lines(node, (*around, key), column + _INDENT)

    def _schema(self, tree: dict[str, Any], around: ValuePath) -> Schema:
        found: Schema = {"type": "object"}
        if about := self._groups.get(around):
            found["description"] = comment(about)
        found["additionalProperties"] = False
        needed = [key for key, node in tree.items() if not isinstance(node, ChartValue) or node.is_needed]
        if needed:
            found["required"] = needed
        found["properties"] = {
            key: {"description": comment(node.about), **{k: v for k, v in node.schema.items() if k != "description"}}
            if isinstance(node, ChartValue)
            else self._schema(node, (*around, key))
            for key, node in tree.items()
        }
        return found


def _rank(value: ChartValue) -> int:
    first = value.path[0]
    return _LAST.index(first) + 1 if first in _LAST else 0


def camel_case(name: str) -> str:
    """A name of an object or a container as the name of a value: my-app becomes myApp."""
    first, *others = re.findall(r"[A-Za-z0-9]+", name) or ["unnamed"]
    word = first + "".join(one[0].upper() + one[1:] for one in others)
    return word if word[0].isalpha() else f"the{word}"
