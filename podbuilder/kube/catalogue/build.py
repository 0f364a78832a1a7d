"""Building the tree of FieldSpecs of one version from the schema, the overlay and the history of the fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from podbuilder.kube.catalogue import overlay, schemas
from podbuilder.kube.catalogue.spec import FieldSpec, Union
from podbuilder.kube.core import companion_kinds, kinds, versions

# Pattern -> (since, until) for the fields that the oldest or the newest version lacks.
History = Mapping[str, tuple[str, str | None]]

# `podIPs` has the words `pod` and `IPs`.
_WORD = re.compile(r"[A-Z]{2,}s?(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]")
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_FIELDS: Mapping[str, FieldSpec] = MappingProxyType({})
_NO_UNIONS: tuple[Union, ...] = ()
_SPECIAL = {
    schemas.QUANTITY: ("quantity", "quantity"),
    schemas.INT_OR_STRING: ("int-or-string", "int32"),
    schemas.TIME: ("string", "date-time"),
    schemas.RAW: ("object", ""),
}


class Builder:
    """Builds FieldSpecs for one version; holds what all of them are made from."""

    def __init__(
        self, version: str, closure: schemas.Closure, texts: overlay.Overlay, history: History, left_out: str = ""
    ) -> None:
        self.version = version
        self.closure = closure
        self.texts = texts
        self.history = history
        # The pattern of a field that is not among the others.
        self.left_out = left_out

    def root(self, pattern: str = "") -> FieldSpec:
        """The whole object, whose own pattern comes before those of its fields."""
        return self.field(pattern, pattern, {"$ref": self.closure.root}, _NOTHING, (versions.VERSIONS[0], None))

    def field(
        self, pattern: str, name: str, schema: schemas.Schema, extra: Mapping[str, Any], age: tuple[str, str | None]
    ) -> FieldSpec:
        """The field at `pattern`: `schema` describes it, `extra` is the overlay's entry, `age` its parent's."""
        reference = schemas.target(schema)
        kind, form = _SPECIAL.get(reference, ("", ""))
        if not kind and reference:
            schema = {**self.closure.definitions[reference], **schema}
        age = self.history.get(pattern, age)
        item: FieldSpec | None = None
        fields, unions = _NO_FIELDS, _NO_UNIONS
        if not kind:
            kind = _plain_type(schema)
            form = schema.get("format", "")
        if kind in ("list", "map"):
            inner = schema["items"] if kind == "list" else schema["additionalProperties"]
            mark = "[]" if kind == "list" else "[*]"
            item = self.field(pattern + mark, name, inner, extra.get("item", _NOTHING), age)
            reference = schemas.target(inner)
        elif kind == "object" and reference != schemas.RAW:
            fields, unions = self.fields(pattern, reference, schema, age)
        return FieldSpec(
            pattern=pattern,
            name=name,
            type=kind,
            item=item,
            fields=fields,
            unions=unions,
            api_type="" if reference in _SPECIAL else reference.rpartition(".")[2],
            doc=schema.get("description", ""),
            since=age[0],
            until=age[1],
            **self.from_overlay(extra, schema, form),
        )

    def from_overlay(self, extra: Mapping[str, Any], schema: schemas.Schema, form: str) -> dict[str, Any]:
        """What the overlay's entry says, or else the schema, as arguments of a FieldSpec.

        Kubernetes' own schemas say nothing of the kind; those of custom resources do, and have names without a dot.
        """
        own = _NOTHING if "." in self.closure.root else schema
        current = [c for c in extra.get("choices", own.get("enum", ())) if overlay.is_current(c, self.version)]
        values = tuple(c["value"] if isinstance(c, dict) else str(c) for c in current)
        default = extra.get("default", own.get("default"))
        helps = {c["value"]: c["help"] for c in current if isinstance(c, dict) and "help" in c}
        return {
            "choices": values,
            "choice_help": MappingProxyType(helps),
            "format": extra.get("format", form),
            "keys": tuple(extra.get("keys", schema.get("x-kubernetes-list-map-keys", own.get("keys", ())))),
            "required": extra.get("required", False),
            "union": extra.get("union", ""),
            "label": extra.get("label", ""),
            "placeholder": extra.get("placeholder", ""),
            "group": extra.get("group", ""),
            "unit": extra.get("unit", ""),
            "minimum": extra.get("minimum", own.get("minimum")),
            "maximum": extra.get("maximum", own.get("maximum")),
            "default": None if isinstance(default, list) else default,
            "presence": extra.get("presence", False),
            "multiline": extra.get("multiline", False),
            "also": tuple(extra.get("also", ())),
            "names": extra.get("names", ""),
        }

    def fields(
        self, pattern: str, reference: str, schema: schemas.Schema, age: tuple[str, str | None]
    ) -> tuple[Mapping[str, FieldSpec], tuple[Union, ...]]:
        """The fields of an object, and which of them exclude each other."""
        properties = schema.get("properties", {})
        text = self.texts.get(reference.rpartition(".")[2], _NOTHING)
        said = text.get("fields", _NOTHING)
        unions = tuple(
            Union(name, tuple(b for b in u["of"] if b in properties), u.get("required", True))
            for name, u in text.get("unions", _NOTHING).items()
        )
        branch_of = {branch: union.name for union in unions for branch in union.branches}
        required = schema.get("required", ())
        fields = {}
        # In the overlay's order, which was chosen for people; the schema's is alphabetical.
        for name in dict.fromkeys((*(n for n in said if n in properties), *properties)):
            inner, at = properties[name], f"{pattern}.{name}" if pattern else name
            if at == self.left_out:
                continue
            extra = {"label": _label(name), "union": branch_of.get(name, ""), "required": name in required}
            extra.update(said.get(name, _NOTHING))
            fields[name] = self.field(at, name, inner, extra, age)
        return MappingProxyType(fields), unions


def workload_root(version: str, kind: str, texts: overlay.Overlay, history: History) -> FieldSpec:
    """A workload without its pod template, with patterns that begin with its kind: `Deployment.spec.replicas`."""
    template = ".".join((kind, *kinds.workloads()[kind].templates[0].path))
    return Builder(version, schemas.read(version, kind), texts, history, left_out=template).root(kind)


def companion_root(version: str, kind: str, texts: overlay.Overlay, history: History) -> FieldSpec:
    """A companion, with patterns that begin with its kind: `Service.spec.type`."""
    closure = schemas.read(version, companion_kinds.KINDS[kind].definition)
    return Builder(version, closure, texts, history).root(kind)


def _plain_type(schema: schemas.Schema) -> str:
    """The FieldSpec type of a schema that is not one of the special definitions."""
    types = schema["type"]
    name = types if isinstance(types, str) else types[0]
    if name == "array":
        return "list"
    if name == "object" and isinstance(schema.get("additionalProperties"), dict):
        return "map"
    return str(name)


def _label(name: str) -> str:
    """A readable label for a field the overlay has none for: `hostIPC` → `Host IPC`."""
    words = _WORD.findall(name)
    lower = " ".join(word if word[1:2].isupper() else word.lower() for word in words)
    return lower[:1].upper() + lower[1:]
