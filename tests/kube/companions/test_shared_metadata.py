"""Metadata of objects beside pods: what is dropped, and the rules that all kinds share."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.companions import shared_metadata as metadata
from podbuilder.kube.validation.formats import name_is_dns_label
from podbuilder.kube.validation.options import options_for
from tests.support.complaints import assert_errors

OPTIONS = options_for("1.36")


@pytest.mark.parametrize("name", ["web", "Web:1", "...", "a.b"])
def test_path_segments(name: str) -> None:
    assert metadata.name_is_path_segment(name, False) == []


def test_no_path_segments() -> None:
    (said,) = metadata.name_is_path_segment("..", False)
    assert "way to a folder" in said
    assert metadata.name_is_path_segment("..", True) == []
    assert len(metadata.name_is_path_segment("a/b%", True)) == 2


CREATED: dict[str, tuple[dict[str, Any], bool, bool, dict[str, Any]]] = {
    "nothing": ({}, True, False, {}),
    "in a namespace": ({"namespace": "a", "generation": 2}, True, False, {"namespace": "a", "generation": 2}),
    "of the cluster": ({"namespace": "a", "name": "b"}, False, False, {"name": "b"}),
    "with the server's generation": ({"name": "b", "generation": -1}, True, True, {"name": "b"}),
}


@pytest.mark.parametrize(("given", "is_namespaced", "has_generation", "kept"), CREATED.values(), ids=CREATED)
def test_as_created(given: dict[str, Any], is_namespaced: bool, has_generation: bool, kept: dict[str, Any]) -> None:
    whole = {"metadata": given} if given else {}
    assert metadata.as_created(whole, is_namespaced, has_generation) == {"metadata": kept}


def test_metadata_of_a_kind_with_rules() -> None:
    wrong = {"name": "a.b", "generation": -1, "finalizers": ["done"]}
    errors = [
        {"type": "FieldValueInvalid", "field": "metadata.name"},
        {"type": "FieldValueInvalid", "field": "metadata.generation", "detail": "negative"},
        {"type": "FieldValueInvalid", "field": "metadata.finalizers[0]", "detail": "needs a domain"},
    ]
    assert_errors(metadata.validate_metadata(wrong, "Service", name_is_dns_label, OPTIONS), errors)
    assert_errors(metadata.validate_metadata({"name": "a"}, "Service", name_is_dns_label, OPTIONS))


def test_metadata_of_a_kind_without_rules() -> None:
    assert_errors(metadata.validate_metadata_at_last({"name": "A_b", "finalizers": ["done"]}, "Budget", OPTIONS))
    wrong = {"name": "a/b", "finalizers": ["done!"]}
    errors = [
        {"type": "FieldValueInvalid", "field": "metadata.name", "detail": "part of an address"},
        {"type": "FieldValueInvalid", "field": "metadata.finalizers"},
    ]
    assert_errors(metadata.validate_metadata_at_last(wrong, "Budget", OPTIONS), errors)
