"""What an object beside a pod is, and what of the words that say so is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.companions.kinds import KINDS, CompanionKind, identify, kind_of
from podbuilder.kube.core import kinds, versions
from podbuilder.kube.decoding.schema import prepared
from tests.support.complaints import assert_errors

FOUND = {
    "a kind": ({"apiVersion": "v1", "kind": "ConfigMap"}, "ConfigMap"),
    "other capitals": ({"apiVersion": "v1", "kind": "configmap "}, "ConfigMap"),
    "another apiVersion": ({"apiVersion": "apps/v1", "kind": "ConfigMap"}, "ConfigMap"),
    "another group of Kubernetes": ({"apiVersion": "storage.k8s.io/v1", "kind": "ConfigMap"}, "ConfigMap"),
    "no apiVersion": ({"kind": "ConfigMap"}, "ConfigMap"),
    "a custom resource": ({"apiVersion": "example.com/v1", "kind": "ConfigMap"}, None),
    "another kind": ({"apiVersion": "v1", "kind": "Pod"}, None),
    "no kind": ({"apiVersion": "v1"}, None),
    "a number": ({"apiVersion": "v1", "kind": 1}, None),
    "no object": (["ConfigMap"], None),
}


@pytest.mark.parametrize(("whole", "name"), FOUND.values(), ids=FOUND)
def test_kind_of(whole: Any, name: str | None) -> None:
    found = kind_of(whole)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("version", versions.VERSIONS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_version_has_its_definition(kind: CompanionKind, version: str) -> None:
    for definition in kind.definitions.values():
        assert {"metadata", "kind"} <= prepared(version, definition)["properties"].keys()


def test_none_of_them_holds_pods() -> None:
    assert KINDS.keys().isdisjoint(kinds.native())


TWO = CompanionKind("Scaler", {"scaling/v2": "two", "scaling/v1": "one"}, former=("scaling/v1beta1",))
WORDS: dict[str, tuple[Any, str, list[tuple[str, str, str]]]] = {
    "the preferred apiVersion": ("scaling/v2", "Scaler", []),
    "another that there is": ("scaling/v1", "Scaler", []),
    # The decoder says so.
    "a number": (2, "Scaler", []),
    "a mapping": ({}, "Scaler", []),
    "no apiVersion": (None, "Scaler", [("FieldValueRequired", "apiVersion", "scaling/v2")]),
    "an empty one": ("", "Scaler", [("FieldValueRequired", "apiVersion", "scaling/v2")]),
    "a former one": ("scaling/v1beta1", "Scaler", [("FieldValueInvalid", "apiVersion", "was removed")]),
    "a wrong one": ("apps/v1", "Scaler", [("FieldValueInvalid", "apiVersion", "no Scaler in")]),
    "other capitals": ("scaling/v2", "scaler", [("FieldValueInvalid", "kind", "capitals count")]),
}


@pytest.mark.parametrize(("api_version", "kind", "errors"), WORDS.values(), ids=WORDS)
def test_identify(api_version: Any, kind: str, errors: list[tuple[str, str, str]]) -> None:
    expected = [dict(zip(("type", "field", "detail"), error, strict=True)) for error in errors]
    assert_errors(identify({"apiVersion": api_version, "kind": kind}, TWO), expected)


@pytest.mark.parametrize(
    ("api_version", "definition"),
    [("scaling/v1", "one"), ("scaling/v2", "two"), ("scaling/v3", "two"), (None, "two"), ([], "two")],
)
def test_definition(api_version: Any, definition: str) -> None:
    assert TWO.definition(api_version) == definition
