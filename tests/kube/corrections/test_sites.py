"""The places of an object where a field can stand."""

from __future__ import annotations

from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath, Key
from podbuilder.kube.corrections.sites import Site, sites

POD = {
    "metadata": {"name": "web", "labels": None},
    "spec": {"containers": [{"name": "app", "resources": None}, None, "text"], "volumes": "text", "xyzzy": {"a": {}}},
    "status": {},
}


def found() -> list[Site]:
    return list(sites(POD, load("1.36").root))


def test_what_is_there_and_what_is_empty_in_the_order_of_the_text() -> None:
    assert [str(site.path) for site in found()] == [
        "",
        "metadata",
        "metadata.labels",
        "spec",
        "spec.containers[0]",
        "spec.containers[0].resources",
        "spec.containers[1]",
        "status",
    ]


def test_which_fields_a_place_takes() -> None:
    by_path = {str(site.path): site for site in found()}
    assert by_path["metadata"].takes("name") is None
    assert by_path["metadata"].takes("xyzzy") is None
    assert by_path["metadata"].takes("namespace") is not None
    assert by_path["metadata.labels"].takes("anything") is not None
    assert by_path["spec.containers[1]"].takes("image") is not None


def test_a_maps_key_is_told_from_a_field() -> None:
    by_path = {str(site.path): site for site in found()}
    assert str(by_path["metadata.labels"].at("app")) == "metadata.labels[app]"
    assert by_path["metadata"].at("labels") == FieldPath(("metadata", "labels"))
    assert isinstance(by_path["metadata.labels"].at("app")[-1], Key)
