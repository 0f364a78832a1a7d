"""The overlay says only what its schema allows, only about fields that exist, and nothing against upstream."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from podbuilder.kube import catalogue, defaulting
from podbuilder.kube.catalogue import FieldSpec, overlay, schemas
from podbuilder.kube.core import companion_kinds, kinds, versions
from podbuilder.kube.core.document import assign, get
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.review import review_manifest

SCHEMA = json.loads((overlay.DIRECTORY.parent / "overlay.schema.json").read_text())
TYPES = sorted(overlay.read())
NEWEST = "1.36"


@cache
def known_fields() -> dict[str, dict[str, dict[str, Any]]]:
    """API type -> field -> its newest schema, over all versions."""
    known: dict[str, dict[str, dict[str, Any]]] = {}
    for version in versions.VERSIONS:
        for kind in (*kinds.native(), *(one.definition for one in companion_kinds.KINDS.values())):
            for name, definition in schemas.read(version, kind).definitions.items():
                known.setdefault(name.rpartition(".")[2], {}).update(definition.get("properties", {}))
    return known


def every_spec(version: str, kind: str = "") -> Iterator[FieldSpec]:
    """Every field of a version's pods, or of a workload around or a companion beside them."""
    root = catalogue.with_workload(version, kind).root
    waiting = [root.fields[kind] if kind else root]
    while waiting:
        spec = waiting.pop()
        if spec.name not in ("status", "managedFields"):
            yield spec
            waiting.extend(spec.fields.values())
            waiting.extend([spec.item] if spec.item else [])


def entries() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in TYPES:
        for field, entry in overlay.read()[name]["fields"].items():
            yield name, field, entry
            if "item" in entry:
                yield name, f"{field}[]", entry["item"]


def values(entry: dict[str, Any]) -> list[str]:
    return [c["value"] if isinstance(c, dict) else c for c in entry.get("choices", ())]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", TYPES)
def test_a_file_conforms(name):
    problems = [f"{e.json_path}: {e.message}" for e in Draft202012Validator(SCHEMA).iter_errors(overlay.read()[name])]
    assert not problems


@pytest.mark.parametrize("name", TYPES)
def test_a_file_speaks_of_fields_that_exist(name):
    text = overlay.read()[name]
    assert set(text["fields"]) <= set(known_fields()[name])
    for union in text.get("unions", {}).values():
        assert set(union["of"]) <= set(known_fields()[name])


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_every_field_has_a_label_of_ours(version):
    unlabelled = {
        f"{spec.api_type}.{name}"
        for kind in ("", *kinds.workloads(), *companion_kinds.KINDS)
        for spec in every_spec(version, kind)
        if spec.type == "object" and spec.api_type
        for name in spec.fields
        if name not in overlay.read().get(spec.api_type, {}).get("fields", {})
    }
    assert unlabelled == set()


def test_a_default_is_one_of_the_choices():
    wrong = [(n, f) for n, f, e in entries() if "choices" in e and "default" in e and e["default"] not in values(e)]
    assert not wrong


def test_bounds_hold_their_default():
    for name, field, entry in entries():
        low, high, default = (entry.get(key) for key in ("minimum", "maximum", "default"))
        if low is not None and high is not None:
            assert low < high, (name, field)
        if isinstance(default, int) and not isinstance(default, bool):
            assert low is None or low <= default, (name, field)
            assert high is None or default <= high, (name, field)


def test_keys_are_fields_of_the_items():
    for spec in (
        spec for kind in ("", *kinds.workloads(), *companion_kinds.KINDS) for spec in every_spec(NEWEST, kind)
    ):
        if spec.keys:
            assert spec.item is not None
            assert set(spec.keys) <= set(spec.item.fields), spec.pattern


def test_choices_that_the_documentation_lists_are_known():
    """Upstream's documentation quotes many values; where it lists them as "possible" or "valid", we know them."""
    missing = []
    for name, field, entry in entries():
        doc = known_fields()[name].get(field.removesuffix("[]"), {}).get("description", "")
        listed = re.search(
            r"(?:One of|Must be|Valid (?:options|values|operators) are|can be)((?: \"?[A-Z]\w+\"?,?| or| and)+)\.", doc
        )
        if "choices" in entry and listed:
            wanted = set(re.findall(r"[A-Z]\w+", listed[1]))
            # Behind gates that are off by default.
            missing += [(name, field, value) for value in wanted - set(values(entry)) - {"Lt", "Gt"}]
    assert not missing


