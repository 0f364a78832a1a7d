"""What is kept of a cluster's objects, and what is not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from podbuilder.kube.cluster import facts
from podbuilder.kube.cluster.facts import FactsError, facts_of, kept_fields
from podbuilder.kube.cluster.scheduling.scheduler import schedule
from podbuilder.kube.cluster.snapshot import Snapshot

MARK = "s3cr3t"
NODE = {"kind": "Node", "metadata": {"name": "a"}, "status": {"allocatable": {"cpu": 4, "memory": "8Gi", "pods": True}}}


def leaves(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    else:
        for each in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves(each)


def test_nothing_gives_nothing() -> None:
    assert facts_of([]) == ({}, {}, 0, 0)
    assert facts_of([None]) == ({}, {}, 0, 0)


def test_the_fields_that_are_kept_are_of_known_types() -> None:
    assert set(leaves(kept_fields())) == {*facts._LEAVES, "whole"}


def test_lists_are_opened_and_say_that_a_kind_was_looked_at() -> None:
    found = facts_of([{"kind": "List", "items": [NODE]}, {"kind": "PodList", "items": None}, {"kind": "FooList"}])
    assert found.objects == {
        "Node": [{"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": 4, "memory": "8Gi"}}}],
        "Pod": [],
    }
    assert facts_of([{"kind": "PodList", "items": [{"metadata": {"name": "x"}}, 1]}]).objects == {
        "Pod": [{"metadata": {"name": "x"}}]
    }


def test_what_no_verdict_needs_is_passed_by() -> None:
    assert facts_of([{"kind": "Lease"}, {"kind": "Lease"}]).passed_by == {"Lease": 2}


@pytest.mark.parametrize(
    ("each", "kept"),
    [
        (1, None),
        ({"metadata": {"name": "a"}}, None),
        ({"kind": 1}, None),
        ({"kind": "Node"}, None),
        ({"kind": "Node", "metadata": "a"}, None),
        ({"kind": "Node", "metadata": {"name": "a", "labels": {1: "x"}}}, {"metadata": {"name": "a"}}),
        ({"kind": "Node", "metadata": {"name": "a"}, "spec": []}, {"metadata": {"name": "a"}}),
        (
            {"kind": "Node", "metadata": {"name": "a"}, "spec": {"taints": [{"key": "x", "value": 1}, 2]}},
            {"metadata": {"name": "a"}, "spec": {"taints": [{"key": "x"}]}},
        ),
        (
            {"kind": "PriorityClass", "metadata": {"name": "a"}, "value": True, "globalDefault": None},
            {"metadata": {"name": "a"}},
        ),
    ],
)
def test_what_has_another_type_is_left_out(each: Any, kept: Any) -> None:
    found = facts_of([each])
    assert found.odd
    assert [one for objects in found.objects.values() for one in objects] == ([] if kept is None else [kept])


def test_pods_that_have_ended_are_only_counted() -> None:
    pods = [{"kind": "Pod", "metadata": {"name": "x"}, "status": {"phase": phase}} for phase in ("Failed", "Succeeded")]
    found = facts_of(pods)
    assert (found.objects, found.finished) == ({"Pod": []}, 2)


def test_secrets_are_thrown_away() -> None:
    """Wherever a value may be secret it is marked; names and keys are not values."""
    annotations = {"kubectl.kubernetes.io/last-applied-configuration": MARK, "other": MARK}
    metadata = {"name": "x", "namespace": "n", "annotations": annotations, "managedFields": [{"manager": MARK}]}
    container = {
        "name": "main",
        "image": MARK,
        "args": [MARK],
        "env": [{"name": "PASSWORD", "value": MARK}],
        "resources": {"requests": {"cpu": "1"}},
    }
    volumes = [{"name": "v", "hostPath": {"path": MARK}}, {"name": "c", "csi": {"driver": MARK}}]
    objects = [
        {"kind": "Secret", "metadata": metadata, "data": {"key": MARK}, "stringData": {"key": MARK}},
        {"kind": "ConfigMap", "metadata": metadata, "data": {"key": MARK}, "binaryData": {"other": MARK}},
        {"kind": "Pod", "metadata": metadata, "spec": {"containers": [container], "volumes": volumes, "nodeName": "a"}},
        {"kind": "Namespace", "metadata": metadata},
    ]
    found = facts_of(objects)
    assert MARK not in json.dumps(found.objects)
    assert found.objects["Secret"][0]["data"] == ["key"]
    assert found.objects["ConfigMap"][0]["binaryData"] == ["other"]
    assert found.objects["Pod"][0]["spec"]["containers"] == [{"name": "main", "resources": {"requests": {"cpu": "1"}}}]


def test_keys_of_what_is_no_map() -> None:
    assert facts_of([{"kind": "Secret", "metadata": {"name": "x"}, "data": [MARK]}]).objects == {
        "Secret": [{"metadata": {"name": "x"}}]
    }


def test_policies_are_kept_whole() -> None:
    spec = {"validations": [{"expression": "true"}], "failurePolicy": "Fail"}
    policy = {"kind": "ValidatingAdmissionPolicy", "metadata": {"name": "x"}, "spec": spec, "status": {}}
    assert facts_of([policy]).objects == {"ValidatingAdmissionPolicy": [{"metadata": {"name": "x"}, "spec": spec}]}


def test_policies_are_not_nested_without_end() -> None:
    spec: Any = {}
    for _ in range(200):
        spec = {"a": [spec]}
    with pytest.raises(FactsError, match="nested deeper"):
        facts_of([{"kind": "ValidatingAdmissionPolicy", "metadata": {"name": "x"}, "spec": spec}])


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "MAX_CLUSTER_VALUES", 5)
    with pytest.raises(FactsError, match="at most 5 values"):
        facts_of([NODE])


def test_what_is_kept_is_enough_for_the_scheduler() -> None:
    """The recorded clusters, reduced, get the same verdicts."""
    whole = kept = Snapshot({})
    with gzip.open(Path(__file__).with_name("scheduling") / "recorded.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if "objects" in row:
                items = [{"kind": kind, **each} for kind, objects in row["objects"].items() for each in objects]
                found = facts_of([{"kind": "List", "items": items}])
                assert not found.odd
                assert not found.passed_by
                whole, kept = Snapshot(row["objects"]), Snapshot(found.objects)
            else:
                assert schedule(kept, row["pod"], row["version"]) == schedule(whole, row["pod"], row["version"])
