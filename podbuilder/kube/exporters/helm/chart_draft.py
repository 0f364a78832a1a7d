"""A chart while it is made: its objects, its values, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.conversion_report.note import Note, carried
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.exporters.helm.chart_names import ChartNames
from podbuilder.kube.exporters.helm.chart_values import ChartValues, ValuePath
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate, Slot, structure, text_map, texts
from podbuilder.kube.exporters.helm.value_schema import Schema, is_fit, optional, schema_at

Labels = dict[str, str]


@dataclass
class NeededSecret:
    """A Secret that the chart's objects name; its type is "" where nothing says it."""

    keys: dict[str, None] = field(default_factory=dict)
    type: str = ""


class ChartDraft:
    """What the parts of a chart are added to."""

    def __init__(self, objects: Iterable[Document], names: ChartNames, version: str) -> None:
        self.names = names
        self.version = version
        self.objects = [ObjectTemplate(one) for one in objects]
        # Those that hold pods.
        self.workloads = [one for one in self.objects if one.pods]
        self.values = ChartValues()
        self.report: list[ReportLine] = []
        # The labels of the first workload's selector, those of all selectors that follow the release, and those
        # that all objects have.
        self.selector: Labels = {}
        self.following: frozenset[tuple[str, str]] = frozenset()
        self.common: Labels = {}
        # The Secrets that have to be there, each with its keys and its type.
        self.secrets: dict[str, NeededSecret] = {}

    def of_kind(self, kind: str) -> list[ObjectTemplate]:
        """The objects of a kind."""
        return [one for one in self.objects if one.kind == kind]

    def follows(self, labels: Mapping[str, str]) -> bool:
        """Whether one of these labels follows the release, or all of the selector's are among them."""
        is_selector = bool(self.selector) and labels.items() >= self.selector.items()
        return is_selector or not self.following.isdisjoint(labels.items())

    def needs_secret(self, name: str, keys: Iterable[str], kind: str = "") -> None:
        """Note that a Secret has to be there, with these keys and of this type."""
        needed = self.secrets.setdefault(name, NeededSecret())
        needed.keys.update(dict.fromkeys(keys))
        needed.type = needed.type or kind

    def say(self, one: ObjectTemplate, path: FieldPath, note: Note) -> None:
        """A line of the report about a field."""
        fields = catalogue.load(self.version, one.kind) if one.kind in kinds.native() else None
        at = one.place(fields.spell(path) if fields else path)
        self.report.append(ReportLine(at, note.outcome, note.to, note.says))

    def schema(self, one: ObjectTemplate, path: FieldPath) -> Schema:
        """What a field of an object may hold."""
        kind = kinds.kind_of(one.document)
        if kind and kind.definition:
            return schema_at(self.version, one.kind, *path)
        # Pods of custom kinds are pods as well.
        for pod in one.pods:
            if path.is_under(pod):
                return schema_at(self.version, "Pod", *path.relative_to(pod))
        return {}

    def add_scalar(
        self, one: ObjectTemplate, path: FieldPath, to: ValuePath, about: str, schema: Schema | None = None, **more: Any
    ) -> bool:
        """Make a plain value of a field that the object has; whether that could be done."""
        schema = schema or self.schema(one, path)
        value = one.get(*path)
        if not one.is_free(path) or isinstance(value, dict | list) or not is_fit(value, schema):
            return False
        read = self.values.add(to, value, about, schema, **more)
        one.put(path, texts(read) if schema.get("type") == "string" else Slot(f"{read} | toJson"))
        self.say(one, path, carried(".".join(to)))
        return True

    def add_optional(
        self, one: ObjectTemplate, path: FieldPath, to: ValuePath, about: str, schema: Schema | None = None
    ) -> None:
        """Make a plain value of a field, which may be null where the object has none."""
        schema = schema or self.schema(one, path)
        if one.has(path):
            self.add_scalar(one, path, to, about, schema)
        elif one.is_free(path):
            read = self.values.add(to, None, about, optional(schema), is_needed=False)
            one.put(path, Slot(f"{read} | toJson", condition=f'if not (kindIs "invalid" {read})'))

    def add_structure(
        self, one: ObjectTemplate, path: FieldPath, to: ValuePath, about: str, empty: Any, schema: Schema | None = None
    ) -> None:
        """Make a value of a field that holds a list or an object; `empty` is the default where there is none."""
        schema = schema or self.schema(one, path)
        value = one.get(*path) if one.has(path) else empty
        # What is there and empty stays: with a value that is left out it would be gone.
        if not one.is_free(path) or (one.has(path) and not value) or not is_fit(value, schema):
            return
        read = self.values.add(to, value, about, schema, is_needed=False)
        items = schema.get("additionalProperties") or {}
        one.put(path, text_map(read) if items.get("type") == "string" else structure(read))
        if value:
            self.say(one, path, carried(".".join(to)))
