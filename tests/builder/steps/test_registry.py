"""Drawing a step, and the fields of the manifest that no part of it shows."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.steps.registry import draw, has_step, leftovers, shown_in
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath
from tests.support.pods import make_pod

FIELDS = load("1.36")
SLUGS = ("metadata", "containers/0", "volumes", "networking", "running", "scheduling", "security")


def left(slug: str, *tweaks: Any) -> list[str]:
    pod = make_pod(*tweaks)
    parts = draw(Sheet(pod, FIELDS), slug)
    assert parts is not None
    return [str(path) for path in leftovers(pod, slug, [part for top in parts for part in top.walk()])]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_step_has_parts_of_its_own(slug: str) -> None:
    pod = make_pod()
    parts = draw(Sheet(pod, FIELDS), slug)
    assert parts
    assert has_step(pod, slug)
    names = {part.name for top in parts for part in top.walk()}
    others = {
        part.name
        for other in SLUGS
        if other != slug
        for top in draw(Sheet(pod, FIELDS), other) or []
        for part in top.walk()
    }
    assert not names & others


def test_the_review_has_no_parts() -> None:
    assert draw(Sheet(make_pod(), FIELDS), "review") == []
    assert has_step(make_pod(), "review")


@pytest.mark.parametrize("slug", ["", "gone", "containers/1", "init-containers/0", "containers", "containers/x"])
def test_a_step_that_the_pod_lacks(slug: str) -> None:
    assert draw(Sheet(make_pod(), FIELDS), slug) is None
    assert not has_step(make_pod(), slug)


def test_what_is_no_object_is_no_container() -> None:
    odd = make_pod(("spec.containers", ["odd"]))
    assert draw(Sheet(odd, FIELDS), "containers/0") is None
    assert not has_step(odd, "containers/0")


@pytest.mark.parametrize(
    ("slug", "path", "is_shown"),
    [
        ("metadata", ("metadata", "name"), True),
        ("metadata", ("kind",), False),
        ("metadata", ("apiVersion",), False),
        ("metadata", ("status", "phase"), False),
        ("metadata", ("spec", "volumes"), False),
        ("volumes", ("spec", "volumes", 0), True),
        ("containers/0", ("spec", "containers", 0, "image"), True),
        ("containers/1", ("spec", "containers", 0, "image"), False),
    ],
)
def test_the_step_that_shows_a_field(slug: str, path: tuple[str | int, ...], is_shown: bool) -> None:
    assert shown_in(slug)(FieldPath(path)) is is_shown


@pytest.mark.parametrize("slug", SLUGS)
def test_a_plain_pod_leaves_nothing(slug: str) -> None:
    assert left(slug) == []


LEFT: dict[str, tuple[str, list[Any], list[str]]] = {
    "a field that no version has": ("running", [("spec.nonsense", 1)], ["spec.nonsense"]),
    "of another step": ("volumes", [("spec.nonsense", 1)], []),
    "what stands beside the spec": ("metadata", [("extra", {"a": 1})], ["extra.a"]),
    "an empty object": ("metadata", [("extra", {})], ["extra"]),
    "what says what it is": ("metadata", [("status", {"phase": "Running"})], []),
    "inside a container": (
        "containers/0",
        [("spec.containers[0].nonsense", [1, 2])],
        [
            "spec.containers[0].nonsense[0]",
            "spec.containers[0].nonsense[1]",
        ],
    ),
    "inside another container": ("containers/0", [("spec.containers", [{"name": "a"}, {"nonsense": 1}])], []),
    "containers that are no list": ("running", [("spec.containers", "odd")], ["spec.containers"]),
    "a spec that is no object": ("review", [("spec", "odd")], []),
    "a branch that says all by being there": ("volumes", [("spec.volumes", [{"name": "a", "emptyDir": {}}])], []),
    "an empty object whose fields are shown": ("containers/0", [("spec.containers[0].resources", {})], []),
    "the same as null": ("containers/0", [("spec.containers[0].securityContext", None)], []),
    "something else in the place of an object": (
        "containers/0",
        [("spec.containers[0].resources", "odd")],
        ["spec.containers[0].resources"],
    ),
    "labels are shown": ("metadata", [("metadata.labels", {"app": "web"})], []),
}


@pytest.mark.parametrize(("slug", "tweaks", "expected"), LEFT.values(), ids=LEFT)
def test_what_no_part_shows(slug: str, tweaks: list[Any], expected: list[str]) -> None:
    assert left(slug, *tweaks) == expected
