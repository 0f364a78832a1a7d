"""Tests of podbuilder.kube.cluster.known_names."""

from __future__ import annotations

import random

import pytest

from podbuilder.kube.cluster.facts import facts_of
from podbuilder.kube.cluster.known_names import KnownNames
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core.limits import SHOWN_NAMES
from tests.kube.cluster.test_odd_facts import spoilt
from tests.support.named_cluster import FACTS, SNAPSHOT

NAMES = KnownNames(SNAPSHOT, "")


def test_an_empty_cluster_has_no_names() -> None:
    names = KnownNames(Snapshot({}), "shop")
    assert names.objects("Secret") == names.pull_secrets() == names.keys("Secret", "db") == []
    assert names.label_keys == names.label_values("zone") == names.taint_keys == names.taint_values("lone") == []
    assert names.taint_effects("lone") == []
    assert names.resources == {}


OBJECTS: dict[str, tuple[str, str, list[str]]] = {
    "none": ("default", "ResourceClaim", []),
    "no namespace that is being deleted": ("default", "Namespace", ["default", "shop"]),
    "those of the cluster": ("shop", "StorageClass", ["cheap", "fast"]),
    "those of the namespace": ("shop", "ServiceAccount", ["till"]),
    "no namespace is default": ("", "ServiceAccount", ["builder", "default"]),
    "a namespace that is not there": ("new", "Secret", []),
    "nodes": ("", "Node", ["a", "b", "bare", "c"]),
}


@pytest.mark.parametrize(("namespace", "kind", "expected"), OBJECTS.values(), ids=OBJECTS)
def test_objects(namespace: str, kind: str, expected: list[str]) -> None:
    assert KnownNames(SNAPSHOT, namespace).objects(kind) == expected


def test_keys_of_what_is_there() -> None:
    assert NAMES.keys("Secret", "db") == ["password", "user"]
    assert NAMES.keys("ConfigMap", "conf") == ["blob", "mode"]
    assert NAMES.keys("ConfigMap", "db") == NAMES.keys("Secret", "pull") == []


def test_secrets_with_which_images_are_pulled() -> None:
    assert NAMES.pull_secrets() == ["pull"]


def test_labels_and_taints_of_nodes() -> None:
    assert NAMES.label_keys == ["kubernetes.io/hostname", "zone"]
    assert NAMES.label_values("zone") == ["eu-1", "eu-2"]
    assert NAMES.taint_keys == ["lone", "nvidia.com/gpu"]
    assert NAMES.taint_values("nvidia.com/gpu") == ["old", "present"]
    assert NAMES.taint_effects("nvidia.com/gpu") == ["NoExecute", "NoSchedule"]
    assert NAMES.taint_values("lone") == NAMES.taint_effects("lone") == []


def test_resources_that_nodes_really_have() -> None:
    assert list(NAMES.resources.items()) == [("example.com/fpga", 3), ("nvidia.com/gpu", 2)]


def test_of_a_long_list_the_first_are_shown() -> None:
    claims = [{"metadata": {"name": f"c{number:04}", "namespace": "default"}} for number in range(SHOWN_NAMES + 1)]
    found = KnownNames(Snapshot({"PersistentVolumeClaim": claims}), "default").objects("PersistentVolumeClaim")
    assert (len(found), found[-1]) == (SHOWN_NAMES, f"c{SHOWN_NAMES - 1:04}")


def test_nodes_are_looked_at_once_a_snapshot() -> None:
    assert KnownNames(SNAPSHOT, "shop").resources is NAMES.resources


@pytest.mark.parametrize("chance", [0.1, 0.4])
def test_nothing_odd_in_a_snapshot_stops_completion(chance: float) -> None:
    dice = random.Random(f"seed {chance}")
    for _ in range(150):
        # As kubectl prints them, with the keys' values.
        whole = [{**one, "data": dict.fromkeys(one.get("data", ()), "")} for many in FACTS.values() for one in many]
        names = KnownNames(Snapshot(facts_of(spoilt(one, chance, dice) for one in whole).objects), "default")
        found = [names.objects("Secret"), names.keys("Secret", "db"), names.pull_secrets(), names.label_keys]
        found += [names.label_values("zone"), names.taint_keys, names.taint_values("lone"), names.taint_effects("lone")]
        assert all(isinstance(name, str) for many in [*found, list(names.resources)] for name in many)
