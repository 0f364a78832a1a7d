"""The labels of a selector: which a pod needs, and which it has for that alone."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.label_keys import IDENTITY
from podbuilder.kube.manifest import Manifest, write
from podbuilder.kube.workload_change.identity_labels import (
    identity_selector,
    label_value,
    labels_for_selector,
    missing_labels,
    object_name,
)

NAME, INSTANCE = IDENTITY
BOTH = {NAME: "web", INSTANCE: "web"}


@pytest.mark.parametrize(
    ("metadata", "name"),
    [(None, ""), ("odd", ""), ({"name": 5}, ""), ({"generateName": "web-"}, "web-"), ({"name": "web"}, "web")],
)
def test_a_name(metadata: Any, name: str) -> None:
    assert object_name({"metadata": metadata}) == name


@pytest.mark.parametrize(
    ("name", "value"),
    [("web", "web"), ("web.shop", "web.shop"), ("web-", "web"), ("-.", ""), ("a" * 62 + ".b", "a" * 62)],
)
def test_a_name_as_a_value(name: str, value: str) -> None:
    assert label_value(name) == value


@pytest.mark.parametrize(
    ("labels", "missing"),
    [(BOTH, {}), ({NAME: "nginx"}, {INSTANCE: "web"}), ({"app": "web"}, BOTH), ({NAME: ""}, BOTH)],
)
def test_what_is_missing(labels: dict[str, str], missing: dict[str, str]) -> None:
    assert missing_labels({"metadata": {"name": "web"}}, labels) == missing


def test_a_pod_without_a_name_gets_one_for_its_labels() -> None:
    assert missing_labels({}, {}) == {NAME: "app", INSTANCE: "app"}


def test_a_selector_names_nothing_else() -> None:
    assert identity_selector({**BOTH, "version": "1"}) == {"matchLabels": BOTH}


def deployment(own: dict[str, str] | None, labels: dict[str, str], selected: dict[str, str]) -> str:
    metadata = {"name": "web"} if own is None else {"name": "web", "labels": own}
    template = {"metadata": {"labels": labels}, "spec": {"containers": []}}
    spec = {"selector": {"matchLabels": selected}, "template": template}
    return write({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": spec})


@pytest.mark.parametrize(
    ("own", "labels", "selected", "found"),
    [
        (BOTH, BOTH, BOTH, []),
        (None, {"app": "web"}, {"app": "web"}, []),
        (None, {NAME: "nginx", INSTANCE: "other"}, {NAME: "nginx", INSTANCE: "other"}, []),
        (None, BOTH, {"app": "web"}, []),
        ({NAME: "web"}, BOTH, BOTH, [INSTANCE]),
        (None, BOTH, BOTH, [NAME, INSTANCE]),
    ],
)
def test_labels_that_are_there_for_the_selector_alone(
    own: dict[str, str] | None, labels: dict[str, str], selected: dict[str, str], found: list[str]
) -> None:
    assert labels_for_selector(Manifest.read(deployment(own, labels, selected))) == found


@pytest.mark.parametrize(
    ("spec", "is_needed"),
    [
        ({"selector": {NAME: "web"}}, True),
        ({"selector": {"matchLabels": {INSTANCE: "web"}}}, True),
        ({"podSelector": {"matchLabels": {INSTANCE: "web"}}}, True),
        ({"selector": {"app": "web"}}, False),
        ({"selector": {NAME: "other"}}, False),
        ({"selector": {}}, False),
        ({"selector": {"matchLabels": None}}, False),
        ({"selector": "odd"}, False),
        ({"podSelector": {"matchExpressions": [{"key": NAME, "operator": "Exists"}]}}, True),
        ({"podSelector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}}, False),
        ({"podSelector": {"matchExpressions": [{"key": NAME, "operator": "In", "values": ["a", "web"]}]}}, True),
        ({"podSelector": {"matchExpressions": [{"key": NAME, "operator": "In", "values": ["a"]}]}}, False),
        ({"ports": [{"key": NAME}]}, False),
        (None, False),
    ],
)
def test_labels_that_others_select_by(spec: Any, is_needed: bool) -> None:
    other = write({"apiVersion": "v1", "kind": "Service", "spec": spec})
    text = deployment(None, {**BOTH, "app": "web"}, BOTH) + "---\n" + other
    assert labels_for_selector(Manifest.read(text)) == ([] if is_needed else [NAME, INSTANCE])
