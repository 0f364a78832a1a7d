"""A chart while it is made."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.conversion_report.note import carried
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.chart_names import names_for
from tests.kube.exporters.helm.charts import pod

IMAGE = FieldPath(("spec", "containers", 0, "image"))


def draft(*others: dict[str, Any], **spec: Any) -> ChartDraft:
    one = pod(**spec)
    return ChartDraft([one, *others], names_for(one, {}, [one, *others]), "1.36")


def test_its_objects_by_what_they_are() -> None:
    service = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}
    found = draft(service)
    assert [one.kind for one in found.workloads] == ["Pod"]
    assert [one.kind for one in found.of_kind("Service")] == ["Service"]


def test_labels_that_follow_the_release() -> None:
    found = draft()
    assert not found.follows({"app": "web"})
    found.following = frozenset({("app", "web")})
    assert found.follows({"app": "web", "x": "y"})
    assert not found.follows({"app": "other"})
    found.selector = {"x": "y"}
    assert found.follows({"x": "y", "z": ""})
    assert not found.follows({})


def test_a_report_spells_fields_as_the_server_does() -> None:
    thing = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "t"}}
    found = draft(thing)
    found.say(found.objects[0], FieldPath(("metadata", "labels", "a.b")), carried("x"))
    found.say(found.objects[1], FieldPath(("metadata", "labels", "a")), carried("x"))
    assert [line.at for line in found.report] == ["Pod web: metadata.labels[a.b]", "Thing t: metadata.labels.a"]


def test_schemas_of_fields() -> None:
    rollout = {
        **{"apiVersion": "argoproj.io/v1alpha1", "kind": "Rollout", "metadata": {"name": "web"}},
        "spec": {"template": pod()},
    }
    found = draft(rollout)
    assert found.schema(found.objects[0], IMAGE)["type"] == "string"
    assert found.schema(found.objects[1], FieldPath(("spec", "template", *IMAGE)))["type"] == "string"
    assert found.schema(found.objects[1], FieldPath(("spec", "replicas"))) == {}


def test_a_plain_value() -> None:
    found = draft(hostname="a")
    one = found.objects[0]
    assert found.add_scalar(one, FieldPath(("spec", "hostname")), ("host",), "A name.")
    assert not found.add_scalar(one, FieldPath(("spec", "hostname")), ("host",), "A name.")
    assert not found.add_scalar(one, FieldPath(("spec", "containers")), ("list",), "A list.", {})
    found.add_optional(one, FieldPath(("spec", "subdomain")), ("subdomain",), "None.")
    found.add_optional(one, FieldPath(("spec", "hostname")), ("host",), "A name.")
    found.add_optional(one, FieldPath(("spec", "subdomain")), ("subdomain",), "None.")
    assert [(value.name, value.default) for value in found.values] == [("host", "a"), ("subdomain", None)]


def test_a_secret_that_is_needed() -> None:
    found = draft()
    found.needs_secret("db", ["user"])
    found.needs_secret("db", ["password", "user"], "Opaque")
    found.needs_secret("db", [], "other")
    assert (list(found.secrets["db"].keys), found.secrets["db"].type) == (["user", "password"], "Opaque")
