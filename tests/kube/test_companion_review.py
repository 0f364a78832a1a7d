"""Objects beside pods, reviewed."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.companion_review import CompanionReview, review_companion
from podbuilder.kube.companions.kinds import kind_of


def reviewed(whole: dict[str, Any]) -> CompanionReview:
    kind = kind_of(whole)
    assert kind is not None
    return review_companion(whole, kind)


def test_what_is_accepted() -> None:
    whole = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": {"a": "b"}}
    review = reviewed(whole)
    assert (review.version, review.accepted, review.errors, review.warnings) == ("1.36", True, (), ())
    assert review.stored == whole


def test_errors_come_in_the_order_of_the_document() -> None:
    review = reviewed({"kind": "ConfigMap", "data": {"a b": "", "..": ""}, "metadata": {"labels": {"a b": ""}}})
    assert not review.accepted
    assert [str(error.path) for error in review.errors] == [
        *("data[a b]", "data[..]", "metadata.labels", "metadata.name", "apiVersion")
    ]


def test_a_placeholder_is_named() -> None:
    (error,) = reviewed({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "${NAME}"}}).errors
    assert "Fill it in" in error.detail
