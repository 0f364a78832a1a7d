"""Tests of podbuilder.kube.cluster.snapshot."""

from podbuilder.kube.cluster.snapshot import ExtendedSnapshot, Snapshot

SMALL = {"kind": "Node", "metadata": {"name": "small"}}
QUOTA_A = {"kind": "ResourceQuota", "metadata": {"name": "q", "namespace": "a"}}
QUOTA_B = {"kind": "ResourceQuota", "metadata": {"name": "q", "namespace": "b"}}
CLUSTER = Snapshot({"Node": [SMALL], "ResourceQuota": [QUOTA_A, QUOTA_B], "LimitRange": []})


def test_a_kind_without_objects_is_known_and_an_absent_one_is_not() -> None:
    assert CLUSTER.of("LimitRange") == []
    assert CLUSTER.knows("LimitRange")
    assert not CLUSTER.of("PriorityClass")
    assert not CLUSTER.knows("PriorityClass")


def test_what_is_worked_out_is_kept() -> None:
    assert CLUSTER.once("nodes", lambda: [1]) is CLUSTER.once("nodes", lambda: [2])


def test_objects_are_found_by_namespace_and_by_name() -> None:
    assert CLUSTER.of("ResourceQuota") == [QUOTA_A, QUOTA_B]
    assert CLUSTER.of("ResourceQuota", "b") == [QUOTA_B]
    assert not CLUSTER.of("ResourceQuota", "c")
    assert CLUSTER.named("Node", "small") is SMALL
    assert CLUSTER.named("ResourceQuota", "q", "a") is QUOTA_A
    assert CLUSTER.named("ResourceQuota", "q") is None


def test_further_objects_stand_before_the_others() -> None:
    more = ExtendedSnapshot(CLUSTER, {"ResourceQuota": [QUOTA_A], "Pod": []})
    assert more.of("ResourceQuota", "a") == [QUOTA_A, QUOTA_A]
    assert more.of("Node") == [SMALL]
    assert more.named("Node", "small") is SMALL
    assert more.named("ResourceQuota", "q", "b") is QUOTA_B
    assert not more.knows("Pod")
    assert more.once("nodes", lambda: 1) is CLUSTER.once("nodes", lambda: 2)
