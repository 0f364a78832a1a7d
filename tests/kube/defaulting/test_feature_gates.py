"""Fields of gates that are off."""

from __future__ import annotations

import pytest

from podbuilder.kube.defaulting import feature_gates, set_defaults
from tests.kube.defaulting.stored import assert_dropped
from tests.support.cases import Case, cases
from tests.support.pods import make_pod


@cases(__file__, "feature_gates.yaml")
def test_disabled(case: Case) -> None:
    assert_dropped(case)


@pytest.mark.parametrize(
    ("path", "version", "gate"),
    [
        (("containers", 0, "image"), "1.25", ""),
        (("hostUsers",), "1.36", ""),
        (("hostUsers",), "1.28", "UserNamespacesSupport"),
        (("containers", 0, "lifecycle", "preStop", "sleep"), "1.29", "PodLifecycleSleepAction"),
    ],
)
def test_the_gate_of_a_field(path: tuple[str | int, ...], version: str, gate: str) -> None:
    container = {"name": "a", "image": "a", "lifecycle": {"preStop": {"sleep": {"seconds": 1}}}}
    pod = make_pod(("spec.hostUsers", False), ("spec.containers", [container]))
    assert feature_gates.gate_of(set_defaults(pod, "1.36")["spec"], path, version) == gate
