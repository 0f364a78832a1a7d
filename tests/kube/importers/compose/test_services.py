"""Compose files and what becomes of them: a table for each module of services/, whose cases are files.

A case has `file`, the text; `answers`, those that were given; `objects`, by kind and name, without the labels and
selectors that all have; and `report`, its lines as `at | outcome | to | says`. Lines of images are left out where a
table is not about them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube import catalogue
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core import kinds
from podbuilder.kube.core.document import get
from podbuilder.kube.importers.compose.compose_import import import_compose
from podbuilder.kube.importers.compose.resolution import resolve
from podbuilder.kube.importers.compose.services.key_table import DIVIDED, HANDLERS, sentences
from podbuilder.kube.importers.compose.shapes import ValueShape, file_shape
from podbuilder.kube.importers.import_result import ImportRefused, ImportResult
from podbuilder.kube.manifest.pieces import pieces
from podbuilder.kube.review import review_manifest

TABLES = sorted((Path(__file__).parent / "services").glob("*.yaml"))
# The table that is about images.
ABOUT_IMAGES = "program_keys"
NAME = "app.kubernetes.io/name"


def all_cases() -> Iterator[Any]:
    for table in TABLES:
        for name, case in yaml.safe_load(table.read_text(encoding="utf-8")).items():
            yield pytest.param(table.stem, case, id=f"{table.stem}: {name}")


CASES = list(all_cases())
TAKEN = [param for param in CASES if "refused" not in param.values[1]]


def line_of(line: ReportLine) -> str:
    return " | ".join((line.at, line.outcome, line.to, line.says)).rstrip(" |")


def without(mapping: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in keys}


def shown(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document without what all of its kind have."""
    kind = document["kind"]
    if kind == "Service":
        return {"leads to": document["spec"]["selector"]["app"], **without(document["spec"], "selector")}
    if kind != "Pod" and kind not in kinds.workloads():
        return {**without(document["metadata"], "name"), **without(document, "apiVersion", "kind", "metadata")}
    template = document if kind == "Pod" else document["spec"]["template"]
    labels = without(template["metadata"]["labels"], "app", NAME)
    more = {"labels": labels} if labels else {}
    around = {} if kind == "Pod" else without(document["spec"], "selector", "template")
    annotations = without(document["metadata"], "name", "labels") if kind != "Pod" else {}
    return {
        **annotations,
        **around,
        "pod": {**without(template["metadata"], "name", "labels"), **more, **template["spec"]},
    }


def made(result: ImportResult, table: str) -> dict[str, Any]:
    lines = [line for line in result.report if table == ABOUT_IMAGES or not line.at.endswith(".image")]
    objects = {f"{one['kind']} {one['metadata']['name']}": shown(one) for one in result.documents}
    return {"objects": objects, "report": [line_of(line) for line in lines]}


def imported(case: Mapping[str, Any]) -> ImportResult:
    return import_compose(case["file"], case.get("answers"))


@pytest.mark.parametrize(("table", "case"), TAKEN)
def test_what_becomes_of_a_file(table: str, case: dict[str, Any]) -> None:
    assert made(imported(case), table) == without(case, "file", "answers")


@pytest.mark.parametrize(("table", "case"), [param for param in CASES if "refused" in param.values[1]])
def test_what_nothing_can_be_made_of(table: str, case: dict[str, Any]) -> None:
    with pytest.raises(ImportRefused) as refusal:
        imported(case)
    assert str(refusal.value) == case["refused"], table


@pytest.mark.parametrize(("table", "case"), TAKEN)
def test_every_pod_is_accepted(table: str, case: dict[str, Any]) -> None:
    for _, manifests in pieces(imported(case).manifest):
        for manifest in manifests:
            assert review_manifest(manifest).errors == (), table


@pytest.mark.parametrize(("table", "case"), TAKEN)
def test_every_workload_has_the_labels_that_it_selects_by(table: str, case: dict[str, Any]) -> None:
    result = imported(case)
    names = Counter((one["kind"], one["metadata"]["name"]) for one in result.documents)
    assert set(names.values()) == {1}, table
    for document in result.documents:
        template = document if document["kind"] == "Pod" else get(document, ("spec", "template"), None)
        if isinstance(template, dict) and document["kind"] in (*kinds.workloads(), "Pod"):
            name = document["metadata"]["name"]
            labels = template["metadata"]["labels"]
            assert (labels["app"], labels[NAME]) == (name, name)
            selector = get(document, ("spec", "selector"), {"matchLabels": {"app": name}})
            assert selector == {"matchLabels": {"app": name}}


