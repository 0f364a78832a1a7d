"""Which labels a selector selects."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.label_selector import matches, meets

LABELS = {"app": "web"}
REQUIREMENTS: dict[str, tuple[dict[str, Any], bool]] = {
    "in a list": ({"key": "app", "operator": "In", "values": ["api", "web"]}, True),
    "none of a list": ({"key": "app", "operator": "In", "values": ["api"]}, False),
    "no list": ({"key": "app", "operator": "In"}, False),
    "not in a list": ({"key": "app", "operator": "NotIn", "values": ["api"]}, True),
    "not in a list without the label": ({"key": "zone", "operator": "NotIn", "values": ["a"]}, True),
    "one of a list": ({"key": "app", "operator": "NotIn", "values": ["web"]}, False),
    "there": ({"key": "app", "operator": "Exists"}, True),
    "not there": ({"key": "zone", "operator": "Exists"}, False),
    "rightly not there": ({"key": "zone", "operator": "DoesNotExist"}, True),
    "there, and should not be": ({"key": "app", "operator": "DoesNotExist"}, False),
}


@pytest.mark.parametrize(("requirement", "expected"), REQUIREMENTS.values(), ids=REQUIREMENTS)
def test_a_requirement(requirement: dict[str, Any], expected: bool) -> None:
    assert meets(requirement, LABELS) is expected
    assert matches({"matchExpressions": [requirement]}, LABELS) is expected


SELECTORS: dict[str, tuple[dict[str, Any], bool]] = {
    "nothing": ({}, True),
    "the labels": ({"matchLabels": LABELS}, True),
    "another value": ({"matchLabels": {"app": "api"}}, False),
    "the labels, but not the requirement": (
        {"matchLabels": LABELS, "matchExpressions": [{"key": "zone", "operator": "Exists"}]},
        False,
    ),
}


@pytest.mark.parametrize(("selector", "expected"), SELECTORS.values(), ids=SELECTORS)
def test_a_selector(selector: dict[str, Any], expected: bool) -> None:
    assert matches(selector, LABELS) is expected
