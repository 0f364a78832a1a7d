"""What helm says of a chart: whether it lints, renders what was exported, reads all its values, and refuses others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.exporters.helm.chart_export import ChartExport
from podbuilder.kube.exporters.source_file import key_of
from podbuilder.kube.yamltext import parse
from tests.support.helm import lint, template, write_chart

Schema = dict[str, Any]
Path_ = tuple[str | int, ...]
WRONG = "misspelt"


class Change(NamedTuple):
    """Another legal value for a leaf, and the text by which it is found in what is rendered; "" if by nothing."""

    path: Path_
    value: Any
    token: str


def faults(export: ChartExport, folder: Path, values: Any = None) -> Iterator[str]:
    """What is wrong with a chart, in words; `values` are given where the chart asks for some."""
    chart = write_chart(export.files, folder)
    try:
        found = lint(chart)
        if found.returncode:
            yield f"lint: {found.stdout}{found.stderr}"
        usual = template(chart, export.release, export.namespace, values)
        if usual.returncode:
            yield f"template: {usual.stderr}"
            return
        yield from differences(export.objects, usual.stdout)
        yield from unread(export, chart, usual.stdout, values or {})
        yield from misspelt(export, chart)
    finally:
        shutil.rmtree(folder)


def differences(objects: Iterable[Document], rendered: str) -> Iterator[str]:
    """The objects that were rendered otherwise than they were exported."""
    made = {key_of(one): one for one in objects_in(rendered)}
    want = {key_of(one): one for one in objects}
    for key in made.keys() | want.keys():
        if made.get(key) != want.get(key):
            one, other = leaves(made.get(key)), leaves(want.get(key))
            yield f"{' '.join(key)} is not the same: {sorted(one - other)} instead of {sorted(other - one)}"


def leaves(one: Any) -> set[tuple[str, str]]:
    """The values in an object that hold no others, and where they stand."""
    found = document.walk(one)
    return {(str(path), repr(value)) for path, value in found if not isinstance(value, dict | list) or not value}


def objects_in(rendered: str) -> list[Any]:
    trees = [one.tree for one in parse.documents(rendered)]
    return [tree.root.value for tree in trees if tree is not None]


def unread(export: ChartExport, chart: Path, usual: str, values: Any) -> Iterator[str]:
    """The values that no template reads: with another one the same is rendered.

    All are changed at once first, each to a text that is looked for. What is not found then is changed alone.
    """
    defaults = merged(yaml.load(export.files["values.yaml"], yaml.CSafeLoader), values)
    changes = list(changes_of(export, defaults))
    whole = defaults
    for change in changes:
        if change.token:
            whole = document.assign(whole, change.path, change.value)
    many = template(chart, export.release, export.namespace, whole)
    if many.returncode:
        yield f"template with other values: {many.stderr}"
        return
    needs: dict[Path_, Mapping[str, Any]] = {value.path: value.read_with for value in export.values}
    for change in changes:
        if not change.token or change.token not in many.stdout:
            alone = document.assign(defaults, change.path, change.value)
            for path, needed in needs.get(change.path, {}).items():
                alone = document.assign(alone, tuple(path.split(".")), needed)
            answer = template(chart, export.release, export.namespace, alone)
            # A change that shows only under another value is held against what that value alone gives.
            before = usual
            if needs.get(change.path):
                before = template(
                    chart,
                    export.release,
                    export.namespace,
                    document.assign(alone, change.path, document.get(defaults, change.path)),
                ).stdout
            if answer.returncode or answer.stdout == before:
                yield f"{change.path} is not read: {answer.stderr}"


def merged(one: Any, other: Any) -> Any:
    """Values over others, as Helm lays them."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: merged(one.get(key), other[key]) if key in other else one[key] for key in {**one, **other}}
    return other


def changes_of(export: ChartExport, defaults: Any) -> Iterator[Change]:
    """Another value for each leaf of values.yaml."""
    numbers = count(101)
    for value in export.values:
        yield from _changes(value.path, document.get(defaults, value.path), value.schema, numbers)


def _changes(path: Path_, default: Any, schema: Schema, numbers: Iterator[int]) -> Iterator[Change]:
    if default and isinstance(default, dict):
        for key, inner in default.items():
            yield from _changes((*path, key), inner, _below(schema, key), numbers)
    elif default and isinstance(default, list):
        for i, item in enumerate(default):
            yield from _changes((*path, i), item, schema["items"], numbers)
    else:
        number = next(numbers)
        value = legal(schema, default, number)
        token = next((one for one in (f"tok{number}", f"9{number}") if one in json.dumps(value)), "")
        yield Change(path, value, token)


def _below(schema: Schema, key: str) -> Schema:
    found: Schema = schema.get("properties", {}).get(key) or schema["additionalProperties"]
    return found


def legal(schema: Schema, default: Any, number: int) -> Any:
    """Another value that a schema allows, with a number of its own in it wherever that can be."""
    types = schema.get("type", "string")
    kind = next(one for one in ([types] if isinstance(types, str) else types) if one != "null")
    if "enum" in schema:
        return next(one for one in schema["enum"] if one not in (default, None, ""))
    if kind == "boolean":
        return not default
    if kind in ("integer", "number"):
        most = schema.get("maximum", 10**9)
        return (
            9000 + number
            if most >= 9999
            else next(n for n in range(schema.get("minimum", 0), most + 1) if n != default)
        )
    if kind == "array":
        return [legal(schema["items"], None, number)]
    if kind == "object" and "properties" not in schema:
        return {f"tok{number}": legal(schema["additionalProperties"], None, number)}
    if kind == "object":
        names = [*schema.get("required", ()), *schema["properties"]]
        names = names[: max(1, len(schema.get("required", ())))]
        return {name: legal(schema["properties"][name], None, number) for name in names}
    return f"9{number}Mi" if "KMGTPE" in schema.get("pattern", "") else f"tok{number}"


def misspelt(export: ChartExport, chart: Path) -> Iterator[str]:
    """The places at which a key that nobody knows is not refused."""
    places = list(closed(json.loads(export.files["values.schema.json"]), ()))
    whole: Any = {}
    for place in places:
        whole = document.assign(whole, (*place, WRONG), 1)
    answer = template(chart, export.release, export.namespace, whole)
    lines = (line.strip() for line in answer.stderr.splitlines())
    refused = {line.split("'")[1] for line in lines if line.startswith("- at '") and WRONG in line}
    for place in places:
        if "".join(f"/{part}" for part in place) not in refused:
            yield f"a misspelt key at {place} is not refused: {answer.stderr}"


def closed(schema: Schema, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The objects that have no keys but those that are known."""
    if schema.get("additionalProperties") is False:
        yield path
        for key, inner in schema["properties"].items():
            yield from closed(inner, (*path, key))
