"""Advice as pages show it: grouped by severity, beside its field, and narrowed down."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.advice.advice import Advice
from podbuilder.builder.advice.filters import (
    SEVERITIES,
    WHOLE_POD,
    AdviceMessage,
    Filter,
    grouped,
    messages,
)
from podbuilder.kube import lint
from podbuilder.kube.core.field import FieldPath, Finding
from tests.support.pods import make_pod

APP = FieldPath(("spec", "containers", 0))
PROFILE = lint.read_profile(
    "start: nothing\nrules: {liveness-probe-missing: info, host-pid: critical, image-tag-mutable: info}\n"
)


def advice(rule: str, path: FieldPath, message: str = "It is so.") -> Advice:
    return Advice(lint.Subject(make_pod(), "1.36"), PROFILE, Finding(rule, path, message), path)


PROBE = advice("liveness-probe-missing", APP.child("livenessProbe"))
HOST = advice("host-pid", FieldPath(("spec", "hostPID")), "It sees all.")
TAG = advice("image-tag-mutable", APP.child("image"))


def test_advice_is_grouped_by_severity_the_most_severe_first() -> None:
    groups = grouped([PROBE, HOST, TAG], lambda path: f"/to/{path}")
    assert [(group.severity, group.sign) for group in groups] == [("critical", "warning"), ("info", "bulb")]
    assert groups[0].rows == [(HOST, "/to/spec.hostPID")]
    assert groups[1].rows == [(PROBE, f"/to/{APP}.livenessProbe"), (TAG, f"/to/{APP}.image")]
    assert grouped([], str) == []


def test_severities_are_in_order() -> None:
    assert SEVERITIES == ("critical", "serious", "warning", "info")


def test_each_piece_is_a_message_at_its_field() -> None:
    assert list(messages([HOST, TAG])) == [
        (HOST.path, AdviceMessage("advice", "It sees all.", HOST)),
        (TAG.path, AdviceMessage("advice", "It is so.", TAG)),
    ]


READ: dict[str, tuple[dict[str, str], Filter]] = {
    "nothing": ({}, Filter()),
    "what nobody knows": ({"severity": "loud", "category": "luck"}, Filter()),
    "a severity": ({"severity": "info"}, Filter("info")),
    "a category": ({"category": "security"}, Filter("", "security")),
    "any container": ({"container": "gone"}, Filter("", "", "gone")),
    "a container with a long name": ({"container": "x" * 300}, Filter("", "", "x" * 253)),
}


@pytest.mark.parametrize(("data", "expected"), READ.values(), ids=READ)
def test_a_filter_is_read_from_an_address(data: dict[str, str], expected: Filter) -> None:
    assert Filter.read(data) == expected
    assert expected.is_open == (expected == Filter())


FITS: dict[str, tuple[Filter, list[Advice]]] = {
    "everything": (Filter(), [PROBE, HOST, TAG]),
    "a severity": (Filter("critical"), [HOST]),
    "a severity that there is none of": (Filter("serious"), []),
    "a category": (
        Filter(category=HOST.category),
        [one for one in (PROBE, HOST, TAG) if one.category == HOST.category],
    ),
    "a container": (Filter(container="app"), [PROBE, TAG]),
    "another container": (Filter(container="web"), []),
    "the pod as a whole": (Filter(container=WHOLE_POD), [HOST]),
    "all at once": (Filter("info", PROBE.category, "app"), [PROBE]),
}


@pytest.mark.parametrize(("wanted", "expected"), FITS.values(), ids=FITS)
def test_what_a_filter_lets_through(wanted: Filter, expected: list[Advice]) -> None:
    assert [one for one in (PROBE, HOST, TAG) if wanted.fits(one)] == expected


def choices(wanted: Filter, *found: Advice) -> dict[str, Any]:
    return {choice.name: (choice.label, choice.values, choice.chosen) for choice in wanted.choices(found)}


def test_only_values_that_occur_are_offered() -> None:
    offered = choices(Filter("info", "", WHOLE_POD), PROBE, HOST)
    assert offered["severity"] == ("Severity", [("critical", "critical"), ("info", "info")], "info")
    assert offered["category"][0] == "Category"
    assert {value for value, _ in offered["category"][1]} == {PROBE.category, HOST.category}
    assert offered["container"] == ("Container", [(WHOLE_POD, "the pod as a whole"), ("app", "app")], WHOLE_POD)


def test_the_pod_is_offered_only_where_something_is_said_of_it() -> None:
    assert choices(Filter(), TAG)["container"] == ("Container", [("app", "app")], "")
    assert choices(Filter()) == {name: (name.capitalize(), [], "") for name in ("severity", "category", "container")}
