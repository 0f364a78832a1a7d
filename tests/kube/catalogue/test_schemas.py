"""The upstream schemas, reduced to what a kind reaches."""

from __future__ import annotations

import json

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import schemas
from podbuilder.kube.core import kinds


def test_without_the_package_it_says_so(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(RuntimeError, match="kubernetes-validate"):
        schemas.packaged()


@pytest.mark.parametrize("kind", kinds.native())
def test_every_kind_that_carries_a_pod_can_be_loaded(kind):
    known = catalogue.load("1.36", kind)
    assert known.field(("metadata", "name")).label == "Name"


def test_only_what_is_reached_is_read(tmp_path):
    folder = tmp_path / "v1.36.0-local-strict"
    folder.mkdir()
    pod = schemas.CORE + "Pod"

    def refer(name):
        return {"$ref": f"#/$defs/{name}"}

    definitions = {
        pod: {"properties": {"a": refer("A"), "b": {"items": refer("B")}, "c": {"additionalProperties": refer("C")}}},
        "A": {"properties": {"self": refer("A"), "pod": refer(pod)}},
        "B": {"properties": {"d": {"items": {"items": refer("D")}}, "e": {"additionalProperties": False}}},
        "C": {},
        "D": {},
        "unreached": {"properties": {"a": refer("A")}},
    }
    (folder / "_definitions.json").write_text(json.dumps({"$defs": definitions}))
    closure = schemas.read("1.36", "Pod", tmp_path)
    assert closure.root == pod
    assert set(closure.definitions) == {pod, "A", "B", "C", "D"}
    assert closure.definitions["B"] == definitions["B"]


def test_a_kind_without_pods_goes_by_its_definition():
    closure = schemas.read("1.36", schemas.CORE + "ConfigMap")
    assert closure.root == schemas.CORE + "ConfigMap"
    assert closure.root in closure.definitions


def test_target():
    assert schemas.target({"$ref": "#/$defs/io.k8s.api.core.v1.Pod"}) == "io.k8s.api.core.v1.Pod"
    assert schemas.target({"type": "object"}) == ""


@pytest.mark.parametrize("version", ["1.24", "1.99", "latest"])
def test_an_unknown_version(version):
    with pytest.raises(ValueError, match="unknown Kubernetes version"):
        schemas.read(version)
