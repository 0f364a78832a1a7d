"""Errors at what a version has dropped."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import required
from podbuilder.kube.corrections.lost_fields import with_gates
from podbuilder.kube.review import review
from tests.support.pods import make_pod, path_of

HOOK = "spec.containers[0].lifecycle"
SLEEP = {"preStop": {"sleep": {"seconds": 5}}}


def said(version: str, hook: object) -> dict[str, str]:
    return {str(e.path): e.detail for e in review(make_pod((HOOK, hook)), version).errors}


@pytest.mark.parametrize(
    ("version", "hook"), [("1.30", SLEEP), ("1.29", {"preStop": {}}), ("1.29", {"preStop": {"exec": {}}})]
)
def test_what_was_not_dropped(version: str, hook: object) -> None:
    assert not any("feature gate" in detail for detail in said(version, hook).values())


def test_what_was_dropped_is_named_with_its_gate_and_the_version_that_keeps_it() -> None:
    assert said("1.29", SLEEP)[f"{HOOK}.preStop"].endswith(
        'Kubernetes 1.29 drops "sleep", because the feature gate PodLifecycleSleepAction is off by default; '
        "it is on since 1.30. Do it in another way, or turn the gate on."
    )


@pytest.mark.parametrize("path", ["spec.containers[0]", "metadata", "spec.nodeName"])
def test_what_is_gone_for_another_reason_is_left_alone(path: str) -> None:
    before = make_pod((f"{HOOK}", {"preStop": {}}), ("spec.containers[0].tty", False), ("metadata.uid", "1"))
    after = make_pod()
    error = required(path_of(path), "No.")
    assert list(with_gates([error], before, after, "1.29")) == [error]
