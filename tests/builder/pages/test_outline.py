"""The outline beside a step: what is said of each step of the pod."""

from __future__ import annotations

from podbuilder.builder.pages.outline import MOST_SHOWN, Outline, OutlineEntry, outline_of
from podbuilder.builder.pages.problems import Problem, Problems
from podbuilder.builder.pages.urls import DraftUrls
from podbuilder.builder.steps.outline import steps_of
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest import Carrier
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.kube.review import review
from tests.support.pods import make_pod

URLS = DraftUrls("abc", "1.36")
POD = make_pod(("spec.containers", [{"name": "web", "image": "nginx"}, {"name": "web"}]), ("spec.hostNetwork", False))
ADVICE = [
    FieldPath(("spec", "containers", 1, "image")),
    FieldPath(("spec", "containers", 1)),
    FieldPath(("spec", "hostPID")),
]


def entries(pod: Document = POD, current: str = "volumes") -> dict[str, OutlineEntry]:
    errors = [Problem("error", error.path, error.detail, 1, "#") for error in review(pod).errors]
    warning = Problem("warning", FieldPath(("spec", "volumes", 0)), "It is old.", 1, "#")
    around = Problem("error", FieldPath(("spec", "replicas")), "It is negative.", 1, "#", is_around=True)
    found = Problems([around, *errors, warning])
    outline = outline_of(steps_of(pod), current, pod, found, ADVICE, URLS)
    return {one.step.slug: one for one in outline.entries}


def test_every_step_has_an_entry_that_leads_to_it() -> None:
    found = entries()
    assert list(found) == [step.slug for step in steps_of(POD)]
    assert found["containers/0"].href == "/drafts/abc/edit/containers/0/"


def test_the_step_that_is_shown_is_marked() -> None:
    assert [slug for slug, one in entries().items() if one.is_current] == ["volumes"]
    assert not [slug for slug, one in entries(current="gone").items() if one.is_current]


def test_what_is_wrong_and_advised_is_counted_by_step() -> None:
    found = entries()
    assert {slug: one.errors for slug, one in found.items() if one.errors} == {"containers/1": 2}
    assert {slug: one.warnings for slug, one in found.items() if one.warnings} == {"volumes": 1}
    assert {slug: one.advice for slug, one in found.items() if one.advice} == {"containers/1": 2, "security": 1}


def test_steps_in_which_something_is_set_are_used() -> None:
    assert [slug for slug, one in entries().items() if one.is_used] == [
        *("metadata", "containers/0", "containers/1", "networking"),
    ]
    bare: Document = {"metadata": {}, "spec": "odd"}
    assert not [slug for slug, one in entries(bare).items() if one.is_used]


def test_the_buttons_stand_behind_the_last_container() -> None:
    assert [slug for slug, one in entries().items() if one.is_last_of_heading] == [
        *("metadata", "containers/1", "networking", "security", "review"),
    ]
    assert [slug for slug, one in entries().items() if one.is_last_container] == ["containers/1"]


def listed(count: int, number: int) -> Outline:
    companions = tuple(Carrier(FIRST_COMPANION + i, "Secret", f"s{i}", i) for i in range(count))
    return outline_of(
        steps_of(POD), "metadata", POD, Problems([]), [], URLS, companions=companions, number=number, said=((2, 1),)
    )


def test_of_very_many_companions_the_first_are_listed_and_what_is_edited() -> None:
    few, many = listed(3, 0), listed(MOST_SHOWN + 7, FIRST_COMPANION + MOST_SHOWN + 2)
    assert (len(few.shown), few.more) == (3, 0)
    assert (len(many.shown), many.more) == (MOST_SHOWN + 1, 6)
    assert many.shown[-1].name == f"s{MOST_SHOWN + 2}"


def test_what_is_said_of_a_companion_is_known_by_its_number() -> None:
    found = listed(3, 0)
    assert [found.said_of(FIRST_COMPANION + i) for i in (0, 1)] == [(2, 1), (0, 0)]
    assert found.said_of(0) == (0, 0)


def test_what_stands_beside_a_pod_has_its_step_and_no_containers_to_add() -> None:
    secret: Document = {"Secret": {"kind": "Secret"}}
    found = outline_of(steps_of(secret), "object", secret, Problems([]), [], URLS)
    assert [(one.step.slug, one.is_used, one.is_of_companion) for one in found.entries] == [
        ("object", True, True),
        ("review", False, False),
    ]
    assert found.is_companion
    assert not found.has_no_containers