def test_written_defaults_are_those_that_the_server_fills_in():
    """Each object is put into a pod, empty, and defaulted: what then stands in a field is its default here."""
    pod = {"metadata": {"name": "web"}, "spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}}
    compared = 0
    for spec in every_spec(NEWEST):
        if not spec.fields or not spec.pattern.startswith("spec.") or "ephemeralContainers" in spec.pattern:
            continue
        path = catalogue.load(NEWEST).resolve(spec.pattern.replace("[]", "[0]"))
        stored = get(defaulting.set_defaults(assign(pod, path, get(pod, path, {})), NEWEST), path, {})
        for name, field in spec.fields.items():
            written = stored.get(name)
            if not written or name in ("name", "image", "containers", "tolerations", "priority"):
                continue
            if name == "imagePullPolicy" or name == "pullPolicy" or isinstance(written, (dict, list)):
                continue
            assert field.default == written, f"{field.pattern}: {written!r}"
            compared += 1
    assert compared > 50


# What the server does not write down: it only behaves so.
ONLY_BEHAVES = {"minReadySeconds", "paused", "start"}


@pytest.mark.parametrize("kind", kinds.workloads())
def test_defaults_of_workloads_are_those_that_the_server_fills_in(kind: str) -> None:
    """Of a workload with nothing but a template, what the server writes is what the overlay promises, and no more."""
    template = {"spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}}
    at = kinds.workloads()[kind].templates[0].path
    whole = assign({"apiVersion": kinds.workloads()[kind].api_version, "kind": kind}, at, template)
    manifest = Manifest.read(write(whole))
    stored = review_manifest(manifest, NEWEST).facts.stored
    compared = {}
    for spec in every_spec(NEWEST, kind):
        if spec.default is not None and "[]" not in spec.pattern:
            compared[spec.pattern] = get(stored, tuple(spec.pattern.split(".")[1:]))
    missing = {pattern for pattern, written in compared.items() if written is None}
    assert {pattern.rpartition(".")[2] for pattern in missing if "jobTemplate" not in pattern} <= ONLY_BEHAVES
    specs = {spec.pattern: spec.default for spec in every_spec(NEWEST, kind)}
    assert {p: v for p, v in compared.items() if v is not None} == {p: specs[p] for p in compared if p not in missing}


def test_a_choice_goes_with_its_version() -> None:
    entry = {"value": "Old", "until": "1.30"}
    assert overlay.is_current(entry, "1.30")
    assert not overlay.is_current(entry, "1.31")
    assert overlay.is_current("plain", "1.25")


def test_an_entry_holds_from_its_first_version_to_its_last() -> None:
    entry = {"value": "x", "since": "1.28", "until": "1.30"}
    assert [version for version in versions.VERSIONS if overlay.is_current(entry, version)] == ["1.28", "1.29", "1.30"]


def test_what_a_type_extends_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "Base.yaml").write_text("fields: {a: {label: A}, b: {label: B}}\nunions: {u: {of: [a, b]}}\n")
    (tmp_path / "Middle.yaml").write_text("extends: Base\nfields: {b: {label: Bee}}\n")
    (tmp_path / "Own.yaml").write_text("extends: Middle\nfields: {c: {label: C}}\nunions: {v: {of: [c]}}\n")
    found = overlay.read(tmp_path)
    assert found["Base"] == {"fields": {"a": {"label": "A"}, "b": {"label": "B"}}, "unions": {"u": {"of": ["a", "b"]}}}
    assert found["Own"]["fields"] == {"a": {"label": "A"}, "b": {"label": "Bee"}, "c": {"label": "C"}}
    assert found["Own"]["unions"] == {"u": {"of": ["a", "b"]}, "v": {"of": ["c"]}}
