"""Causes that look alike, and the sentences that tell them apart."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting import all_troubles
from podbuilder.kube.troubleshooting.twins import twins_of


def test_a_cause_without_twins() -> None:
    assert twins_of("scheduling-gated") == ()


@pytest.mark.parametrize("label", [label for label in all_troubles() if twins_of(label)])
def test_a_twin_is_another_cause_and_said_in_a_sentence(label: str) -> None:
    for twin in twins_of(label):
        assert twin.label in all_troubles()
        assert twin.label != label
        assert twin.says.startswith("If ")
        assert twin.says.endswith(".")
