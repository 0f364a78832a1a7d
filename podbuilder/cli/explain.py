"""`podbuilder explain`: what a field is, as `kubectl explain` says, with bounds, choices, versions and an example."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterator
from typing import Any

from podbuilder.cli.broken_pipe import until_reader_leaves
from podbuilder.cli.command import CLEAN, CommandError, Output
from podbuilder.kube.catalogue.explanation import Explanation, UnknownField, explained, shown
from podbuilder.kube.catalogue.field_words import bounds_of, type_of
from podbuilder.kube.catalogue.spec import FieldSpec
from podbuilder.kube.core import versions
from podbuilder.kube.manifest import write
from podbuilder.kube.yamltext.quoting import octal

HELP = (
    "Explain a field: its type, default, bounds, choices and versions, with an example. Exit status 2: there is no "
    "such field; the nearest ones are named."
)
_WIDTH = 100
_MODE = "file-mode"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "field", metavar="FIELD", help="such as pod.spec.containers.image, deployment.spec.replicas or svc.spec.ports"
    )
    parser.add_argument(
        "--kubernetes", default=versions.DEFAULT, choices=versions.VERSIONS, help="the version that has the field"
    )
    parser.add_argument("--recursive", action="store_true", help="list all fields below it, without a word on them")
    parser.add_argument("--format", default="text", choices=("text", "json"), help="json: one object")


def run(options: argparse.Namespace, out: Output, err: Output) -> int:
    """Print what is known of the field."""
    try:
        found = explained(options.field, options.kubernetes)
    except UnknownField as problem:
        nearest = f" Is it {' or '.join(problem.nearest)}?" if problem.nearest else ""
        raise CommandError(f"{problem}{nearest}") from problem
    with until_reader_leaves():
        if options.format == "json":
            out.write(json.dumps(as_json(found, is_recursive=options.recursive), indent=1) + "\n")
        else:
            for line in lines(found, is_recursive=options.recursive):
                out.write(f"{line}\n")
    return CLEAN


def lines(found: Explanation, *, is_recursive: bool = False) -> Iterator[str]:
    """What is known of a field, for people."""
    spec = found.spec
    label = f": {spec.label}" if spec.label and found.path else ""
    yield f"{found.text}{label}"
    for name, value in facts(found):
        head = f"  {name:9} "
        yield from textwrap.wrap(value, _WIDTH, initial_indent=head, subsequent_indent=" " * len(head))
    if spec.choices:
        yield "  Choices"
        for choice in spec.choices:
            yield from _wrapped(f"{choice or '(empty)'}{_after(': ', spec.choice_help.get(choice, ''))}", "    ")
    if found.path and found.changes:
        yield "  Changes"
        for change in found.changes:
            yield f"    {change.version}: {change.says}"
    if spec.doc:
        yield ""
        yield from _wrapped(spec.doc, "  ")
    if is_recursive:
        yield "\nFields"
        yield from _tree(found.fields, "  ")
    elif found.fields:
        yield "\nFields"
        for field in found.fields:
            yield f"  {field.name}: {_kind(field)}"
            yield from _wrapped(_first_sentence(field.doc), "      ")
    if found.path:
        yield "\nExample"
        yield from (f"  {line}" for line in write(found.example).splitlines())


def facts(found: Explanation) -> Iterator[tuple[str, str]]:
    """What is known in a word or two."""
    spec = found.spec
    yield "Kind", f"{found.kind}, {found.api_version}, Kubernetes {found.version}"
    yield "Type", type_of(spec)
    if spec.required:
        yield "Required", "yes"
    if default := _shown(spec, spec.default):
        yield "Default", f"{default} {spec.unit}".strip()
    if bounds := bounds_of(spec, octal if spec.format == _MODE else shown):
        yield "Allowed", f"{bounds} {spec.unit}".strip()
    if spec.keys:
        yield "Told by", f"{', '.join(spec.keys)}: no two items have the same"
    if found.union:
        much = "exactly one" if found.union.required else "at most one"
        yield "One of", f"{', '.join(found.union.branches)}: {much} of them"
    if spec.also:
        yield "Also", f"called {', '.join(spec.also)} elsewhere"
    if spec.names.strip("*"):
        yield "Names", f"a {spec.names.strip('*')} of the cluster"


def _shown(spec: FieldSpec, value: Any) -> str:
    if spec.format == _MODE and type(value) is int:
        return f"{octal(value)} ({value})"
    return shown(value)


def _after(joint: str, text: str) -> str:
    return f"{joint}{text}" if text else ""


def _kind(field: FieldSpec) -> str:
    since = f", since {field.since}" if field.since != versions.VERSIONS[0] else ""
    return f"{type_of(field)}{', required' if field.required else ''}{since}"


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].partition("\n")[0].strip()


def _wrapped(text: str, indent: str) -> Iterator[str]:
    for line in text.splitlines():
        # Addresses are not broken: they are clicked on.
        narrow = textwrap.wrap(line, _WIDTH - len(indent), break_on_hyphens=False, break_long_words=False)
        yield from (f"{indent}{part}" for part in narrow)


def _tree(fields: list[FieldSpec], indent: str) -> Iterator[str]:
    for field in fields:
        yield f"{indent}{field.name}: {_kind(field)}"
        inner = field.item if field.item is not None else field
        yield from _tree(list(inner.fields.values()), f"{indent}  ")


def as_json(found: Explanation, *, is_recursive: bool = False) -> dict[str, Any]:
    """The same for machines; values as YAML has them."""
    spec = found.spec
    return {
        "field": found.text,
        "kind": found.kind,
        "apiVersion": found.api_version,
        "kubernetes": found.version,
        **_of_spec(spec),
        "choices": [{"value": choice, "help": spec.choice_help.get(choice, "")} for choice in spec.choices],
        "changes": [{"version": one.version, "says": one.says} for one in found.changes],
        "oneOf": list(found.union.branches) if found.union else [],
        "doc": spec.doc,
        "fields": [_with_fields(one) if is_recursive else _of_spec(one) for one in found.fields],
        "example": found.example,
    }


def _of_spec(spec: FieldSpec) -> dict[str, Any]:
    return {
        "name": spec.name,
        "label": spec.label,
        "type": type_of(spec),
        "required": spec.required,
        "default": spec.default,
        "minimum": spec.minimum,
        "maximum": spec.maximum,
        "unit": spec.unit,
        "since": spec.since,
        "until": spec.until,
    }


def _with_fields(spec: FieldSpec) -> dict[str, Any]:
    inner = spec.item if spec.item is not None else spec
    return {**_of_spec(spec), "fields": [_with_fields(one) for one in inner.fields.values()]}
