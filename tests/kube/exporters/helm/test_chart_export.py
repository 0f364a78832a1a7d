"""Charts of whole manifests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from podbuilder.kube.core import document
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.helm.chart_export import export_chart, plain_export
from podbuilder.kube.exporters.source_file import key_of
from tests.kube.exporters.helm.charts import MANIFESTS, chart, chart_of, pod, said, schema, values
from tests.support.databases import examples
from tests.support.odd_pods import odd_pods


def test_the_files_of_a_chart() -> None:
    assert list(chart("shop").files) == [
        *("Chart.yaml", "values.yaml", "values.schema.json", "README.md", ".helmignore"),
        *("templates/_helpers.tpl", "templates/NOTES.txt", "templates/serviceaccount.yaml", "templates/configmap.yaml"),
        *("templates/persistentvolumeclaim.yaml", "templates/service.yaml", "templates/deployment.yaml"),
        *("templates/poddisruptionbudget.yaml", "templates/horizontalpodautoscaler.yaml", "templates/ingress.yaml"),
    ]


def test_objects_of_one_kind_have_files_by_their_names() -> None:
    found = [path for path in chart("platform").files if "deployment" in path or "daemonset" in path]
    assert found == [
        *("templates/deployment-front.yaml", "templates/deployment-front-worker.yaml", "templates/daemonset.yaml"),
    ]
    same = [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}} for name in ("a:b", "a;b", "::")]
    files = chart_of(pod(), *same).files
    assert {"templates/configmap-a-b.yaml", "templates/configmap-a-b-2.yaml", "templates/configmap.yaml"} <= set(files)


def test_names_to_install_it_with() -> None:
    export = chart("shop")
    assert (export.name, export.release, export.namespace) == ("web", "web", "shop")


def test_secrets_and_the_namespace_are_left_out() -> None:
    export = chart("shop")
    assert {kind for kind, _ in map(key_of, export.objects)}.isdisjoint({"Secret", "Namespace"})
    assert said(export)["Namespace shop"] == "The namespace is the release's; --create-namespace makes it."
    assert said(export)["Secret web-db"].startswith("A chart is no place for secrets.")
    assert not any("5up3r-53cr37" in text for text in export.files.values())


def test_a_secret_of_an_odd_shape() -> None:
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "type": 1, "data": ["x"]}
    assert "kubectl create secret generic s\n" in chart_of(pod(), secret).files["README.md"]


@pytest.mark.parametrize("name", MANIFESTS)
def test_the_objects_are_those_of_the_manifest(name: str) -> None:
    text = MANIFESTS[name].read_text(encoding="utf-8")
    whole = list(yaml.safe_load_all(text.replace("YES:", '"true":')))
    assert plain_export(text) == whole
    assert list(chart(name).objects) == [one for one in whole if one["kind"] not in ("Secret", "Namespace")]


def leaves(one: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(one, dict) and one:
        for key, value in one.items():
            yield from leaves(value, (*path, key))
    else:
        yield path


@pytest.mark.parametrize("name", MANIFESTS)
def test_values_and_schema_are_about_the_same(name: str) -> None:
    export = chart(name)
    found = {value.path for value in export.values}
    whole = schema(export)
    for path in leaves(values(export)):
        assert any(path[: len(one)] == one for one in found), path
    for value in export.values:
        node = whole
        for key in value.path:
            assert node["additionalProperties"] is False
            node = node["properties"][key]
        assert node["description"], value.name
    groups = {path[:length] for path in found for length in range(len(path))}
    for group in groups:
        node = whole
        for key in group:
            node = node["properties"][key]
        # Helm itself fills in the one that is no value.
        assert {(*group, key) for key in node["properties"]} <= groups | found | {("global",)}


def test_it_is_the_same_every_time() -> None:
    text = MANIFESTS["platform"].read_text(encoding="utf-8")
    assert export_chart(text).files == export_chart(text).files


@pytest.mark.parametrize(
    ("objects", "says"),
    [
        ([{**pod(), "metadata": {"generateName": "web-"}}], "The Pod has no name: Helm knows"),
        ([pod(), {"metadata": {"name": "x"}}], "There is an object without a kind: Helm knows"),
        ([pod(), pod()], "The Pod web is there more than once."),
    ],
)
def test_objects_that_helm_could_not_tell_apart_are_refused(objects: list[Any], says: str) -> None:
    with pytest.raises(ExportRefused, match=says):
        chart_of(*objects)


def test_what_holds_no_pod_is_refused() -> None:
    with pytest.raises(ExportRefused):
        export_chart("kind: Service\nmetadata: {name: a}\n")


def test_objects_of_a_list() -> None:
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}
    export = export_chart(json.dumps({"apiVersion": "v1", "kind": "List", "items": [pod(), service]}))
    assert [one["kind"] for one in export.objects] == ["Pod", "Service"]


@given(odd_pods(), st.sampled_from(["Pod", "Deployment"]))
@settings(max_examples=examples(60), deadline=None)
def test_whatever_a_pod_holds_a_chart_comes_out_or_a_sentence(one: Any, kind: str) -> None:
    if kind != "Pod":
        one = {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web"}, "spec": {"template": one}}
    try:
        export = export_chart(json.dumps(one))
    except ExportRefused:
        return
    defaults = values(export)
    # What stands in values.yaml is what its schema asks for.
    assert list(Draft202012Validator(schema(export)).iter_errors(defaults)) == []
    for value in export.values:
        assert document.get(defaults, value.path) == value.default