def leaves(node: Any, at: str = "") -> Iterator[str]:
    """The places of a file's values that hold no others."""
    if isinstance(node, dict) and node:
        for key, below in node.items():
            yield from leaves(below, f"{at}.{key}" if at else key)
    elif isinstance(node, list) and node:
        for number, below in enumerate(node):
            yield from leaves(below, f"{at}[{number}]")
    else:
        yield at


def is_at_or_under(leaf: str, at: str) -> bool:
    return leaf == at or (leaf.startswith(at) and leaf[len(at)] in ".[")


class Texts(yaml.SafeLoader):
    """Reads every scalar as text, and `<<` as a key like others."""


Texts.yaml_implicit_resolvers = {}


@pytest.mark.parametrize(("table", "case"), TAKEN)
def test_every_value_has_one_line(table: str, case: dict[str, Any]) -> None:
    result = imported(case)
    ats = [line.at for line in result.report]
    assert sorted(set(ats)) == sorted(ats), table
    tree = yaml.load(case["file"], Texts)  # noqa: S506 - a SafeLoader
    for leaf in leaves(tree):
        # Keys may have dots in them, so one place may look as if it were below another.
        assert any(is_at_or_under(leaf, at) for at in ats), leaf
    above = [at for at in ats for other in ats if other != at and is_at_or_under(other, at) and "kompose" not in at]
    assert above == []


@pytest.mark.parametrize(("table", "case"), TAKEN)
def test_paths_lead_to_fields(table: str, case: dict[str, Any]) -> None:
    fields = catalogue.load("1.36")
    for line in imported(case).report:
        if line.to.startswith(("spec", "metadata")):
            assert str(fields.resolve(line.to)) == line.to, table


@pytest.mark.parametrize(("table", "case"), TAKEN)
def test_questions_are_asked_by_lines(table: str, case: dict[str, Any]) -> None:
    result = imported(case)
    ats = {line.at for line in result.report}
    assert [one.id for one in result.questions if one.at and one.at not in ats] == [], table
    assert len({one.id for one in result.questions}) == len(result.questions)
    assert all(one.accepts(one.default) for one in result.questions)


def test_no_line_holds_a_credential() -> None:
    """Every password of the tables is hunter2."""
    cases = [param.values[1] for param in TAKEN]
    assert any("hunter2" in case["file"] for case in cases)
    assert [line for case in cases for line in case["report"] if "hunter2" in line] == []


def keys_below(type_name: str) -> Iterator[str]:
    """The keys of a type as the table of handlers names them: `image`, `deploy.replicas`."""
    for key, shape in file_shape().types[type_name].fields.items():
        yield key
        for below in keys_below(shape.type_name) if shape.type_name else ():
            yield f"{key}.{below}"


def test_every_key_of_a_service_has_a_handler_or_a_sentence() -> None:
    known = [*HANDLERS, *sentences()]
    assert sorted(set(known)) == sorted(known)
    wanted = {key for key in keys_below("service") if all(above in DIVIDED for above in parents(key))}
    assert wanted - set(DIVIDED) == set(known)


def parents(key: str) -> list[str]:
    words = key.split(".")
    return [".".join(words[:length]) for length in range(1, len(words))]


def typed_keys(value: Any, shape: ValueShape) -> Iterator[tuple[str, str]]:
    """The keys of types that a value has."""
    if isinstance(value, dict):
        known = file_shape().types[shape.type_name].fields if shape.type_name else {}
        for key, below in value.items():
            if key in known:
                yield shape.type_name, key
            inner = known.get(key) or shape.entries
            if inner is not None:
                yield from typed_keys(below, inner)
    if isinstance(value, list) and shape.item is not None:
        for below in value:
            yield from typed_keys(below, shape.item)


def test_every_key_has_a_case() -> None:
    seen: set[tuple[str, str]] = set()
    for param in TAKEN:
        seen.update(typed_keys(yaml.safe_load(param.values[1]["file"]), ValueShape(type_name="file")))
    wanted = {(name, key) for name, shape in file_shape().types.items() for key in shape.fields}
    # Of the short form that is no mapping, and so of no type.
    assert wanted - seen == set()


@pytest.mark.parametrize(("table", "case"), TAKEN)
def test_documents_are_plain(table: str, case: dict[str, Any]) -> None:
    """What is handed back is what its text says."""
    result = imported(case)
    assert [*yaml.safe_load_all(result.manifest)] == json.loads(json.dumps(result.documents)), table


def test_a_file_is_not_changed_by_its_import() -> None:
    text = TAKEN[0].values[1]["file"]
    assert import_compose(text) == import_compose(text)
    assert resolve(text).services == resolve(text).services
